"""The command `summarize measure`, against a loopback server that says what a test needs."""

from __future__ import annotations

import json
from pathlib import Path

import harbour
import pytest
from click.testing import CliRunner, Result
from measured import ALTERED_QUOTE, CLOSED, QUESTIONS, SHORT, TRUE_QUOTE, WHO, written

from summarize.cli import measure as command
from summarize.cli.measure import measure
from summarize.models import address
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.testing.served import completion

ANSWERS = harbour.answers((2, "12 days"), (None, None), (None, None))


@pytest.fixture
def questions(tmp_path: Path) -> str:
    """Give a file of three questions about one text."""
    return written(tmp_path / "questions.jsonl", QUESTIONS)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caches and templates of this machine's user out of it."""
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SUMMARIZE_PROMPTS", str(tmp_path / "none"))
    monkeypatch.delenv("SUMMARIZE_MODEL", raising=False)


def ran(arguments: list[str], *replies: Script) -> Result:
    """Run the command against a server with these replies."""
    with FakeServer(replies) as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": server.api_key}
        result = CliRunner().invoke(measure, arguments, env=environment)
        assert server.unused == 0
    return result


def flat(result: Result) -> str:
    """Give what was printed with single spaces, whatever the columns' widths."""
    return " ".join(result.stdout.split())


def test_no_kept_reply_is_measured(
    questions: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a model said before is no measure of it: a run neither uses nor keeps replies."""
    monkeypatch.setattr(address, "DYNAMIC_PORTS", 1 << 16)  # else no fake server's are kept
    assert ran([questions], ANSWERS).exit_code == 0
    assert list((tmp_path / "cache").glob("replies*")) == []


def test_it_prints_a_table(questions: str) -> None:
    """Figures on stdout; the model and the journal on stderr."""
    result = ran([questions], completion(ANSWERS))
    assert result.exit_code == 0
    assert "token F1 0.667 [" in flat(result)
    assert result.stdout.startswith("questions of questions.jsonl  summarize\n")
    assert "journal" in result.stderr
    assert "had 0 of 1" in result.stderr


def test_a_second_run_goes_on_where_the_first_ended(questions: str, tmp_path: Path) -> None:
    """From the journal of one's own, asking only what is not in it."""
    journal = str(tmp_path / "own.jsonl")
    with FakeServer([completion(ANSWERS), completion(harbour.answers((1, "Odo")))]) as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": server.api_key}
        arguments = [questions, "--journal", journal]
        first = CliRunner().invoke(measure, arguments, env=environment)
        other = written(tmp_path / "other.jsonl", [{**WHO, "text": "Odo is harbour master."}])
        second = CliRunner().invoke(measure, [*arguments, other], env=environment)
        assert server.unused == 0
    assert Path(journal).is_file()
    assert "had 0 of 1" in first.stderr
    assert "had 1 of 2" in second.stderr
    assert first.stdout.splitlines()[1] in second.stdout


def test_the_baseline_stands_beside(questions: str) -> None:
    """A column of its own, in the same run."""
    result = ran([questions, "--baseline"], completion(ANSWERS), "12 days", "Quill", "Not stated")
    assert result.stdout.splitlines()[0].split()[-2:] == ["summarize", "naive"]
    assert "calls 1.00 [1.00, 1.00] n=1 3.00 [3.00, 3.00] n=1" in flat(result)


def test_what_happens_is_logged(questions: str, tmp_path: Path) -> None:
    """Each call is a line."""
    path = tmp_path / "log.jsonl"
    assert ran([questions, "--log", str(path)], ANSWERS).exit_code == 0
    assert [json.loads(line)["event"] for line in path.read_text().splitlines()] == ["asked"]


def test_json_is_for_programs(questions: str) -> None:
    """One object: every figure with value, n and interval, errors, and wrong answers."""
    found = json.loads(ran([questions, "--json"], completion(ANSWERS)).stdout)
    f1 = next(line for line in found["sections"][0]["lines"] if line["name"] == "token F1")
    assert f1["figures"]["summarize"].keys() == {"kind", "n", "value", "low", "high"}
    assert [one["id"] for one in found["wrong"]] == ["who"]
    assert (found["failures"], found["missed"], found["model"]) == ([], [], "fake")


def test_wrong_answers_are_listed_when_asked_for(questions: str) -> None:
    """With what was expected, and what came."""
    assert "expected Ines Quill" not in ran([questions], completion(ANSWERS)).stdout
    shown = ran([questions, "--wrong"], completion(ANSWERS)).stdout
    assert "questions.jsonl:2: who: Who is the harbour master?\n  expected Ines Quill" in shown


@pytest.mark.parametrize(
    ("threshold", "told"),
    [
        (["--min-f1", "0.9"], "token F1 is 0.667, below --min-f1 0.9"),
        (["--max-false-not-stated", "0"], "false not stated is 0.500, above"),
        (["--min-f1", "0.5", "--min-right-sentence", "1", "--min-not-stated-recall", "1"], None),
    ],
)
def test_below_a_threshold_it_exits_with_10(
    questions: str, threshold: list[str], told: str | None
) -> None:
    """The line says which figure missed which threshold; the table is printed all the same."""
    result = ran([questions, *threshold], completion(ANSWERS))
    assert result.exit_code == (10 if told else 0)
    assert "token F1" in result.stdout
    assert told is None or f"summarize measure: {told}" in result.stderr


def test_a_row_that_fails_is_told_and_the_run_goes_on(tmp_path: Path) -> None:
    """Exit code 9, with the row's place and the error on stderr."""
    rows = written(tmp_path / "a.jsonl", [CLOSED, {**WHO, "text": "Odo is harbour master."}])
    right = completion(harbour.answers((1, "Odo")))
    result = ran([rows], "Twelve days.", "Twelve.", right)
    assert result.exit_code == 9
    assert "a.jsonl:1: closed (summarize): " in result.stderr
    assert "JSON" in result.stderr
    assert "answers not located 0.000" in flat(result)


def test_quotes_need_no_model(tmp_path: Path) -> None:
    """No server is asked, no model named, no journal kept."""
    written(tmp_path / "documents.jsonl", [SHORT])
    quotes = written(tmp_path / "quotes.jsonl", [TRUE_QUOTE, ALTERED_QUOTE])
    result = CliRunner().invoke(measure, [quotes], env={"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"})
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "altered quotes rejected 1.000" in flat(result)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "FILE"),
        (["none.jsonl"], 3, "summarize measure: none.jsonl: no such file"),
        (["{questions}", "--limit", "0"], 2, "--limit"),
        (["{questions}", "--min-f1", "92"], 2, "--min-f1"),
        (["{questions}", "--split", "dev"], 3, "no rows of split 'dev'"),
        (["{questions}", "--model", "gpt-4.1-mini"], 4, "OPENAI_API_KEY"),
    ],
)
def test_exit_codes(questions: str, arguments: list[str], code: int, told: str) -> None:
    """Wrong usage, a file that cannot be used, and a model that is not set up."""
    unset = {"OPENAI_BASE_URL": None, "OPENAI_API_KEY": None}
    given = [argument.format(questions=questions) for argument in arguments]
    result = CliRunner().invoke(measure, given, env=unset)
    assert result.exit_code == code
    assert told in result.stderr


def test_the_help_says_what_a_row_and_a_figure_is() -> None:
    """Every task, option and exit code stands there, with examples."""
    shown = CliRunner().invoke(measure, ["--help"]).stdout
    for word in ("qa", "summary", "injection", "quote_check", "Examples:", "--baseline", "Wilson"):
        assert word in shown
    assert f"  {command.BELOW}   below a threshold" in shown


def test_the_limit_takes_whole_texts(tmp_path: Path) -> None:
    """The text that reaches it is the last one that is asked about."""
    rows = written(tmp_path / "a.jsonl", [*QUESTIONS, {**WHO, "text": "Odo is harbour master."}])
    assert "exact match 0.667 [0.000, 1.000] n=3" in flat(
        ran([rows, "--limit", "2"], completion(ANSWERS))
    )
