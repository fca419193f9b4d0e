"""One background event loop for the life of the process, under the synchronous and async faces.

Clients and their connections belong to it, so that they outlive a call, and a call works inside
a notebook whose own loop is running.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from concurrent.futures import Future
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end and return its result."""
    future = start(coroutine)
    try:
        return future.result()
    except KeyboardInterrupt:
        future.cancel()
        raise


async def arun(coroutine: Coroutine[Any, Any, T]) -> T:
    """Await a coroutine that runs on the background loop; cancelling cancels it there."""
    return await asyncio.wrap_future(start(coroutine))


def start(coroutine: Coroutine[Any, Any, T]) -> Future[T]:
    """Begin a coroutine and return its future; cancelling that cancels it."""
    return asyncio.run_coroutine_threadsafe(coroutine, _loop())


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=_forever, args=(loop,), name="summarize", daemon=True).start()
    return loop


def _forever(loop: asyncio.AbstractEventLoop) -> None:
    """Run a loop that outlives what ends others: who waits for the result is told of that."""
    while True:
        with suppress(KeyboardInterrupt, SystemExit):
            loop.run_forever()


async def together(work: Iterable[Callable[[], Awaitable[T]]], most: int) -> list[T]:
    """Do several things at a time, at most so many, and give their results in order.

    The first that fails ends the others, and its error is raised as it is.
    """
    turns = asyncio.Semaphore(most)

    async def one(each: Callable[[], Awaitable[T]]) -> T:
        async with turns:
            return await each()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(each)) for each in work]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
