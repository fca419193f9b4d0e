"""What goes between a process and one beside it: the messages, and the pipes that carry them.

Documents go out and results come back; what a document's model is asked comes back as well, and its
replies go out, since only the parent has a model.
"""

from __future__ import annotations

import asyncio
import logging

# Pickles are programs: these come only from a process that this one has started itself, or that has
# started this one, over pipes that nobody else holds.
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Self

from summarize import errors
from summarize.chat import Reply, Request
from summarize.errors import InputError, ModelError
from summarize.outcome import Task
from summarize.settings import Settings
from summarize.types import Document, Question, Result

LENGTH = 4
"""Bytes in which a message's own length stands before it."""
AHEAD = 1 << 20
"""Bytes that are read before anybody asks for them."""

OURS = errors.__name__


@dataclass(frozen=True)
class Work:
    """To a worker, once: what is done with each document."""

    task: Task
    model: str
    small: bool
    settings: Settings
    level: int
    """Of what is logged."""


@dataclass(frozen=True)
class Begin:
    """To a worker: a document, and the questions about it."""

    job: int
    document: Document
    asked: Sequence[Question]


@dataclass(frozen=True)
class Cancel:
    """To a worker: nobody waits for this document any more."""

    job: int


@dataclass(frozen=True)
class Replied:
    """To a worker: what the model wrote."""

    call: int
    reply: Reply


@dataclass(frozen=True)
class Refused:
    """To a worker: why there is no reply, where a document's own work may go on from that."""

    call: int
    error: InputError | ModelError


@dataclass(frozen=True)
class Ready:
    """From a worker, once: documents may come."""


@dataclass(frozen=True)
class Asked:
    """From a worker: a request to the model."""

    job: int
    call: int
    request: Request


@dataclass(frozen=True)
class Keep:
    """From a worker: a reply was of use."""

    job: int
    call: int


@dataclass(frozen=True)
class Drop:
    """From a worker: nobody waits for this reply any more."""

    job: int
    call: int


@dataclass(frozen=True)
class Ended:
    """From a worker: what has come of a document, or what ends the work on all."""

    job: int
    result: Result | BaseException


@dataclass(frozen=True)
class Logged:
    """From a worker: what it has to tell."""

    record: logging.LogRecord


Message = Work | Begin | Cancel | Replied | Refused | Ready | Asked | Keep | Drop | Ended | Logged


class Wire:
    """Messages to and from another process, in order."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        incoming: asyncio.ReadTransport,
        outgoing: asyncio.WriteTransport,
    ) -> None:
        self._reader = reader
        self._incoming = incoming
        self._outgoing = outgoing

    @classmethod
    async def of(cls, incoming: IO[bytes], outgoing: IO[bytes]) -> Self:
        """Take over two pipes, for the loop that is running."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=AHEAD)
        protocol = asyncio.StreamReaderProtocol(reader)
        read, _ = await loop.connect_read_pipe(lambda: protocol, incoming)
        try:
            written, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, outgoing)
        except BaseException:  # a run that ends meanwhile, too
            read.close()
            raise
        return cls(reader, read, written)

    def send(self, message: Message) -> None:
        """Send a message, unless the other side has ended; nothing waits for it to be taken."""
        content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        if not self._outgoing.is_closing():
            self._outgoing.write(len(content).to_bytes(LENGTH, "big") + content)

    async def receive(self) -> Message | None:
        """Wait for the next message; None when the other side has ended."""
        try:
            length = int.from_bytes(await self._reader.readexactly(LENGTH), "big")
            content = await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        message: Message = pickle.loads(content)  # noqa: S301 -- see the import
        return message

    def close(self) -> None:
        """Neither send nor take anything more, which ends a worker."""
        if not self._outgoing.is_closing():
            self._outgoing.abort()
        self._incoming.close()


def nothing() -> None:
    """Keep nothing: what is kept of a reply stays where it was received."""


def ours(error: InputError | ModelError) -> InputError | ModelError:
    """Give an error as one of our own tree: a caller's class need not be there in a worker."""
    own = next(kind for kind in type(error).__mro__ if kind.__module__ == OURS)
    made: InputError | ModelError = own.__new__(own, str(error))  # type: ignore[assignment]  # `next` gives any class
    made.__dict__.update(error.__dict__)
    return made
