"""pytest as a process of its own, run from the top of the project that the tests belong to."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from summarize.errors import ConfigurationError
from summarize.testing.survey import Survey

PROJECT_FILES = ("pyproject.toml", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "setup.py")
"""Where one of these stands pytest begins, too."""


def project_of(folder: Path) -> Path:
    """Give the nearest directory from `folder` upwards that has a project's file; else `folder`."""
    above = (folder, *folder.parents)
    return next(
        (path for path in above if any((path / f).is_file() for f in PROJECT_FILES)), folder
    )


def survey(project: Path, modules: Iterable[Path]) -> Survey:
    """Replay the marked tests of `modules`, which stand in `project`, with no network.

    Raises:
        ConfigurationError: pytest does not run there.
    """
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "survey.json"
        options = (
            "-p",
            "summarize.testing.survey",
            f"--cassette-survey={found}",
            "-q",
            "--tb=line",
        )
        ran = subprocess.run(  # noqa: S603 - this interpreter
            [*_pytest(), *options, "--continue-on-collection-errors", *map(str, modules)],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
        )
        if not found.is_file():
            told = (ran.stderr.strip() or ran.stdout.strip() or "no output").splitlines()
            reason = next((line for line in told if "error: " in line), told[-1])
            raise ConfigurationError(f"{project}: pytest does not run there: {reason}")
        return Survey.load(found)


def record(project: Path, tests: Iterable[str]) -> bool:
    """Record the cassettes of `tests` again, for all to see; tell whether all of them passed."""
    command = [*_pytest(), "--record-cassettes=all", *tests]
    ran = subprocess.run(command, cwd=project, check=False)  # noqa: S603 - this interpreter
    return ran.returncode == 0


def _pytest() -> list[str]:
    # A project's own options may ask for workers, or to stop at the first failure.
    alone = ("-n", "0") if importlib.util.find_spec("xdist") else ()
    return [sys.executable, "-m", "pytest", *alone, "--maxfail=0"]
