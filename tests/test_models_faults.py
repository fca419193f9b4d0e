"""Faults of an endpoint: which pass, how long to wait, and what to tell."""

from __future__ import annotations

import json

import httpx2
import openai
import pytest

from summarize import errors
from summarize.models.faults import LONGEST_WAIT, asked_wait, passing, translate

URL = "http://user:secret@host:8080/v1"
REQUEST = httpx2.Request("POST", f"{URL}/chat/completions")
REFUSED = openai.APIConnectionError(request=REQUEST)
TIMED_OUT = openai.APITimeoutError(request=REQUEST)
BROKEN = json.JSONDecodeError("Unterminated string", '{"a', 2)


def status(code: int, *, error: str | None = None, **headers: str) -> openai.APIStatusError:
    """Give what the client raises for a status, with its own kind of error where it has one."""
    kinds: dict[int, type[openai.APIStatusError]] = {
        401: openai.AuthenticationError,
        403: openai.PermissionDeniedError,
        404: openai.NotFoundError,
        429: openai.RateLimitError,
    }
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx2.Response(code, headers=named, request=REQUEST)
    kind = kinds.get(code, openai.APIStatusError)
    return kind("it is\n  busy", response=response, body={"code": error})


@pytest.mark.parametrize("error", [*map(status, (408, 409, 429, 500, 503)), REFUSED, TIMED_OUT])
def test_what_may_pass(error: Exception) -> None:
    """Time-outs, conflicts, too many requests, the server's own faults, no connection."""
    assert passing(error)


@pytest.mark.parametrize(
    "error",
    [
        *map(status, (400, 401, 402, 403, 404, 422)),
        status(429, error="insufficient_quota"),
        openai.OpenAIError("no key"),
        ValueError("a fault of ours"),
    ],
)
def test_what_will_not(error: Exception) -> None:
    """Wrong requests, keys and models, an empty account, and what is no fault of the server."""
    assert not passing(error)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3), ("0.5", 0.5), ("-1", 0), ("1e9", LONGEST_WAIT), ("inf", LONGEST_WAIT), ("nan", 0)],
)
def test_how_long_the_server_asks_to_wait(value: str, seconds: float) -> None:
    """In seconds, whole or not, never below zero nor beyond the longest wait."""
    assert asked_wait(status(429, retry_after=value)) == seconds


@pytest.mark.parametrize("error", [status(429), status(503, retry_after="soon"), REFUSED, None])
def test_it_may_not_ask(error: Exception | None) -> None:
    """Without a header, or one that is no number, the caller decides."""
    assert asked_wait(error) is None


@pytest.mark.parametrize(
    ("error", "kind", "told"),
    [
        (status(401), errors.AuthenticationError, "host: refuses the key; check OPENAI_API_KEY"),
        (status(403), errors.AuthenticationError, "host: refuses the key; check OPENAI_API_KEY"),
        (status(404), errors.UnknownModelError, "host: knows no model m; name another with"),
        (status(429), errors.RateLimitError, "host: status 429, it is busy; wait, or ask less"),
        (status(429, error="insufficient_quota"), errors.ConfigurationError, "no credit left"),
        (status(500), errors.UnreachableError, "3 attempts failed, try again later"),
        (status(422), errors.ModelError, "the server does not take this request"),
        (REFUSED, errors.UnreachableError, "host: no connection after 3 attempts; check the base"),
        (TIMED_OUT, errors.UnreachableError, "host: no reply in time after 3 attempts"),
        (BROKEN, errors.UnreachableError, "host: the reply is broken off after 3 attempts"),
        (openai.OpenAIError("odd"), errors.ModelError, "host: odd"),
    ],
)
def test_what_is_told(error: openai.OpenAIError, kind: type, told: str) -> None:
    """Ours for theirs: one line, the host without credentials, what to do, how many attempts."""
    ours = translate(error, "m", URL, 3)
    assert type(ours) is kind
    assert told in str(ours)
    assert "\n" not in str(ours)
    assert "secret" not in str(ours)
    assert not isinstance(ours, errors.ModelError) or ours.attempts == 3


def test_a_long_message_is_cut() -> None:
    """A server that answers with a page does not fill the terminal."""
    response = httpx2.Response(500, request=REQUEST)
    long = openai.APIStatusError("x" * 5000, response=response, body=None)
    assert len(str(translate(long, "m", URL, 1))) < 400
