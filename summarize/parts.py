"""Parts of the work on a document, of which one may fail: that ends the run, or is reported.

`Settings.on_error` says which. Where every part fails there is no result to report it in, and the
run ends whatever it says.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from typing import TypeVar

from summarize.errors import ModelError
from summarize.reading import Reading
from summarize.types import Answer, FailedChunk, Question, Sentence, Status

T = TypeVar("T")


async def attempted(reading: Reading, work: Awaitable[T], what: str = "") -> T | ModelError:
    """Do a part of the work on a document, and give its result, or the error that it ends in.

    Args:
        reading: The document.
        work: The part.
        what: What it asks about, for the error that ends the run; empty: the error says so itself.

    Raises:
        ModelError: The part fails, and `on_error` is "raise".
    """
    try:
        return await work
    except ModelError as error:
        if reading.settings.on_error == "partial":
            return error
        raise error.about(f"{reading.document.source}, {what}") if what else error from None


def succeeded(told: Sequence[T | ModelError]) -> list[T]:
    """Give the results of the parts that did not fail.

    Raises:
        ModelError: All of them failed; the first one's error.
    """
    found = [given for given in told if not isinstance(given, ModelError)]
    errors = [given for given in told if isinstance(given, ModelError)]
    if errors and not found:
        raise errors[0]
    return found


def failures(
    parts: Iterable[Sequence[Sentence]], told: Iterable[object]
) -> tuple[FailedChunk, ...]:
    """Give the parts of a document that could not be read, and why, by what came of each."""
    return tuple(
        FailedChunk(start=part[0].start, end=part[-1].end, problem=str(given))
        for part, given in zip(parts, told, strict=True)
        if isinstance(given, ModelError)
    )


def lacking(given: Answer, unread: Sequence[FailedChunk]) -> Answer:
    """Give an answer for which parts could not be read: nothing is `not_stated` then."""
    if not unread:
        return given
    status = Status.UNREAD if given.status is Status.NOT_STATED else given.status
    return given.model_copy(update={"status": status, "unread": tuple(unread)})


def unanswered(
    reading: Reading, questions: Iterable[Question], error: ModelError
) -> tuple[Answer, ...]:
    """Give the answers to questions for which nothing of a document could be read."""
    all_ = FailedChunk(start=0, end=len(reading.document.text), problem=str(error))
    return tuple(
        Answer(question=question, text=None, status=Status.UNREAD, unread=(all_,))
        for question in questions
    )


def place(part: Sequence[Sentence]) -> str:
    """Name a part of a document, for an error."""
    return f"characters {part[0].start:,}-{part[-1].end:,}"
