"""Workers as they are seen from here: the model stays, and all that it does is as without them."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

import pytest
from deeds import ASKED, deed
from harbour import DOCUMENT, NOWHERE, model

from summarize import log, loop
from summarize.beside import workers
from summarize.beside.wire import Work
from summarize.beside.workers import Worker, launched
from summarize.chat import Reply, Request
from summarize.errors import AuthenticationError, SchemaError, TemplateError
from summarize.outcome import summarised
from summarize.reading import Model
from summarize.settings import Settings, without_secrets
from summarize.types import Document, Result, Usage

T = TypeVar("T")
KEY, PASSWORD = "sk-of-the-parent", "password-of-the-parent"
SETTINGS = Settings(
    prompts=NOWHERE, cache_dir=NOWHERE, api_key=KEY, base_url=f"http://me:{PASSWORD}@far/v1"
)


class Changing:
    """A model that is another for each test."""

    name = "changing"
    small = False
    now: Model

    async def __call__(self, request: Request) -> Reply:
        """Ask the one of this test."""
        return await self.now(request)


CHANGING = Changing()


class Failing(Changing):
    """A model that raises."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    async def __call__(self, _: Request) -> Reply:
        """Raise it."""
        raise self._error


class Endless(Changing):
    """A model that answers its first calls never, and knows how many were given up."""

    def __init__(self, calls: int) -> None:
        self.given_up = 0
        self._left = calls

    async def __call__(self, _: Request) -> Reply:
        """Wait, or answer."""
        self._left -= 1
        if self._left < 0:
            return Reply("Ten", "stop", Usage(calls=1))
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(0.01)
            self.given_up += 1
            raise
        raise AssertionError("it was not given up")


class Telling(Changing):
    """A model that logs that it is asked."""

    async def __call__(self, _: Request) -> Reply:
        """Log it, and answer."""
        log.info("asked")
        return Reply("Ten", "stop", Usage(calls=1))


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run on the background loop, to which workers belong."""
    return loop.start(work).result(120)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Give a worker that has started; it sees a key in the environment only if it is let."""

    async def start() -> Worker:
        work = Work(deed, CHANGING.name, False, without_secrets(SETTINGS), logging.INFO)
        worker = Worker(launched(), work, CHANGING)
        await worker.ready.wait()
        return worker

    with pytest.MonkeyPatch.context() as patch:
        for name in ("OPENAI_API_KEY", "SUMMARIZE_API_KEY"):
            patch.setenv(name, KEY)
        patch.setenv("OPENAI_BASE_URL", f"http://me:{PASSWORD}@far/v1")
        started = run(start())
    yield started
    run(started.close())


def done(worker: Worker, text: str, asked: Model | None = None) -> str:
    """Have a worker do a deed; give what it says."""
    CHANGING.now = asked or Failing(AssertionError("nobody is to be asked"))
    result = run(worker.result(Document.from_text(text), ()))
    assert result is not None
    assert result.error is not None
    return result.error.message


def test_a_result_is_the_same(worker: Worker) -> None:
    """Byte for byte, usage included, as if it had been made here."""
    here = asyncio.run(summarised(DOCUMENT, (), model(), SETTINGS))
    CHANGING.now = model()
    there = run(worker.result(DOCUMENT, ()))
    assert isinstance(there, Result)
    renamed = there.model_dump_json().replace(CHANGING.name, "scripted")
    assert renamed == here.model_dump_json()


def test_a_reply_is_kept_where_it_was_received(worker: Worker) -> None:
    """The worker only says that it was of use."""
    kept: list[str] = []

    class Keeping(Changing):
        async def __call__(self, request: Request) -> Reply:
            assert request == ASKED
            return Reply("Ten", "stop", Usage(calls=1), keep=lambda: kept.append("Ten"))

    assert done(worker, "ask", Keeping()) == "changing: Ten, 1 call"
    assert kept == ["Ten"]


def test_an_error_of_the_model_reaches_the_work(worker: Worker) -> None:
    """As what it is, with its data: the work may ask again."""
    error = SchemaError("another shape", problems=("title",), reply="{}", attempts=2)
    told = done(worker, "catch", Failing(error))
    assert told == f"SchemaError: another shape {vars(error)}"


@pytest.mark.parametrize(
    "error", [AuthenticationError("no key"), KeyError("x"), KeyboardInterrupt(), SystemExit()]
)
def test_what_no_work_mends_is_raised_here(worker: Worker, error: BaseException) -> None:
    """It is the very error that the model has raised, with where that was."""
    CHANGING.now = Failing(error)
    with pytest.raises(type(error)) as found:
        run(worker.result(Document.from_text("catch"), ()))
    assert found.value is error
    assert worker.jobs == {}


def test_what_the_work_raises_is_raised_here(worker: Worker) -> None:
    """Of errors that concern all documents."""
    with pytest.raises(TemplateError, match="a template is broken"):
        done(worker, "raise")


def test_a_fault_of_the_work_is_logged_here(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    """With its place, and told as a value."""
    with caplog.at_level(logging.INFO, logger="summarize"):
        assert "unexpected KeyError: 'by hand'" in done(worker, "fail")
    (record,) = caplog.records
    assert (record.levelname, record.__dict__["document"]) == ("ERROR", "text")
    assert "deeds.py" in record.message


def test_what_is_logged_there_is_logged_here(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    """With its extras, and at the level of here, now and when it was started."""
    with caplog.at_level(logging.INFO, logger="summarize"):
        done(worker, "tell")
    with caplog.at_level(logging.ERROR, logger="summarize"):
        done(worker, "tell")
    told = [(record.message, record.__dict__["number"]) for record in caplog.records]
    assert told == [("told: number=7", 7)]


def test_a_call_from_there_is_logged_with_its_document(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    """It is made here, where many documents' calls are under way at a time."""
    with caplog.at_level(logging.INFO, logger="summarize"):
        done(worker, "ask", Telling())
    assert [(r.message, r.__dict__["document"]) for r in caplog.records] == [
        ("asked: document=text", "text")
    ]


def test_a_call_that_is_given_up_there_is_given_up_here(worker: Worker) -> None:
    """And the work goes on without it."""
    endless = Endless(1)
    assert done(worker, "drop", endless) == "Ten"
    assert endless.given_up == 1


def test_a_document_that_is_given_up_leaves_nothing_under_way(worker: Worker) -> None:
    """When it has ended, so have its calls."""
    CHANGING.now = endless = Endless(1)

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(worker.result(Document.from_text("ask"), ()), 0.3)

    run(give_up())
    assert (endless.given_up, worker.jobs) == (1, {})
    assert done(worker, "ask", Endless(0)) == "changing: Ten, 1 call"


def test_no_secret_reaches_a_worker(worker: Worker) -> None:
    """Neither the key nor the base URL, of which a password may be part: it calls nobody."""
    shown = done(worker, "show")
    assert KEY not in shown
    assert PASSWORD not in shown
    environment, settings, path, _ = json.loads(shown)
    assert environment["PATH"] == os.environ["PATH"]
    assert f"{NOWHERE!r}" in settings
    assert path == sys.path


def test_what_is_sent_holds_no_secret(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes over the pipe, or stands on the command line."""
    sent: list[bytes] = []
    write = worker._wire._outgoing.write  # type: ignore[union-attr]  # it is connected

    monkeypatch.setattr(
        worker._wire._outgoing,  # type: ignore[union-attr]  # it is connected
        "write",
        lambda content: (sent.append(content), write(content)),
    )
    done(worker, "ask", Endless(0))
    assert sent
    assert not any(KEY.encode() in content for content in sent)
    assert KEY not in str(worker.process.args)


async def started(asked: Model) -> Worker:
    """Give a worker of one's own."""
    worker = Worker(launched(), Work(deed, "far", False, SETTINGS, logging.INFO), asked)
    await worker.ready.wait()
    return worker


def test_a_worker_that_ends_gives_its_documents_back(caplog: pytest.LogCaptureFixture) -> None:
    """For whoever can do them; it is told, and it may be closed as any other."""

    async def die() -> list[Result | None]:
        worker = await started(Endless(9))
        two = [worker.result(Document.from_text(text), ()) for text in ("ask", "die")]
        found = await asyncio.gather(*two)
        await worker.close()
        assert not worker.ready.is_set()
        assert worker.process.returncode == 3
        return list(found)

    with caplog.at_level(logging.WARNING, logger="summarize"):
        assert run(die()) == [None, None]
    assert [record.message for record in caplog.records] == ["worker ended: documents=2"]


def test_a_worker_that_cannot_be_heeded_gives_its_documents_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Where what it says fails here, that is logged with its place."""

    def refuse() -> None:
        raise ZeroDivisionError

    class Refusing(Changing):
        async def __call__(self, _: Request) -> Reply:
            return Reply("Ten", "stop", Usage(calls=1), keep=refuse)

    async def fail() -> Result | None:
        worker = await started(Refusing())
        found = await worker.result(Document.from_text("ask"), ())
        await worker.close()
        assert worker.process.returncode is not None
        return found

    assert run(fail()) is None
    (record,) = caplog.records
    assert record.message.startswith("worker lost: documents=1 error=ZeroDivisionError")


def test_a_worker_may_be_closed_before_it_has_begun() -> None:
    """Whether it hears that or not, it ends soon."""

    async def close() -> list[int | None]:
        process = launched()
        deaf = subprocess.Popen(["sleep", "60"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        work = Work(deed, "far", False, SETTINGS, logging.INFO)
        both = [Worker(one, work, CHANGING) for one in (process, deaf)]
        await asyncio.gather(*(worker.close() for worker in both))
        return [process.returncode, deaf.returncode]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "PATIENCE", 0.1)
        assert run(close()) == [-signal.SIGKILL] * 2
