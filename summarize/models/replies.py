"""Replies kept on disk, so that what was paid for once is not asked again.

One SQLite file in the cache directory, shared by all processes. An entry is found by everything
that makes a reply what it is: model, server, messages, schema and parameters. Only what was
validated is kept; a reply that is damaged, or a file that cannot be used, is a miss and no error.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from summarize import log
from summarize.chat import Reply, Request
from summarize.errors import ConfigurationError
from summarize.types import Usage

FILE = "replies.sqlite"
MOST = 256 * 2**20
"""Bytes; when they are passed, what has been of no use for longest goes."""
SHARE_LEFT = 0.9
"""Of `MOST`, so that not every further reply has to make room for itself."""
USED_AGAIN = 3600.0
"""Seconds after which another use of an entry is noted; else each reading would be a writing."""
PATIENCE = 2.0
"""Seconds that a process waits for another that is writing; then it does without."""
_PAUSE = 0.01
"""Seconds until it is tried again to open a file that another process makes."""
FORM = 1
"""Of keys and values; another number, and what older versions have kept is a miss."""

_SCHEMA = """
create table if not exists replies (
    key blob primary key, value text not null, digest blob not null,
    size integer not null, used real not null
) without rowid;
create index if not exists by_use on replies (used);
"""

_keeping = True
"""False under a cassette: what it holds must not depend on what this machine has kept."""
_opened: dict[tuple[Path, int], Replies] = {}


class Model(Protocol):
    """What is asked where no reply is kept."""

    name: str
    small: bool

    async def __call__(self, request: Request) -> Reply:
        """Ask it."""


@dataclass(frozen=True)
class Stats:
    """What a store holds."""

    path: Path
    entries: int
    size: int
    """Bytes of the file, with what belongs to it."""


class Replies:
    """The replies of a file; one connection for each process that uses it.

    Args:
        path: The file; it is made when the first reply is kept.
        most: Bytes that it may hold.
    """

    def __init__(self, path: Path, most: int = MOST) -> None:
        self.path = path
        self._most = most
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def of(cls, cache_dir: Path) -> Replies | None:
        """Return this process's store in a directory; None under a cassette."""
        place = (cache_dir, os.getpid())  # a connection must not be carried over a fork
        if not _keeping:
            return None
        if place not in _opened:
            _opened[place] = cls(cache_dir / FILE)
        return _opened[place]

    def get(self, key: bytes) -> Reply | None:
        """Return the reply that is kept for a key; None where there is none that is whole."""
        try:
            if not self._connection and not self.path.exists():
                return None
            row = self._open().execute(
                "select value, digest, used from replies where key = ?", (key,)
            )
            found = row.fetchone()
            if found is None:
                return None
            value, digest, used = found
            reply = _read(value) if _digest(key, value) == digest else None
            if time.time() - used > USED_AGAIN:
                self._note_use(key)
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError):
            return None
        return reply

    def put(self, key: bytes, reply: Reply) -> None:
        """Keep a reply, whole or not at all; where the disk refuses it, it will be asked again."""
        value = _written(reply)
        row = (key, value, _digest(key, value), len(value), time.time())
        with suppress(OSError):
            try:
                self._put(row)
            except sqlite3.OperationalError:
                return  # busy, full or not to be written
            except sqlite3.DatabaseError:
                self._remove()  # no database any more: a new one takes its place
                with suppress(sqlite3.Error):
                    self._put(row)

    def clear(self) -> None:
        """Forget everything, in place: another process may have the file open.

        Raises:
            ConfigurationError: It may not be written, or another process is writing all the time.
        """
        try:
            if self.path.exists():
                self._empty()
        except (sqlite3.OperationalError, OSError) as error:
            raise ConfigurationError(
                f"{self.path}: cannot be cleared, {error}; try again, or remove the file"
            ) from error

    def _empty(self) -> None:
        try:
            connection = self._open()
            with connection:
                connection.execute("delete from replies")
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._remove()

    def _remove(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        for path in self._files():
            path.unlink(missing_ok=True)

    def stats(self) -> Stats:
        """Count what is kept."""
        size = sum(path.stat().st_size for path in self._files() if path.exists())
        entries = 0
        if size:
            with suppress(sqlite3.Error, OSError):
                entries = self._open().execute("select count(*) from replies").fetchone()[0]
        return Stats(self.path, entries, size)

    def _files(self) -> list[Path]:
        return [self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm")]

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # What is asked about a document is its reader's own: no one else may read it.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = self._connected()
            self._connection = connection
            weakref.finalize(self, connection.close).atexit = False  # a fork's end is not ours
        return self._connection

    def _connected(self) -> sqlite3.Connection:
        """Connect; SQLite does not wait by itself for another that makes the file just now."""
        given_up = time.monotonic() + PATIENCE
        while True:
            connection = sqlite3.connect(self.path, timeout=PATIENCE, check_same_thread=False)
            try:
                # A reply needs not survive a power cut; it survives the end of its process.
                connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
                connection.executescript(_SCHEMA)
            except sqlite3.Error as error:
                connection.close()
                if not _busy(error) or time.monotonic() > given_up:
                    raise
                time.sleep(_PAUSE)
            else:
                return connection

    def _put(self, row: tuple[bytes, str, bytes, int, float]) -> None:
        connection = self._open()
        with connection:
            connection.execute("insert or replace into replies values (?, ?, ?, ?, ?)", row)
            if self._taken(connection) > self._most:
                self._make_room(connection)

    def _taken(self, connection: sqlite3.Connection) -> int:
        pages, free, size = (
            connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        while (taken := self._taken(connection)) > self._most * SHARE_LEFT:
            (count,) = connection.execute("select count(*) from replies").fetchone()
            if not count:
                return
            gone = max(1, round(count * (1 - self._most * SHARE_LEFT / taken)))
            connection.execute(
                "delete from replies where key in (select key from replies order by used limit ?)",
                (gone,),
            )

    def _note_use(self, key: bytes) -> None:
        with suppress(sqlite3.Error), self._open() as connection:
            connection.execute("update replies set used = ? where key = ?", (time.time(), key))


class Remembering:
    """A model whose replies are kept: asked the same again, it gives what it said.

    Args:
        model: Asked where no reply is kept.
        identity: What tells the model and its server from any other.
        replies: Where they are kept.
        refresh: Ask all the same, and keep the new reply in the old one's place.
    """

    def __init__(
        self, model: Model, identity: str, replies: Replies, *, refresh: bool = False
    ) -> None:
        self.name = model.name
        self.small = model.small
        self._model = model
        self._identity = identity
        self._replies = replies
        self._refresh = refresh

    async def __call__(self, request: Request) -> Reply:
        """Give the reply that is kept, or ask; a new one is kept when it is found to be of use."""
        key = self._key(request)
        kept = None if self._refresh else self._replies.get(key)
        if kept is not None:
            log.debug("kept reply", model=self.name, template=request.schema_name)
            return kept
        reply = await self._model(request)
        return replace(reply, keep=lambda: self._replies.put(key, reply))

    def _key(self, request: Request) -> bytes:
        said = json.dumps([FORM, self._identity, request], sort_keys=True, default=vars)
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()


def _busy(error: sqlite3.Error) -> bool:
    """Tell whether another process is writing; the lowest byte is the kind, the rest its detail."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _digest(key: bytes, value: str) -> bytes:
    return hashlib.sha256(key + value.encode("utf-8", "surrogatepass")).digest()


def _written(reply: Reply) -> str:
    # ASCII, so that half a surrogate pair, which a reply may hold, can be written.
    return json.dumps([reply.text, reply.finish_reason, dict(reply.first_token)])


def _read(value: str) -> Reply:
    text, finish_reason, first_token = json.loads(value)
    return Reply(text, finish_reason, Usage(cached_calls=1), first_token)
