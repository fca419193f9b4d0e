"""Faults of an endpoint: which pass, how long to wait, and what to tell."""

from __future__ import annotations

import json

import httpx2
import openai
import pytest
from weather import status

from summarize import errors
from summarize.models.faults import Fault, passing, translate

URL = "http://user:secret@host:8080/v1"
REQUEST = httpx2.Request("POST", f"{URL}/chat/completions")
REFUSED = openai.APIConnectionError(request=REQUEST)
TIMED_OUT = openai.APITimeoutError(request=REQUEST)
BROKEN = json.JSONDecodeError("Unterminated string", '{"a', 2)


@pytest.mark.parametrize(
    "error", [*map(status, (408, 409, 429, 500, 503, 529)), REFUSED, TIMED_OUT, TimeoutError()]
)
def test_what_may_pass(error: Exception) -> None:
    """Time-outs, conflicts, too many requests, the server's own faults, no connection."""
    assert passing(error)


@pytest.mark.parametrize(
    "error",
    [
        *map(status, (400, 401, 402, 403, 404, 422)),
        status(429, error="insufficient_quota"),
        status(429, error="billing_hard_limit_reached"),
        status(501),
        openai.OpenAIError("no key"),
        ValueError("a fault of ours"),
    ],
)
def test_what_will_not(error: Exception) -> None:
    """Wrong requests, keys and models, an empty account, and what is no fault of the server."""
    assert not passing(error)


@pytest.mark.parametrize(
    ("error", "kind", "told"),
    [
        (status(401), errors.AuthenticationError, "host: refuses the key; check OPENAI_API_KEY"),
        (status(403), errors.AuthenticationError, "host: refuses the key for m; check OPENAI_API"),
        (status(404), errors.UnknownModelError, "host: knows no model m; name another with"),
        (status(402), errors.ConfigurationError, "no credit left"),
        (status(400, "model m not found"), errors.UnknownModelError, "host: knows no model m"),
        (status(400, "prompt is too long"), errors.ContextWindowError, "SUMMARIZE_CONTEXT_WINDOW"),
        (status(413, "request too large"), errors.ContextWindowError, "split the document"),
        (status(400, error="content_filter"), errors.RefusedError, "try another model"),
        (status(429), errors.RateLimitError, "host: status 429, it is busy; wait, or ask less"),
        (status(429, error="insufficient_quota"), errors.ConfigurationError, "no credit left"),
        (status(429, "Error code: 429 - busy"), errors.RateLimitError, "host: status 429, busy; w"),
        (status(500), errors.UnreachableError, "3 attempts failed, try again later"),
        (status(500, "Error code: 500"), errors.UnreachableError, "host: status 500; 3 attempts"),
        (status(422), errors.ModelError, "the server does not take this request"),
        (REFUSED, errors.UnreachableError, "host: no connection after 3 attempts; check the base"),
        (TimeoutError(), errors.UnreachableError, "host: no reply in time after 3 attempts"),
        (TIMED_OUT, errors.UnreachableError, "host: no reply in time after 3 attempts"),
        (BROKEN, errors.UnreachableError, "host: the reply is broken off after 3 attempts"),
        (openai.OpenAIError("odd"), errors.ModelError, "host: odd"),
    ],
)
def test_what_is_told(error: Fault, kind: type, told: str) -> None:
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


def test_a_wait_beyond_the_deadline_is_told() -> None:
    """How long the server asks for, how much is left, and what can be done."""
    error = translate(status(429, retry_after="3600"), "m", URL, 2, left=600)
    assert type(error) is errors.RateLimitError
    assert "asks to wait 3,600 s, and 600 s are left" in str(error)
    assert "SUMMARIZE_CALL_DEADLINE" in str(error)
    assert type(translate(status(503, retry_after="9"), "m", URL, 2, left=5)) is (
        errors.UnreachableError
    )
    assert "asks to wait" not in str(translate(status(429, retry_after="9"), "m", URL, 2, left=60))
