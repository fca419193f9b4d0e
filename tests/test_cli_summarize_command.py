"""The command `summarize`: documents in, summaries with their evidence out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from harbour import SUMMARY, TEXT, answers
from shell import ran, serving

from summarize import Summary, cli
from summarize.testing.fake_server import Script
from summarize.types import Status, Verdict

QUESTIONS = '[[questions]]\nid = "closed"\ntext = "How long had it been closed?"\n'
ALTERED = {**SUMMARY, "abstract": ["The harbour had been closed for 30 days."]}


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give the path of a document that can be read."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def told(*arguments: str, document: str | None = None, **lines: Script | list[Script]) -> Result:
    """Run `summarize` with a model that says these lines."""
    with serving(**lines) as server:  # type: ignore[arg-type]  # lines, by template
        return ran("summarize", *arguments, server=server, document=document)


def test_a_summary_for_people(article: str) -> None:
    """The summary with numbered quotes on stdout, the model on stderr."""
    result = told(article)
    assert result.exit_code == 0
    assert result.stdout.startswith("Harbour closed for 12 days [1]\n")
    assert f"\nQuotes from {article}\n" in result.stdout
    assert result.stderr == "model fake at 127.0.0.1\n"


def test_it_reads_standard_input() -> None:
    """Where the path is a dash."""
    result = told("-", document=TEXT)
    assert result.exit_code == 0
    assert "\nQuotes from standard input\n" in result.stdout


def test_json_is_the_summary(article: str) -> None:
    """What is printed is read back as the value that Python gives."""
    summary = Summary.model_validate_json(told(article, "--json").stdout)
    assert summary.title.text == SUMMARY["title"]
    cited = [citation for claim in summary.claims for citation in claim.citations]
    assert cited
    assert all(TEXT[one.start : one.end] == one.quote for one in cited)
    assert summary.provenance.source == article
    assert summary.provenance.usage.calls == 3


def test_several_as_json_are_lines(article: str) -> None:
    """One summary a line."""
    lines = told(article, article, "--json").stdout.splitlines()
    assert [Summary.model_validate_json(line).provenance.source for line in lines] == [article] * 2


def test_of_several_documents_one_is_bad(article: str) -> None:
    """The others are summarised, the bad one is told, exit code 9."""
    result = told("missing.txt", article)
    assert result.exit_code == 9
    assert result.stdout.startswith("Harbour closed for 12 days [1]\n")
    assert "summarize: missing.txt: no such file; check the path\n" in result.stderr


def test_the_questions_of_an_option(article: str, tmp_path: Path) -> None:
    """They replace those beside the document, which replace those for any article."""
    own = tmp_path / "own.toml"
    own.write_text(QUESTIONS, encoding="utf-8")
    beside = tmp_path / "harbour.questions.toml"
    beside.write_text(QUESTIONS.replace("closed", "shut"), encoding="utf-8")
    reply = answers((2, "12 days"))
    chosen = told(article, "--questions", str(own), "--json", answers=reply)
    given = Summary.model_validate_json(chosen.stdout).answers
    assert [(key, one.status) for key, one in given.items()] == [("closed", Status.ANSWERED)]
    found = told(article, "--json", answers=reply)
    assert list(Summary.model_validate_json(found.stdout).answers) == ["shut"]
    beside.unlink()
    assert "who" in Summary.model_validate_json(told(article, "--json").stdout).answers


def test_strict_refuses_what_is_not_grounded(article: str) -> None:
    """Exit code 8 and no summary; without it the claim is printed, and marked."""
    result = told(article, "--strict", summary=ALTERED)
    assert (result.exit_code, result.stdout) == (8, "")
    assert f"summarize: {article}: 1 of 9 claims are not found in it" in result.stderr
    loose = told(article, summary=ALTERED)
    assert loose.exit_code == 0
    assert "closed for 30 days. (ALTERED: number, compare [1])\n" in loose.stdout
    assert told(article, "--strict").exit_code == 0


def test_a_claim_is_asked_for_again(article: str) -> None:
    """Through the command, too, what fails is asked for once more before it is printed."""
    better = {
        "claims": [{"number": 1, "sentence": 2, "text": "The harbour had been closed for 12 days."}]
    }
    result = told(article, "--json", summary=ALTERED, again=better)
    (sentence,) = Summary.model_validate_json(result.stdout).abstract
    assert sentence.text == "The harbour had been closed for 12 days."
    assert sentence.verdict is not Verdict.ALTERED


def test_measure_is_a_command_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As first word it is no path; ./measure is one."""
    monkeypatch.setattr("sys.argv", ["summarize", "measure", "--help"])
    with pytest.raises(SystemExit) as ended:
        cli.summarize()
    assert ended.value.code == 0
    assert "Usage: summarize measure" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["summarize", "./measure"])
    with pytest.raises(SystemExit) as ended:
        cli.summarize()
    assert ended.value.code == 3
    assert "summarize: ./measure: no such file" in capsys.readouterr().err
