"""The background loop: the same one for every call, from wherever it is called."""

from __future__ import annotations

import asyncio
import threading

import pytest

from summarize import loop


async def place() -> tuple[int, int]:
    """Tell on which loop and thread this runs."""
    return id(asyncio.get_running_loop()), threading.get_ident()


def test_every_call_shares_one_loop() -> None:
    """Clients and connections outlive a call, whichever face and thread it comes through."""
    found = {loop.run(place()), loop.run(place()), asyncio.run(loop.arun(place()))}
    thread = threading.Thread(target=lambda: found.add(loop.run(place())))
    thread.start()
    thread.join()
    assert len(found) == 1
    assert found.pop()[1] != threading.get_ident()


def test_it_runs_inside_a_running_loop() -> None:
    """The synchronous face works in a notebook, whose own loop is running."""

    async def notebook() -> tuple[int, int]:
        return loop.run(place())

    assert asyncio.run(notebook()) == loop.run(place())


def test_errors_come_through() -> None:
    """What a coroutine raises is raised to the caller, as it is."""

    async def fail() -> None:
        raise ZeroDivisionError("by hand")

    for run in (loop.run, lambda work: asyncio.run(loop.arun(work))):
        with pytest.raises(ZeroDivisionError, match="by hand"):
            run(fail())


def test_cancelling_cancels_the_work() -> None:
    """A caller that gives up does not leave the model at work."""
    begun, ended = threading.Event(), threading.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.set()
            raise

    async def give_up() -> None:
        task = asyncio.create_task(loop.arun(work()))
        await asyncio.to_thread(begun.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(give_up())
    assert ended.wait(5)


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit])
def test_what_ends_a_program_is_raised_where_it_is_waited_for(ending: type[BaseException]) -> None:
    """And not in the loop's thread, which would leave everybody waiting for ever."""

    async def end() -> None:
        raise ending

    async def within() -> None:
        await asyncio.create_task(end())

    for _ in range(2):
        with pytest.raises(ending):
            loop.start(within()).result(timeout=10)
