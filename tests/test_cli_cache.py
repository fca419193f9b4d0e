"""The command `summarize cache`."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner, Result

from summarize.chat import Reply
from summarize.cli.cache import cache
from summarize.models.replies import FILE, Replies
from summarize.types import Usage


def ran(directory: Path, *arguments: str) -> Result:
    """Run the command with this cache directory."""
    return CliRunner().invoke(cache, arguments, env={"SUMMARIZE_CACHE_DIR": str(directory)})


def test_stats_and_clear(tmp_path: Path) -> None:
    """They tell how many, where and how large, and what is forgotten."""
    runs = tmp_path / "journals"
    told = f"{tmp_path / FILE}: 0 replies, 0 bytes\n{runs}: 0 journals, 0 bytes\n"
    assert ran(tmp_path, "stats").output == told
    Replies(tmp_path / FILE).put(b"key", Reply("Forty.", "stop", Usage(calls=1)))
    runs.mkdir()
    (runs / "summarize-1.jsonl").write_text("12345")
    shown = json.loads(ran(tmp_path, "stats", "--json").output)
    assert shown["replies"]["path"] == str(tmp_path / FILE)
    assert shown["replies"]["entries"] == 1
    assert shown["replies"]["bytes"] > 4096
    assert shown["journals"] == {"path": str(runs), "entries": 1, "bytes": 5}
    forgotten = ran(tmp_path, "clear").output
    assert re.fullmatch(r"forgot 1 reply, [\d.]+ kB and 1 journal, 5 bytes\n", forgotten)
    assert not runs.exists()
    after = json.loads(ran(tmp_path, "stats", "--json").output)
    assert [after[name]["entries"] for name in ("replies", "journals")] == [0, 0]


def test_what_cannot_be_cleared_is_told(tmp_path: Path) -> None:
    """One line on stderr, with the file, and exit code 4."""
    (tmp_path / FILE).mkdir()
    result = ran(tmp_path, "clear")
    assert (result.exit_code, result.stdout) == (4, "")
    assert f"{tmp_path / FILE}: cannot be cleared" in result.stderr
    assert result.stderr.count("\n") == 1


def test_runs_that_cannot_be_cleared_are_told(tmp_path: Path) -> None:
    """As replies are."""
    (tmp_path / "journals").write_text("no directory")
    result = ran(tmp_path, "clear")
    assert (result.exit_code, result.stdout) == (4, "")
    assert f"{tmp_path / 'journals'}: cannot be cleared" in result.stderr
    assert result.stderr.count("\n") == 1
