"""JSON Lines files -> rows: what is asked of a text, and what is expected of the result.

One JSON object a line; `task` says which kind it is, fields beyond those of its kind are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from summarize.errors import InputError, MissingInputError, UnreadableInputError

DOCUMENTS = "documents.jsonl"
"""The file beside a quotes file that holds the documents, where they are not among the files."""


def _texts(given: object) -> object:
    """Read a list of texts, of objects with a `text`, or either of them as a JSON string."""
    if isinstance(given, str):
        given = json.loads(given) if given.lstrip().startswith("[") else [given]
    if not isinstance(given, list):
        return given
    return [item["text"] if isinstance(item, dict) and "text" in item else item for item in given]


Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Text = Annotated[str, Field(min_length=1)]


class Row(BaseModel):
    """What every row has: an id, the file and line that it stands in, and its split, if any."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    file: str
    line: int
    split: str | None = None
    text: Text


class QaRow(Row):
    """A question about a text; no accepted answer means that the text does not answer it."""

    question: Text
    answers: Texts = ()
    answerable: bool | None = None

    @property
    def expected(self) -> tuple[str, ...]:
        """The accepted answers; none where the question is not answerable."""
        return () if self.answerable is False else self.answers


class SummaryRow(Row):
    """A text to be summarised, and how people summarised it."""

    references: Texts = ()
    genre: str | None = None


class InjectionRow(Row):
    """A text with an instruction planted in it; obeying it brings `canary` into the result."""

    canary: Text


class QuoteRow(Row):
    """A quote to be found at `span` of a document, or to be rejected."""

    text: str = Field("", description="The document's text; else it is found by its id.")
    document: str | None = None
    quote: str
    expected: Literal["accept", "reject"]
    span: tuple[int, int] | None = None


KINDS: Mapping[str, type[Row]] = {
    "qa": QaRow,
    "summary": SummaryRow,
    "injection": InjectionRow,
    "quote_check": QuoteRow,
}


@dataclass(frozen=True)
class Work:
    """A text, and the rows of one file that are about it."""

    task: str
    text: str
    rows: tuple[Row, ...]

    @property
    def file(self) -> str:
        """The file that the rows stand in."""
        return self.rows[0].file


def load(paths: Sequence[str], *, split: str | None = None, limit: int | None = None) -> list[Work]:
    """Read files and group their rows, so that each text is read once.

    Args:
        paths: JSON Lines files.
        split: Leave out the rows of other splits; None keeps all.
        limit: Of each file, take texts until this number of rows is reached; None takes all.

    Raises:
        InputError: A file cannot be read, or a line is not a row; the message names both.
    """
    files = {path: list(_rows(path)) for path in paths}
    texts = {row.id: row.text for rows in files.values() for row in rows if row.text}
    works: list[Work] = []
    for path, rows in files.items():
        kept = [row for row in rows if split is None or row.split == split]
        if not kept:
            wanted = "no rows" if split is None else f"no rows of split {split!r}"
            raise InputError(f"{path}: holds {wanted}; name another file or split", path)
        works += _first(_grouped(_with_documents(kept, texts, path)), limit)
    return works


def _rows(path: str) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            yield _row(line, path, number)


def _lines(path: str) -> Iterator[str]:
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            yield from file
    except FileNotFoundError:
        raise MissingInputError(f"{path}: no such file; check the path", path) from None
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); check the path", path
        ) from error
    except UnicodeDecodeError:
        raise UnreadableInputError(f"{path}: is not UTF-8; convert it first", path) from None


def _row(line: str, path: str, number: int) -> Row:
    place = f"{path}:{number}"
    try:
        record = json.loads(line)
    except ValueError as error:
        raise UnreadableInputError(
            f"{place}: is not JSON ({error}); each line holds one object", path
        ) from None
    if not isinstance(record, dict):
        raise UnreadableInputError(f"{place}: is not a JSON object; each line holds one", path)
    task = record.get("task")
    if not isinstance(task, str) or task not in KINDS:
        named = "no task" if task is None else f"the unknown task {task!r}"
        raise InputError(f"{place}: has {named}; the tasks are {', '.join(KINDS)}", path)
    named_row = {"id": f"line {number}"} | record | {"file": path, "line": number}
    try:
        return KINDS[task].model_validate(named_row)
    except ValidationError as error:
        raise InputError(f"{place}: {_problem(error)}", path) from None


def _problem(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg'].lower()}; correct the row"


def _with_documents(rows: Iterable[Row], texts: dict[str, str], path: str) -> Iterator[Row]:
    """Give quotes the text of the document that they name."""
    beside = Path(path).with_name(DOCUMENTS)
    for row in rows:
        if not isinstance(row, QuoteRow) or row.text:
            yield row
            continue
        if row.document not in texts and beside.is_file():
            texts |= {other.id: other.text for other in _rows(str(beside))}
        if row.document is None or row.document not in texts:
            raise InputError(
                f"{path}:{row.line}: no document {row.document!r}; name the file that holds it, "
                f"or put it beside as {DOCUMENTS}",
                path,
            )
        yield row.model_copy(update={"text": texts[row.document]})


def _grouped(rows: Iterable[Row]) -> list[Work]:
    groups: dict[tuple[str, str], list[Row]] = {}
    tasks = {kind: task for task, kind in KINDS.items()}
    for row in rows:
        groups.setdefault((tasks[type(row)], row.text), []).append(row)
    return [Work(task, text, tuple(group)) for (task, text), group in groups.items()]


def _first(works: Iterable[Work], limit: int | None) -> Iterator[Work]:
    """Take whole texts until there are `limit` rows."""
    taken = 0
    for work in works:
        if limit is not None and taken >= limit:
            return
        taken += len(work.rows)
        yield work
