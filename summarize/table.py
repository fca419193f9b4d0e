"""Results of many documents -> a table: a row for each document.

Of answers, three columns for each question: the answer, its status and its evidence, the sentences
that state it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from summarize.errors import QuestionsError
from summarize.types import Answer, Question, Result

Cell = str | list[dict[str, object]] | None

SOURCE, ERROR = "source", "error"
SUMMARY = (
    *(SOURCE, "title", "date", "language", "abstract", "key points"),
    *("claims", "claims found", ERROR),
)
"""The columns of summaries."""
_NUMBER = re.compile(r"[+-]?[\d.,]+\s?%?")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(questions: Sequence[Question]) -> list[str]:
    """Name the columns; a question gives its id to three of them.

    Raises:
        QuestionsError: Two would have one name.
    """
    named = (name for q in questions for name in (q.id, f"{q.id} status", f"{q.id} evidence"))
    names = [SOURCE, *named, ERROR]
    if len(set(names)) < len(names):
        twice = next(name for name, number in Counter(names).items() if number > 1)
        raise QuestionsError(
            f"two columns would be called {twice!r}; give a question another id or words"
        )
    return names


def row(result: Result, questions: Sequence[Question]) -> dict[str, Cell]:
    """Give a document's row; every cell of a document that failed is None but the last."""
    cells: dict[str, Cell] = dict.fromkeys(columns(questions))
    cells[SOURCE] = result.source
    for given in result.answers:
        name = given.question.id
        cells[name], cells[f"{name} status"] = given.text, given.status.value
        cells[f"{name} evidence"] = _evidence(given)
    cells[ERROR] = result.error.message if result.error else _lacking(result)
    return cells


def summary_row(result: Result) -> dict[str, Cell]:
    """Give the row of a document's summary; its abstract and key points, one claim a line."""
    cells: dict[str, Cell] = dict.fromkeys(SUMMARY)
    cells[SOURCE] = result.source
    cells[ERROR] = result.error.message if result.error else None
    if (summary := result.summary) is not None:
        cells["title"], cells["date"] = summary.title.text, summary.date
        cells["language"] = summary.language
        cells["abstract"] = "\n".join(claim.text for claim in summary.abstract)
        cells["key points"] = "\n".join(claim.text for claim in summary.key_points)
        cells["claims"] = str(len(summary.claims))
        cells["claims found"] = str(sum(claim.grounded for claim in summary.claims))
        problems = summary.coverage.problems
        cells[ERROR] = f"not whole: {'; '.join(problems)}" if problems else None
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


def _lacking(result: Result) -> str | None:
    """Say why passages could not be read, and answers not translated, each reason once."""
    unread = dict.fromkeys(why for given in result.answers for why in given.problems)
    untranslated = dict.fromkeys(a.untranslated for a in result.answers if a.untranslated)
    told = [f"not read: {'; '.join(unread)}"] if unread else []
    told += [f"not translated: {'; '.join(untranslated)}"] if untranslated else []
    return "; ".join(told) or None


def _evidence(given: Answer) -> list[dict[str, object]]:
    return [{"quote": c.quote, "start": c.start, "end": c.end} for c in given.citations]


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    text = cell if isinstance(cell, str) else "\n".join(str(one["quote"]) for one in cell)
    formula = text.startswith(_BEGINS_A_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula else text
