"""What the library does around the engine: start, keep, restore, and end it.

The engine itself is a stand-in (`engine/xllamacpp.py`), in a process of its own as the real one is;
the live tests of `test_models_local.py` run the real one.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from summarize.chat import Message
from summarize.errors import ConfigurationError
from summarize.models import local, slots

STAND_IN = Path(__file__).parent / "engine"
PREFIX = (Message("system", "Be brief."), Message("user", "The harbour was closed for 12 days."))
OTHER = (PREFIX[0], Message("user", "The bridge was opened on Monday."))


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in where this process and the engine's look for the engine."""
    monkeypatch.syspath_prepend(STAND_IN)
    path = os.pathsep.join(filter(None, [str(STAND_IN), os.environ.get("PYTHONPATH")]))
    monkeypatch.setenv("PYTHONPATH", path)
    monkeypatch.setattr(local, "_engines", {})


@pytest.fixture
def name(tmp_path: Path) -> str:
    """Give the name of a model that can be loaded."""
    return model(tmp_path)


def model(directory: Path, behaviour: str = "") -> str:
    """Write a model file, and give its name."""
    path = directory / "model.gguf"
    path.write_text(f"GGUF\n{behaviour}")
    return f"local:{path}"


def begun(name: str, cache: Path) -> local.Engine:
    """Start an engine."""
    return local.engine(name, cache)


def log(tmp_path: Path) -> list[str]:
    """Give what the engine was told to do, in order."""
    return (tmp_path / "model.gguf.log").read_text().split()


def stop(engine: local.Engine) -> None:
    """End an engine as a crash would."""
    assert engine._process is not None
    engine._process.kill()
    engine._process.wait(timeout=10)
    for pipe in (engine._process.stdin, engine._process.stdout):
        assert pipe is not None
        pipe.close()


def test_a_prefix_is_read_once_and_saved(name: str, tmp_path: Path) -> None:
    """What the engine holds is only cut back to its end; what another call has driven out of it
    comes back from its saved state.
    """
    engine = begun(name, tmp_path)
    try:
        assert engine.read(PREFIX) is False
        assert engine.read(OTHER) is False
        assert engine.read(PREFIX) is True
        assert log(tmp_path) == ["read", "save", "read", "save", "restore"]
    finally:
        stop(engine)


def test_a_later_engine_need_not_read(name: str, tmp_path: Path) -> None:
    """A state outlives its engine; that of a file that has changed since is not used."""
    first = begun(name, tmp_path)
    first.read(PREFIX)
    stop(first)
    second = begun(name, tmp_path)
    assert second is not first
    assert second.read(PREFIX) is True
    stop(second)
    os.utime(tmp_path / "model.gguf", ns=(1, 1))
    third = begun(name, tmp_path)
    assert third.read(PREFIX) is False
    stop(third)


def test_without_states_what_is_held_is_still_spared(name: str, tmp_path: Path) -> None:
    """A directory that cannot be written costs the reading after another prefix, and no answer."""
    (tmp_path / "states").write_text("a file stands in its place")
    engine = begun(name, tmp_path)
    try:
        assert [engine.read(p) for p in (PREFIX, PREFIX, OTHER, PREFIX)] == [False, True] + [
            False
        ] * 2
        assert log(tmp_path) == ["read", "held", "read", "read"]
    finally:
        stop(engine)


def test_a_damaged_state_is_dropped(name: str, tmp_path: Path) -> None:
    """What the engine refuses is read anew, and saved anew."""
    engine = begun(name, tmp_path)
    try:
        engine.read(PREFIX)
        engine.read(OTHER)
        states = slots.SavedStates(tmp_path / "states")
        key = engine._key(local._text(PREFIX))
        for path in states.directory.glob(f"{key}-*"):
            states.drop(path)
        states.draft(key).write_bytes(b"no state at all")
        states.keep(states.draft(key), key)
        assert [engine.read(p) for p in (PREFIX, OTHER, PREFIX)] == [False, True, True]
    finally:
        stop(engine)


def test_states_that_cannot_be_searched_or_written_are_a_miss(name: str, tmp_path: Path) -> None:
    """A directory that is gone by now is no error of the call."""
    engine = begun(name, tmp_path)
    try:
        (tmp_path / "states").rmdir()
        assert [engine.read(PREFIX), engine.read(OTHER)] == [False, False]
        states = slots.SavedStates(tmp_path / "states")
        sealed = states.directory / f"{engine._key(local._text(PREFIX))}-x.state"
        sealed.mkdir()  # cannot be opened as a file
        assert engine.read(PREFIX) is False
    finally:
        stop(engine)


def test_a_prefix_that_the_engine_refuses_is_not_held(name: str, tmp_path: Path) -> None:
    """Nothing is said to be spared, and nothing saved, that was not read to its end."""
    refused = (Message("user", "refuse"),)
    engine = begun(name, tmp_path)
    try:
        assert [engine.read(refused), engine.read(refused)] == [False, False]
        assert log(tmp_path) == ["read", "read"]
    finally:
        stop(engine)


def test_a_recording_says_that_nothing_is_spared(name: str, tmp_path: Path) -> None:
    """It uses what is saved as ever, so that replies are the same."""
    engine = begun(name, tmp_path)
    try:
        with local.recording():
            assert [engine.read(p) for p in (PREFIX, OTHER, PREFIX)] == [False] * 3
        assert log(tmp_path)[-1] == "restore"
    finally:
        stop(engine)


def test_one_engine_serves_all_until_it_ends(name: str, tmp_path: Path) -> None:
    """The same window gets the same engine, another a second one; one that died is replaced."""
    engine = begun(name, tmp_path)
    assert engine.alive
    assert begun(name, tmp_path) is engine
    assert local.engine(name, tmp_path, 4096) is not engine
    stop(engine)
    assert not engine.alive
    replaced = begun(name, tmp_path)
    assert replaced is not engine
    assert replaced.api_key != engine.api_key
    for each in list(local._engines.values()):
        stop(each)


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        ("refuse", r"llama\.cpp cannot load .*model\.gguf: bad tensor"),
        ("die", "the engine died while it was loading; is there enough memory"),
    ],
)
def test_an_engine_that_cannot_start_says_why(behaviour: str, told: str, tmp_path: Path) -> None:
    """One error that names the cause and the other way, and nothing is left running."""
    with pytest.raises(ConfigurationError, match=told + r".*SUMMARIZE_MODEL"):
        begun(model(tmp_path, behaviour), tmp_path)
    assert local._engines == {}


def test_it_is_ended_by_its_owner_only(name: str, tmp_path: Path) -> None:
    """A process that was forked from the owner leaves the engine alone; the owner ends it."""
    engine = begun(name, tmp_path)
    process = engine._process
    assert process is not None
    local._stop(process, os.getpid() + 1)
    assert engine.alive
    local._stop(process, os.getpid())
    assert process.returncode == -9
    assert not engine.alive


def test_it_ends_with_its_parent(name: str, tmp_path: Path) -> None:
    """When the pipe to it closes, for whatever reason, the engine's process ends by itself."""
    engine = begun(name, tmp_path)
    assert engine._process is not None
    assert engine._process.stdin is not None
    assert engine._process.stdout is not None
    engine._process.stdin.close()
    for _ in range(100):
        if not engine.alive:
            break
        time.sleep(0.05)
    engine._process.stdout.close()
    assert engine._process.wait(timeout=10) == 0
