"""What is finished already, a line for each, so that a run is taken up where it ended.

A line is appended by one write, so that what is finished survives whatever ends the process, and
several processes may share a file. A line that was cut is left out, and its work done again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Generic, TypeVar

from pydantic import ValidationError

from summarize import prompt
from summarize.errors import InputError, OutputError
from summarize.settings import PROMPTS, Settings
from summarize.types import Value

V = TypeVar("V", bound=Value)

_PACKAGE = Path(__file__).parent
_NOT_ASKING = {
    "beside",
    "cli",
    "daft.py",
    "journal.py",
    "listing.py",
    "many.py",
    "measure",
    "outcome.py",
    "page",
    "render",
    "table.py",
    "testing",
}
"""Rooms whose code no answer depends on."""
_WITHOUT_INFLUENCE = {
    "api_key",
    "cache",
    "cache_dir",
    "call_deadline",
    "concurrency",
    "log_content",
    "max_cost",
    "max_document_bytes",
    "max_tokens",
    "model",
    "prompts",
    "questions",
    "run_deadline",
    "strict",
    "timeout",
}
"""Settings that change no result, or are in a key by what they stand for."""

_HEAD, _MIDDLE, _TAIL = b'{"key":"', b'","value":', b"}\n"
_KEY = slice(len(_HEAD), len(_HEAD) + 64)
_VALUE = slice(_KEY.stop + len(_MIDDLE), -len(_TAIL))


class Journal(Generic[V]):
    """Values by key, in a file that grows by a line for each; of two for a key, the later counts.

    In memory are only the keys and where their lines begin, some 200 bytes for each.

    Args:
        path: The file; it is made when the first value comes.
        holds: What its values are.
        resumed: Whether what the file holds already is known; else it is only added to.
        way_out: What to do where the file cannot be used.

    Raises:
        InputError: The file is there and cannot be read.
    """

    def __init__(
        self, path: Path, holds: type[V], *, resumed: bool = True, way_out: str = "name another"
    ) -> None:
        self.path = path
        self._holds = holds
        self._way_out = way_out
        self._places: dict[bytes, int] = {}
        if resumed:
            self._places.update(self._read())

    def __len__(self) -> int:
        return len(self._places)

    def find(self, key: str) -> V | None:
        """Return the value of a key; None where there is none, or its line was damaged."""
        place = self._places.get(bytes.fromhex(key))
        if place is None:
            return None
        try:
            with self.path.open("rb") as file:
                file.seek(place)
                return self._holds.model_validate_json(file.readline()[_VALUE])
        except ValidationError:
            return None
        except OSError as error:
            raise self._unusable(error) from error

    def add(self, key: str, value: V) -> None:
        """Keep a value.

        Raises:
            OutputError: The file cannot be written, as on a full disk; the line is not in it.
        """
        line = _HEAD + key.encode() + _MIDDLE + value.model_dump_json().encode() + _TAIL
        try:
            end = self._write(line)
        except OSError as error:
            raise OutputError(
                f"{self.path}: the journal cannot be written ({error.strerror}); {self._way_out}"
            ) from error
        self._places[bytes.fromhex(key)] = end - len(line)

    def _read(self) -> Iterator[tuple[bytes, int]]:
        try:
            with self.path.open("rb") as file:
                place = 0
                for line in file:
                    if line.startswith(_HEAD) and line.endswith(_TAIL):
                        yield bytes.fromhex(line[_KEY].decode()), place
                    place += len(line)
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            raise self._unusable(error) from error

    def _write(self, line: bytes) -> int:
        """Append a line, and return where it ends."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "ab+", buffering=0, opener=_private) as file:
            rest = memoryview((b"\n" if _cut(file) else b"") + line)
            while rest:  # a disk that fills up takes a part, and says so at the next
                rest = rest[file.write(rest) :]
            return file.tell()

    def _unusable(self, error: Exception) -> InputError:
        reason = getattr(error, "strerror", None) or str(error)
        return InputError(
            f"{self.path}: the journal cannot be used ({reason}); {self._way_out}", self.path
        )


def digest(parts: Iterable[str]) -> str:
    """SHA-256 over texts, each apart from the next: a key."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()


def influences(settings: Settings, without: Iterable[str] = ()) -> str:
    """SHA-256 over what a result depends on, beside its document, its questions and the model.

    Args:
        settings: Those that change results count.
        without: Templates that have no part in it.
    """
    templates = {path.stem for path in PROMPTS.glob(f"*{prompt.SUFFIX}")} - set(without)
    tuned = settings.model_dump_json(exclude=_WITHOUT_INFLUENCE)
    return digest([prompt.digest(templates, settings.prompts), tuned, _code()])


@lru_cache(maxsize=1)
def _code() -> str:
    return digest(path.read_text("utf-8") for path in _asking())


def _asking() -> Iterator[Path]:
    """Give the files that make an answer what it is."""
    yield from sorted(PROMPTS.glob("*.toml"))
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE).parts
        if path.suffix in (".py", ".toml") and inside[0] not in _NOT_ASKING:
            yield path


def _private(path: str, flags: int) -> int:
    """Open a file that, where it is made, only its owner may read: it holds what documents say."""
    return os.open(path, flags, 0o600)


def _cut(file: IO[bytes]) -> bool:
    """Tell whether the last line of a file has no end."""
    return file.seek(0, 2) > 0 and file.seek(-1, 2) >= 0 and file.read(1) != b"\n"
