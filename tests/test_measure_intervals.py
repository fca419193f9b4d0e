"""Intervals: Wilson's for shares, a seeded bootstrap for means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.measure.intervals import Estimate, amount, score, share


def test_wilsons_interval() -> None:
    """The textbook's 8 of 10: 0.490 to 0.943; and it never leaves 0 to 1."""
    eight = share([True] * 8 + [False] * 2)
    assert (eight.n, eight.value) == (10, 0.8)
    assert (eight.low, eight.high) == (
        pytest.approx(0.4902, abs=1e-4),
        pytest.approx(0.9433, abs=1e-4),
    )
    none = share([False] * 3)
    assert (none.low, none.value) == (0, 0)
    assert none.high == pytest.approx(0.5615, abs=1e-4)


def test_the_bootstrap_is_seeded() -> None:
    """The same observations give the same interval, and a wider spread a wider one."""
    narrow, wide = [0.4, 0.6] * 20, [0.0, 1.0] * 20
    assert score(narrow) == score(narrow)
    low, high = score(narrow).low, score(wide).low
    assert low is not None
    assert high is not None
    assert high < low < 0.5


def test_the_bootstrap_covers_what_theory_says() -> None:
    """For many observations it is about 1.96 standard errors to either side."""
    found = amount([0.0, 10.0] * 200)
    assert found.value == 5
    assert found.low == pytest.approx(5 - 1.96 * 0.25, abs=0.06)
    assert found.high == pytest.approx(5 + 1.96 * 0.25, abs=0.06)


def test_nothing_is_no_figure() -> None:
    """Without observations there is an n of 0 and no value, rather than an error or a 0."""
    assert share([]) == Estimate(kind="share", n=0)
    assert score([]) == Estimate(kind="score", n=0)
    assert amount([]) == Estimate(kind="amount", n=0)


@given(st.lists(st.booleans(), min_size=1, max_size=50))
def test_an_interval_holds_its_value(observations: list[bool]) -> None:
    """Low, value and high are in this order, whatever was observed."""
    for found in (share(observations), score(map(float, observations))):
        assert found.low is not None
        assert found.value is not None
        assert found.high is not None
        assert 0 <= found.low <= found.value + 1e-9
        assert found.value - 1e-9 <= found.high <= 1
