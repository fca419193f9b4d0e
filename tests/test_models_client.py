"""Request to reply, through the openai client, against a fake server on the loopback."""

from __future__ import annotations

import asyncio

import pytest

from summarize import loop
from summarize.chat import Message, Reply, Request
from summarize.errors import (
    AuthenticationError,
    ConfigurationError,
    ModelError,
    RateLimitError,
    UnknownModelError,
    UnreachableError,
)
from summarize.models import client
from summarize.models.client import ATTEMPTS, Client
from summarize.models.endpoint import Endpoint
from summarize.testing import FakeServer
from summarize.testing.fake_server import completion, failure, no_choices, page

ASKED = Request((Message("user", "Who?"),), {"type": "object"}, "answers")


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the waits of a test, none of which takes time."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(client, "sleep", sleep)
    return waited


def asked(server: FakeServer, request: Request = ASKED) -> Reply:
    """Ask the fake server's model once."""
    endpoint = Endpoint("fake", server.base_url, server.api_key)
    return loop.run(Client(endpoint, timeout=5)(request))


def test_a_reply_comes_with_its_usage() -> None:
    """Text, reason to finish and usage of one call are given."""
    with FakeServer(["{}"]) as server:
        reply = asked(server)
    assert (reply.text, reply.finish_reason, reply.usage.calls) == ("{}", "stop", 1)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_a_passing_fault_is_tried_again(status: int, waits: list[float]) -> None:
    """One bad answer is followed by a wait and a second call."""
    with FakeServer([failure(status, "busy"), "{}"]) as server:
        assert asked(server).text == "{}"
        assert len(server.requests) == 2
    assert len(waits) == 1


def test_the_wait_that_the_server_asks_for(waits: list[float]) -> None:
    """A Retry-After in seconds is waited, to the second."""
    with FakeServer([failure(429, "slow down", retry_after=7), "{}"]) as server:
        asked(server)
    assert waits == [7.0]


def test_it_ends_at_last() -> None:
    """A server that stays down is asked so many times, and the error says how many."""
    with FakeServer([failure(500, "down")] * ATTEMPTS) as server:
        with pytest.raises(UnreachableError, match=f"{ATTEMPTS} attempts") as raised:
            asked(server)
        assert len(server.requests) == ATTEMPTS
    assert raised.value.attempts == ATTEMPTS


def test_too_many_requests() -> None:
    """A server that says 429 to the end is a RateLimitError."""
    with (
        FakeServer([failure(429, "slow down")] * ATTEMPTS) as server,
        pytest.raises(RateLimitError),
    ):
        asked(server)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (failure(401, "bad key"), AuthenticationError),
        (failure(403, "not yours"), AuthenticationError),
        (failure(404, "no such model"), UnknownModelError),
        (failure(429, "no credit", code="insufficient_quota"), ConfigurationError),
    ],
)
def test_what_no_second_call_mends(reply: object, error: type[Exception]) -> None:
    """A refused key, an unknown model and an empty account are told at once."""
    with FakeServer([reply]) as server:  # type: ignore[list-item]  # one of the faults
        with pytest.raises(error):
            asked(server)
        assert len(server.requests) == 1


def test_a_refused_schema_is_asked_for_otherwise_and_remembered() -> None:
    """A server without schemas gets the next form down, and the next call starts there."""
    with FakeServer(["{}", "{}"], refuses=["json_schema"]) as server:
        asked(server)
        before = len(server.requests)
        asked(server)
        assert len(server.requests) == before + 1


def test_no_choice_and_no_json() -> None:
    """A reply without a choice, and a web page, are errors and no crash."""
    for reply in (no_choices(), page(200, "<html>hello</html>")):
        with FakeServer([reply] * ATTEMPTS) as server, pytest.raises(ModelError):
            asked(server)


def test_a_truncated_reply_says_so() -> None:
    """The reason to finish is passed on, for `validate` to judge."""
    with FakeServer([completion("{", finish_reason="length")]) as server:
        assert asked(server).finish_reason == "length"
