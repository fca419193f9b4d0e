"""The pytest plugin: a test marked `cassette` replays recorded replies of a model, offline.

    @pytest.mark.cassette
    def test_arrests():
        assert ask("article.txt", "How many people were arrested?").text == "216"

`pytest --record-cassettes=once` records what is missing, `=all` records again, against the embedded
model or the one that `SUMMARIZE_MODEL` names; the file is written when the test has passed.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    # vcrpy and the clients it patches take a second to load; only a marked test needs them.
    from summarize.testing.cassettes import Shelf, Tape

ENDPOINT_VARIABLES = ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID")
PROMPTS_VARIABLE = "SUMMARIZE_PROMPTS"
NO_PROMPTS = "none"
"""There is no such directory: templates in the home of whoever runs the tests change nothing."""

TAPE = pytest.StashKey["Tape"]()
"""A test's tape, from the moment that it is in use."""
PASSED = pytest.StashKey[bool]()
"""Whether the test itself passed."""
_REFUSED = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--record-cassettes`."""
    parser.getgroup("cassettes", "recorded replies of a model").addoption(
        "--record-cassettes",
        choices=("none", "once", "all"),
        default="none",
        help="none: replay only (default); once: record the missing ones; all: record again",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line(
        "markers", "cassette: replays recorded replies of a model, with no network"
    )


def is_marked(item: pytest.Item) -> bool:
    """Tell whether a test has a cassette, by its mark or as a fixture."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("cassette") is not None or "cassette" in fixtures


@pytest.fixture(autouse=True)
def _cassette_of_a_marked_test(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("cassette"):
        request.getfixturevalue("cassette")


@pytest.fixture
def cassette(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tape]:
    """Replay the test's recorded replies, or record them; gives the tape."""
    from summarize.testing import cassettes

    item = request.node
    path = cassettes.path_of(item.path, item.nodeid.partition("::")[2])
    mode = request.config.getoption("--record-cassettes")
    recording = mode == "all" or (mode == "once" and not path.exists())
    shelf = cassettes.Shelf(path, recording=recording)
    command = f"pytest {shlex.quote(item.nodeid)} --record-cassettes=all"
    environment = dict(os.environ)  # with the secrets that a replay or recording takes out of it

    cache = tmp_path_factory.mktemp("cache")
    surroundings = _recording(shelf, cache, item) if recording else _replaying(shelf, cache)
    with surroundings as refused, cassettes.tape(shelf, command, recording=recording) as tape:
        item.stash[TAPE] = tape
        item.stash[_REFUSED] = refused
        yield tape
    if item.stash.get(PASSED, False):
        _finish(tape, shelf, environment)


def _finish(tape: Tape, shelf: Shelf, environment: dict[str, str]) -> None:
    if tape.recording:
        shelf.put(shelf.head, tape.command, environment)
    elif unused := tape.unused():
        from summarize.testing.cassettes import shown

        names = "\n".join(unused)
        message = (
            f"Recorded in {shown(shelf.path)}, and never asked for:\n{names}\nTo record it again: "
        )
        pytest.fail(message + tape.command, pytrace=False)


@contextmanager
def _recording(shelf: Shelf, cache: Path, item: pytest.Item) -> Iterator[list[str]]:
    """Reach the model: the embedded one, unless `SUMMARIZE_MODEL` names another."""
    from summarize import configuration
    from summarize.models import ladder, local, replies
    from summarize.testing import templates

    kept = {"SUMMARIZE_CACHE_DIR": os.environ.get("SUMMARIZE_CACHE_DIR")}
    if configured := _configured():
        kept |= {name: os.environ.get(name) for name in ("SUMMARIZE_MODEL", *ENDPOINT_VARIABLES)}
    shelf.head = {"recorder": f"summarize-qa {version('summarize-qa')}"}
    shelf.head |= {"environment": configured} if configured else {}
    with pytest.MonkeyPatch.context() as patch, local.recording(), templates.watched() as seen:
        kept[PROMPTS_VARIABLE] = str(cache / NO_PROMPTS)
        _set_environment(patch, {name: value for name, value in kept.items() if value})
        patch.setattr(ladder, "_known", {})  # a replay begins without it, too
        patch.setattr(ladder, "_remembering", False)
        patch.setattr(replies, "_keeping", False)
        patch.setattr(configuration, "_reading", False)
        yield []
    if notes := templates.noted(seen, item.path.parent, item.config.rootpath):
        shelf.head |= {"templates": notes}


@contextmanager
def _replaying(shelf: Shelf, cache: Path) -> Iterator[list[str]]:
    """Reach nothing, wait for nothing, and see the settings of the recording."""
    from summarize import configuration
    from summarize.models import client, ladder, local, replies
    from summarize.testing.offline import offline

    settings = cast(dict[str, str], shelf.head.get("environment", {}))
    settings = {**settings, "SUMMARIZE_CACHE_DIR": str(cache)}
    settings[PROMPTS_VARIABLE] = str(cache / NO_PROMPTS)
    with pytest.MonkeyPatch.context() as patch, local.replay(), offline() as refused:
        _set_environment(patch, settings)
        patch.setattr(client, "sleep", _no_wait)
        patch.setattr(ladder, "_known", {})  # what an earlier test has learned of the server
        patch.setattr(ladder, "_remembering", False)
        patch.setattr(replies, "_keeping", False)
        patch.setattr(configuration, "_reading", False)
        yield refused


def _set_environment(patch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    """Leave nothing of the user's own settings in force but `settings`."""
    for name in list(os.environ):
        if name.startswith("SUMMARIZE_") or name in ENDPOINT_VARIABLES:
            patch.delenv(name)
    for name, value in settings.items():
        patch.setenv(name, value)


def _configured() -> dict[str, str]:
    """Give what a replay has to set, so that the library asks the recorded model again."""
    from summarize.testing.secrets import scrub_url

    model = os.environ.get("SUMMARIZE_MODEL", "local")
    if model == "local":
        return {}
    settings = {"SUMMARIZE_MODEL": model}
    if url := os.environ.get("OPENAI_BASE_URL"):
        settings["OPENAI_BASE_URL"] = scrub_url(url)
    if "OPENAI_API_KEY" in os.environ:
        settings["OPENAI_API_KEY"] = "replayed"
    return settings


async def _no_wait(_seconds: float) -> None:
    """Stand in for the retry layer's pause: a recorded `Retry-After` has been waited for once."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note whether the test itself passed."""
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test that asked for what is not recorded, whatever its code made of that."""
    try:
        return (yield)
    finally:
        if refused := item.stash.get(_REFUSED, []):
            item.add_report_section("call", "cassette", "refused: " + ", ".join(refused))
        if TAPE in item.stash and (misses := item.stash[TAPE].misses):
            raise pytest.fail.Exception(misses[0], pytrace=False) from None
