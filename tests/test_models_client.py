"""The client: retries, waits, replies and their odds, against a fake server on loopback."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable
from pathlib import Path

import pytest

from summarize import loop
from summarize.chat import Message, Reply, Request
from summarize.errors import (
    AuthenticationError,
    ConfigurationError,
    ContextWindowError,
    ModelError,
    RateLimitError,
    RefusedError,
    SummarizeError,
    UnknownModelError,
    UnreachableError,
)
from summarize.models import client, local
from summarize.models.client import ATTEMPTS, Client
from summarize.models.endpoint import Endpoint, choose
from summarize.models.gate import FIRST
from summarize.models.patience import Patience
from summarize.settings import Settings
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.testing.served import Served, completion, failure, no_choices, page
from summarize.types import Usage
from summarize.validate import ClaimsDraft, parse, schema

REQUEST = Request((Message("system", "Be brief."), Message("user", "How many boats?")))


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the list of the seconds that would have been waited."""
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(client, "sleep", note)
    return waited


def of(server: FakeServer, timeout: float = 5, key: str = FakeServer.api_key) -> Client:
    """Give a client of the server's model."""
    return Client(Endpoint("fake", server.base_url, key), timeout)


def reply_of(server: FakeServer, request: Request = REQUEST, timeout: float = 5) -> Reply:
    """Ask the server once."""
    return loop.run(of(server, timeout)(request))


def said(replies: Iterable[Script]) -> tuple[Reply, FakeServer]:
    """Give the reply, and the server that gave it."""
    with FakeServer(replies) as server:
        return reply_of(server), server


def refused(replies: Iterable[Script]) -> tuple[SummarizeError, FakeServer]:
    """Give the error, and the server that brought it about."""
    with FakeServer(replies) as server, pytest.raises(SummarizeError) as caught:
        reply_of(server)
    return caught.value, server


def test_a_request_goes_out_as_it_is() -> None:
    """Messages in order, temperature 0, the limit; the key in its header; usage comes back."""
    reply, server = said(["Forty."])
    assert reply == Reply("Forty.", "stop", Usage(calls=1, input_tokens=10, output_tokens=5))
    (received,) = server.requests
    assert received.body == {
        "model": "fake",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "How many boats?"},
        ],
        "temperature": 0,
        "max_tokens": 1024,
    }
    assert received.headers["authorization"] == "Bearer fake"


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_a_passing_fault_is_waited_out(status: int, waits: list[float]) -> None:
    """The same call again after a pause, until it succeeds."""
    reply, server = said([failure(status, "busy"), failure(status, "busy"), "Forty."])
    assert reply.text == "Forty."
    assert len(server.requests) == 3
    assert server.requests[0].body == server.requests[2].body
    assert len(waits) == 2
    assert all(0 <= wait <= 20 for wait in waits)


def test_a_broken_connection_or_reply_is_tried_again(waits: list[float]) -> None:
    """Cut before or in the middle of the answer, or an answer that is half."""
    whole = completion("Forty.")
    bad = [whole.cut_connection(keep=0), whole.cut_connection(keep=0.5), whole.cut_json()]
    reply, server = said([*bad, whole])
    assert reply.text == "Forty."
    assert len(server.requests) == 4
    assert len(waits) == 3


def test_a_proxy_s_page_is_a_passing_fault(waits: list[float]) -> None:
    """A gateway says 502 in HTML and not in JSON, while the server behind it starts."""
    reply, server = said([page(502, "<h1>Bad Gateway</h1>"), "Forty."])
    assert reply.text == "Forty."
    assert len(server.requests) == 2
    assert len(waits) == 1


def test_a_server_that_is_too_slow_is_tried_again(waits: list[float]) -> None:
    """`timeout` is per attempt; a later one may be in time."""
    with FakeServer([completion("Forty.").slow(6), "Forty-one."]) as server:
        assert reply_of(server, timeout=2).text == "Forty-one."
    assert len(waits) == 1


@pytest.mark.parametrize(
    ("asked", "waited"), [(3, 3.0), (0.25, 0.25), (0, 0.0), (600, 600.0), (-5, 0.0)]
)
def test_retry_after_is_heeded(asked: float, waited: float, waits: list[float]) -> None:
    """As long as the server asks, where there is time for it."""
    said([failure(429, "slow down", retry_after=asked), "Forty."])
    assert waits == pytest.approx([waited], abs=0.2)


def test_a_date_and_words_are_heeded_too(waits: list[float]) -> None:
    """A header with a date, by the server's clock; or only what the message says."""
    dated = failure(503, "busy").with_header("retry-after", "Wed, 21 Oct 2026 07:28:30 GMT")
    dated = dated.with_header("date", "Wed, 21 Oct 2026 07:28:00 GMT")
    said([dated, failure(429, "Please try again in 6.5s."), "Forty."])
    assert waits == pytest.approx([30, 6.5], abs=0.2)


def patient(server: FakeServer, patience: Patience) -> Client:
    """Give a client with so much patience."""
    return Client(Endpoint("fake", server.base_url, FakeServer.api_key), 5, patience)


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_beyond_the_deadline_is_not_begun(status: int, waits: list[float]) -> None:
    """It is told at once, with what was asked for and what is left."""
    for patience in (Patience(call=60), Patience.of(1000, 60)):
        with FakeServer([failure(status, "busy", retry_after=3600), "Forty."]) as server:
            with pytest.raises(ModelError, match=r"asks to wait 3,600 s, and (?:60|59) s are left"):
                loop.run(patient(server, patience)(REQUEST))
            assert server.unused == 1
    assert waits == []


def test_a_wait_that_is_too_long_for_one_is_too_long_for_all(waits: list[float]) -> None:
    """The next call does not even ask; one with more patience waits what is left of it."""
    with FakeServer([failure(429, "busy", retry_after=3600), "Forty."]) as server:
        for _ in range(2):
            with pytest.raises(RateLimitError, match="asks to wait 3,600 s, and 60 s are left"):
                loop.run(patient(server, Patience(call=60))(REQUEST))
        assert len(server.requests) == 1
        assert waits == []
        assert loop.run(patient(server, Patience(call=4000))(REQUEST)).text == "Forty."
    assert waits == pytest.approx([3600], abs=5)


def test_a_call_ends_at_its_deadline(waits: list[float]) -> None:
    """Attempts are not begun beyond it, and one that is under way is given up."""
    with FakeServer([failure(500, "busy")] * 9) as server:
        with pytest.raises(UnreachableError, match="after 1 attempts"):
            loop.run(patient(server, Patience(call=0))(REQUEST))
        assert len(server.requests) <= 1
    late = pytest.raises(UnreachableError, match="no reply in time after 1 attempts")
    with FakeServer([completion("Forty.").slow(3)]) as server, late:
        loop.run(patient(server, Patience(call=0.2))(REQUEST))
    assert waits == []


def test_a_run_ends_at_its_deadline() -> None:
    """Also while a call is queueing, or under way; the error names the setting."""
    with FakeServer([completion("Forty.").slow(3)]) as server:
        with pytest.raises(UnreachableError, match="SUMMARIZE_RUN_DEADLINE"):
            loop.run(patient(server, Patience.of(60, 0.2))(REQUEST))
        with pytest.raises(UnreachableError, match="the time of the run is over"):
            loop.run(patient(server, Patience(ends=0))(REQUEST))


def test_when_one_is_told_to_wait_all_wait(waits: list[float]) -> None:
    """No call goes out before the time that the server told another."""

    async def many(asking: Client) -> list[Reply]:
        first = await asking(REQUEST)
        return [first, *await asyncio.gather(*(asking(REQUEST) for _ in range(4)))]

    limited = failure(429, "slow down", retry_after=30)
    with FakeServer(["a", limited, *["b"] * 9]) as server:
        asking = of(server)
        gate = asking._gate
        replies = loop.run(many(asking))
        assert gate.limit < FIRST + 4
    assert sorted(reply.text for reply in replies) == ["a", "b", "b", "b", "b"]
    assert waits
    assert waits == pytest.approx([30] * len(waits), abs=1)


def test_too_many_requests_halve_what_is_under_way(
    waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Success widens the gate by one, a 429 halves it, another fault does nothing."""
    # An earlier server may have had this one's port, and its gate would be known.
    monkeypatch.setattr("summarize.models.client._gates", {})
    with FakeServer(["a", failure(500, "busy"), "b", failure(429, "busy"), "c"]) as server:
        asking = of(server)
        loop.run(asking(REQUEST))
        assert asking._gate.limit == FIRST + 1
        loop.run(asking(REQUEST))
        assert asking._gate.limit == FIRST + 2
        loop.run(asking(REQUEST))
        assert asking._gate.limit == pytest.approx(FIRST / 2 + 1, abs=0.1)
    assert len(waits) == 2


@pytest.mark.parametrize("value", ["soon", "nan", ""])
def test_an_odd_retry_after_does_no_harm(value: str, waits: list[float]) -> None:
    """What is no number is as if it were not there."""
    said([failure(503, "busy").with_header("retry-after", value), "Forty."])
    assert len(waits) == 1
    assert 0 <= waits[0] <= 20


def test_attempts_have_an_end(waits: list[float]) -> None:
    """After the last one the error says how many there were."""
    for status, kind in ((429, RateLimitError), (503, UnreachableError)):
        waits.clear()
        error, server = refused([failure(status, "busy")] * (ATTEMPTS + 1))
        assert type(error) is kind
        assert isinstance(error, ModelError)
        assert error.attempts == ATTEMPTS == len(server.requests)
        assert len(waits) == ATTEMPTS - 1
        assert f"127.0.0.1: status {status}" in str(error)


def test_a_reply_that_is_never_whole_is_told(waits: list[float]) -> None:
    """Half an answer each time: the server failed, and it is said how often."""
    error, _ = refused([completion("Forty.").cut_json()] * ATTEMPTS)
    assert type(error) is UnreachableError
    assert f"broken off after {ATTEMPTS} attempts" in str(error)
    assert len(waits) == ATTEMPTS - 1


@pytest.mark.parametrize(
    ("status", "code", "kind", "told"),
    [
        (401, "invalid_api_key", AuthenticationError, "refuses the key; check OPENAI_API_KEY"),
        (403, None, AuthenticationError, "refuses the key"),
        (403, "model_not_allowed", AuthenticationError, "and what it may use"),
        (404, "model_not_found", UnknownModelError, "knows no model fake; name another"),
        (404, None, UnknownModelError, "often in /v1"),
        (429, "insufficient_quota", ConfigurationError, "no credit left"),
        (400, None, ModelError, "the server does not take this request"),
        (400, "context_length_exceeded", ContextWindowError, "SUMMARIZE_CONTEXT_WINDOW"),
        (402, None, ConfigurationError, "no credit left"),
        (501, None, ModelError, "the server does not take this request"),
    ],
)
def test_what_will_not_pass_is_told_at_once(
    status: int, code: str | None, kind: type[SummarizeError], told: str, waits: list[float]
) -> None:
    """One call, no pause, and the way out."""
    error, server = refused([failure(status, "no", code=code, retry_after=1), "Forty."])
    assert type(error) is kind
    assert told in str(error)
    assert len(server.requests) == 1
    assert waits == []


def test_a_wrong_key_is_not_repeated_in_the_error() -> None:
    """Neither the error nor the client shows it."""
    with FakeServer(["Forty."]) as server, pytest.raises(AuthenticationError) as caught:
        loop.run(of(server, key="wrong-and-secret")(REQUEST))
    assert "wrong-and-secret" not in f"{caught.value}{of(server, key='wrong-and-secret').endpoint}"


@pytest.mark.parametrize(
    "served",
    [
        no_choices(),
        page(200, "<h1>Welcome</h1>"),
        page(200, "[]"),
        completion("Forty.").with_fields(choices=None),
        completion("Forty.").with_fields(choices=[{"index": 0, "message": None}]),
    ],
    ids=["none", "page", "list", "null", "no message"],
)
def test_a_reply_that_is_none_is_told(served: Script) -> None:
    """Another program on that port, or a server that ran out of memory: a model's error."""
    error, server = refused([served, "Forty."])
    assert type(error) is ModelError
    assert len(server.requests) == 1


def test_an_error_that_comes_as_a_success_is_one(waits: list[float]) -> None:
    """A gateway answers 200 and says in the body that there were too many requests."""
    limited = Served(200, {"error": {"message": "slow down", "code": 429}}, {"retry-after": "4"})
    reply, _ = said([limited, "Forty."])
    assert reply.text == "Forty."
    assert waits == pytest.approx([4], abs=0.2)


def test_dialects_are_understood() -> None:
    """Compression, another content type, unknown fields, much of it, and usage of any kind."""
    whole = completion("Forty.", thinking="Hm.")
    for served, usage in (
        (whole.padded(10_000_000), Usage(calls=1, input_tokens=10, output_tokens=5)),
        (
            whole.with_header("content-type", "text/html"),
            Usage(calls=1, input_tokens=10, output_tokens=5),
        ),
        (whole.gzipped(), Usage(calls=1, input_tokens=10, output_tokens=5)),
        (whole.with_fields(vendor={"a": 1}, usage=None), Usage(calls=1)),
        (whole.with_fields(usage={"prompt_tokens": None}), Usage(calls=1)),
    ):
        reply, _ = said([served])
        assert (reply.text, reply.usage) == ("Forty.", usage)
    details = {
        "prompt_tokens": 10,
        "completion_tokens": 5,
        "prompt_tokens_details": {"cached_tokens": 7},
    }
    assert said([whole.with_fields(usage=details)])[0].usage.cached_tokens == 7


def test_why_a_reply_ended_is_kept() -> None:
    """A cut reply is known as one; a refusal has its own text."""
    assert said([completion("For", finish_reason="length")])[0].finish_reason == "length"
    message = {"role": "assistant", "content": None, "refusal": "I would rather not."}
    declined = {"index": 0, "message": message, "finish_reason": "stop"}
    reply, _ = said([completion("").with_fields(choices=[declined])])
    assert (reply.text, reply.finish_reason) == ("I would rather not.", "refusal")
    with pytest.raises(RefusedError):
        parse(reply, ClaimsDraft)


def test_the_first_token_s_odds() -> None:
    """Asked for where wanted, and given as probabilities."""
    top = [{"token": "Yes", "logprob": math.log(0.75), "bytes": None}]
    top.append({"token": "No", "logprob": math.log(0.25), "bytes": None})
    content = [{**top[0], "top_logprobs": top}]
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": "Yes"},
        "finish_reason": "length",
        "logprobs": {"content": content, "refusal": None},
    }
    request = Request(REQUEST.messages, max_output_tokens=1, top_logprobs=8)
    with FakeServer([completion("Yes").with_fields(choices=[choice])]) as server:
        reply = reply_of(server, request)
    assert reply.first_token == pytest.approx({"Yes": 0.75, "No": 0.25})
    assert server.requests[0].body["logprobs"] is True
    assert server.requests[0].body["top_logprobs"] == 8


def test_calls_at_once_share_what_is_learned() -> None:
    """Eight calls meet a server that knows no schema: every one gets its reply."""
    request = Request(REQUEST.messages, schema=schema(ClaimsDraft))

    async def many(asking: Client) -> list[Reply]:
        return await asyncio.gather(*(asking(request) for _ in range(8)))

    refuses = ["json_schema", "json_object", "temperature"]
    with FakeServer(lambda _: completion("{}"), refuses=refuses) as server:
        replies = loop.run(many(of(server)))
    assert [reply.text for reply in replies] == ["{}"] * 8


def test_a_client_is_kept_for_the_life_of_the_process() -> None:
    """One client of one endpoint, for whichever model; connections are not made anew each time."""
    with FakeServer(["a", "b"]) as server:
        first, second = of(server), Client(Endpoint("other", server.base_url, "fake"), 5)
        assert first._api is second._api
        assert [loop.run(each(REQUEST)).text for each in (first, second)] == ["a", "b"]


def test_models_are_listed() -> None:
    """By name; a server without a list has none, and one that refuses says so."""

    def names(url: str, key: str = "fake") -> list[str]:
        return loop.run(client.listed(url, key, 5))

    with FakeServer(models=["a", "b"]) as server:
        assert names(server.base_url) == ["a", "b"]
        assert names(f"{server.base_url}/elsewhere") == []
        with pytest.raises(AuthenticationError):
            names(server.base_url, "wrong")


def test_the_embedded_model_is_a_small_one() -> None:
    """The client of the embedded engine says that it is small; a server's does not."""
    with local.replay():
        embedded = loop.run(choose(Settings(model="local", cache_dir=Path("/nonexistent"))))
    assert Client(embedded, timeout=5).small
    assert not Client(Endpoint("m", "http://127.0.0.1:9/v1", "key"), timeout=5).small
