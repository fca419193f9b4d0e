"""Completions of each dialect, read off their JSON."""

from __future__ import annotations

import json

import httpx2
import openai
import pytest

from summarize.errors import ModelError
from summarize.models.completions import read, reply
from summarize.types import Usage


def response(body: str | bytes, kind: str = "application/json") -> httpx2.Response:
    """Give a server's answer."""
    request = httpx2.Request("POST", "http://host/v1/chat/completions")
    content = body.encode() if isinstance(body, str) else body
    return httpx2.Response(200, headers={"content-type": kind}, content=content, request=request)


def choice(**fields: object) -> dict[str, object]:
    """Give a completion with one choice."""
    return {"choices": [{"message": {"content": "Ten."}, "finish_reason": "stop", **fields}]}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "text/html", "x/y; charset=z"])
def test_the_body_counts_and_not_its_type(kind: str) -> None:
    """Gateways give JSON any type."""
    assert read(response(json.dumps(choice()), kind)) == choice()
    assert read(response(b"\n" + json.dumps(choice()).encode() + b"\n", kind)) == choice()


@pytest.mark.parametrize("body", ["", "  ", '{"choices": [', b'{"choices": "\xff"}'])
def test_a_body_that_breaks_off_is_told_as_such(body: str | bytes) -> None:
    """Empty, cut, or cut in the middle of a character: the same call may succeed."""
    with pytest.raises(json.JSONDecodeError, match="breaks off"):
        read(response(body))


@pytest.mark.parametrize("body", ["<h1>Welcome</h1>", "[]", '"text"', "Not found"])
def test_another_page_is_no_completion(body: str) -> None:
    """Another program on that port, or a path too few."""
    with pytest.raises(ModelError, match="no chat completion; does the base URL end in /v1"):
        read(response(body, "text/html"))
    with pytest.raises(ModelError, match="no chat completion"):
        reply({"object": "list"})


def test_an_error_that_comes_as_a_success_is_an_error() -> None:
    """Gateways answer 200 and put the status into the body."""
    for code, status in ((429, 429), ("odd", 400), (None, 400)):
        with pytest.raises(openai.APIStatusError, match="slow down") as caught:
            read(response(json.dumps({"error": {"message": "slow down", "code": code}})))
        assert caught.value.status_code == status


@pytest.mark.parametrize(
    "choices", [None, [], {}, [None], [{}], [{"message": None}], [{"message": "Ten."}]]
)
def test_a_completion_without_a_choice_is_told(choices: object) -> None:
    """Filters of some servers, and servers out of memory."""
    with pytest.raises(ModelError, match="holds no choice"):
        reply({"choices": choices})


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("length", "length"),
        ("MAX_TOKENS", "length"),
        ("SAFETY", "content_filter"),
        ("eos", "eos"),
        (None, "stop"),
    ],
)
def test_why_it_ended(said: str | None, kept: str) -> None:
    """Under one name, whichever the server has for it."""
    assert reply(choice(finish_reason=said)).finish_reason == kept


def test_a_text_may_come_in_parts() -> None:
    """The thinking apart from what is said; or there is none."""
    parts = [{"type": "thinking", "text": "Hm."}, {"type": "text", "text": "Ten."}, None]
    assert reply(choice(message={"content": parts})).text == "Ten."
    assert reply(choice(message={"content": None, "reasoning_content": "Hm."})).text == ""


def test_usage_of_any_kind() -> None:
    """What is missing or null counts nothing; the call itself counts."""
    whole = {
        "prompt_tokens": 9,
        "completion_tokens": 2.0,
        "prompt_tokens_details": {"cached_tokens": 7},
    }
    expected = Usage(calls=1, input_tokens=9, cached_tokens=7, output_tokens=2)
    assert reply({**choice(), "usage": whole}).usage == expected
    for usage in (None, [], {"prompt_tokens": None, "prompt_tokens_details": 3}):
        assert reply({**choice(), "usage": usage}).usage == Usage(calls=1)


@pytest.mark.parametrize("logprobs", [None, {}, {"content": []}, {"content": [{}]}])
def test_odds_may_be_missing(logprobs: object) -> None:
    """A server that does not tell them gives none."""
    assert reply(choice(logprobs=logprobs)).first_token == {}
