"""pytest as a process of its own: from which directory, with which options, and when it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from plugin_suite import ONE_TEST, Suite

from summarize.errors import ConfigurationError
from summarize.testing import runs


@pytest.mark.parametrize("file", ["pyproject.toml", "pytest.ini", "tox.ini", "setup.py"])
def test_a_project_begins_where_its_file_stands(tmp_path: Path, file: str) -> None:
    """The nearest one counts, so that a project inside another is run as its own."""
    inner = tmp_path / "examples" / "inner"
    tests = inner / "tests" / "unit"
    tests.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert runs.project_of(tests) == tmp_path
    (inner / file).touch()
    assert runs.project_of(tests) == inner


def test_a_folder_outside_any_project_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file tells, the tests' own folder is where pytest runs."""
    monkeypatch.setattr(runs, "PROJECT_FILES", ("no such file",))
    assert runs.project_of(Path("/a/b")) == Path("/a/b")


def test_a_project_that_wants_workers_is_surveyed(record: Suite, pytester: pytest.Pytester) -> None:
    """The survey listens in one process, whatever the project's own options ask for."""
    pytest.importorskip("xdist")
    record(ONE_TEST, ["Ten"])
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\naddopts = "-n 2 -x"\n')
    found = runs.survey(pytester.path, [pytester.path / "test_it.py"])
    assert [(test.test, test.failure) for test in found.tests] == [("test_it.py::test_ships", "")]


def test_a_project_in_which_pytest_does_not_run_is_an_error(pytester: pytest.Pytester) -> None:
    """The error names the project and says what pytest said."""
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\naddopts = "--no-such-option"\n')
    with pytest.raises(ConfigurationError, match="pytest does not run there") as caught:
        runs.survey(pytester.path, [])
    assert str(pytester.path) in str(caught.value)
    assert "--no-such-option" in str(caught.value)


def test_pytest_is_that_of_this_interpreter() -> None:
    """Another one on the path may lack the plugin."""
    assert runs._pytest()[:3] == [sys.executable, "-m", "pytest"]
