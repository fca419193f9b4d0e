"""How long a server asks to wait: in headers and in words."""

from __future__ import annotations

import time
from email.utils import formatdate

import httpx2
import openai
import pytest
from weather import status

from summarize.models.waits import asked_wait


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3), ("0.5", 0.5), ("-1", 0), ("1e9", 1e9), ("inf", float("inf")), ("nan", 0)],
)
def test_seconds(value: str, seconds: float) -> None:
    """Whole or not, never below zero; whether that is too long is for the caller to say."""
    assert asked_wait(status(429, retry_after=value)) == seconds


def test_a_date() -> None:
    """By the server's clock where it tells it, else by ours; a date that is past is now."""
    later = formatdate(time.time() + 90, usegmt=True)
    assert asked_wait(status(429, retry_after=later)) == pytest.approx(90, abs=5)
    dated = status(
        503,
        retry_after="Wed, 21 Oct 2026 07:28:30 GMT",
        date="Wed, 21 Oct 2026 07:28:00 GMT",
    )
    assert asked_wait(dated) == 30
    assert asked_wait(status(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT")) == 0


def test_milliseconds_go_first() -> None:
    """They say the same more exactly."""
    assert asked_wait(status(429, retry_after_ms="250", retry_after="1")) == 0.25
    assert asked_wait(status(429, retry_after_ms="soon", retry_after="1")) == 1


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("Rate limit reached. Please try again in 6.5s. See the docs.", 6.5),
        ("Please try again in 250ms.", 0.25),
        ("please retry after 20 seconds", 20),
        ("Please retry in 1m2.5s", 62.5),
        ("Wait for 2 minutes, then ask", 120),
        ("try again in 1h", 3600),
    ],
)
def test_in_words(said: str, seconds: float) -> None:
    """As OpenAI, Groq, Azure and Gemini say it in the message."""
    assert asked_wait(status(429, said)) == seconds


def test_in_a_field_of_the_body() -> None:
    """As Gemini and Cloudflare have it; a header goes before it."""
    assert asked_wait(status(429, body={"details": [{"retryDelay": "22s"}]})) == 22
    assert asked_wait(status(429, body={"retry_after": 7})) == 7
    assert asked_wait(status(429, body={"retry_after_ms": 500})) == 0.5
    assert asked_wait(status(429, body={"retry_after": 7}, retry_after="2")) == 2


@pytest.mark.parametrize(
    "error",
    [
        status(429),
        status(503, retry_after="soon"),
        status(429, "You sent 3 requests in 5s; the limit is 2."),
        openai.APIConnectionError(request=httpx2.Request("POST", "http://host/")),
        None,
    ],
)
def test_it_may_not_ask(error: Exception | None) -> None:
    """Without a header, or one that is nothing, the caller decides."""
    assert asked_wait(error) is None
