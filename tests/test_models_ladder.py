"""What a server takes: learned from its refusals, one step at a time, and remembered."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from weather import status

from summarize import loop
from summarize.chat import Message, Reply, Request
from summarize.errors import InputError, ModelError, RefusedError, UnknownModelError
from summarize.models import address, client, ladder
from summarize.models.client import Client
from summarize.models.endpoint import Endpoint
from summarize.models.ladder import RUNGS, Ladder
from summarize.settings import Settings
from summarize.testing import FakeServer
from summarize.testing.fake_server import Received
from summarize.testing.served import completion, failure
from summarize.validate import ClaimsDraft, schema

MESSAGES = (Message("user", "How many boats left?"),)
STRUCTURED = Request(MESSAGES, schema(ClaimsDraft), "claims", max_output_tokens=77)
PLAIN = Request(MESSAGES, max_output_tokens=1, top_logprobs=8)


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test without what another has learned."""
    monkeypatch.setattr(ladder, "_known", {})


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
        found.append(form_of(form) if isinstance(form, dict) else "text")
    return found


def form_of(form: dict[str, Any]) -> str:
    """Name a form of reply."""
    if form["type"] != "json_schema":
        return "object"
    nested = form.get("json_schema")
    return "flat" if nested is None else "strict" if nested["strict"] else "schema"


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
        (["strict"], ["strict", "schema"]),
        (["nested"], ["strict", "schema", "flat"]),
        (["flat"], ["strict"]),
        (["json_schema"], ["strict", "schema", "flat", "object"]),
        (["json_object"], ["strict"]),
        (["json_schema", "json_object"], ["strict", "schema", "flat", "object", "text"]),
        (["response_format"], ["strict", "schema", "flat", "object", "text"]),
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
    assert len(requests) == 7


def test_a_refusal_that_nothing_mends_ends() -> None:
    """When there is nothing left to do without, the server's words are told."""
    with pytest.raises(ModelError, match="does not take this request"):
        asked(PLAIN, "messages")
    with pytest.raises(ModelError, match="'messages' is not supported"):
        asked(STRUCTURED, "messages")


REFUSES_SCHEMAS = status(400, "response_format json_schema is not supported")


def test_each_model_of_each_server_has_its_own() -> None:
    """What one refuses another may take."""
    one = Ladder.of("http://one.invalid/v1", "m")
    assert Ladder.of("http://one.invalid/v1", "m") is one
    assert one.step_down(REFUSES_SCHEMAS, STRUCTURED, one.parameters(STRUCTURED))
    assert RUNGS[one.rung] == "schema"
    for other in (("http://one.invalid/v1", "n"), ("http://two.invalid/v1", "m")):
        assert RUNGS[Ladder.of(*other).rung] == "strict"


def test_a_refusal_of_what_is_no_longer_sent_takes_nothing_away() -> None:
    """Of two calls that are refused at once only the first costs a rung."""
    ladder = Ladder()
    sent = ladder.parameters(STRUCTURED)
    assert ladder.step_down(REFUSES_SCHEMAS, STRUCTURED, sent)
    assert ladder.step_down(REFUSES_SCHEMAS, STRUCTURED, sent)
    assert RUNGS[ladder.rung] == "schema"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("This model's maximum context length is 8192 tokens, max_tokens included.", InputError),
        ("The model `fake` does not exist.", UnknownModelError),
        ("The prompt was flagged by the content filter.", RefusedError),
        ("messages: roles must alternate", ModelError),
        ("Bad Request", ModelError),
    ],
)
def test_a_refusal_of_something_else_costs_nothing(message: str, kind: type[Exception]) -> None:
    """It is raised at once as what it is; the next call is as strict as ever."""
    with FakeServer([failure(400, message), "{}"]) as server:
        asking = Client(Endpoint("fake", server.base_url, server.api_key), 5)
        with pytest.raises(kind):
            loop.run(asking(STRUCTURED))
        assert loop.run(asking(STRUCTURED)).text == "{}"
    assert forms(server.requests) == ["strict", "strict"]
    assert "temperature" in server.requests[1].body
    assert "max_tokens" in server.requests[1].body


def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process knows, as if it were another."""
    monkeypatch.setattr(ladder, "_known", {})


def test_the_next_process_knows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the cache directory of the settings, and without user, password or key in it."""
    monkeypatch.setattr(address, "DYNAMIC_PORTS", 1 << 16)  # a fake server has one of them
    refuses = ["json_schema", "temperature"]
    with FakeServer(lambda _: completion("{}"), refuses=refuses) as server:
        url = server.base_url.replace("//", "//user:s3cr3t@")
        settings = Settings(cache_dir=tmp_path, api_key="fake")
        for _ in range(2):
            forgotten(monkeypatch)
            monkeypatch.setattr(client, "_clients", {})
            endpoint = Endpoint("fake", server.base_url, "fake")
            loop.run(Client.of(endpoint, settings)(STRUCTURED))
    assert forms(server.requests) == ["strict", "schema", "flat", "object", "object", "object"]
    assert "temperature" not in server.requests[-1].body
    kept = "".join(path.name + path.read_text() for path in tmp_path.rglob("*.json"))
    assert '"rung": "object"' in kept
    assert Ladder.of(url, "fake", tmp_path).file == Ladder.of(server.base_url, "fake").file
    assert not {"fake", "s3cr3t"} & set(kept.split('"'))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        '{"rung": "none", "refused": []}',
        '{"rung": "text", "refused": "temperature"}',
        '{"rung": "text", "refused": [1]}',
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_memory_is_an_empty_one(
    content: str | bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says nothing, and is mended by what is learned next."""
    first = Ladder.of("http://one.invalid/v1", "m", tmp_path)
    if first.file is None:
        pytest.fail("it is remembered nowhere")
    first.file.parent.mkdir()
    first.file.write_bytes(content if isinstance(content, bytes) else content.encode())
    forgotten(monkeypatch)
    again = Ladder.of("http://one.invalid/v1", "m", tmp_path)
    assert again == Ladder()
    assert again.step_down(REFUSES_SCHEMAS, STRUCTURED, again.parameters(STRUCTURED))
    forgotten(monkeypatch)
    assert RUNGS[Ladder.of("http://one.invalid/v1", "m", tmp_path).rung] == "schema"
    assert [path.suffix for path in first.file.parent.iterdir()] == [".json"]


def test_memory_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a month the server is asked anew: it may have learned something."""
    known = Ladder.of("http://one.invalid/v1", "m", tmp_path)
    assert known.step_down(REFUSES_SCHEMAS, STRUCTURED, known.parameters(STRUCTURED))
    assert known.file is not None
    long_ago = time.time() - 31 * 86_400
    os.utime(known.file, (long_ago, long_ago))
    forgotten(monkeypatch)
    assert RUNGS[Ladder.of("http://one.invalid/v1", "m", tmp_path).rung] == "strict"


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path) -> None:
    """A cache directory that cannot be written costs the next process a request."""
    (tmp_path / "servers").write_text("in the way")
    known = Ladder.of("http://closed.invalid/v1", "m", tmp_path)
    assert known.step_down(REFUSES_SCHEMAS, STRUCTURED, known.parameters(STRUCTURED))
    assert RUNGS[known.rung] == "schema"


def test_a_port_that_is_given_out_anew_is_not_remembered(tmp_path: Path) -> None:
    """Tomorrow another server has it; a port that somebody chose is kept."""
    for url, lasting in (
        ("http://127.0.0.1:40001/v1", False),
        ("http://localhost:51000/v1", False),
        ("http://127.0.0.1:11434/v1", True),
        ("https://models.invalid:40001/v1", True),
    ):
        assert (Ladder.of(url, "m", tmp_path).file is not None) is lasting


def test_a_cassette_knows_nothing_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it records or plays, the directory is neither read nor written."""
    monkeypatch.setattr(ladder, "_remembering", False)
    forgotten(monkeypatch)
    known = Ladder.of("http://cassette.invalid/v1", "m", tmp_path)
    assert known.step_down(REFUSES_SCHEMAS, STRUCTURED, known.parameters(STRUCTURED))
    assert list(tmp_path.iterdir()) == []


def test_what_is_learned_before_a_directory_is_named_is_kept_in_it(tmp_path: Path) -> None:
    """A client without one may come first; a later one's directory serves both."""
    first = Ladder.of("http://late.invalid/v1", "m")
    assert first.file is None
    later = Ladder.of("http://late.invalid/v1", "m", tmp_path)
    assert later is first
    assert first.step_down(REFUSES_SCHEMAS, STRUCTURED, first.parameters(STRUCTURED))
    assert len(list(tmp_path.rglob("*.json"))) == 1
