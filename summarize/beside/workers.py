"""A process beside this one, as it is seen from here: what it has to do, and asks for.

It is started as the embedded engine is, and ends when its pipe does, however this process ends. It
has no model: what it asks, the model here is asked.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarize import log
from summarize.beside.wire import (
    Asked,
    Begin,
    Cancel,
    Drop,
    Ended,
    Keep,
    Logged,
    Message,
    Ready,
    Refused,
    Replied,
    Wire,
    Work,
    nothing,
    ours,
)
from summarize.chat import Reply
from summarize.errors import InputError, ModelError
from summarize.reading import Model
from summarize.settings import environment_without_secrets
from summarize.types import Document, Question, Result

PATIENCE = 5.0
"""Seconds that a worker has to end by itself, once nothing more can come."""
CODE = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from summarize.beside.worker import main
main()
"""


@dataclass
class Job:
    """A document that a worker has: what comes of it, and what the model is asked for it."""

    source: str
    """What the document is called."""
    ended: asyncio.Future[Result | None]
    """None where the worker is gone."""
    calls: dict[int, asyncio.Task[Reply | None]] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)

    def end(self, result: Result | BaseException | None) -> None:
        """Say what has come of it; the first word counts."""
        if self.ended.done():
            return
        if isinstance(result, BaseException):
            self.ended.set_exception(result)
        else:
            self.ended.set_result(result)

    def keep(self, call: int) -> None:
        """Have a reply kept."""
        if (reply := self.calls[call].result()) is not None:
            reply.keep()

    def drop(self, call: int) -> None:
        """Give up a call."""
        self.dropped.add(call)
        self.calls[call].cancel()

    async def give_up(self) -> None:
        """Wait until no call is under way any more."""
        for number, call in self.calls.items():
            if number not in self.dropped:  # else it is ending already, in its own way
                call.cancel()
        if self.calls:
            await asyncio.wait(self.calls.values())


class Worker:
    """A process beside this one, and the documents that it has.

    Args:
        process: It has just been launched.
        work: What it does with each document.
        model: What is asked for it.
    """

    def __init__(self, process: subprocess.Popen[bytes], work: Work, model: Model) -> None:
        self.process = process
        self.ready = asyncio.Event()
        """Whether it can be given documents."""
        self.jobs: dict[int, Job] = {}
        self._model = model
        self._wire: Wire | None = None
        self._numbers: Iterator[int] = itertools.count()
        self._life = asyncio.create_task(self._live(work))

    async def result(self, document: Document, asked: Sequence[Question]) -> Result | None:
        """Give what comes of a document; None where the worker has ended over it."""
        number = next(self._numbers)
        ended = asyncio.get_running_loop().create_future()
        job = self.jobs[number] = Job(document.source, ended)
        try:
            self._send(Begin(number, document, tuple(asked)))
            return await job.ended
        finally:
            if self.jobs.pop(number, None):
                self._send(Cancel(number))
            await job.give_up()

    async def close(self) -> None:
        """End it, and wait until it has ended."""
        self._life.cancel()
        await asyncio.gather(self._life, return_exceptions=True)
        await asyncio.to_thread(_reap, self.process)

    async def _live(self, work: Work) -> None:
        """Heed what it says until it ends, or is ended."""
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        try:
            self._wire = await Wire.of(self.process.stdout, self.process.stdin)
            self._send(work)
            while (message := await self._wire.receive()) is not None:
                self._heed(message)
            log.warning("worker ended", documents=len(self.jobs))
        except Exception as error:  # noqa: BLE001 -- its documents are done here all the same
            log.fault("worker lost", error, documents=len(self.jobs))
        finally:
            self._lose()

    def _lose(self) -> None:
        self.ready.clear()
        if self._wire is not None:
            self._wire.close()
        for job in self.jobs.values():
            job.end(None)
        self.jobs.clear()

    def _send(self, message: Message) -> None:
        assert self._wire is not None
        self._wire.send(message)

    def _heed(self, message: Message) -> None:
        match message:
            case Ready():
                self.ready.set()
            case Logged() if log.LOGGER.isEnabledFor(message.record.levelno):
                log.LOGGER.handle(message.record)
            case Ended() if job := self.jobs.pop(message.job, None):
                job.end(message.result)
            case Asked() if job := self.jobs.get(message.job):
                job.calls[message.call] = asyncio.create_task(self._ask(job, message))
            case Keep() if job := self.jobs.get(message.job):
                job.keep(message.call)
            case Drop() if job := self.jobs.get(message.job):
                job.drop(message.call)

    async def _ask(self, job: Job, asked: Asked) -> Reply | None:
        """Ask the model; what no work on a document mends is raised here, as it is."""
        try:
            with log.about(job.source):
                return await self._answer(asked)
        except BaseException as error:  # noqa: BLE001 -- see `failed`
            if asked.call not in job.dropped:
                job.end(error)
            return None

    async def _answer(self, asked: Asked) -> Reply | None:
        try:
            reply = await self._model(asked.request)
        except (InputError, ModelError) as error:
            self._send(Refused(asked.call, ours(error)))
            return None
        self._send(Replied(asked.call, replace(reply, keep=nothing)))
        return reply


def launched() -> subprocess.Popen[bytes]:
    """Start a process that waits to be told its work."""
    # Not by `multiprocessing`, which would run the caller's script again, or fork its threads.
    path = [place for place in sys.path if isinstance(place, str)]
    return subprocess.Popen(  # noqa: S603  nothing in it comes from outside
        [sys.executable, "-P", "-c", CODE, json.dumps(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env=environment_without_secrets(),
    )


def _reap(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:  # it may have been ended before anybody took them
            pipe.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
