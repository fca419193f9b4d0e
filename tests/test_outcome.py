"""What comes of one document: a result, an error as a value, or what ends the work on all."""

from __future__ import annotations

import asyncio

import pytest
from harbour import DOCUMENT, PLAIN, model

from summarize.errors import BudgetError, GroundingError, InputError, RefusedError
from summarize.outcome import outcome, summarised
from summarize.types import Result


def come_of(error: BaseException) -> Result:
    """Give what comes of a document whose work raises this."""

    async def task(*_: object) -> Result:
        raise error

    return asyncio.run(outcome(task, DOCUMENT, (), model(), PLAIN))


def test_a_result_comes_as_it_is() -> None:
    """Under the document's name."""
    result = asyncio.run(outcome(summarised, DOCUMENT, (), model(), PLAIN))
    assert (result.source, result.error) == ("harbour.txt", None)
    assert result.summary is not None


@pytest.mark.parametrize(
    "error", [InputError("bad"), RefusedError("bad"), GroundingError("bad", ("a",))]
)
def test_an_error_of_one_document_is_a_value(error: InputError) -> None:
    """It says what happened, in one line, and what a command ends with."""
    found = come_of(error).error
    assert found is not None
    told = (found.error, found.message, found.exit_code)
    assert told == (type(error).__name__, "bad", error.exit_code)


@pytest.mark.parametrize("error", [BudgetError("over"), SystemExit(), asyncio.CancelledError()])
def test_what_concerns_all_is_raised(error: BaseException) -> None:
    """A limit is passed, or the work is ended."""
    with pytest.raises(type(error)):
        come_of(error)
