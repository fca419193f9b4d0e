"""Saved states of the engine: bounded, private, and never another's."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from summarize.models import slots
from summarize.models.slots import SavedStates

KEY = slots.key("weights", "engine", 8192, "prefix")
OTHER = slots.key("weights", "engine", 8192, "another prefix")


@pytest.fixture
def states(tmp_path: Path) -> SavedStates:
    """Give an empty directory of states."""
    return SavedStates(tmp_path / "states")


def keep(states: SavedStates, key: str, content: bytes, used: float | None = None) -> Path:
    """Keep a state, as the engine does, last used at a given time."""
    draft = states.draft(key)
    draft.write_bytes(content)
    states.keep(draft, key)
    (path,) = states.directory.glob(f"{key}-*.state")
    if used is not None:
        os.utime(path, (used, used))
    return path


def test_a_kept_state_is_found(states: SavedStates) -> None:
    """What was kept under a key comes back under that key, byte for byte, and under no other."""
    keep(states, KEY, b"state")
    found = states.find(KEY)
    assert found is not None
    assert found.read_bytes() == b"state"
    assert KEY in states
    assert states.find(OTHER) is None
    assert OTHER not in states


def test_a_draft_does_not_count(states: SavedStates) -> None:
    """A process that is killed while it writes leaves no state behind."""
    states.draft(KEY).write_bytes(b"half a st")
    assert states.find(KEY) is None
    assert KEY not in states


@pytest.mark.parametrize("content", [b"", b"stat", b"stare", b"state and more"])
def test_a_damaged_state_is_a_miss(states: SavedStates, content: bytes) -> None:
    """A state that is cut, changed or grown is not given out, and is gone afterwards."""
    path = keep(states, KEY, b"state")
    path.write_bytes(content)
    assert states.find(KEY) is None
    assert not path.exists()


def test_a_state_under_anothers_name_is_a_miss(states: SavedStates) -> None:
    """A sound state that was renamed for another key does not answer for that key."""
    path = keep(states, KEY, b"state")
    path.rename(path.with_name(path.name.replace(KEY, OTHER)))
    assert states.find(OTHER) is None


def test_every_part_of_a_key_counts() -> None:
    """Another model, engine, window or prefix is another key."""
    parts = ("weights", "engine", 8192, "prefix")
    changed = [slots.key(*parts[:i], "other", *parts[i + 1 :]) for i in range(len(parts))]
    assert len({KEY, *changed}) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    """States hold the document, so that nobody else may look, even where the directory was open."""
    directory = tmp_path / "states"
    directory.mkdir(mode=0o755)
    path = keep(SavedStates(directory), KEY, b"state")
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_longest_unused_make_room(tmp_path: Path) -> None:
    """Beyond the limit the least recently used go first; to be found is to be used."""
    states = SavedStates(tmp_path, limit=25)
    keys = [slots.key(number) for number in range(3)]
    keep(states, keys[0], b"0" * 10, used=1000)
    keep(states, keys[1], b"1" * 10, used=2000)
    assert states.find(keys[0]) is not None
    keep(states, keys[2], b"2" * 10)
    assert [key in states for key in keys] == [True, False, True]


def test_a_state_larger_than_the_limit_is_not_kept(tmp_path: Path) -> None:
    """One huge state does not drive out all others, nor pass the limit."""
    states = SavedStates(tmp_path, limit=25)
    keep(states, KEY, b"1" * 10)
    draft = states.draft(OTHER)
    draft.write_bytes(b"2" * 30)
    states.keep(draft, OTHER)
    assert KEY in states
    assert OTHER not in states
    assert not draft.exists()


def test_an_abandoned_draft_is_cleared_away(states: SavedStates) -> None:
    """What a killed process left is deleted in time; what one is writing now is not."""
    abandoned = states.directory / f"{OTHER}-1.draft"
    fresh = states.directory / f"{OTHER}-2.draft"
    for draft in (abandoned, fresh):
        draft.write_bytes(b"half")
    os.utime(abandoned, (1000, 1000))
    keep(states, KEY, b"state")
    assert not abandoned.exists()
    assert fresh.exists()
