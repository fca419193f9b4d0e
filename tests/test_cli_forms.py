"""`--format`: the form of results, and what it goes with."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from harbour import TEXT, answers
from shell import ran, serving

from summarize.cli import forms

HOW_LONG = "How long?"


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give the path of a document that can be read."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def given(command: str, *arguments: str) -> str:
    """Give what a command prints."""
    question = [HOW_LONG] if command == "qa" else []
    with serving(answers=answers((2, "12 days"))) as server:
        result = ran(command, *question, *arguments, server=server)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("command", ["summarize", "qa"])
@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_short_flags_are_their_formats(command: str, form: str, article: str) -> None:
    """`--json` is `--format json`."""
    assert given(command, article, f"--{form}") == given(command, article, "--format", form)


@pytest.mark.parametrize(
    ("form", "summary", "answer"),
    [
        ("text", "Harbour closed for 12 days [1]\n", "12 days [1]\n"),
        ("markdown", "# Harbour closed for 12 days [^1]\n", f"**{HOW_LONG}**\n\n12 days [^1]\n"),
        ("json", '{\n  "title"', '{\n  "question"'),
        ("jsonl", '{"source"', '{"source"'),
        ("csv", "source,title,date,", f"source,{HOW_LONG},"),
        ("html", "<!doctype html>", "<!doctype html>"),
    ],
)
def test_every_form_of_both_commands(form: str, summary: str, answer: str, article: str) -> None:
    """Each is what its name says."""
    assert given("summarize", article, "--format", form).lower().startswith(summary.lower())
    assert given("qa", article, "--format", form).lower().startswith(answer.lower())


def test_a_table_of_summaries(article: str) -> None:
    """A row for each document, with how much of it was found, or the error."""
    with serving() as server:
        result = ran("summarize", article, "missing.txt", "--csv", server=server)
    rows = {row["source"]: row for row in csv.DictReader(io.StringIO(result.stdout))}
    assert result.exit_code == 9
    assert rows[article]["title"] == "Harbour closed for 12 days"
    assert int(rows[article]["claims found"]) <= int(rows[article]["claims"])
    assert "missing.txt" in rows["missing.txt"]["error"]


def test_several_documents_in_markdown_and_pages(article: str, tmp_path: Path) -> None:
    """Footnotes do not meet; pages want a file, and get an index."""
    shown = given("qa", article, article, "--format", "markdown")
    assert shown.count("[^1-1]:") == shown.count("[^2-1]:") == 1
    index = tmp_path / "e.html"
    assert given("summarize", article, article, "--format", "html", "-o", str(index)) == ""
    assert {path.name for path in tmp_path.glob("*.html")} == {"e.html", "e-1.html", "e-2.html"}
    refused = ran("summarize", article, article, "--format", "html")
    assert refused.exit_code == 2
    assert "-o FILE" in refused.stderr


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--json", "--csv"), "choose one format of csv, json"),
        (("--json", "--format", "text"), "choose one format of json, text"),
        (("--resume",), "--resume goes with"),
        (("--jsonl", "--page", "a.html"), "--page does not go with --format jsonl"),
        (("--format", "html", "--page", "a.html"), "html takes -o FILE"),
        (("-o", "a", "--dry-run"), "by > FILE"),
    ],
)
def test_what_makes_no_sense_is_refused(flags: tuple[str, ...], said: str, article: str) -> None:
    """With exit code 2, and what to do."""
    refused = ran("summarize", article, *flags)
    assert refused.exit_code == 2
    assert said in " ".join(refused.stderr.split())


@pytest.mark.parametrize("flags", [("--json",), ("--format=jsonl",), ("--format", "json")])
@pytest.mark.parametrize("command", ["summarize", "qa"])
def test_errors_are_json_where_results_are(command: str, flags: tuple[str, ...]) -> None:
    """A line on stderr, with the version of the schema; with several documents for each."""
    question = ["-q", HOW_LONG] if command == "qa" else []
    usage = ran(command, *flags, *question, "--no-such-thing")
    told = json.loads(usage.stderr)
    assert (told["error"], told["exit_code"], usage.exit_code) == ("UsageError", 2, 2)
    assert told["schema_version"] == 1
    assert "--no-such-thing" in told["message"]
    if flags != ("--format=jsonl",):
        missing = ran(command, *flags, *question, "missing-1.txt")
        assert json.loads(missing.stderr)["error"] == "MissingInputError"
        both = ran(command, *flags, *question, "missing-1.txt", "missing-2.txt")
        lines = [json.loads(line) for line in both.stderr.splitlines()]
        assert [line["exit_code"] for line in lines] == [3, 3]


def test_errors_for_people_stay_as_they_are() -> None:
    """One line of words."""
    missing = ran("summarize", "missing.txt")
    assert missing.stderr.startswith("summarize: missing.txt")
    assert not forms.asks_for_json(["--format", "text", "json", "a.jsonl"])
