"""Request -> reply, through the openai client: the same path for every server.

One retry layer (tenacity), one ladder of reply formats, one client per endpoint for the life of
the process.
"""

from __future__ import annotations

import asyncio
import math
import ssl
from collections.abc import Mapping
from dataclasses import replace
from json import JSONDecodeError
from typing import Any
from urllib.parse import urlsplit

import openai
import tenacity
from openai.types.chat import ChatCompletion

from summarize.chat import Reply, Request
from summarize.errors import ModelError, SummarizeError
from summarize.models import faults
from summarize.models.endpoint import Endpoint
from summarize.models.ladder import Ladder
from summarize.types import Usage

ATTEMPTS = 5
"""Calls for one request, the first included."""

CONCURRENCY = 64
"""Calls under way at once to one endpoint."""

sleep = asyncio.sleep
"""How a retry waits; a cassette puts a function here that does not."""

_turns: dict[str, asyncio.Semaphore] = {}
_clients: dict[tuple[str, str], openai.AsyncOpenAI] = {}
_JITTER = tenacity.wait_random_exponential(multiplier=0.5, max=20)


class Client:
    """A model of an endpoint, ready to be asked."""

    def __init__(self, endpoint: Endpoint, timeout: float) -> None:
        self.name = endpoint.model
        self.endpoint = endpoint
        self.small = endpoint.engine is not None
        self._api = _client(endpoint.base_url, endpoint.api_key, timeout)
        self._ladder = Ladder.of(endpoint.base_url, endpoint.model)
        self._turn = _turn(endpoint)

    async def __call__(self, request: Request) -> Reply:
        """Ask the model.

        Raises:
            SummarizeError: The endpoint cannot be reached, refuses, or gives no reply.
        """
        async with self._turn:
            engine = self.endpoint.engine
            if engine is None or not request.prefix:
                return await self._reply(request)
            spared = await asyncio.to_thread(engine.read, request.prefix)
            reply = await self._reply(request)
            return reply if spared else _all_read(reply)

    async def _reply(self, request: Request) -> Reply:
        while True:
            sent = self._ladder.parameters(request)
            try:
                return _reply(await self._completion(sent))
            except openai.BadRequestError as error:
                # Each refusal takes a rung or a parameter away for good, so that this ends.
                if not self._ladder.step_down(error.message, request, sent):
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
        except (openai.OpenAIError, JSONDecodeError) as error:
            tried = int(attempts.statistics.get("attempt_number", 1))
            raise self._translated(error, tried) from error

    async def _call(self, parameters: Mapping[str, Any]) -> ChatCompletion:
        completion: ChatCompletion = await self._api.chat.completions.create(
            model=self.name, **parameters
        )
        return completion

    def _translated(
        self, error: openai.OpenAIError | JSONDecodeError, attempts: int
    ) -> SummarizeError:
        return faults.translate(error, self.name, self.endpoint.base_url, attempts)


async def listed(base_url: str, api_key: str, timeout: float) -> list[str]:
    """Return the names of the models that an endpoint lists."""
    try:
        return [model.id async for model in _client(base_url, api_key, timeout).models.list()]
    except openai.NotFoundError:
        return []  # a server need not have a list
    except openai.OpenAIError as error:
        raise faults.translate(error, "any", base_url, 1) from error


def _client(base_url: str, api_key: str, timeout: float) -> openai.AsyncOpenAI:
    if (base_url, api_key) not in _clients:
        _clients[base_url, api_key] = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key,
            timeout=timeout,
            max_retries=0,
            http_client=_transport(base_url),
        )
    return _clients[base_url, api_key]


def _transport(base_url: str) -> openai.DefaultAsyncHttpxClient:
    """Make the transport to a server.

    A proxy of the environment is for the network, not for a server on this machine; and where
    that speaks no TLS, the world's certificates need not be read, which takes 30 ms.
    """
    parts = urlsplit(base_url)
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        return openai.DefaultAsyncHttpxClient()
    trusting_nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    verify = trusting_nobody if parts.scheme == "http" else True
    return openai.DefaultAsyncHttpxClient(trust_env=False, verify=verify)


def _wait(state: tenacity.RetryCallState) -> float:
    asked = faults.asked_wait(state.outcome.exception()) if state.outcome else None
    return _JITTER(state) if asked is None else asked


async def _sleep(seconds: float) -> None:
    await sleep(seconds)


def _turn(endpoint: Endpoint) -> asyncio.Semaphore:
    # The embedded engine holds one prefix at a time: reading it and asking are one step.
    most = 1 if endpoint.engine else CONCURRENCY
    return _turns.setdefault(endpoint.base_url, asyncio.Semaphore(most))


def _all_read(reply: Reply) -> Reply:
    """Count the prefix as read: the engine read it for this call, if ahead of it."""
    return replace(reply, usage=reply.usage.model_copy(update={"cached_tokens": 0}))


def _reply(completion: ChatCompletion) -> Reply:
    # The client does not validate: a web page comes as a text, and a field may be missing.
    if not isinstance(completion, ChatCompletion):
        raise ModelError("the reply is no chat completion; does the base URL end in /v1?")
    if not completion.choices or completion.choices[0].message is None:
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
        input_tokens=usage.prompt_tokens or 0,
        cached_tokens=(details.cached_tokens or 0) if details else 0,
        output_tokens=usage.completion_tokens or 0,
    )


def _first_token(choice: Any) -> dict[str, float]:
    tokens = choice.logprobs.content if choice.logprobs else None
    if not tokens:
        return {}
    return {top.token: math.exp(top.logprob) for top in tokens[0].top_logprobs}
