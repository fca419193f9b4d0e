"""Hard limits: no call is begun that could pass one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from harbour import DOCUMENT, NOWHERE, answers

from summarize import ask, loop, tokens
from summarize.chat import Message, Reply, Request
from summarize.errors import BudgetError, ConfigurationError, RefusedError
from summarize.models.budget import Budgeted, worst
from summarize.models.prices import UNKNOWN, tariff
from summarize.settings import Settings
from summarize.testing import FakeServer, ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Usage

MODEL = "gpt-4.1-mini"
TARIFF = tariff(MODEL, "https://api.openai.com/v1")
REQUEST = Request((Message("user", "How many boats left?"),), max_output_tokens=100)
MOST = worst(REQUEST, MODEL)
TOKENS = MOST.input_tokens + MOST.output_tokens


def costing(cost: float, tokens_taken: int = 10) -> Reply:
    """Give a reply that costs so much."""
    return Reply("Forty.", "stop", Usage(calls=1, input_tokens=tokens_taken, cost=cost))


def asking(settings: Settings, *lines: Line) -> tuple[Budgeted, ScriptedModel]:
    """Give a model within the limits of these settings."""
    model = ScriptedModel(lines, name=MODEL)
    return Budgeted(model, TARIFF, settings), model


def test_the_worst_counts_the_schema_and_all_that_is_said() -> None:
    """More than the words, and never less than OpenAI counts: 3 a message, and 3 around all."""
    assert MOST.output_tokens == 100
    assert MOST.input_tokens >= tokens.count("How many boats left?", MODEL) + 6
    formed = Request(REQUEST.messages, {"type": "object", "properties": {"boats": {}}})
    assert worst(formed, MODEL).input_tokens > MOST.input_tokens + 5


def test_a_call_that_could_pass_the_limit_is_not_begun() -> None:
    """Of tokens: what is used counts as it was, and what is to come at its worst."""
    budgeted, model = asking(Settings(max_tokens=TOKENS + 10), costing(0.0, 10), costing(0.0, 1))
    loop.run(budgeted(REQUEST))
    loop.run(budgeted(REQUEST))
    with pytest.raises(BudgetError, match=rf"of {TOKENS + 10} 11 are used; raise --max-tokens"):
        loop.run(budgeted(REQUEST))
    assert len(model.requests) == 2


def test_a_limit_on_cost() -> None:
    """In US dollars, by the tariff; the sum of small costs counts."""
    most = TARIFF.cost(MOST)
    assert most is not None
    settings = Settings(max_cost=2.5 * most)
    budgeted, model = asking(settings, *[costing(most)] * 3)
    for _ in range(2):
        loop.run(budgeted(REQUEST))
    with pytest.raises(BudgetError, match=r"may cost \$0\.0002, and of \$0\.0004"):
        loop.run(budgeted(REQUEST))
    assert len(model.requests) == 2


def test_an_unknown_price_has_no_limit() -> None:
    """A limit that cannot be kept is refused before anything is asked; one on tokens is kept."""
    with pytest.raises(ConfigurationError, match=r"price is not known.*--max-tokens"):
        Budgeted(ScriptedModel([]), UNKNOWN, Settings(max_cost=5))
    Budgeted(ScriptedModel([]), UNKNOWN, Settings(max_tokens=5))


def test_copies_of_settings_share_a_limit() -> None:
    """The documents of one run are done with copies; other settings begin anew."""
    settings = Settings(max_tokens=TOKENS)
    copy = settings.model_copy(update={"length": "short"})
    loop.run(asking(settings, costing(0.0))[0](REQUEST))
    with pytest.raises(BudgetError):
        loop.run(asking(copy, costing(0.0))[0](REQUEST))
    loop.run(asking(Settings(max_tokens=TOKENS), costing(0.0))[0](REQUEST))


def test_a_server_that_does_not_count_is_counted_at_its_worst() -> None:
    """Else its calls would take nothing of the limit."""
    budgeted, _ = asking(Settings(max_tokens=TOKENS), "Forty.", "Forty.")
    loop.run(budgeted(REQUEST))
    with pytest.raises(BudgetError):
        loop.run(budgeted(REQUEST))


def test_a_call_that_fails_holds_nothing() -> None:
    """The next has its room."""
    budgeted, _ = asking(Settings(max_tokens=TOKENS), RefusedError("no"), costing(0.0))
    with pytest.raises(RefusedError):
        loop.run(budgeted(REQUEST))
    assert loop.run(budgeted(REQUEST)).text == "Forty."


class Slow(ScriptedModel):
    """A model that takes a moment, and notes how many calls were under way."""

    running = most = 0

    async def __call__(self, request: Request) -> Reply:
        """Say the next line a moment later."""
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(0.01)
        self.running -= 1
        return await super().__call__(request)


def test_calls_at_the_same_time_pass_no_limit() -> None:
    """Each is held at its worst; one for which there is no room waits, and is not refused."""

    async def all_at_once(budgeted: Budgeted, calls: int) -> list[Reply | BaseException]:
        asked = (budgeted(REQUEST) for _ in range(calls))
        return await asyncio.gather(*asked, return_exceptions=True)

    model = Slow([costing(0.0, 10)] * 9, name=MODEL)
    settings = Settings(max_tokens=2 * TOKENS)
    found = loop.run(all_at_once(Budgeted(model, TARIFF, settings), 9))
    assert [type(each) for each in found] == [Reply] * 9
    assert model.most == 2
    assert settings.spent.tokens == 90
    model = Slow([costing(0.0, TOKENS)] * 9, name=MODEL)
    settings = Settings(max_tokens=4 * TOKENS)
    found = loop.run(all_at_once(Budgeted(model, TARIFF, settings), 9))
    assert sum(isinstance(each, BudgetError) for each in found) == 5
    assert settings.spent.tokens == 4 * TOKENS
    assert settings.spent.held_tokens == 0


def test_through_the_settings(tmp_path: Path) -> None:
    """A document that would pass the limit ends in the error, before it is asked about."""
    with FakeServer([answers((1, "Nearly 40"))]) as server:
        settings = Settings(
            model=MODEL,
            base_url=server.base_url,
            api_key="fake",
            prompts=NOWHERE,
            cache_dir=tmp_path,
            max_tokens=100,
        )
        with pytest.raises(BudgetError):
            ask(DOCUMENT, "How many?", settings=settings)
        assert server.requests == []
        enough = Settings(**{**dict(settings), "max_tokens": 10_000})
        assert ask(DOCUMENT, "How many?", settings=enough).text == "Nearly 40"
        assert 0 < enough.spent.tokens < 10_000
