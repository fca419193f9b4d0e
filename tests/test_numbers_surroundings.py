"""The hedge before or behind a number, its unit, and the unit that a range shares."""

from __future__ import annotations

import pytest

from summarize import numbers


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("nearly 40", "nearly"),
        ("almost forty", "nearly"),
        ("more than 40", "over"),
        ("over $40", "over"),
        ("at least 40", "at least"),
        ("40 or more", "at least"),
        ("40 people or more", "at least"),
        ("40+", "at least"),
        ("up to 40", "at most"),
        ("some 40", "about"),
        ("roughly 40", "about"),
        ("less than half", "below"),
        ("exactly 40", None),
        ("the 40", None),
        ("over the 40th", None),
    ],
)
def test_hedges(text: str, hedge: str | None) -> None:
    """Words of one meaning are one hedge, before the number or behind it."""
    assert numbers.find(text)[0].hedge == hedge


def test_over_a_time() -> None:
    """ "over 12 days" may mean "during", "for over 12 days" may not."""
    assert numbers.find("It fell over 12 days.")[0].lasting
    assert not numbers.find("It fell for over 12 days.")[0].lasting
    assert numbers.find("a 12-day fall")[0].during


def test_a_range_shares_its_unit() -> None:
    """ "24 to 29 km" are kilometres twice."""
    assert [number.unit for number in numbers.find("24 to 29 km")] == ["kilometre"] * 2
    assert [number.hedge for number in numbers.find("in and around the 24 boats")] == [None]
    assert [number.unit for number in numbers.find("the 1830s and 40 in May")] == ["decade", None]
    assert [number.unit for number in numbers.find("27–49%")] == ["percent"] * 2
    assert [number.unit for number in numbers.find("3 ships, 5 km")] == [None, "kilometre"]
