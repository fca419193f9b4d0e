"""The projects in `examples/`, as one who copies them has them: no key, no model, no network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from summarize.cli.cassettes import cassettes
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
    assert (ran.returncode, "4 passed" in ran.stdout) == (0, True), ran.stdout


def test_its_recordings_are_sound(newsroom: Path) -> None:
    """No orphan, no secret, none that is older than its prompt; two cassettes in all."""
    command = "from summarize.cli.cassettes import cassettes; cassettes(['audit'])"
    ran = run(newsroom, "-c", command)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"^cassettes: 2, [\d,]+ bytes; with something wrong: 0$", ran.stdout, re.M)


def test_a_change_of_its_prompt_is_noticed(newsroom: Path) -> None:
    """What its README promises: the failure shows the changed line."""
    prompt = newsroom / "prompts" / "summary.jinja"
    prompt.write_text(prompt.read_text("utf-8").replace("at breakfast", "at supper"), "utf-8")
    ran = run(newsroom, "-m", "pytest", "-q", "-k", "ferry")
    assert ran.returncode == 1
    assert re.search(r"^- +Tell our readers at breakfast", ran.stdout, re.M), ran.stdout
    assert re.search(r"^\+ +Tell our readers at supper", ran.stdout, re.M)


def steps(job: str) -> list[str]:
    """Give the commands of a job of its CI."""
    return [step["run"] for step in WORKFLOW["jobs"][job]["steps"] if "run" in step]


def test_its_ci_runs_what_there_is() -> None:
    """The extras exist, and the commands take their options."""
    project = tomllib.loads((NEWSROOM / "pyproject.toml").read_text("utf-8"))["project"]
    assert "test" in project["optional-dependencies"]
    assert steps("offline") == ["pip install '.[test]'", "pytest", "summarize cassettes audit"]
    assert "audit" in cassettes.commands
    install, measured = steps("measured")
    assert install == "pip install ."
    program, word, *arguments = measured.split()
    assert (program, word) == ("summarize", "measure")
    context = measure.make_context("measure", arguments)
    assert context.params["min_f1"] > 0
    assert context.params["min_not_stated_recall"] > 0
    assert (NEWSROOM / context.params["files"][0]).is_file()


def test_it_measures_in_ci_what_its_tests_replay() -> None:
    """One threshold: that of the recorded test is that of the model's own run."""
    tests = (NEWSROOM / "tests/test_recorded.py").read_text("utf-8")
    in_tests = re.findall(r'"(--m[\w-]+)", "([\d.]+)"', tests)
    in_ci = re.findall(r"(--m[\w-]+) ([\d.]+)", steps("measured")[1])
    assert in_tests
    assert in_tests == in_ci
