"""The client's errors, translated in one place."""

from __future__ import annotations

import httpx2
import openai
import pytest

from summarize.errors import ConfigurationError, RateLimitError, UnreachableError
from summarize.models.faults import LONGEST_WAIT, asked_wait, passing, translate

REQUEST = httpx2.Request("POST", "http://user:secret@models.invalid/v1")


def fault(status: int, code: str | None = None, **headers: str) -> openai.APIStatusError:
    """Give the client's error for an answer of that status."""
    response = httpx2.Response(status, request=REQUEST, headers=headers)
    return openai.APIStatusError("a message", response=response, body={"code": code})


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504])
def test_passing_faults(status: int) -> None:
    """Time-outs, conflicts, storms and failures of the server may pass."""
    assert passing(fault(status))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_lasting_faults(status: int) -> None:
    """What is wrong with the request, the key or the model does not pass."""
    assert not passing(fault(status))


def test_an_empty_account_does_not_fill_itself() -> None:
    """`insufficient_quota` is a 429 that no wait mends."""
    error = fault(429, "insufficient_quota")
    assert not passing(error)
    assert isinstance(translate(error, "m", "http://models.invalid/v1", 1), ConfigurationError)


def test_no_connection_may_pass() -> None:
    """A connection that failed is tried again, and told with the number of attempts."""
    error = openai.APIConnectionError(request=REQUEST)
    assert passing(error)
    told = translate(error, "m", "http://models.invalid/v1", 5)
    assert isinstance(told, UnreachableError)
    assert "models.invalid: no connection after 5 attempts" in str(told)


@pytest.mark.parametrize(
    ("value", "seconds"), [("3", 3.0), ("0", 0.0), ("99999", LONGEST_WAIT), ("soon", None)]
)
def test_the_wait_that_is_asked_for(value: str, seconds: float | None) -> None:
    """Seconds are taken up to a bound; what is no number is no wish."""
    assert asked_wait(fault(429, **{"retry-after": value})) == seconds


def test_no_wish_without_the_header() -> None:
    """A fault without the header, and another error, ask for nothing."""
    assert asked_wait(fault(500)) is None
    assert asked_wait(ValueError()) is None


def test_credentials_of_a_url_are_not_told() -> None:
    """An error names the host alone."""
    told = translate(fault(429), "m", "http://user:secret@models.invalid/v1", 2)
    assert isinstance(told, RateLimitError)
    assert "secret" not in str(told)
