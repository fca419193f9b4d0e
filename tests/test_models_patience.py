"""Deadlines: of a call, counted from its first attempt, and of a run."""

from __future__ import annotations

import math
import time

import pytest
import tenacity

from summarize.models.patience import Deadline, Patience


def state(wait: float) -> tenacity.RetryCallState:
    """Give tenacity's state before a wait."""
    found = tenacity.RetryCallState(tenacity.AsyncRetrying(), None, (), {})
    found.upcoming_sleep = wait
    return found


def test_without_limits_there_is_no_end() -> None:
    """A client of a program that says nothing tries as often as it may."""
    deadline = Deadline(Patience())
    deadline.begin()
    assert math.isinf(deadline.left)
    assert Patience().run_left is None
    assert not deadline(state(1e9))


def test_a_call_begins_at_its_first_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while it queues; beginning again changes nothing."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    deadline = Deadline(Patience.of(10, None))
    now[0] += 50
    assert deadline.left == 10
    deadline.begin()
    now[0] += 4
    deadline.begin()
    assert deadline.left == 6
    assert not deadline(state(5.9))
    assert deadline(state(6))


def test_a_run_has_its_end_whatever_a_call_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """The earlier of the two counts, from the moment the run began."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    patience = Patience.of(10, 12)
    now[0] += 5
    assert patience.run_left == 7
    deadline = Deadline(patience)
    assert deadline.left == 7
    deadline.begin()
    assert deadline.left == 7
