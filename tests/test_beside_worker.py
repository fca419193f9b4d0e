"""A worker's process by itself: it answers messages, heeds no Ctrl-C, and ends with its pipe."""

from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
from collections.abc import Awaitable, Callable

from deeds import deed
from harbour import PLAIN

from summarize.beside.wire import (
    Asked,
    Begin,
    Cancel,
    Ended,
    Logged,
    Message,
    Ready,
    Replied,
    Wire,
    Work,
    nothing,
)
from summarize.beside.workers import launched
from summarize.chat import Reply
from summarize.types import Document, Usage


def spoken_to(talk: Callable[[Wire, subprocess.Popen[bytes]], Awaitable[None]]) -> int:
    """Talk to a worker, then close its pipe; give its exit code."""
    process = launched()

    async def speak() -> None:
        assert process.stdout is not None
        assert process.stdin is not None
        wire = await Wire.of(process.stdout, process.stdin)
        await talk(wire, process)
        wire.close()
        assert await wire.receive() is None

    try:
        asyncio.run(asyncio.wait_for(speak(), 120))
        return process.wait(120)
    finally:
        process.kill()


def begin(number: int, text: str) -> Begin:
    """Give a document to work on."""
    return Begin(number, Document.from_text(text), ())


async def ended(wire: Wire) -> Ended:
    """Give the next document that is done."""
    message = await wire.receive()
    assert isinstance(message, Ended), message
    return message


def test_it_works_until_its_pipe_is_closed() -> None:
    """What it logs comes first, what is printed is no message, and Ctrl-C is the parent's."""

    async def talk(wire: Wire, process: subprocess.Popen[bytes]) -> None:
        wire.send(Work(deed, "far", False, PLAIN, logging.INFO))
        assert await wire.receive() == Ready()
        process.send_signal(signal.SIGINT)
        wire.send(begin(1, "tell"))
        logged = await wire.receive()
        assert isinstance(logged, Logged)
        assert logged.record.getMessage() == "told: number=7"
        assert (await ended(wire)).job == 1

    assert spoken_to(talk) == 0


def test_what_is_called_off_is_not_answered() -> None:
    """Neither a document nor a reply; what nobody knows any more is passed over."""

    async def talk(wire: Wire, _: subprocess.Popen[bytes]) -> None:
        wire.send(Work(deed, "far", False, PLAIN, logging.INFO))
        assert await wire.receive() == Ready()
        wire.send(begin(1, "ask"))
        assert isinstance(await wire.receive(), Asked)
        wire.send(Cancel(1))
        wire.send(Cancel(7))
        wire.send(Replied(7, Reply("late", "stop", Usage(), keep=nothing)))
        wire.send(begin(2, "raise"))
        messages: list[Message | None] = [await wire.receive(), await wire.receive()]
        assert [type(message).__name__ for message in messages] == ["Drop", "Ended"]
        assert isinstance(messages[1], Ended)
        assert repr(messages[1].result) == "TemplateError('a template is broken')"

    assert spoken_to(talk) == 0


def test_it_does_nothing_that_it_is_not_told() -> None:
    """Without its work it ends."""

    async def talk(wire: Wire, _: subprocess.Popen[bytes]) -> None:
        wire.send(begin(1, "tell"))
        assert await wire.receive() is None

    assert spoken_to(talk) == 0
