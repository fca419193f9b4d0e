"""What goes between two processes: whole messages in order, and an end that is told."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from harbour import DOCUMENT

from summarize.beside.wire import Begin, Cancel, Ready, Refused, Replied, Wire, nothing, ours
from summarize.chat import Reply
from summarize.errors import ModelError, SchemaError
from summarize.types import Usage


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Wire, Wire]]:
    """Give the two ends of what would be between two processes."""
    (there_in, here_out), (here_in, there_out) = os.pipe(), os.pipe()
    here = await Wire.of(os.fdopen(here_in, "rb", 0), os.fdopen(here_out, "wb", 0))
    there = await Wire.of(os.fdopen(there_in, "rb", 0), os.fdopen(there_out, "wb", 0))
    yield here, there
    here.close()
    there.close()
    await asyncio.sleep(0)


def test_messages_arrive_whole_and_in_order() -> None:
    """Small ones, and one that no pipe holds at once; then that no more will come."""
    long = DOCUMENT.model_copy(update={"text": "A boat left. " * 500_000})
    reply = Reply("Ten", "stop", Usage(calls=1), {"Ten": 0.5}, keep=nothing)
    sent = [Ready(), Begin(1, long, ()), Cancel(1), Replied(2, reply)]

    async def exchange() -> list[object]:
        async with connected() as (here, there):
            for message in sent:
                here.send(message)
            found: list[object] = [await there.receive() for _ in sent]
            here.close()
            here.send(Ready())
            return [*found, await there.receive()]

    assert asyncio.run(exchange()) == [*sent, None]


def test_a_message_that_breaks_off_is_none() -> None:
    """The other side was killed while it wrote: that is its end, too."""

    async def cut() -> object:
        incoming, there = os.pipe()
        _, outgoing = os.pipe()
        wire = await Wire.of(os.fdopen(incoming, "rb", 0), os.fdopen(outgoing, "wb", 0))
        os.write(there, (100).to_bytes(4, "big") + b"half")
        os.close(there)
        found = await wire.receive()
        wire.close()
        await asyncio.sleep(0)
        return found

    assert asyncio.run(cut()) is None


def test_a_pipe_is_let_go_of_where_the_other_cannot_be_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A run may end between the two: what is left open then warns at some later time."""

    async def give_up() -> bool:
        loop = asyncio.get_running_loop()
        (incoming, there), (_, outgoing) = os.pipe(), os.pipe()
        taken: list[asyncio.ReadTransport] = []
        take = loop.connect_read_pipe

        async def first(*pipe: Any) -> tuple[asyncio.ReadTransport, object]:
            transport, protocol = await take(*pipe)
            taken.append(transport)
            return transport, protocol

        async def never(*_: object) -> None:
            await asyncio.Event().wait()

        monkeypatch.setattr(loop, "connect_read_pipe", first)
        monkeypatch.setattr(loop, "connect_write_pipe", never)
        with os.fdopen(outgoing, "wb", 0) as out, os.fdopen(there, "wb", 0):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(Wire.of(os.fdopen(incoming, "rb", 0), out), 0.2)
            await asyncio.sleep(0)
        return taken[0].is_closing()

    assert asyncio.run(give_up())


class OwnError(SchemaError):
    """An error of a caller's own, which no other process knows."""


@pytest.mark.parametrize("kind", [SchemaError, OwnError])
def test_an_error_goes_as_one_of_the_tree(kind: type[SchemaError]) -> None:
    """With its message and its data."""
    error = kind("another shape", problems=("title",), reply="{}", attempts=2)
    found = ours(error)
    assert type(found) is SchemaError
    assert (str(found), vars(found)) == ("another shape", vars(error))
    assert Refused(1, found).error is found
    assert isinstance(found, ModelError)
