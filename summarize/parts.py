"""Parts of the work on a document, of which one may fail: that ends the run, or is reported.

`Settings.on_error` says which. Where every part fails there is no result to report it in, and the
run ends whatever it says. Questions that share a call are asked apart before they are given up.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar

from summarize.errors import ModelError, NotJSONError, RefusedError, SchemaError, TruncatedError
from summarize.reading import Reading
from summarize.types import Answer, FailedChunk, Question, Sentence, Status

T = TypeVar("T")

OF_ONE = (NotJSONError, RefusedError, SchemaError, TruncatedError)
"""What a reply may be that one of several questions spoils: there is a server, and it replies."""


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
        return _reported(reading, error, what)


async def shared(
    reading: Reading,
    questions: Sequence[Question],
    work: Callable[[Sequence[Question]], Awaitable[Sequence[T]]],
    where: str = "",
) -> list[T | ModelError]:
    """Do a part of the work for several questions, and give what comes of each.

    Where it fails in a way that one of them may be the reason of, each half is tried by itself, so
    that the others lose nothing by it.

    Args:
        reading: The document.
        questions: The questions.
        work: The part, for some of them.
        where: What is read for them, for the error that ends the run; empty: it names a question.

    Raises:
        ModelError: The part fails, and `on_error` is "raise".
    """
    try:
        return list(await work(questions))
    except ModelError as error:
        if len(questions) == 1 or not isinstance(error, OF_ONE):
            return [_reported(reading, error, where or _asking(questions))] * len(questions)
    half = (len(questions) + 1) // 2
    first = await shared(reading, questions[:half], work, where)
    return first + await shared(reading, questions[half:], work, where)


def _asking(questions: Sequence[Question]) -> str:
    """Name questions that are asked together."""
    others = f" and {len(questions) - 1} more" if len(questions) > 1 else ""
    return f"asked {questions[0].text!r}{others}"


def _reported(reading: Reading, error: ModelError, what: str) -> ModelError:
    """Give an error back to be reported, or let it end the run with what it is about."""
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


def unanswered(reading: Reading, question: Question, error: ModelError) -> Answer:
    """Give the answer to a question for which nothing of a document could be read."""
    all_ = FailedChunk(start=0, end=len(reading.document.text), problem=str(error))
    return Answer(question=question, text=None, status=Status.UNREAD, unread=(all_,))


def place(part: Sequence[Sentence]) -> str:
    """Name a part of a document, for an error."""
    return f"characters {part[0].start:,}-{part[-1].end:,}"
