"""Cassettes in a folder -> what each of them is, and what is wrong with it.

A cassette is one that this package's plugin recorded: what another tool keeps in a folder of the
same name is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import yaml  # type: ignore[import-untyped]  # PyYAML carries no types

from summarize.testing import runs, secrets, templates, transcript
from summarize.testing.survey import Survey, Surveyed
from summarize.testing.transcript import Transcript

RECORDER = "summarize-qa"
PASSED_BY = ("node_modules", "site-packages", "__pycache__")


@dataclass(frozen=True)
class Audited:
    """A cassette's file, what recorded it, and what is wrong with it."""

    path: Path
    size: int
    """Bytes of the file; 0 where there is none yet."""
    model: str
    server: str
    recorder: str
    project: Path
    test: str | None
    """The marked test that it belongs to, as pytest names it; None where none is known."""
    orphan: bool
    """No test has it: certain, since the tests of its module are known."""
    stale: tuple[str, ...]
    """What recording it again mends."""
    faults: tuple[str, ...]
    """What recording it again does not mend."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that is wrong with it."""
        orphan = ("orphan: no marked test has this cassette",) if self.orphan else ()
        return (*orphan, *self.stale, *self.faults)


def audit(folder: Path) -> list[Audited]:
    """Judge every cassette below `folder`; the tests that have them are replayed for it.

    So are the other marked tests of their modules, of which some may have none yet.

    Raises:
        ConfigurationError: pytest does not run in a project that has cassettes.
    """
    found = sorted(_cassettes(folder.resolve()), key=lambda path: (_project(path), path))
    return [
        audited
        for project, paths in groupby(found, _project)
        for audited in _audit_project(project, list(paths))
    ]


def delete(path: Path) -> None:
    """Delete a cassette's file, and its folder where that was its last."""
    path.unlink()
    if not any(path.parent.iterdir()):
        path.parent.rmdir()


def _cassettes(folder: Path) -> Iterator[Path]:
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _passed_by(Path(above) / name)]
        if Path(above).parent.name == "cassettes":
            paths = (Path(above) / name for name in files if name.endswith(".yaml"))
            yield from (path for path in paths if _is_ours(path))


def _passed_by(folder: Path) -> bool:
    is_environment = (folder / "pyvenv.cfg").is_file()
    return folder.name.startswith(".") or folder.name in PASSED_BY or is_environment


def _is_ours(path: Path) -> bool:
    """Tell by its first lines: the file may be long, and may be broken further down."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return any(file.readline().startswith(f"recorder: {RECORDER}") for _ in range(3))


def _project(path: Path) -> Path:
    return runs.project_of(_module(path).parent)


def _module(path: Path) -> Path:
    return path.parents[2] / f"{path.parent.name}.py"


def _audit_project(project: Path, paths: list[Path]) -> Iterator[Audited]:
    modules = sorted({module for path in paths if (module := _module(path)).is_file()})
    survey = runs.survey(project, modules) if modules else Survey()
    tests = {test.cassette: test for test in survey.tests}
    for path in paths:
        unknown = survey.uncollected.get(_module(path).relative_to(project).as_posix())
        yield _audited(path, project, tests.get(str(path)), unknown)
    for test in survey.tests:
        if test.missed and not Path(test.cassette).exists():
            yield _absent(project, test)


def _absent(project: Path, test: Surveyed) -> Audited:
    return Audited(
        path=Path(test.cassette),
        size=0,
        model="unknown",
        server="unknown",
        recorder="unknown",
        project=project,
        test=test.test,
        orphan=False,
        stale=("there is no such cassette yet: its test was never recorded",),
        faults=(),
    )


def _audited(path: Path, project: Path, test: Surveyed | None, unknown: str | None) -> Audited:
    text = path.read_text("utf-8", "replace")
    stored, broken = _read(text)
    orphan = test is None and unknown is None
    return Audited(
        path=path,
        size=path.stat().st_size,
        model=str(stored.head.get("model", "unknown")),
        server=_server(stored),
        recorder=str(stored.head.get("recorder", "unknown")),
        project=project,
        test=test.test if test else None,
        orphan=orphan,
        stale=() if orphan else tuple(_stale(path, stored, test)),
        faults=(*broken, *_faults(text, test, unknown)),
    )


def _read(text: str) -> tuple[Transcript, list[str]]:
    try:
        return transcript.load(text), []
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        told = " ".join(str(error).split())
        return Transcript(), [f"damaged: it cannot be read ({type(error).__name__}: {told[:120]})"]


def _server(stored: Transcript) -> str:
    hosts = {urlsplit(exchange.url).hostname or "" for exchange in stored.exchanges}
    local = urlsplit(secrets.LOCAL_SERVER).hostname
    return ", ".join(sorted("this machine" if h == local else h for h in hosts)) or "unknown"


def _stale(path: Path, stored: Transcript, test: Surveyed | None) -> Iterator[str]:
    if changed := templates.changed(stored.head.get("templates"), path.parents[2]):
        yield f"template changed since it was recorded: {', '.join(changed)}"
    if test is None:
        return
    for request in test.unused:
        yield f"unused reply: {request}"
    if test.missed:
        yield f"its test asks for what is not recorded: {test.failure}"


def _faults(text: str, test: Surveyed | None, unknown: str | None) -> Iterator[str]:
    if names := secrets.found(text, os.environ):
        yield f"secret: {', '.join(names)}; take it out, and revoke it if it was ever shared"
    if unknown is not None:
        yield f"not judged, since the tests of its module are not known: {unknown}"
    if test and test.failure and not test.missed:
        yield f"its test fails: {test.failure}"
