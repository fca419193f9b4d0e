"""A pytest plugin that runs the marked tests alone and writes down what became of their cassettes.

`summarize cassettes audit` loads it, in a process of its own:
`pytest -p summarize.testing.survey --cassette-survey=FILE`.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

from summarize.testing.plugin import PASSED, TAPE, is_marked


@dataclass
class Surveyed:
    """A marked test, and what became of it."""

    test: str
    """Its node id, which is what pytest takes to run it alone."""
    cassette: str
    unused: list[str] = field(default_factory=list)
    """Recorded requests that it did not make."""
    missed: bool = False
    """Whether it asked for what is not recorded."""
    failure: str = ""
    """The first line of its failure, if it failed."""


@dataclass
class Survey:
    """What a run found: the marked tests, and the modules whose tests are not known."""

    tests: list[Surveyed] = field(default_factory=list)
    uncollected: dict[str, str] = field(default_factory=dict)
    """Modules that could not be imported, or are skipped as a whole, and why."""

    @classmethod
    def load(cls, path: Path) -> Survey:
        """Read what a run wrote."""
        found = json.loads(path.read_text("utf-8"))
        return cls([Surveyed(**test) for test in found["tests"]], found["uncollected"])


class Surveyor:
    """Listens to one run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.survey = Survey()
        self._of: dict[str, Surveyed] = {}

    @pytest.hookimpl(tryfirst=True)  # before a mark or a name that the project deselects
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Keep the marked tests alone."""
        from summarize.testing.cassettes import path_of

        others = [item for item in items if not is_marked(item)]
        items[:] = [item for item in items if is_marked(item)]
        config.hook.pytest_deselected(items=others)
        for item in items:
            path = path_of(item.path, item.nodeid.partition("::")[2])
            self._of[item.nodeid] = Surveyed(item.nodeid, str(path))
        self.survey.tests = list(self._of.values())

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a module whose tests are not known."""
        if not report.passed and isinstance(report.nodeid, str):
            self.survey.uncollected[report.nodeid.partition("::")[0]] = _first_line(report)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what became of a test, and of its cassette."""
        report = yield
        test = self._of[item.nodeid]
        tape = item.stash.get(TAPE, None)
        if tape and report.when == "teardown" and item.stash.get(PASSED, False):
            test.unused = tape.unused()
        if report.failed and not test.unused:
            test.missed = tape is not None and bool(tape.misses)  # an empty tape is false
            test.failure = test.failure or _first_line(report)
        return report

    def pytest_sessionfinish(self) -> None:
        """Write down what was found."""
        self.path.write_text(json.dumps(asdict(self.survey)), "utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says where to write."""
    parser.addoption("--cassette-survey", type=Path, help="of `summarize cassettes audit`")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to listen."""
    if path := config.getoption("--cassette-survey"):
        config.pluginmanager.register(Surveyor(path))


def _first_line(report: pytest.CollectReport | pytest.TestReport) -> str:
    told = report.longrepr
    if isinstance(told, tuple):  # file, line and reason of what is skipped
        return str(told[2])
    crash = getattr(told, "reprcrash", None)
    lines = (crash.message if crash else report.longreprtext).splitlines()
    # Where pytest shows code around an error, the error's own lines begin with an E.
    errors = [line.removeprefix("E ").strip() for line in lines if line.startswith("E ")]
    return next((line.strip() for line in errors + lines if line.strip()), "")
