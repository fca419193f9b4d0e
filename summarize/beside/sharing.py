"""Processes beside this one, which work on documents where one core cannot do it all.

They segment, prompt, validate and ground, and have this process ask the model: keys, limits,
retries and replies that are kept are in one place, however many processes there are. A run that
waits for its model, or is over soon, starts none.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from summarize import log
from summarize.beside.wire import Work
from summarize.beside.workers import Worker, launched
from summarize.outcome import Task, failed, outcome
from summarize.reading import Model
from summarize.settings import Settings, without_secrets
from summarize.types import Document, Question, Result

MOST = 4
"""Processes; the calls for as many fill this one's core, and more would wait for it."""

SECONDS = 1.0
"""For which a run must have been bound by its CPU: less may be a passing load."""
BUSY = 0.8
"""Share of that time for which this process was computing."""
FINISHED = 32
"""Documents finished meanwhile: the start of a worker costs as much as some dozens do."""


@dataclass
class Strain:
    """Whether a run has been bound by its process' CPU for a while."""

    now: Callable[[], float] = time.monotonic
    used: Callable[[], float] = time.process_time
    _since: tuple[float, float] | None = None
    _finished: int = 0

    def lasts(self) -> bool:
        """Count a document as finished; tell whether more processes would help."""
        here = self.now(), self.used()
        self._finished += 1
        since = self._since = self._since or here
        seconds, computed = here[0] - since[0], here[1] - since[1]
        if seconds >= SECONDS and computed < BUSY * seconds:
            self._since, self._finished = here, 0
        return seconds >= SECONDS and self._finished >= FINISHED


def spare() -> int:
    """Return how many processes there may be beside this one."""
    frozen = getattr(sys, "frozen", False) or not sys.executable  # then there is no Python to run
    if frozen or sys.platform == "win32":  # whose pipes asyncio cannot wait for
        return 0
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(MOST, cores - 1)


@dataclass
class Beside:
    """What is done with documents, in this process and in those beside it."""

    task: Task
    model: Model
    settings: Settings
    strain: Strain = field(default_factory=Strain)
    workers: list[Worker] = field(default_factory=list)
    _starting: asyncio.Task[None] | None = None

    async def outcome(self, document: Document, asked: Sequence[Question]) -> Result:
        """Give what comes of a document.

        Where there are workers they do all of it: this process has the calls of all to make.
        """
        worker = self._free()
        result = await _there(worker, document, asked) if worker else None
        if result is None:
            result = await outcome(self.task, document, asked, self.model, self.settings)
        if self._starting is None and not self.model.small and self.strain.lasts():
            self._starting = asyncio.create_task(self.start(spare()))
        return result

    def _free(self) -> Worker | None:
        """Give the worker that has the least to do; None where there is none yet."""
        able = [worker for worker in self.workers if worker.ready.is_set()]
        return min(able, key=lambda worker: len(worker.jobs), default=None)

    async def start(self, number: int) -> None:
        """Start so many workers, and wait until they can be given documents."""
        level = log.LOGGER.getEffectiveLevel()
        settings = without_secrets(self.settings)
        work = Work(self.task, self.model.name, self.model.small, settings, level)
        try:
            for _ in range(number):
                self.workers.append(Worker(launched(), work, self.model))
        except OSError as error:  # for want of memory, or of processes that it may have
            log.warning("no worker", error=type(error).__name__)
        if self.workers:
            log.info("workers", number=len(self.workers))
        await asyncio.gather(*(worker.ready.wait() for worker in self.workers))

    async def close(self) -> None:
        """End all workers; what was under way in them has been cancelled before."""
        if self._starting is not None:
            self._starting.cancel()
        await asyncio.gather(*(worker.close() for worker in self.workers))
        self.workers.clear()
        self._starting = None


async def _there(worker: Worker, document: Document, asked: Sequence[Question]) -> Result | None:
    try:
        return await worker.result(document, asked)
    except BaseException as error:  # noqa: BLE001 -- see `failed`
        return failed(document.source, error)
