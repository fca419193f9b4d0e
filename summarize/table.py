"""Answers of many documents -> a table: a row for each document, three columns for each question.

They are the answer, its status and its evidence, the sentences that state it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from summarize.types import Answer, Question, Result

Cell = str | list[dict[str, object]] | None

SOURCE, ERROR = "source", "error"
_NUMBER = re.compile(r"[+-]?[\d.,]+\s?%?")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(questions: Sequence[Question]) -> list[str]:
    """Name the columns; a question gives its id to three of them."""
    named = (name for q in questions for name in (q.id, f"{q.id} status", f"{q.id} evidence"))
    return [SOURCE, *named, ERROR]


def row(result: Result, questions: Sequence[Question]) -> dict[str, Cell]:
    """Give a document's row; every cell of a document that failed is None but the last."""
    cells: dict[str, Cell] = dict.fromkeys(columns(questions))
    cells[SOURCE] = result.source
    for given in result.answers:
        name = given.question.id
        cells[name], cells[f"{name} status"] = given.text, given.status.value
        cells[f"{name} evidence"] = _evidence(given)
    cells[ERROR] = result.error.message if result.error else None
    return cells


def csv_line(cells: Iterable[Cell]) -> str:
    """Write cells as a line of CSV (RFC 4180), evidence as its quotes, one a line.

    What a spreadsheet would take for a formula gets an apostrophe before it: documents are not
    trusted.

    Example:
        >>> csv_line(["a.txt", "=HYPERLINK(1)", "-5", None])
        "a.txt,'=HYPERLINK(1),-5,"
    """
    line = io.StringIO()
    csv.writer(line).writerow([_plain(cell) for cell in cells])
    return line.getvalue().removesuffix("\r\n")


def _evidence(given: Answer) -> list[dict[str, object]]:
    return [{"quote": c.quote, "start": c.start, "end": c.end} for c in given.citations]


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    text = cell if isinstance(cell, str) else "\n".join(str(one["quote"]) for one in cell)
    formula = text.startswith(_BEGINS_A_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula else text
