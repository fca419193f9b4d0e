"""Request -> reply, through the openai client: the same path for every server.

One retry layer (tenacity), one gate and one ladder of reply formats for an endpoint, and one client
of it for the life of the process.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from json import JSONDecodeError
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2
import openai
import tenacity

from summarize import log, redact
from summarize.chat import Reply, Request
from summarize.errors import SummarizeError, UnreachableError
from summarize.models import address, completions, faults, transport
from summarize.models.endpoint import Endpoint
from summarize.models.gate import FIRST, MOST, Gate
from summarize.models.ladder import RUNGS, Ladder
from summarize.models.patience import Deadline, Patience
from summarize.models.waits import asked_wait
from summarize.settings import Settings
from summarize.types import Usage

ATTEMPTS = 5
"""Calls for one request, the first included."""

PATIENCE = Patience()
"""That of a client that is told nothing else: without an end but that of its attempts."""

sleep = asyncio.sleep
"""How a retry waits; a cassette puts a function here that does not."""

_gates: dict[str, Gate] = {}
_clients: dict[tuple[str, str], openai.AsyncOpenAI] = {}
_JITTER = tenacity.wait_random_exponential(multiplier=0.5, max=20)


class Client:
    """A model of an endpoint, ready to be asked.

    Args:
        endpoint: Model and server.
        timeout: Seconds that one attempt may take.
        patience: How long a call, and the run that it is part of, may take.
        cache_dir: Where it is remembered what the server takes; None: by the process only.
        log_content: Whether prompts and replies are logged as well.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        timeout: float,
        patience: Patience = PATIENCE,
        cache_dir: Path | None = None,
        log_content: bool = False,
    ) -> None:
        self.name = endpoint.model
        self.endpoint = endpoint
        self.small = endpoint.engine is not None
        self._timeout = timeout
        self._log_content = log_content
        self._patience = patience
        self._api = _client(endpoint.base_url, endpoint.api_key, timeout)
        self._ladder = Ladder.of(endpoint.base_url, endpoint.model, cache_dir)
        self._gate = _gate(endpoint)

    @classmethod
    def of(cls, endpoint: Endpoint, settings: Settings) -> Self:
        """Make the client for a run, which begins now.

        The embedded engine's address is another in each process, and what it takes is known.
        """
        patience = Patience.of(settings.call_deadline, settings.run_deadline)
        cache_dir = None if endpoint.engine else settings.cache_dir
        return cls(endpoint, settings.timeout, patience, cache_dir, settings.log_content)

    async def __call__(self, request: Request) -> Reply:
        """Ask the model.

        Raises:
            SummarizeError: The endpoint cannot be reached, refuses, or gives no reply.
        """
        try:
            async with asyncio.timeout(self._patience.run_left):
                return await self._reply(request, Deadline(self._patience))
        except TimeoutError:
            raise UnreachableError(
                f"{self._host}: the time of the run is over; raise SUMMARIZE_RUN_DEADLINE"
            ) from None

    @property
    def _host(self) -> str | None:
        return urlsplit(self.endpoint.base_url).hostname

    async def _reply(self, request: Request, deadline: Deadline) -> Reply:
        while True:
            sent = self._ladder.parameters(request)
            attempts = self._attempts(deadline)
            try:
                return await attempts(self._attempt, request, sent, deadline)
            except faults.FAULTS as error:
                status = error if isinstance(error, openai.APIStatusError) else None
                # Each refusal takes a rung or a parameter away for good, so that this ends.
                if status is not None and self._ladder.step_down(status, request, sent):
                    log.info("refused", **self._facts, rung=RUNGS[self._ladder.rung])
                else:
                    tried = int(attempts.statistics.get("attempt_number", 1))
                    told = self._told(error, tried, deadline)
                    raise told from told.__cause__

    def _told(self, error: faults.Fault, tried: int, deadline: Deadline) -> SummarizeError:
        """Translate an error; its cause is left out where the server repeats the key in it."""
        key, base_url = self.endpoint.api_key, self.endpoint.base_url
        told = faults.translate(error, self.name, base_url, tried, deadline.left)
        told.args = (redact.text(str(told), key),)
        told.__cause__ = error if redact.text(str(error), key) == str(error) else None
        told.__suppress_context__ = True
        log.warning("failed", **self._facts, error=type(told).__name__, attempts=tried)
        return told

    @property
    def _facts(self) -> dict[str, str | None]:
        return {"model": self.name, "host": self._host}

    def _attempts(self, deadline: Deadline) -> tenacity.AsyncRetrying:
        return tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(faults.passing),
            stop=tenacity.stop_after_attempt(ATTEMPTS) | deadline,
            wait=_wait,
            before_sleep=self._shut,
            sleep=self._rest,
            reraise=True,
        )

    async def _attempt(
        self, request: Request, sent: Mapping[str, Any], deadline: Deadline
    ) -> Reply:
        async with self._gate.turn(lambda wait: self._refuse_to_wait(wait, deadline)) as turn:
            deadline.begin()
            began = time.monotonic()
            try:
                reply = await self._asked(request, sent, deadline)
            except openai.APIStatusError as error:
                self._heed(error, turn)
                raise
            self._gate.widen()
            self._log(request, reply, time.monotonic() - began)
            return reply

    def _log(self, request: Request, reply: Reply, seconds: float) -> None:
        if not log.wanted():
            return
        spent = reply.usage.model_dump(exclude={"calls", "cached_calls"})
        facts = {**self._facts, "template": request.schema_name, "ended": reply.finish_reason}
        log.info("asked", **facts, seconds=round(seconds, 3), **spent)
        if self._log_content:
            for message in request.messages:
                log.debug("content", role=message.role, content=message.content)
            log.debug("content", role="reply", content=reply.text)

    async def _asked(self, request: Request, sent: Mapping[str, Any], deadline: Deadline) -> Reply:
        engine = self.endpoint.engine
        spared = True
        if engine is not None and request.prefix:  # no time is set: it cannot be given up half-way
            spared = await asyncio.to_thread(engine.read, request.prefix)
        async with asyncio.timeout(min(self._timeout, deadline.left)):
            reply = completions.reply(await self._call(sent))
        read = {} if spared else {"cached_tokens": 0}  # the engine read it for this call
        return replace(reply, usage=self._counted(reply.usage, read))

    def _counted(self, usage: Usage, read: Mapping[str, int]) -> Usage:
        return usage.model_copy(update={**read, "cost": self.endpoint.tariff.cost(usage)})

    async def _call(self, parameters: Mapping[str, Any]) -> completions.Completion:
        # As bytes and not as `chat.completions.create`: that takes apart and types what goes out
        # and what comes in, value by value, which costs more than all the rest of a call.
        response = await self._api.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            content=json.dumps({"model": self.name, **parameters}).encode(),
            options={"headers": {"content-type": "application/json"}},
        )
        return completions.read(response)

    def _refuse_to_wait(self, wait: float, deadline: Deadline) -> None:
        if wait >= deadline.left:
            raise faults.too_long_a_wait(self._host, wait, deadline.left)

    def _heed(self, error: openai.APIStatusError, turn: int) -> None:
        """Have all take part in what one call is told: to be fewer, and to wait so long."""
        if error.status_code == 429:
            self._gate.halve(turn)
        if faults.passing(error) and (asked := asked_wait(error)) is not None:
            self._gate.shut(asked)

    def _shut(self, state: tenacity.RetryCallState) -> None:
        """Have all wait where the server sees too many requests and does not say how long."""
        error = state.outcome.exception() if state.outcome else None
        status = error.status_code if isinstance(error, openai.APIStatusError) else None
        log.warning(
            "waiting",
            **self._facts,
            error=type(error).__name__,
            status=status,
            seconds=round(state.upcoming_sleep, 3),
        )
        limited = isinstance(error, openai.APIStatusError) and error.status_code == 429
        if limited and not self._gate.shut_for:
            self._gate.shut(state.upcoming_sleep)

    async def _rest(self, seconds: float) -> None:
        if not self._gate.shut_for:  # else it is waited for there, with all others
            await sleep(seconds)


async def listed(base_url: str, api_key: str, timeout: float) -> list[str]:
    """Return the names of the models that an endpoint lists."""
    try:
        return [model.id async for model in _client(base_url, api_key, timeout).models.list()]
    except openai.NotFoundError:
        return []  # a server need not have a list
    except (openai.OpenAIError, JSONDecodeError) as error:
        raise faults.translate(error, "any", base_url, 1) from error


def _client(base_url: str, api_key: str, timeout: float) -> openai.AsyncOpenAI:
    if (base_url, api_key) not in _clients:
        _clients[base_url, api_key] = openai.AsyncOpenAI(
            base_url=address.anonymous(base_url),
            api_key=api_key,
            timeout=timeout,
            max_retries=0,
            http_client=transport.of(base_url),
        )
    return _clients[base_url, api_key]


def _wait(state: tenacity.RetryCallState) -> float:
    asked = asked_wait(state.outcome.exception()) if state.outcome else None
    return _JITTER(state) if asked is None else asked


async def _sleep(seconds: float) -> None:
    await sleep(seconds)


def _gate(endpoint: Endpoint) -> Gate:
    if endpoint.base_url not in _gates:
        # The embedded engine holds one prefix at a time: reading it and asking are one step.
        first, most = (1, 1) if endpoint.engine else (FIRST, MOST)
        _gates[endpoint.base_url] = Gate(_sleep, first, most)
    return _gates[endpoint.base_url]
