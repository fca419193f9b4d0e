"""Saved states of the engine: what it has read of a prompt, kept for later processes.

A state holds the tokens of a document, so that the directory and its files are the owner's only.
The name of a file carries a digest of its key and content: a file that is cut, damaged or
put under another key is not the state that was asked for, hence a miss.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

LIMIT = 1 << 30
"""Bytes that the states of a directory may take."""
ABANDONED = 3600.0
"""Seconds after which a state that nobody finished writing is a dead process's."""


def key(*parts: object) -> str:
    """Make one key of everything that a state depends on."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


class SavedStates:
    """The states in one directory; several processes may share it.

    `find` a state; to add one, have it written to `draft`, then `keep` it.
    """

    def __init__(self, directory: Path, limit: int = LIMIT) -> None:
        self.directory = directory
        self.limit = limit
        directory.mkdir(parents=True, exist_ok=True)
        directory.chmod(0o700)

    def __contains__(self, key: str) -> bool:
        return any(self.directory.glob(f"{key}-*.state"))

    def find(self, key: str) -> Path | None:
        """Give the file of `key`, now the most recently used; None where there is no sound one."""
        for path in self.directory.glob(f"{key}-*.state"):
            try:
                if path == self._sealed(path, key):
                    os.utime(path)
                    return path
            except FileNotFoundError:  # another process made room
                continue
            path.unlink(missing_ok=True)
        return None

    def draft(self, key: str) -> Path:
        """Name the file to which a state is written before it counts."""
        return self.directory / f"{key}-{os.getpid()}.draft"

    def keep(self, draft: Path, key: str) -> None:
        """Make the state in `draft` the one of `key`, and drop the longest unused over the limit.

        A state that is larger than the limit by itself is not kept.
        """
        draft.chmod(0o600)
        if draft.stat().st_size > self.limit:
            draft.unlink()
            return
        draft.replace(self._sealed(draft, key))
        self._make_room()

    def drop(self, path: Path) -> None:
        """Delete a state, if it is still there."""
        path.unlink(missing_ok=True)

    def _sealed(self, path: Path, key: str) -> Path:
        """Give the name that the content of `path` has to have under `key`."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.sha256(key.encode()))
        return self.directory / f"{key}-{digest.hexdigest()}.state"

    def _make_room(self) -> None:
        used = 0
        for when, size, path in sorted(self._files(), reverse=True):
            abandoned = path.suffix == ".draft" and when < time.time() - ABANDONED
            used += size
            if abandoned or used > self.limit:
                path.unlink(missing_ok=True)

    def _files(self) -> list[tuple[float, int, Path]]:
        files = []
        for path in self.directory.iterdir():
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            files.append((status.st_mtime, status.st_size, path))
        return files
