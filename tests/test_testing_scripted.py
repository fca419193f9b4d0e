"""The scripted model: replies in order, errors too, and a record of what was asked."""

from __future__ import annotations

import asyncio
import doctest

import pytest

from summarize.chat import Message, Reply, Request
from summarize.errors import TruncatedError
from summarize.testing import ScriptedModel, scripted
from summarize.types import Usage


def ask(model: ScriptedModel, text: str = "How many?") -> Reply:
    """Ask `model` one question."""
    return asyncio.run(model(Request((Message("user", text),))))


def test_it_says_its_script_in_order() -> None:
    """A text is said as it is, an object as JSON, a reply whole, and an error is raised."""
    whole = Reply("cut", "length", Usage(calls=1, output_tokens=7))
    model = ScriptedModel(["Ten", {"a": [1]}, whole, TruncatedError("cut", reply="Te")])
    assert ask(model) == Reply("Ten", "stop", Usage(calls=1))
    assert ask(model).text == '{"a": [1]}'
    assert ask(model) is whole
    with pytest.raises(TruncatedError) as caught:
        ask(model)
    assert caught.value.reply == "Te"
    assert model.unused == 0


def test_it_records_what_it_was_asked() -> None:
    """The requests are kept in order, those answered by an error among them."""
    model = ScriptedModel(["Ten", TruncatedError("cut")], name="small")
    ask(model, "first")
    with pytest.raises(TruncatedError):
        ask(model, "second")
    assert [request.messages[0].content for request in model.requests] == ["first", "second"]
    assert model.name == "small"


def test_a_script_that_has_run_out_says_so() -> None:
    """One request too many is an error of the test, and shows the request."""
    model = ScriptedModel(["Ten"])
    ask(model)
    with pytest.raises(AssertionError, match=r"'scripted' has run out: request 2 .*'One more\?'"):
        ask(model, "One more?")


def test_a_function_answers_requests_that_come_in_any_order() -> None:
    """Instead of a list, a function of the request."""
    model = ScriptedModel(lambda request: request.messages[-1].content.upper())
    assert [ask(model, text).text for text in ("b", "a")] == ["B", "A"]


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(scripted).failed == 0
