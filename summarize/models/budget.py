"""Hard limits on tokens and cost: no call is begun that could pass one.

A call that is under way is held at the worst that it can come to, so that calls at the same time
pass a limit no more than one after another; one that would pass it waits until they have ended.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from summarize import tokens
from summarize.chat import Reply, Request
from summarize.errors import BudgetError, ConfigurationError
from summarize.models.prices import Tariff, told
from summarize.models.replies import Model
from summarize.settings import Settings
from summarize.types import Usage

OF_A_MESSAGE = 4
"""Tokens around each message, and about as many around all of them, in OpenAI's count; others have
fewer."""


def worst(request: Request, model: str) -> Usage:
    """Return the most that a request can come to: all it says, and a reply as long as it may be.

    The schema counts as well: it is part of what OpenAI's models read.
    """
    said = "\n".join(message.content for message in request.messages)
    form = json.dumps(request.schema) if request.schema else ""
    around = OF_A_MESSAGE * (len(request.messages) + 1)
    return Usage(
        calls=1,
        input_tokens=tokens.count(said + form, model) + around,
        output_tokens=request.max_output_tokens,
    )


class Budgeted:
    """A model that is not asked what could pass a limit of the settings.

    All work with the same settings, and with copies of them, counts together.

    Args:
        model: Asked, where that is within the limits.
        tariff: What its tokens cost.
        settings: With `max_tokens` or `max_cost`.

    Raises:
        ConfigurationError: There is a limit on cost, and the price is not known.
    """

    def __init__(self, model: Model, tariff: Tariff, settings: Settings) -> None:
        if settings.max_cost is not None and tariff.cost(Usage(calls=1, input_tokens=1)) is None:
            raise ConfigurationError(
                f"{model.name}: its price is not known, so that no limit on cost can be kept; "
                "use --max-tokens"
            )
        self.name = model.name
        self.small = model.small
        self._model = model
        self._tariff = tariff
        self._settings = settings
        self._spent = settings.spent

    async def __call__(self, request: Request) -> Reply:
        """Ask the model.

        Raises:
            BudgetError: The reply could pass a limit.
        """
        most = self._priced(worst(request, self.name))
        async with self._held(most):
            reply = await self._model(request)
        spent = reply.usage if reply.usage.input_tokens else most  # a server that does not count
        self._spent.tokens += _tokens(spent)
        self._spent.cost += spent.cost or 0.0
        return reply

    def _priced(self, usage: Usage) -> Usage:
        return usage.model_copy(update={"cost": self._tariff.cost(usage)})

    @asynccontextmanager
    async def _held(self, most: Usage) -> AsyncIterator[None]:
        """Hold what a call may come to, as soon as there is room for it."""
        spent = self._spent
        while over := self._over(most):
            if not spent.under_way:
                raise BudgetError(over)
            await asyncio.wait(spent.under_way, return_when=asyncio.FIRST_COMPLETED)
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        spent.under_way.add(ended)
        spent.hold(_tokens(most), most.cost or 0.0)
        try:
            yield
        finally:
            spent.hold(-_tokens(most), -(most.cost or 0.0))
            spent.under_way.discard(ended)
            ended.set_result(None)

    def _over(self, most: Usage) -> str | None:
        """Say which limit a call could pass."""
        spent, settings = self._spent, self._settings
        used, wanted = spent.tokens + spent.held_tokens, _tokens(most)
        if settings.max_tokens is not None and used + wanted > settings.max_tokens:
            return (
                f"the next call may take {wanted:,} tokens, and of {settings.max_tokens:,} "
                f"{spent.tokens:,} are used; raise --max-tokens or SUMMARIZE_MAX_TOKENS"
            )
        paid, price = spent.cost + spent.held_cost, most.cost or 0.0
        if settings.max_cost is not None and paid + price > settings.max_cost:
            return (
                f"the next call may cost {told(price)}, and of {told(settings.max_cost)} "
                f"{told(spent.cost)} are spent; raise --max-cost or SUMMARIZE_MAX_COST"
            )
        return None


def _tokens(usage: Usage) -> int:
    return usage.input_tokens + usage.output_tokens
