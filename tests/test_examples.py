"""The projects in `examples/`, as one who copies them has them: no key, no model, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from summarize.cli.measure import measure
from summarize.settings import PREFIX

NEWSROOM = Path(__file__).parent.parent / "examples" / "newsroom"
WORKFLOW = yaml.safe_load((NEWSROOM / ".github/workflows/tests.yml").read_text("utf-8"))


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Give a copy of the newsroom."""
    copy = tmp_path / "newsroom"
    shutil.copytree(NEWSROOM, copy, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    return copy


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of Python's there, with nothing set up and nothing reachable by proxy."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith((PREFIX, "OPENAI_", "PYTEST_"))
    }
    nothing = {"SUMMARIZE_CACHE_DIR": str(folder / "cache"), "HTTPS_PROXY": "http://127.0.0.1:9"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=kept | nothing,
        capture_output=True,
        text=True,
        check=False,
    )


def test_its_tests_pass_offline(newsroom: Path) -> None:
    """As they come, and every one of them."""
    ran = run(newsroom, "-m", "pytest", "-q")
    assert (ran.returncode, "2 passed" in ran.stdout) == (0, True), ran.stdout


def steps(job: str) -> list[str]:
    """Give the commands of a job of its CI."""
    return [step["run"] for step in WORKFLOW["jobs"][job]["steps"] if "run" in step]


def test_its_ci_runs_what_there_is() -> None:
    """The extras exist, and the commands take their options."""
    project = tomllib.loads((NEWSROOM / "pyproject.toml").read_text("utf-8"))["project"]
    assert "test" in project["optional-dependencies"]
    assert steps("offline") == ["pip install '.[test]'", "pytest"]
    install, measured = steps("measured")
    assert install == "pip install ."
    program, word, *arguments = measured.split()
    assert (program, word) == ("summarize", "measure")
    context = measure.make_context("measure", arguments)
    assert context.params["min_f1"] > 0
    assert context.params["min_not_stated_recall"] > 0
    assert (NEWSROOM / context.params["files"][0]).is_file()
