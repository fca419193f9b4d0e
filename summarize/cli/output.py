"""Files that a command writes: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from summarize.errors import OutputError


def write(path: str | Path, text: str) -> None:
    """Write a text to a file in one step: a reader sees the old content or all of the new.

    Raises:
        OutputError: The file cannot be written; what was there before is untouched.
    """
    path = Path(path)
    try:
        _replace(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); check the directory"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():  # a terminal, a pipe: nothing there to replace
        path.write_bytes(content)
        return
    path = path.resolve()  # through a link, to the file that it names
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
