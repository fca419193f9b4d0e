"""Request -> reply, through the openai client: the same path for every server.

One retry layer (tenacity), one ladder of reply formats, one client per endpoint for the life of
the process.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from typing import Any

import openai
import tenacity
from openai.types.chat import ChatCompletion

from summarize.chat import Message, Reply, Request
from summarize.errors import ModelError
from summarize.models import faults
from summarize.models.endpoint import Endpoint
from summarize.models.ladder import Ladder
from summarize.types import Usage

ATTEMPTS = 5
"""Calls for one request, the first included."""

sleep = asyncio.sleep
"""How a retry waits; a cassette puts a function here that does not."""

_clients: dict[tuple[str, str], openai.AsyncOpenAI] = {}
_JITTER = tenacity.wait_random_exponential(multiplier=0.5, max=20)


class Client:
    """A model of an endpoint, ready to be asked."""

    def __init__(self, endpoint: Endpoint, timeout: float) -> None:
        self.name = endpoint.model
        self.endpoint = endpoint
        self._api = _client(endpoint.base_url, endpoint.api_key, timeout)
        self._ladder = Ladder.of(endpoint.base_url, endpoint.model)
        # The embedded engine has one slot: restoring, asking and saving are one step.
        self._turn = asyncio.Semaphore(1 if endpoint.engine else 64)

    async def __call__(self, request: Request) -> Reply:
        """Ask the model.

        Raises:
            SummarizeError: The endpoint cannot be reached, refuses, or gives no reply.
        """
        async with self._turn:
            engine = self.endpoint.engine
            prefix = _text(request.prefix)
            if engine is not None:
                await asyncio.to_thread(engine.restore, prefix)
            reply = await self._reply(request)
            if engine is not None:
                await asyncio.to_thread(engine.save, prefix)
            return reply

    async def _reply(self, request: Request) -> Reply:
        while True:
            try:
                return _reply(await self._completion(self._ladder.parameters(request)))
            except openai.BadRequestError as error:
                # Each refusal takes a rung or a parameter away for good, so that this ends.
                if not self._ladder.step_down(error.message, request):
                    raise self._translated(error, 1) from error

    async def _completion(self, parameters: Mapping[str, Any]) -> ChatCompletion:
        attempts = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(faults.passing),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=_wait,
            sleep=_sleep,
            reraise=True,
        )
        try:
            return await attempts(self._call, parameters)
        except openai.BadRequestError:
            raise
        except openai.OpenAIError as error:
            tried = int(attempts.statistics.get("attempt_number", 1))
            raise self._translated(error, tried) from error

    async def _call(self, parameters: Mapping[str, Any]) -> ChatCompletion:
        completion: ChatCompletion = await self._api.chat.completions.create(
            model=self.name, **parameters
        )
        return completion

    def _translated(self, error: openai.OpenAIError, attempts: int) -> Exception:
        return faults.translate(error, self.name, self.endpoint.base_url, attempts)


async def listed(base_url: str, api_key: str, timeout: float) -> list[str]:
    """Return the names of the models that an endpoint lists."""
    try:
        return [model.id async for model in _client(base_url, api_key, timeout).models.list()]
    except openai.OpenAIError as error:
        raise faults.translate(error, "any", base_url, 1) from error


def _client(base_url: str, api_key: str, timeout: float) -> openai.AsyncOpenAI:
    if (base_url, api_key) not in _clients:
        _clients[base_url, api_key] = openai.AsyncOpenAI(
            base_url=base_url, api_key=api_key, timeout=timeout, max_retries=0
        )
    return _clients[base_url, api_key]


def _wait(state: tenacity.RetryCallState) -> float:
    asked = faults.asked_wait(state.outcome.exception()) if state.outcome else None
    return _JITTER(state) if asked is None else asked


async def _sleep(seconds: float) -> None:
    await sleep(seconds)


def _text(messages: tuple[Message, ...]) -> str:
    return "\0".join(f"{message.role}\n{message.content}" for message in messages)


def _reply(completion: ChatCompletion) -> Reply:
    if not completion.choices:
        raise ModelError("the reply holds no choice; the server may have run out of memory")
    choice = completion.choices[0]
    refused = getattr(choice.message, "refusal", None)
    return Reply(
        text=refused or choice.message.content or "",
        finish_reason="refusal" if refused else choice.finish_reason or "stop",
        usage=_usage(completion),
        first_token=_first_token(choice),
    )


def _usage(completion: ChatCompletion) -> Usage:
    usage = completion.usage
    if usage is None:
        return Usage(calls=1)
    details = usage.prompt_tokens_details
    return Usage(
        calls=1,
        input_tokens=usage.prompt_tokens,
        cached_tokens=(details.cached_tokens or 0) if details else 0,
        output_tokens=usage.completion_tokens,
    )


def _first_token(choice: Any) -> dict[str, float]:
    tokens = choice.logprobs.content if choice.logprobs else None
    if not tokens:
        return {}
    return {top.token: math.exp(top.logprob) for top in tokens[0].top_logprobs}
