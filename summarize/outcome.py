"""What comes of one document of many: its summary or its answers, or its error as a value."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from summarize import log, redact
from summarize.errors import (
    GroundingError,
    InputError,
    ModelError,
    SummarizeError,
    UnexpectedError,
)
from summarize.qa import ask_all
from summarize.reading import Model, Reading
from summarize.settings import Settings
from summarize.summary import written
from summarize.types import Document, Failure, Question, Result

Task = Callable[[Document, Sequence[Question], Model, Settings], Awaitable[Result]]

OF_ONE = (InputError, ModelError, GroundingError)
"""Errors that say nothing of other documents."""
_ENDING = (KeyboardInterrupt, SystemExit, GeneratorExit, asyncio.CancelledError)
"""What is raised to end the work. A native library's panic is no `Exception`, and yet a fault."""


async def outcome(
    task: Task, document: Document, asked: Sequence[Question], model: Model, settings: Settings
) -> Result:
    """Give what comes of a document; an error that concerns only it is a result."""
    try:
        return await task(document, asked, model, settings)
    except BaseException as error:  # noqa: BLE001 -- see `failed`
        return failed(document.source, error)


async def summarised(
    document: Document, asked: Sequence[Question], model: Model, settings: Settings
) -> Result:
    """Summarise a document."""
    summary = await written(await Reading.begin(document, model, settings), asked)
    return Result(source=document.source, summary=summary)


async def answered(
    document: Document, asked: Sequence[Question], model: Model, settings: Settings
) -> Result:
    """Answer questions about a document."""
    answers = await ask_all(document, asked, model, settings)
    return Result(source=document.source, answers=answers)


def failed(source: str, error: BaseException) -> Result:
    """Give the result of a document that has none.

    What is no error of this package's tree is a fault of it, and as little reason to end the work
    on other documents: it is logged, and told like any other.

    Raises:
        BaseException: The error itself, where it concerns more than one document.
    """
    if isinstance(error, _ENDING):
        raise error
    if not isinstance(error, SummarizeError):
        error = _fault(source, error)
    elif not isinstance(error, OF_ONE):
        raise error
    message = " ".join(
        str(error).encode("utf-8", "surrogateescape").decode("utf-8", "replace").split()
    )
    kind = type(error).__name__
    return Result(
        source=source,
        error=Failure(error=kind, message=message, exit_code=error.exit_code),
    )


def _fault(source: str, error: BaseException) -> UnexpectedError:
    log.fault("unexpected error", error, document=source)
    told = f"{type(error).__name__}: {redact.text(str(error))[:200]}"
    return UnexpectedError(f"{source}: unexpected {told}; please report it, with what is logged")
