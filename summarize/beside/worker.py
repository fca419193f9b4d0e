"""A process beside the one that was started: it works on documents, and has its parent ask.

It is run by `beside`, and ends with the pipe that it is spoken to through, however its parent ends.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import IO

from summarize.beside.wire import (
    Asked,
    Begin,
    Cancel,
    Drop,
    Ended,
    Keep,
    Logged,
    Ready,
    Refused,
    Replied,
    Wire,
    Work,
)
from summarize.chat import Reply, Request
from summarize.log import LOGGER
from summarize.outcome import outcome


def main() -> None:
    """Work until the parent ends, or has no more to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    incoming, outgoing = os.fdopen(0, "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a template or native code may print is no message
    asyncio.run(_serve(incoming, outgoing))


async def _serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    wire = await Wire.of(incoming, outgoing)
    work = await wire.receive()
    if isinstance(work, Work):
        _log_to(wire, work.level)
        wire.send(Ready())
        await Desk(wire, work).serve()
    os._exit(0)  # at once: what is under way is the parent's to do again


@dataclass
class Desk:
    """What is under way here: documents, and what is asked about them."""

    wire: Wire
    work: Work
    jobs: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    calls: dict[int, asyncio.Future[Reply]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    async def serve(self) -> None:
        """Do what is sent, until nothing more can come.

        What escapes the work on a document ends the process, and so is not waited for in vain.
        """
        async with asyncio.TaskGroup() as group:
            while (message := await self.wire.receive()) is not None:
                match message:
                    case Begin():
                        self.jobs[message.job] = group.create_task(self._do(message))
                    case Cancel() if message.job in self.jobs:
                        self.jobs[message.job].cancel()
                    case Replied() | Refused():
                        self._answer(message)
            os._exit(0)

    async def _do(self, begin: Begin) -> None:
        model = Elsewhere(self.work.model, self.work.small, self, begin.job)
        task, settings = self.work.task, self.work.settings
        try:
            result = await outcome(task, begin.document, begin.asked, model, settings)
            ended = Ended(begin.job, result)
        except Exception as error:  # noqa: BLE001 -- it is raised in the parent
            ended = Ended(begin.job, error)
        finally:
            del self.jobs[begin.job]
        self.wire.send(ended)

    def _answer(self, message: Replied | Refused) -> None:
        future = self.calls.pop(message.call, None)
        if future is None or future.done():
            return
        if isinstance(message, Replied):
            future.set_result(message.reply)
        else:
            future.set_exception(message.error)


@dataclass(frozen=True)
class Elsewhere:
    """The model, as the work on one document sees it: it is asked in the parent."""

    name: str
    small: bool
    desk: Desk
    job: int

    async def __call__(self, request: Request) -> Reply:
        """Have it asked; the reply is kept in the parent, too."""
        call = next(self.desk.numbers)
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.desk.calls[call] = reply
        self.desk.wire.send(Asked(self.job, call, request))
        try:
            return replace(await reply, keep=partial(self.desk.wire.send, Keep(self.job, call)))
        except asyncio.CancelledError:
            self.desk.wire.send(Drop(self.job, call))
            raise
        finally:
            self.desk.calls.pop(call, None)


class _Telling(logging.Handler):
    """Has the parent log what is logged here."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def emit(self, record: logging.LogRecord) -> None:
        self._wire.send(Logged(record))


def _log_to(wire: Wire, level: int) -> None:
    LOGGER.setLevel(level)
    LOGGER.propagate = False
    LOGGER.addHandler(_Telling(wire))
