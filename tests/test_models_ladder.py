"""What a server takes: learned from its refusals, one step at a time, and remembered."""

from __future__ import annotations

import pytest

from summarize import loop
from summarize.chat import Message, Reply, Request
from summarize.errors import ModelError
from summarize.models.client import Client
from summarize.models.endpoint import Endpoint
from summarize.models.ladder import RUNGS, Ladder
from summarize.testing import FakeServer
from summarize.testing.fake_server import Received, completion
from summarize.validate import ClaimsDraft, schema

MESSAGES = (Message("user", "How many boats left?"),)
STRUCTURED = Request(MESSAGES, schema(ClaimsDraft), "claims", max_output_tokens=77)
PLAIN = Request(MESSAGES, max_output_tokens=1, top_logprobs=8)


def asked(request: Request, *refuses: str, times: int = 1) -> tuple[list[Reply], list[Received]]:
    """Ask a server that refuses this; give its replies, and what it was sent."""
    with FakeServer(lambda _: completion("{}"), refuses=refuses) as server:
        endpoint = Endpoint("fake", server.base_url, server.api_key)
        replies = [loop.run(Client(endpoint, 5)(request)) for _ in range(times)]
    return replies, server.requests


def forms(requests: list[Received]) -> list[str]:
    """Give the form of reply that each request asked for."""
    found = []
    for request in requests:
        form = request.body.get("response_format")
        strict = isinstance(form, dict) and form.get("json_schema", {}).get("strict")
        found.append("strict" if strict else form["type"] if isinstance(form, dict) else "text")
    return found


def test_the_first_rung_is_the_strictest() -> None:
    """A server that takes a strict schema gets one, named after the template."""
    _, (sent,) = asked(STRUCTURED)
    assert sent.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "claims", "schema": dict(STRUCTURED.schema or {}), "strict": True},
    }


@pytest.mark.parametrize(
    ("refuses", "tried"),
    [
        (["json_schema"], ["strict", "json_schema", "json_object"]),
        (["json_schema", "json_object"], ["strict", "json_schema", "json_object", "text"]),
        (["response_format"], ["strict", "json_schema", "json_object", "text"]),
    ],
)
def test_it_steps_down_and_remembers(refuses: list[str], tried: list[str]) -> None:
    """One rung at each refusal; the next request, by another client, begins where this ended."""
    replies, requests = asked(STRUCTURED, *refuses, times=2)
    assert [reply.text for reply in replies] == ["{}", "{}"]
    assert forms(requests) == [*tried, tried[-1]]


@pytest.mark.parametrize(
    ("refused", "kept"),
    [
        ("temperature", {"max_tokens": 77}),
        ("max_tokens", {"max_completion_tokens": 77, "temperature": 0}),
    ],
)
def test_a_refused_parameter_is_dropped_or_renamed(refused: str, kept: dict[str, int]) -> None:
    """It alone, and for good: the form of the reply stays."""
    _, requests = asked(STRUCTURED, refused, times=2)
    assert [refused in request.body for request in requests] == [True, False, False]
    assert forms(requests) == ["strict"] * 3
    assert requests[-1].body.items() >= kept.items()


@pytest.mark.parametrize("refused", ["logprobs", "top_logprobs"])
def test_odds_are_dropped_together(refused: str) -> None:
    """One without the other is an error of its own."""
    _, requests = asked(PLAIN, refused, times=2)
    assert [{"logprobs", "top_logprobs"} & request.body.keys() for request in requests] == [
        {"logprobs", "top_logprobs"},
        set(),
        set(),
    ]


def test_several_refusals_add_up() -> None:
    """A server of reasoning models takes neither temperature nor max_tokens."""
    _, requests = asked(STRUCTURED, "temperature", "max_tokens", "json_schema", times=2)
    last = requests[-1].body
    assert last.keys() == {"model", "messages", "max_completion_tokens", "response_format"}
    assert len(requests) == 6


def test_a_refusal_that_nothing_mends_ends() -> None:
    """When there is nothing left to do without, the server's words are told."""
    with pytest.raises(ModelError, match="does not take this request"):
        asked(PLAIN, "messages")
    with pytest.raises(ModelError, match="'messages' is not supported"):
        asked(STRUCTURED, "messages")


def test_each_model_of_each_server_has_its_own() -> None:
    """What one refuses another may take."""
    one = Ladder.of("http://one.invalid/v1", "m")
    assert Ladder.of("http://one.invalid/v1", "m") is one
    assert one.step_down("no json_schema", STRUCTURED, one.parameters(STRUCTURED))
    assert RUNGS[one.rung] == "schema"
    for other in (("http://one.invalid/v1", "n"), ("http://two.invalid/v1", "m")):
        assert RUNGS[Ladder.of(*other).rung] == "strict"


def test_a_refusal_of_what_is_no_longer_sent_takes_nothing_away() -> None:
    """Of two calls that are refused at once only the first costs a rung."""
    ladder = Ladder()
    sent = ladder.parameters(STRUCTURED)
    assert ladder.step_down("no json_schema", STRUCTURED, sent)
    assert ladder.step_down("no json_schema", STRUCTURED, sent)
    assert RUNGS[ladder.rung] == "schema"
