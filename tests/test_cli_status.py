"""The command `summarize status`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from shell import UNSET

from summarize.cli.status import status
from summarize.testing import FakeServer


def ran(cache_dir: Path, *arguments: str, **variables: str) -> Result:
    """Run the command in an environment of these variables."""
    environment = {**UNSET, "SUMMARIZE_CACHE_DIR": str(cache_dir), **variables}
    return CliRunner().invoke(status, arguments, env=environment)


def test_it_is_read_by_people(tmp_path: Path) -> None:
    """A line for each thing, with where it comes from, and the settings that are no defaults."""
    key = "sk-abcdefghijklmnopqrstuv"
    result = ran(tmp_path, "--model", "gpt-4.1", OPENAI_API_KEY=key, SUMMARIZE_LENGTH="long")
    assert result.exit_code == 0, result.output
    assert "model         gpt-4.1 (--model)\n" in result.output
    assert "server        https://api.openai.com/v1 (default)\n" in result.output
    assert "key           set (OPENAI_API_KEY)\n" in result.output
    assert "tokens        exact\n" in result.output
    assert "price         $2.00 for a million tokens read, $8.00 written\n" in result.output
    assert f"kept replies  0 in {tmp_path}/replies.sqlite, 0 bytes\n" in result.output
    assert f"journals      0 in {tmp_path}/journals, 0 bytes\n" in result.output
    assert "replies as    strict, unless the server refuses\n" in result.output
    assert "length        long (SUMMARIZE_LENGTH)\n" in result.output
    assert key not in result.output


def test_it_is_read_by_programs(tmp_path: Path) -> None:
    """The same as JSON; an unknown price is null."""
    result = ran(tmp_path, "--json", OPENAI_BASE_URL="http://h.example.com/v1", SUMMARIZE_MODEL="m")
    found = json.loads(result.output)
    assert (found["model"], found["base_url"]) == ("m", "http://h.example.com/v1")
    assert (found["key"], found["input_price"], found["probe"]) == (False, None, None)
    assert {"name": "model", "value": "m", "origin": "SUMMARIZE_MODEL"} in found["settings"]


def test_an_unknown_price_is_told_as_unknown(tmp_path: Path) -> None:
    """And a free one as none."""
    unknown = ran(tmp_path, OPENAI_BASE_URL="http://h.example.com/v1", SUMMARIZE_MODEL="m")
    assert "price         unknown\n" in unknown.output
    assert "price         none\n" in ran(tmp_path).output


def test_a_probe_is_logged(tmp_path: Path) -> None:
    """As any other call is."""
    path = tmp_path / "log.jsonl"
    with FakeServer(["OK"]) as server:
        given = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": server.api_key}
        ran(tmp_path, "--probe", "--model", "m", "--log", str(path), **given)
    assert [json.loads(line)["event"] for line in path.read_text().splitlines()] == ["asked"]


def test_a_probe_says_whether_the_model_answers(tmp_path: Path) -> None:
    """In words, and by the exit code."""
    with FakeServer(["OK"]) as server:
        variables = {"OPENAI_BASE_URL": server.base_url, "SUMMARIZE_MODEL": "m"}
        good = ran(tmp_path, "--probe", OPENAI_API_KEY=server.api_key, **variables)
        bad = ran(tmp_path, "--probe", OPENAI_API_KEY="wrong", **variables)
    assert (good.exit_code, bad.exit_code) == (0, 5)
    assert "probe         answered in " in good.output
    assert "refuses the key" in bad.output
