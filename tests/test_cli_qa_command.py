"""The command `qa`: question first, a document or several, text for people or JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from harbour import TEXT, answers
from shell import ran, serving

from summarize import Answer
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.testing.served import failure
from summarize.types import Status

CLOSED, COSTS = "How long had it been closed?", "What does the repair cost?"
LONG = answers((2, "12 days"))
BOTH = answers((2, "12 days"), (None, None))
NOTHING = answers((None, None))
INVENTED = answers((2, "77 lanterns"))


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give the path of a document that can be read."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def asked(*arguments: str, says: Script | list[Script] = LONG, strict: str = "") -> Result:
    """Run `qa` with a model that says this when it is asked for answers."""
    with serving(answers=says) as server:
        return ran("qa", *arguments, server=server, SUMMARIZE_STRICT=strict)


def test_the_question_comes_first(article: str) -> None:
    """Then the path; the answer with its quote on stdout, the model on stderr."""
    result = asked(CLOSED, article)
    assert result.exit_code == 0
    assert result.stdout == (
        f"12 days [1]\n\nQuotes from {article}\n"
        '   [1] "The harbour had been closed for 12 days after a storm." (characters 70-124)\n'
    )
    assert result.stderr == "model fake at 127.0.0.1\n"


@pytest.mark.parametrize("path", [[], ["-"]])
def test_without_a_path_it_reads_standard_input(path: list[str]) -> None:
    """As grep does; the source is called by that name."""
    with serving(answers=LONG) as server:
        result = ran("qa", CLOSED, *path, server=server, document=TEXT)
    assert result.exit_code == 0
    assert "12 days [1]\n\nQuotes from standard input\n" in result.stdout


def test_several_questions_cost_one_call(article: str) -> None:
    """With -q every other word is a path; answers stand under their questions, in order."""
    with FakeServer([BOTH]) as server:
        result = ran("qa", "-q", CLOSED, "-q", COSTS, article, server=server)
        assert server.unused == 0
    assert result.exit_code == 0
    assert result.stdout.startswith(
        f"  {CLOSED}\n      12 days [1]\n  {COSTS}\n      not stated\n\nQuotes"
    )


def test_q_reads_standard_input_too() -> None:
    """Without a path, also where the questions are options."""
    with serving(answers=LONG) as server:
        result = ran("qa", "-q", CLOSED, server=server, document=TEXT)
    assert result.stdout.startswith("12 days [1]\n")


def test_json_is_the_answer(article: str) -> None:
    """What is printed is read back as the value that Python gives."""
    given = Answer.model_validate_json(asked(CLOSED, article, "--json").stdout)
    assert (given.text, given.status, given.question.text) == ("12 days", Status.ANSWERED, CLOSED)
    (citation,) = given.citations
    assert TEXT[citation.start : citation.end] == citation.quote
    assert given.provenance is not None
    assert given.provenance.model == "fake"


def test_several_as_json_are_lines(article: str) -> None:
    """One answer a line, each with its source, for programs that read lines."""
    result = asked("-q", CLOSED, "-q", COSTS, article, article, "--json", says=BOTH)
    lines = result.stdout.splitlines()
    given = [Answer.model_validate_json(line) for line in lines]
    assert [one.status for one in given] == [Status.ANSWERED, Status.NOT_STATED] * 2
    assert {one.provenance.source for one in given if one.provenance} == {article}


def test_of_several_documents_one_is_bad(article: str, tmp_path: Path) -> None:
    """The others are answered, each under its path; the bad one is told; exit code 9."""
    result = asked(CLOSED, article, str(tmp_path / "missing"), article)
    assert result.exit_code == 9
    assert result.stdout.count(f"{article}:\n12 days [1]\n") == 2
    assert f"qa: {tmp_path / 'missing'}: no such file" in result.stderr
    assert "missing:\n" not in result.stdout


def test_a_server_s_fault_ends_it_at_once(article: str) -> None:
    """What is wrong for every document is told once, with its own exit code."""
    unknown = failure(404, "no such model", code="model_not_found")
    result = asked(CLOSED, article, article, says=[unknown, LONG])
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.count("knows no model") == 1


@pytest.mark.parametrize(
    ("says", "code"),
    [(NOTHING, 7), (LONG, 0), (INVENTED, 0)],
    ids=["not-stated", "stated", "unverified"],
)
def test_fail_if_unanswered(says: Script, code: int, article: str) -> None:
    """Exit code 7 when the document leaves a question open; the answer is printed all the same."""
    result = asked(CLOSED, article, "--fail-if-unanswered", says=says)
    assert result.exit_code == code
    assert result.stdout
    assert asked(CLOSED, article, says=says).exit_code == 0


def test_one_open_question_of_several_is_enough(article: str) -> None:
    """With --fail-if-unanswered each question has to be answered."""
    result = asked("-q", CLOSED, "-q", COSTS, article, "--fail-if-unanswered", says=BOTH)
    assert result.exit_code == 7


def test_strict_refuses_what_is_not_found(article: str) -> None:
    """Exit code 8 and no answer; without it the answer is printed, and marked."""
    result = asked(CLOSED, article, "--strict", says=INVENTED)
    assert (result.exit_code, result.stdout) == (8, "")
    assert f"qa: {article}: 1 of 1 answers cannot be located" in result.stderr
    loose = asked(CLOSED, article, says=INVENTED)
    assert (loose.exit_code, loose.stdout) == (
        0,
        "77 lanterns (UNVERIFIED: could not be located in the document)\n",
    )
    assert asked(CLOSED, article, "--strict").exit_code == 0
    assert asked(CLOSED, article, "--strict", says=NOTHING).exit_code == 0


def test_strict_can_be_set_for_good(article: str) -> None:
    """SUMMARIZE_STRICT does what the option does."""
    assert asked(CLOSED, article, says=INVENTED, strict="1").exit_code == 8


def test_the_model_is_chosen_by_option(article: str) -> None:
    """--model goes before SUMMARIZE_MODEL, and is what the server is asked for."""
    with serving(answers=LONG) as server:
        result = ran(
            "qa", CLOSED, article, "--model", "moon-1", server=server, SUMMARIZE_MODEL="moon-2"
        )
        assert [request.body["model"] for request in server.requests] == ["moon-1"]
    assert result.stderr == "model moon-1 at 127.0.0.1\n"


def test_a_word_that_begins_with_a_dash(article: str) -> None:
    """After -- it is a question."""
    result = asked("--json", "--", "-q or not?", article)
    assert json.loads(result.stdout)["question"]["text"] == "-q or not?"
