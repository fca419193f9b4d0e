"""While a cassette plays nothing can be reached: no connection, no look-up of a host's name.

The block is an audit hook of the interpreter, below every library: it holds in all threads, for
every event loop built on Python's sockets, and for code that took hold of `socket.connect` before.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

EVENTS = frozenset(
    {
        "socket.connect",  # connect and connect_ex, and asyncio's sock_connect through them
        "socket.getaddrinfo",  # create_connection and most clients begin here
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
    }
)

_attempts: list[list[str]] = []
"""One list for each block in force, of what was attempted while it was."""


@contextmanager
def offline() -> Iterator[list[str]]:
    """Refuse every connection and look-up; gives the list of what was refused meanwhile."""
    _install()
    attempts: list[str] = []
    _attempts.append(attempts)
    try:
        yield attempts
    finally:
        # By identity: two blocks that have seen the same attempts are equal as lists.
        _attempts[:] = [block for block in _attempts if block is not attempts]


@cache
def _install() -> None:
    # An audit hook cannot be taken out again; outside a block it does nothing.
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:  # pragma: no cover  untraced hook
    if not _attempts or event not in EVENTS:
        return
    target = _target(event, arguments)
    if target is None:
        return
    attempt = f"{event} {target}"
    _attempts[-1].append(attempt)
    raise ConnectionRefusedError(
        errno.ECONNREFUSED, f"nothing can be reached while a cassette plays: {attempt}"
    )


def _target(event: str, arguments: tuple[object, ...]) -> str | None:  # pragma: no cover  the same
    """Give what is to be reached; None for a message on a socket that is connected already."""
    if event == "socket.getaddrinfo":
        return f"{arguments[0]!s}:{arguments[1]!s}"
    target = arguments[-1]
    return None if target is None else str(target)
