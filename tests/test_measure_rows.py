"""Rows: what may stand in a file, what is refused and where, and how rows are grouped."""

from __future__ import annotations

from pathlib import Path

import pytest
from measured import (
    ALTERED_QUOTE,
    CLOSED,
    COST,
    PLANTED,
    QUESTIONS,
    SHORT,
    TRUE_QUOTE,
    WHO,
    written,
)

from summarize.errors import InputError, MissingInputError, UnreadableInputError
from summarize.measure.rows import InjectionRow, QaRow, QuoteRow, Row, SummaryRow, load

OTHER_TEXT = {**WHO, "id": "other", "text": "Odo Farrin is the harbour master."}


def only(path: str) -> Row:
    """Load a file of one row."""
    (work,) = load([path])
    (row,) = work.rows
    return row


def test_each_task_has_its_row(tmp_path: Path) -> None:
    """The four tasks are read with their fields; unknown fields are ignored."""
    records = [CLOSED, SHORT, PLANTED, TRUE_QUOTE]
    works = load([written(tmp_path / "a.jsonl", [{**r, "license": "none"} for r in records])])
    kinds = [type(row) for work in works for row in work.rows]
    assert kinds == [QaRow, SummaryRow, InjectionRow, QuoteRow]


def test_answers_are_texts_or_objects(tmp_path: Path) -> None:
    """Accepted answers may be plain, or objects with offsets; a JSON string holds a list too."""
    row = only(written(tmp_path / "a.jsonl", [CLOSED]))
    assert isinstance(row, QaRow)
    assert row.expected == ("12 days", "for 12 days")
    row = only(written(tmp_path / "b.jsonl", [{**SHORT, "references": '["One.", "Two."]'}]))
    assert isinstance(row, SummaryRow)
    assert row.references == ("One.", "Two.")
    row = only(written(tmp_path / "c.jsonl", [{**SHORT, "references": "One only."}]))
    assert isinstance(row, SummaryRow)
    assert row.references == ("One only.",)


def test_unanswerable_means_no_accepted_answer(tmp_path: Path) -> None:
    """`answerable: false` goes before plausible answers that a row may list."""
    row = only(written(tmp_path / "a.jsonl", [{**COST, "answers": ["12 days"]}]))
    assert isinstance(row, QaRow)
    assert row.expected == ()


def test_rows_about_one_text_are_grouped(tmp_path: Path) -> None:
    """A text is read once, wherever in the file its rows stand; files are kept apart."""
    first = written(tmp_path / "a.jsonl", [CLOSED, OTHER_TEXT, WHO])
    second = written(tmp_path / "b.jsonl", [COST])
    assert [[row.id for row in work.rows] for work in load([first, second, first])] == [
        ["closed", "who"],
        ["other"],
        ["cost"],
    ]


def test_the_limit_takes_whole_texts(tmp_path: Path) -> None:
    """Of each file, texts are taken until there are that many rows."""
    path = written(tmp_path / "a.jsonl", [*QUESTIONS, OTHER_TEXT])
    assert [len(work.rows) for work in load([path], limit=2)] == [3]
    assert [len(work.rows) for work in load([path], limit=3)] == [3]
    assert [len(work.rows) for work in load([path], limit=4)] == [3, 1]


def test_a_split_leaves_the_others_out(tmp_path: Path) -> None:
    """With a split only its rows are taken; a file without any is refused."""
    path = written(tmp_path / "a.jsonl", [{**CLOSED, "split": "dev"}, {**WHO, "split": "test"}])
    assert [row.id for work in load([path], split="test") for row in work.rows] == ["who"]
    with pytest.raises(InputError, match="no rows of split 'train'"):
        load([path], split="train")


def test_a_quote_finds_its_document(tmp_path: Path) -> None:
    """By its id among the rows of the files, or in documents.jsonl beside; else line and id."""
    quotes = written(tmp_path / "quotes.jsonl", [ALTERED_QUOTE, TRUE_QUOTE])
    with pytest.raises(InputError, match=r"quotes\.jsonl:1: no document 'short'"):
        load([quotes])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    given = written(elsewhere / "given.jsonl", [SHORT])
    assert [work.text for work in load([quotes, given])] == [SHORT["text"]] * 2
    written(tmp_path / "documents.jsonl", [SHORT])
    assert [work.text for work in load([quotes])] == [SHORT["text"]]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"task": "translate"}', r"a\.jsonl:2: has the unknown task 'translate'; the tasks are"),
        ('{"text": "a"}', r"a\.jsonl:2: has no task; the tasks are qa, summary, injection"),
        ('{"task": "qa", "text": "a"}', r"a\.jsonl:2: question: field required"),
        ('{"task": "qa"', r"a\.jsonl:2: is not JSON"),
        ("[1]", r"a\.jsonl:2: is not a JSON object"),
        ('{"task": "summary", "text": "a", "references": "[1"}', r"a\.jsonl:2: references: "),
    ],
)
def test_what_is_no_row_is_told_with_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    """The message names file and line, says what is wrong, and what would be right."""
    path = tmp_path / "a.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=told):
        load([str(path)])


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A missing file, a directory, another encoding and an empty file are input errors."""
    with pytest.raises(MissingInputError):
        load([str(tmp_path / "none.jsonl")])
    with pytest.raises(InputError, match="cannot be read"):
        load([str(tmp_path)])
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xff\xfe{")
    with pytest.raises(UnreadableInputError, match="UTF-8"):
        load([str(path)])
    path.write_bytes(b"")
    with pytest.raises(InputError, match="holds no rows"):
        load([str(path)])
