"""The fake server: each dialect and fault as the openai client sees it."""

from __future__ import annotations

import doctest
import json
from collections.abc import Iterable
from socketserver import TCPServer
from urllib.parse import urlsplit

import httpx2
import openai
import pytest
from openai.types.chat import ChatCompletion

from summarize.testing import FakeServer, fake_server
from summarize.testing.fake_server import Script
from summarize.testing.served import completion, failure, no_choices, page, refusal


def client_of(server: FakeServer, key: str = "fake", timeout: float = 5) -> openai.OpenAI:
    """Give a client that asks once."""
    return openai.OpenAI(base_url=server.base_url, api_key=key, max_retries=0, timeout=timeout)


def ask(server: FakeServer, timeout: float = 5, **options: object) -> ChatCompletion:
    """Ask the server one question, once."""
    body = {"model": "fake", "messages": [{"role": "user", "content": "How many?"}], **options}
    with client_of(server, timeout=timeout) as client:
        return client.post("/chat/completions", cast_to=ChatCompletion, body=body)


def said(replies: Iterable[Script]) -> ChatCompletion:
    """Give what the client makes of the script's only reply."""
    with FakeServer(replies) as server:
        return ask(server)


def test_it_says_its_script_and_records_the_requests() -> None:
    """Texts and objects are completions; method, path, headers and body are kept."""
    with FakeServer(["Ten", {"a": 1}]) as server:
        assert ask(server).choices[0].message.content == "Ten"
        assert server.unused == 1
        assert ask(server, temperature=0).choices[0].message.content == '{"a": 1}'
    first, second = server.requests
    assert (first.method, first.path) == ("POST", "/v1/chat/completions")
    assert first.headers["authorization"] == "Bearer fake"
    assert "temperature" not in first.body
    assert second.body["temperature"] == 0


def test_a_port_is_used_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client may still wait for what listened there before: it was told to, by another test."""
    with FakeServer() as first:
        port = urlsplit(first.base_url).port
    bind, ports = TCPServer.server_bind, iter([port, 0])

    def bind_again(server: TCPServer) -> None:
        server.server_address = ("127.0.0.1", next(ports))
        bind(server)

    monkeypatch.setattr(TCPServer, "server_bind", bind_again)
    with FakeServer() as second:
        assert urlsplit(second.base_url).port != port
    assert next(ports, "all asked for") == "all asked for"


def test_a_request_too_many_says_so() -> None:
    """The script has an end, and no client retries beyond it."""
    with pytest.raises(openai.BadRequestError, match="no reply left for request 1"):
        said([])


def test_a_function_answers_requests_that_come_in_any_order() -> None:
    """Instead of a list, a function of the request's body."""
    with FakeServer(lambda body: completion(str(body["seed"]))) as server:
        assert [ask(server, seed=n).choices[0].message.content for n in (2, 1)] == ["2", "1"]


def test_it_lists_its_models() -> None:
    """`/v1/models` gives their names; another path is not found."""
    with FakeServer(models=["a", "b"]) as server, client_of(server) as client:
        assert [model.id for model in client.models.list()] == ["a", "b"]
        with pytest.raises(openai.NotFoundError):
            client.models.retrieve("a")


def test_it_knows_its_key() -> None:
    """Another key is refused, as OpenAI does it."""
    with (
        FakeServer(["Ten"]) as server,
        client_of(server, key="wrong") as client,
        pytest.raises(openai.AuthenticationError) as caught,
    ):
        client.models.list()
    assert caught.value.code == "invalid_api_key"


def test_failures_have_status_code_and_retry_after() -> None:
    """An error has OpenAI's form, and the header where it is wanted."""
    with pytest.raises(openai.RateLimitError) as caught:
        said([failure(429, "slow down", code="insufficient_quota", retry_after=1.5)])
    assert caught.value.code == "insufficient_quota"
    assert caught.value.response.headers["retry-after"] == "1.5"
    with pytest.raises(openai.InternalServerError) as failed:
        said([failure(503, "busy")])
    assert "retry-after" not in failed.value.response.headers


@pytest.mark.parametrize("keep", [0, 0.5])
def test_a_cut_connection(keep: float) -> None:
    """The connection breaks before or in the middle of the answer."""
    with pytest.raises((openai.APIConnectionError, httpx2.RemoteProtocolError)):
        said([completion("Ten").cut_connection(keep=keep)])


def test_cut_json() -> None:
    """The body ends in the middle of its JSON, and the connection is sound."""
    with pytest.raises(json.JSONDecodeError):
        said([completion("Ten").cut_json()])


def test_a_slow_body() -> None:
    """The body takes its time; a client with less patience gives up."""
    with FakeServer([completion("Ten").slow(2), "Ten"]) as server:
        with pytest.raises(openai.APITimeoutError):
            ask(server, timeout=0.1)
        assert ask(server).choices[0].message.content == "Ten"


def test_dialects_of_the_body() -> None:
    """No choice, compression, unknown fields, thinking, another content type, a page of HTML."""
    assert said([no_choices()]).choices == []
    assert said([completion("Ten").gzipped()]).choices[0].message.content == "Ten"
    assert said([completion("Ten").with_fields(vendor=1)]).model_extra == {"vendor": 1}
    thought = said([completion("Ten", thinking="Hm", finish_reason="length")]).choices[0]
    assert (thought.message.model_extra, thought.finish_reason) == (
        {"reasoning_content": "Hm"},
        "length",
    )
    assert str(said([page(200, "<h1>Portal</h1>")])) == "<h1>Portal</h1>"
    with pytest.raises(openai.InternalServerError) as caught:
        said([page(502, "<h1>Bad gateway</h1>")])
    assert caught.value.response.text == "<h1>Bad gateway</h1>"
    assert caught.value.response.headers["content-type"] == "text/html"


@pytest.mark.parametrize(
    ("refused", "options"),
    [
        ("temperature", {"temperature": 0}),
        ("max_tokens", {"max_tokens": 5}),
        ("json_object", {"response_format": {"type": "json_object"}}),
        ("json_schema", {"response_format": {"type": "json_schema", "json_schema": {}}}),
        ("strict", {"response_format": {"type": "json_schema", "json_schema": {"strict": True}}}),
        ("strict", {"response_format": {"type": "json_schema", "strict": True}}),
        ("nested", {"response_format": {"type": "json_schema", "json_schema": {}}}),
        ("flat", {"response_format": {"type": "json_schema", "schema": {}}}),
    ],
)
def test_refusals(refused: str, options: dict[str, object]) -> None:
    """A refused parameter gets status 400 and names itself; a request without it is answered."""
    with FakeServer(["Ten"], refuses=[refused]) as server:
        with pytest.raises(openai.BadRequestError) as caught:
            ask(server, **options)
        assert caught.value.code == "unsupported_parameter"
        assert caught.value.param in (refused, "response_format")
        assert ask(server).choices[0].message.content == "Ten"


@pytest.mark.parametrize(
    ("refused", "form"),
    [
        ("strict", {"type": "json_schema", "json_schema": {"strict": False}}),
        ("nested", {"type": "json_schema", "schema": {}}),
        ("flat", {"type": "json_schema", "json_schema": {}}),
        ("json_object", {"type": "json_schema", "json_schema": {}}),
        ("json_schema", {"type": "json_object"}),
    ],
)
def test_what_it_does_not_refuse(refused: str, form: dict[str, object]) -> None:
    """A form that is another than the refused one is taken."""
    with FakeServer(["Ten"], refuses=[refused]) as server:
        assert ask(server, response_format=form).choices[0].message.content == "Ten"


def test_a_model_may_decline() -> None:
    """With a text of its own, and no content."""
    message = said([refusal("I would rather not.")]).choices[0].message
    assert (message.content, message.refusal) == (None, "I would rather not.")


def test_a_body_may_be_large() -> None:
    """By a field that no client knows."""
    assert len(str(said([completion("Ten").padded(100_000)]).model_extra)) > 100_000


def test_headers_are_its_own() -> None:
    """A date that is wanted is the only one, so that `Retry-After` may name another."""
    a_date = "Wed, 21 Oct 2026 07:28:00 GMT"
    with pytest.raises(openai.RateLimitError) as caught:
        said([failure(429, "slow down").with_header("date", a_date)])
    assert caught.value.response.headers.get_list("date") == [a_date]


def test_a_server_that_ignores_the_schema_says_prose() -> None:
    """Whatever schema is asked for, the script is what is said."""
    with FakeServer(["Sure! Ten ships."]) as server:
        reply = ask(server, response_format={"type": "json_schema", "json_schema": {}})
    assert reply.choices[0].message.content == "Sure! Ten ships."


def test_a_stream_says_the_same_in_pieces() -> None:
    """A request for a stream gets the text in chunks, to the letter."""
    text = "Ten  ships\nleft. "
    with FakeServer([text]) as server, client_of(server) as client:
        chunks = client.chat.completions.create(
            model="fake", messages=[{"role": "user", "content": "How many?"}], stream=True
        )
        choices = [chunk.choices[0] for chunk in chunks]
    assert "".join(choice.delta.content or "" for choice in choices) == text
    assert choices[-1].finish_reason == "stop"


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(fake_server).failed == 0
