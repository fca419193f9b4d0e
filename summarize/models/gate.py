"""One gate for all calls to an endpoint: how many are under way, and when all of them wait.

The number goes up while calls succeed and is halved when the server says that there are too many,
as TCP does it: one by one for each success at first, later by one for each round of them.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

FIRST = 32
"""Calls under way at once to an endpoint of which nothing is known."""
MOST = 512
"""Calls under way at once at most; a client's connections are no more."""


class Gate:
    """Let calls through, `limit` at a time, none while it is shut.

    It belongs to one event loop; times are seconds of `time.monotonic`.
    """

    def __init__(
        self, sleep: Callable[[float], Awaitable[None]], first: int = FIRST, most: int = MOST
    ) -> None:
        self.limit = float(first)
        self.most = most
        self.running = 0
        self._sleep = sleep
        self._steep = True
        self._halvings = 0
        self._opens = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def shut_for(self) -> float:
        """Seconds until it opens; 0 while it is open."""
        return max(0.0, self._opens - time.monotonic())

    @asynccontextmanager
    async def turn(self, patience: Callable[[float], None]) -> AsyncIterator[int]:
        """Wait for a turn and hold it; gives a number for `halve`.

        Args:
            patience: Told how long the gate is shut, before that is waited for; may raise.
        """
        while True:
            await self._free()
            if not self.shut_for:
                break
            self._leave()
            await self._opening(patience)
        try:
            yield self._halvings
        finally:
            self._leave()

    def shut(self, seconds: float) -> None:
        """Let nobody through for so long."""
        self._opens = max(self._opens, time.monotonic() + seconds)

    def widen(self) -> None:
        """Let more through: a call has succeeded."""
        self.limit = min(self.most, self.limit + (1 if self._steep else 1 / self.limit))
        self._call_next()

    def halve(self, turn: int) -> None:
        """Let half as many through: there were too many.

        Calls that were under way together are told so together, which counts once.
        """
        if turn == self._halvings:
            self._halvings += 1
            self._steep = False
            self.limit = max(1.0, self.limit / 2)

    async def _free(self) -> None:
        if self.running < int(self.limit) and not self._waiting:
            self.running += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()  # it was given a turn, and goes without taking it
            raise

    async def _opening(self, patience: Callable[[float], None]) -> None:
        while (opens := self._opens) > time.monotonic():
            wait = opens - time.monotonic()
            patience(wait)
            await self._sleep(wait)
            if opens == self._opens:
                self._opens = 0.0  # waited for in full, whatever the clock says

    def _leave(self) -> None:
        self.running -= 1
        self._call_next()

    def _call_next(self) -> None:
        while self._waiting and self.running < int(self.limit):
            turn = self._waiting.popleft()
            if not turn.done():
                self.running += 1
                turn.set_result(None)
