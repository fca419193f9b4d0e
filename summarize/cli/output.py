"""What a command writes: results to stdout or to a file; a file whole, or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

import click

from summarize.cli import colour
from summarize.errors import OutputError

STDOUT = "-"
AGAIN = "run it again"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Results:
    """Where the results of a run go: to stdout as they come, or into a file at its end.

    The file has what was finished also where a later document failed or the run was interrupted;
    where nothing was finished, it stays as it is. That it can be written is known before anything
    is asked.
    """

    def __init__(self, file: str | None, way_out: str = AGAIN) -> None:
        self._path = None if file in (None, STDOUT) else file
        self._way_out = way_out
        self._beside: _Beside | None = None
        self._any = False

    @property
    def width(self) -> int:
        """How many characters a line of text for people may have."""
        from summarize.render import WIDTH

        return WIDTH if self._path else colour.width(WIDTH)

    def say_to_people(self, text: str) -> None:
        """Give a result as text for people, in colour where that can be shown."""
        self.say(text if self._path else colour.coloured(text))

    def say(self, text: str, *, head: bool = False) -> None:
        """Give a result, on a line of its own; a head alone is no result.

        Raises:
            OutputError: It cannot be written.
        """
        if self._path is None:
            self._echo(text)
            return
        assert self._beside is not None
        try:
            self._beside.write(f"{text}\n")
            self._any |= not head
        except OSError as error:
            raise _unwritable(self._path, error, self._way_out) from error

    def __enter__(self) -> Results:
        """Open what is to become the file.

        Raises:
            OutputError: It cannot be made there.
        """
        if self._path is not None:
            try:
                self._beside = _Beside(Path(self._path))
            except OSError as error:
                raise _unwritable(self._path, error, self._way_out) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Put the file in its place.

        Raises:
            OutputError: It cannot be.
        """
        if self._path is None or self._beside is None:
            return
        try:
            self._beside.end(keep=self._any)
        except OSError as error:
            raise _unwritable(self._path, error, self._way_out) from error

    def _echo(self, text: str) -> None:
        try:
            click.echo(text, color=True)  # what has colour was asked whether it may
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # click knows what to do where nobody reads
            raise OutputError(
                f"standard output cannot be written ({error.strerror}); make room, and "
                f"{self._way_out}"
            ) from error


def write(path: str | Path, text: str) -> None:
    """Write a text to a file in one step: a reader sees the old content or all of the new.

    Raises:
        OutputError: The file cannot be written; what was there before is untouched.
    """
    try:
        beside = _Beside(Path(path))
        try:
            beside.write(text)
        except BaseException:
            beside.end(keep=False)
            raise
        beside.end(keep=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: str | Path, error: OSError, way_out: str = AGAIN) -> OutputError:
    todo = f"make room, and {way_out}" if error.errno in _NO_ROOM else "check the directory"
    return OutputError(f"{path}: cannot be written ({error.strerror}); {todo}")


class _Beside:
    """A file beside the one that it is to replace; what is no file is written to as it is."""

    def __init__(self, path: Path) -> None:
        self._device = path.exists() and not path.is_file()  # a terminal, a pipe
        self._path = path.resolve()  # through a link, to the file that it names
        self._file: BinaryIO
        if self._device:
            self._file = path.open("wb")
        else:
            handle, self._name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{path.name}.")
            self._file = os.fdopen(handle, "wb")

    def write(self, text: str) -> None:
        """Add to it."""
        self._file.write(text.encode("utf-8", "replace"))

    def end(self, *, keep: bool) -> None:
        """Put it in its place, or leave nothing of it."""
        try:
            with self._file:
                if keep:
                    self._file.flush()
                    if not self._device:
                        os.fsync(self._file.fileno())
            if keep and not self._device:
                Path(self._name).chmod(self._mode())
                Path(self._name).replace(self._path)
        finally:
            if not self._device:
                Path(self._name).unlink(missing_ok=True)

    def _mode(self) -> int:
        there = self._path.exists()
        return self._path.stat().st_mode & 0o777 if there else 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
