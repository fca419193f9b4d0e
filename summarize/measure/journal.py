"""What has been measured already, a line for each text, so that a run is taken up where it ended.

An entry counts only for the same question to the same model, by the same templates and code.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from summarize import prompt
from summarize.errors import InputError
from summarize.measure.rows import QaRow, Work
from summarize.measure.ways import NAIVE, Outcome
from summarize.settings import PROMPTS, Settings
from summarize.types import Value

_PACKAGE = Path(__file__).parent.parent
_WITHOUT_INFLUENCE = {"api_key", "cache_dir", "model", "prompts", "questions", "strict", "timeout"}
"""Settings that change no result, or are in the key by what they stand for."""
_NOT_ASKING = ("cli", "measure", "testing", "page.py", "render.py")
"""Rooms whose code no answer depends on."""


class Entry(Value):
    """A line of the journal."""

    key: str
    outcome: Outcome


class Journal:
    """The outcomes of one way of asking, in a file that grows by a line for each text."""

    def __init__(self, path: Path, made_by: str) -> None:
        self.path = path
        self._made_by = made_by
        self._known = {entry.key: entry.outcome for entry in _entries(path)}

    def find(self, work: Work) -> Outcome | None:
        """Return what came of a text before; None when it is to be asked."""
        return self._known.get(self._key(work))

    def add(self, work: Work, outcome: Outcome) -> None:
        """Keep what came of a text, but for an error that may not come again."""
        if outcome.passing:
            return
        entry = Entry(key=self._key(work), outcome=outcome)
        self._known[entry.key] = outcome
        _append(self.path, entry.model_dump_json())

    def _key(self, work: Work) -> str:
        asked = [row.question for row in work.rows if isinstance(row, QaRow)]
        return _digest([self._made_by, work.task, work.text, *asked])


def opened(way: str, model: str, settings: Settings, path: Path | None) -> Journal:
    """Open the journal of a way of asking a model.

    Args:
        way: `summarize` or `naive`.
        model: The model's name.
        settings: Where the cache is, and what else changes results.
        path: The file; None for one in the cache, another for each model, template and code.
    """
    made_by = _digest([way, model, *_influences(way, settings)])
    name = re.sub(r"[^\w.-]+", "-", f"{model}-{way}-{made_by[:12]}.jsonl")
    return Journal(path or settings.cache_dir / "measure" / name, made_by)


def _influences(way: str, settings: Settings) -> Iterator[str]:
    """Give what an outcome depends on, beside the text, the questions and the model's name."""
    yield str(settings.base_url)
    if way == NAIVE:
        yield prompt.digest([NAIVE], settings.prompts)
        return
    templates = {path.stem for path in PROMPTS.glob(f"*{prompt.SUFFIX}")} - {NAIVE}
    yield prompt.digest(templates, settings.prompts)
    yield settings.model_dump_json(exclude=_WITHOUT_INFLUENCE)
    yield from (_digest([path.read_text("utf-8")]) for path in _asking())


def _asking() -> Iterator[Path]:
    """Give the files that make an answer what it is."""
    yield from sorted(PROMPTS.glob("*.toml"))
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE).parts
        if path.suffix in (".py", ".toml") and inside[0] not in _NOT_ASKING:
            yield path


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _entries(path: Path) -> Iterator[Entry]:
    """Read the entries; a line that an interruption cut is left out and asked again."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unusable(path, error) from error
    for line in lines:
        try:
            yield Entry.model_validate_json(line)
        except ValidationError:
            continue


def _append(path: Path, line: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            cut = file.tell() > 0 and _last_byte(path) != b"\n"
            file.write((b"\n" if cut else b"") + line.encode() + b"\n")
    except OSError as error:
        raise _unusable(path, error) from error


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1)


def _unusable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path}: the journal cannot be used ({error.strerror}); name another with --journal", path
    )
