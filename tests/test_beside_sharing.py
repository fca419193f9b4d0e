"""Processes beside this one: when there are any, and that a run is the same with and without."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from harbour import PLAIN
from test_beside_workers import Endless
from test_many import Failing, document, pausing

from summarize import loop
from summarize.beside import sharing
from summarize.beside.sharing import Strain, spare
from summarize.beside.workers import Worker
from summarize.errors import AuthenticationError
from summarize.journal import Journal
from summarize.many import Batch
from summarize.outcome import summarised
from summarize.reading import Model
from summarize.types import Document, Question, Result

TESTS = Path(__file__).parent


def batch(folder: Path, model: Model, *, workers: int = 0) -> Batch:
    """Give what is done with documents, by so many workers, which are there from the start.

    No more are started, however slow the machine.
    """
    journal = Journal(folder / f"{time.monotonic_ns()}.jsonl", Result)
    made = Batch.of(summarised, model, (), PLAIN, journal)
    made.beside.strain = Strain(used=lambda: 0.0)
    loop.run(made.beside.start(workers))
    return made


def results(made: Batch, number: int = 40) -> list[str]:
    """Give the results of so many documents in their order, as they are written."""
    found = made.run([document(n) for n in range(number)])
    return [r.model_dump_json() for r in sorted(found, key=lambda result: result.source)]


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Give the processes that are started; none may be left."""
    started = []

    def launched() -> subprocess.Popen[bytes]:
        started.append(_launched())
        return started[-1]

    _launched = sharing.launched
    monkeypatch.setattr(sharing, "launched", launched)
    yield started
    assert [process.args for process in started if process.returncode is None] == []


class Clock:
    """A time that passes as it is told, and how much of it was computed."""

    def __init__(self) -> None:
        self.now = self.used = 100.0

    def strain(self) -> Strain:
        """Give what watches it."""
        return Strain(lambda: self.now, lambda: self.used)

    def finish(self, strain: Strain, documents: int, seconds: float, computed: float) -> bool:
        """Let so many documents be finished in so many seconds; tell whether that was strain."""
        for _ in range(documents):
            self.now += seconds / documents
            self.used += computed / documents
            found = strain.lasts()
        return found


def test_a_run_is_strained_when_it_has_computed_for_a_while() -> None:
    """And many documents came of it: neither a start nor a passing load is enough."""
    clock = Clock()
    strain = clock.strain()
    assert not clock.finish(strain, 20, 0.5, 0.5)
    assert not clock.finish(strain, 11, 1.5, 1.5)
    assert clock.finish(strain, 1, 0.1, 0.1)


def test_a_run_that_waits_is_not_strained() -> None:
    """However many documents come of it; and what it computed before it waited does not count."""
    clock = Clock()
    strain = clock.strain()
    assert not clock.finish(strain, 1000, 60, 40)
    strain = clock.strain()
    assert not clock.finish(strain, 30, 0.9, 0.9)
    assert not clock.finish(strain, 1, 1, 0)
    assert not clock.finish(strain, 31, 3, 3)
    assert clock.finish(strain, 1, 0.1, 0.1)


def test_there_are_as_many_processes_as_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of them is this one; more than a few would wait for it."""
    for cores, most in ((1, 0), (2, 1), (4, 3), (64, sharing.MOST)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, n=cores: set(range(n)))
        assert spare() == most
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert spare() == 2
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert spare() == 0


def always() -> Strain:
    """Give a strain that lasts as soon as so many documents are finished."""
    seconds = iter(range(1_000_000))
    return Strain(lambda: float(next(seconds)), lambda: 1e9 * next(seconds))


def test_a_strained_run_is_helped(
    tmp_path: Path, processes: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers are started once, are given documents, and all results are as without them."""
    monkeypatch.setattr(sharing, "spare", lambda: 1)
    made = batch(tmp_path, pausing())
    made.beside.strain = always()
    done = []
    result = Worker.result

    async def counted(worker: Worker, one: Document, asked: Sequence[Question]) -> Result | None:
        done.append(one.source)
        return await result(worker, one, asked)

    monkeypatch.setattr(Worker, "result", counted)

    def sources() -> Iterator[Document]:
        for number in range(100):
            while number >= 90 and not _ready(made):
                time.sleep(0.01)
            yield document(number)

    found = sorted(made.run(sources()), key=lambda result: result.source)
    alone = results(batch(tmp_path, pausing()), 100)
    assert [result.model_dump_json() for result in found] == alone
    assert len(processes) == 1
    assert set(done) & {f"{number}.txt" for number in range(90, 100)}


def _ready(made: Batch) -> bool:
    return any(worker.ready.is_set() for worker in made.beside.workers)


def test_a_small_model_is_not_helped(tmp_path: Path, processes: list[object]) -> None:
    """The embedded engine has the time of the machine."""
    made = batch(tmp_path, pausing(small=True))
    made.beside.strain = always()
    assert len(results(made)) == 40
    assert processes == []


def test_a_worker_that_is_killed_loses_nothing(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]]
) -> None:
    """Its documents are done here."""
    made = batch(tmp_path, pausing(), workers=1)
    found = made.run([document(n) for n in range(60)])
    first = [next(found) for _ in range(3)]
    os.kill(processes[0].pid, signal.SIGKILL)
    said = sorted([*first, *found], key=lambda result: result.source)
    assert [r.model_dump_json() for r in said] == results(batch(tmp_path, pausing()), 60)


def test_a_process_that_cannot_be_started_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The run goes on as it was."""

    def refused() -> subprocess.Popen[bytes]:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(sharing, "launched", refused)
    assert len(results(batch(tmp_path, pausing(), workers=1))) == 40
    assert "no worker: error=BlockingIOError" in caplog.messages


def test_a_run_that_is_left_leaves_no_process(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]]
) -> None:
    """Nor a call: what is under way beside is given up, too."""
    endless = Endless(30)
    made = batch(tmp_path, endless, workers=1)
    found = made.run([document(n) for n in range(40)])
    assert next(found).error is not None  # "Ten" is no summary
    under_way = len(made.beside.workers[0].jobs)
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert under_way
    assert endless.given_up == 30
    assert processes[0].returncode is not None


@pytest.mark.parametrize("error", [AuthenticationError("no key"), KeyboardInterrupt()])
@pytest.mark.usefixtures("processes")
def test_what_ends_a_run_ends_it(tmp_path: Path, error: BaseException) -> None:
    """It is raised as it is, wherever the document was that asked."""
    made = batch(tmp_path, Failing(error), workers=1)
    with pytest.raises(type(error)) as found:
        results(made)
    assert found.value is error


def test_a_run_may_end_while_workers_start(
    tmp_path: Path, processes: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are ended before they have done anything."""
    monkeypatch.setattr(sharing, "spare", lambda: 1)
    made = batch(tmp_path, pausing())
    made.beside.strain = always()
    results(made)
    assert len(processes) == 1


SCRIPT = """
import sys, time
print("begun", flush=True)
sys.path.insert(0, {tests!r})
from pathlib import Path
from test_beside_sharing import batch, document, pausing
made = batch(Path({folder!r}), pausing(), workers=1)
found = made.run([document(n) for n in range(40)])
print(sum(next(found).summary is not None for _ in range(30)), flush=True)
time.sleep(60)
"""


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """However that ends; and it does not run the parent's script again, which has no guard."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(tests=str(TESTS), folder=str(tmp_path)))
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert [running.stdout.readline() for _ in range(2)] == ["begun\n", "30\n"]
        running.kill()
        # It ends when nobody holds these pipes any more, of which a worker has the second.
        assert running.communicate(timeout=20) == ("", "")
