"""The model that counts: what it foresees is what a run asks, and never less."""

from __future__ import annotations

import asyncio
import json

import harbour
import pytest
from harbour import ANSWERS, DOCUMENT, FACTS, PLAIN, SUMMARY, confirming

from summarize import summarize
from summarize.chat import Message, Reply, Request
from summarize.models.budget import worst
from summarize.models.counting import Counting
from summarize.models.prices import FREE, UNKNOWN, Tariff, tariff
from summarize.qa import ask_all
from summarize.questions import load
from summarize.settings import PROMPTS
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Usage
from summarize.validate import ChecksDraft, schema

MODEL = "gpt-4.1-mini"
ONCE = PLAIN.model_copy(update={"ask_again": 0})


def counted(*, worst: bool, small: bool = False, priced: Tariff = UNKNOWN) -> Usage:
    """Count a summary of the article with its questions."""
    window = PLAIN.context_window if worst else None
    model = Counting(MODEL, small=small, tariff=priced, window=window)
    summarize(DOCUMENT, model=model, settings=PLAIN if worst else ONCE)
    return model.usage


def taken(scripted: ScriptedModel) -> Usage:
    """Run it with a model that says these lines; give what its calls come to at worst."""
    summarize(DOCUMENT, model=scripted, settings=PLAIN)
    return sum((worst(request, MODEL) for request in scripted.requests), Usage())


def test_the_least_is_what_a_good_model_takes() -> None:
    """The same requests, to the token: the tasks themselves are run."""
    real = taken(harbour.model(summary={**SUMMARY, "facts": FACTS}))
    foreseen = counted(worst=False)
    assert foreseen.calls == real.calls == 2
    assert foreseen.input_tokens == real.input_tokens
    assert foreseen.output_tokens == real.output_tokens


def stubborn(request: Request) -> Line:
    """Say what is cut off, then invented; each check, no."""
    if request.schema is None:
        return "No"
    seen = stubborn.__dict__.setdefault("seen", set())
    if request.messages not in seen:
        seen.add(request.messages)
        return Reply("{", "length", Usage(calls=1))
    denied = confirming(request.messages[-1].content, stated=False, says="boats")
    said = {"summary": SUMMARY, "facts": FACTS, "answers": ANSWERS, "check_claims": denied}
    invented = {"claims": [{"number": 1, "sentence": 1, "text": "Nearly 90 whales arrived."}]}
    return said.get(request.schema_name, invented)


def test_the_most_is_more_than_a_bad_model_takes() -> None:
    """One whose every reply is cut, and one that breaks the form each time, are within it."""
    most = counted(worst=True)
    for bad in (ScriptedModel(stubborn), harbour.model(summary=["no JSON", SUMMARY])):
        real = taken(bad)
        assert real.calls <= most.calls
        assert real.input_tokens <= most.input_tokens
        assert real.output_tokens <= most.output_tokens
    assert most.calls > 3 * counted(worst=False).calls


def test_a_bad_model_confirms_nothing() -> None:
    """So that what it is asked about is asked for once more."""
    model = Counting(MODEL, small=False, tariff=FREE, window=PLAIN.context_window)
    request = Request((Message("user", "Passage: Ships left."),), schema(ChecksDraft))
    said = [asyncio.run(model(request)).text for _ in range(2)]
    assert said[0] == ""  # cut off
    assert {check["stated"] for check in json.loads(said[1])["checks"]} == {False}


def test_its_cost() -> None:
    """Of a known price in US dollars, the embedded model's nothing, and else not known."""
    price = tariff(MODEL, "https://api.openai.com/v1")
    usage = counted(worst=True, priced=price)
    expected = (usage.input_tokens * 0.4 + usage.output_tokens * 1.6) / 1e6
    assert usage.cost == pytest.approx(expected)
    assert counted(worst=False, small=True, priced=FREE).cost == 0.0
    assert counted(worst=False).cost is None


@pytest.mark.parametrize("small", [False, True])
def test_questions(small: bool) -> None:
    """A small model is asked each one from several sides."""
    asked = [question.text for question in load(PROMPTS / "questions.toml")]
    model = Counting(MODEL, small=small, tariff=FREE, window=PLAIN.context_window)
    asyncio.run(ask_all(DOCUMENT, asked, model, PLAIN))
    assert model.usage.calls >= (3 * len(asked) if small else 3)


def test_a_window_without_room_is_not_filled_twice() -> None:
    """Where a cut reply cannot get more room, it is not cut: there is no second call to count."""
    tight = PLAIN.model_copy(update={"context_window": 2_700})
    model = Counting(MODEL, small=False, tariff=FREE, window=tight.context_window)
    summarize(DOCUMENT, model=model, settings=tight)
    assert model.usage.calls > 2
