"""Paths, directories and patterns -> the files that they mean, one after the other."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

_NO_DOCUMENT = ".questions.toml"
"""Ending of a file of questions, which lies beside the document that it is for."""


def files(path: str) -> Iterator[str]:
    """Give the files that a path means.

    A directory means every file in it and below, but hidden ones and files of questions. A path
    that does not exist and holds `*`, `?` or `[` is a pattern, in which `**` is any directories.
    All else is given as it is, and so is what means no file: reading it tells what is wrong.
    """
    means = _files(path)
    first = next(means, path)
    yield first
    yield from means


def _files(path: str) -> Iterator[str]:
    if "\0" in path:
        return
    if os.path.isdir(path):  # noqa: PTH112 -- a path that is too long is none, and raises nothing
        yield from _below(path)
    elif glob.has_magic(path) and not os.path.lexists(path):
        found = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 -- Path's takes no absolute one
        yield from (one for one in found if not Path(one).is_dir())


def _below(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith(".") and not name.endswith(_NO_DOCUMENT) and file.is_file():
                yield str(file)
