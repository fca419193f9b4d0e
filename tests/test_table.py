"""Answers as a table: a row for each document, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from harbour import DOCUMENT, model

from summarize import Answer, Citation, Question, summarize
from summarize.errors import QuestionsError
from summarize.table import SUMMARY, columns, csv_line, row, summary_row
from summarize.types import FailedChunk, Failure, Result, Status

LONG = Question(id="closed", text="How long had it been closed?")
COST = Question(id="cost", text="What did it cost?")
CITED = Citation(quote="It had been closed for 12 days.", start=10, end=41)
GOOD = Result(
    source="a.txt",
    answers=(
        Answer(question=LONG, text="12 days", status=Status.ANSWERED, citations=(CITED, CITED)),
        Answer(question=COST, text=None, status=Status.NOT_STATED),
    ),
)
BAD = Result(source="b", error=Failure(error="InputError", message="b: is a binary", exit_code=3))


def read(line: str) -> list[str]:
    """Read a line of CSV back."""
    return next(csv.reader(io.StringIO(line, newline="")))


def test_a_question_has_three_columns() -> None:
    """Answer, status, evidence; the document before them and its error after."""
    assert columns([LONG, COST]) == [
        "source",
        *("closed", "closed status", "closed evidence"),
        *("cost", "cost status", "cost evidence"),
        "error",
    ]


@pytest.mark.parametrize("ids", [["error"], ["source"], ["a", "a"], ["a", "a status"]])
def test_each_column_has_a_name_of_its_own(ids: list[str]) -> None:
    """Else a row would have fewer cells than the head, and answers under the wrong names."""
    with pytest.raises(QuestionsError, match=rf"two columns would be called '{ids[-1]}'"):
        columns([Question(id=name, text="What did it cost?") for name in ids])


def test_a_row_has_a_cell_for_every_column() -> None:
    """Of a document that answers, of one that does not, and of one that failed."""
    cells = row(GOOD, [LONG, COST])
    assert list(cells) == columns([LONG, COST])
    place = {"quote": CITED.quote, "start": 10, "end": 41}
    assert list(cells.values()) == [
        *("a.txt", "12 days", "answered", [place, place]),
        *(None, "not_stated", []),
        None,
    ]
    failed = row(BAD, [LONG, COST])
    assert list(failed.values()) == ["b", *[None] * 6, "b: is a binary"]


def test_csv_reads_back() -> None:
    """Commas, quotation marks and line feeds in a cell stay in the cell."""
    cells = ['say "ten, or 12"\nships', None, "12"]
    assert read(csv_line(cells)) == [cells[0], "", "12"]


def test_evidence_in_csv_is_its_quotes() -> None:
    """One a line."""
    cells = read(csv_line(row(GOOD, [LONG, COST]).values()))
    assert cells[3] == f"{CITED.quote}\n{CITED.quote}"


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "\t=1", "\r=1"])
def test_a_formula_is_made_a_text(text: str) -> None:
    """A spreadsheet would do what a document says."""
    assert read(csv_line([text])) == [f"'{text}"]


@pytest.mark.parametrize("text", ["-5", "+3.5 %", "-1,000", "12 days", "a=b"])
def test_a_number_stays_a_number(text: str) -> None:
    """A sign before a figure is no formula."""
    assert read(csv_line([text])) == [text]


def test_a_summary_has_a_row() -> None:
    """What it says, one claim a line, how much was found, what it lacks; or the error alone."""
    summary = summarize(DOCUMENT, model=model())
    cells = summary_row(Result(source="a.txt", summary=summary))
    assert tuple(cells) == SUMMARY
    assert cells["title"] == summary.title.text
    assert cells["key points"] == "\n".join(claim.text for claim in summary.key_points)
    assert cells["claims"] == str(len(summary.claims))
    assert cells["claims found"] == str(sum(claim.grounded for claim in summary.claims))
    lost = FailedChunk(start=1000, end=2500, problem="no connection")
    part = summary.coverage.model_copy(update={"failed": (lost,)})
    lacking = Result(source="a", summary=summary.model_copy(update={"coverage": part}))
    assert cells["error"] is None
    assert summary_row(lacking)["error"] == "not whole: characters 1,000-2,500: no connection"
    failed = summary_row(BAD)
    assert tuple(failed) == SUMMARY
    assert {name for name, cell in failed.items() if cell} == {"source", "error"}
