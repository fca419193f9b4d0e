"""The gate of an endpoint: turns, their number, and waits that all take part in."""

from __future__ import annotations

import asyncio

import pytest

from summarize.models.gate import Gate


def allow(_: float) -> None:
    """Wait for as long as it takes."""


async def no_wait(_: float) -> None:
    """Wait for nothing."""


async def most_at_once(gate: Gate, calls: int) -> int:
    """Give how many of these calls were under way together at most."""
    running: list[int] = [0]

    async def call() -> None:
        async with gate.turn(allow):
            running.append(gate.running)
            await asyncio.sleep(0)

    await asyncio.gather(*(call() for _ in range(calls)))
    return max(running)


def test_so_many_are_let_through_at_once() -> None:
    """No more than the limit, and all in the end."""
    gate = Gate(no_wait, first=3)
    assert asyncio.run(most_at_once(gate, 20)) == 3
    assert gate.running == 0


def test_it_widens_while_calls_succeed() -> None:
    """One by one at first, and up to the most; after a halving by one for each round."""
    gate = Gate(no_wait, first=2, most=6)
    for _ in range(10):
        gate.widen()
    assert gate.limit == 6
    gate.halve(0)
    assert gate.limit == 3
    for _ in range(3):
        gate.widen()
    assert 3.8 < gate.limit < 4


def test_it_halves_once_for_calls_that_were_under_way_together() -> None:
    """Eight that are told so at once count once; a later one counts again; one is the least."""

    async def turns() -> list[int]:
        found = []
        async with gate.turn(allow) as first, gate.turn(allow) as second:
            found += [first, second]
        return found

    gate = Gate(no_wait, first=8)
    for turn in asyncio.run(turns()):
        gate.halve(turn)
    assert gate.limit == 4
    for _ in range(5):
        gate.halve(asyncio.run(turns_of(gate)))
    assert gate.limit == 1


async def turns_of(gate: Gate) -> int:
    """Give the number of one turn."""
    async with gate.turn(allow) as turn:
        return turn


def test_when_it_is_shut_all_wait() -> None:
    """Nobody goes through before the time that one was told, and each is asked whether it can."""
    slept: list[float] = []
    told: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        assert gate.running == 0

    gate = Gate(sleep, first=4)
    gate.shut(30)
    gate.shut(20)  # the longer one counts
    assert gate.shut_for == pytest.approx(30, abs=1)

    async def call() -> None:
        async with gate.turn(told.append):
            assert slept

    async def several() -> None:
        await asyncio.gather(*(call() for _ in range(3)))

    asyncio.run(several())
    assert slept == pytest.approx([30] * len(slept), abs=1)
    assert told == slept
    assert gate.shut_for == 0


def test_patience_may_end_at_the_gate() -> None:
    """A call that cannot wait goes, and leaves its turn to others."""

    def refuse(_: float) -> None:
        raise TimeoutError

    async def call() -> None:
        async with gate.turn(refuse):
            raise AssertionError("it was shut")

    gate = Gate(no_wait, first=1)
    gate.shut(30)
    with pytest.raises(TimeoutError):
        asyncio.run(call())
    assert gate.running == 0


def test_a_call_that_is_cancelled_leaves_no_gap() -> None:
    """While it waits, and even when its turn has just come."""

    async def scenario() -> int:
        gate = Gate(no_wait, first=1)
        async with gate.turn(allow):
            waiting = asyncio.create_task(turns_of(gate))
            gone = asyncio.create_task(turns_of(gate))
            await asyncio.sleep(0)
            gone.cancel()
        waiting.cancel()  # its turn has come in this very moment
        await asyncio.gather(waiting, gone, return_exceptions=True)
        await asyncio.wait_for(turns_of(gate), timeout=5)
        return gate.running

    assert asyncio.run(scenario()) == 0
