"""Numbers in words add up as they are spoken."""

from __future__ import annotations

from fractions import Fraction

import pytest

from summarize.numbers import spelled


def values(text: str) -> list[Fraction]:
    """Give the values of the numbers in a text."""
    return [number.value for number in spelled.find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one hundred and ten thousand", [110_000]),
        ("twenty-five", [25]),
        ("a dozen eggs", [12]),
        ("half a million", [500_000]),
        ("two and a half million", [2_500_000]),
        ("a hundred", [100]),
        ("two thousand and one", [2001]),
        ("one two three", [1, 2, 3]),
        ("twenty twenty", [20, 20]),
        ("two-thirds of", [Fraction(2, 3)]),
        ("a quarter of", [Fraction(1, 4)]),
        ("a fifth in May", [Fraction(1, 5)]),
        ("fell by a third when it rained", [Fraction(1, 3)]),
        ("a fifth from 2019 on", [Fraction(1, 5)]),
        ("half its size", [Fraction(1, 2)]),
        ("a third man", [3]),
        ("the fifth in May", [5]),
        ("zero", [0]),
        ("hundreds", []),
        ("no one", []),
    ],
)
def test_values(text: str, value: list[Fraction]) -> None:
    """Words that go on make one number; words that do not are numbers of their own."""
    assert values(text)[: len(value) or 1] == value


def test_ordinals() -> None:
    """ "twenty-first" is the ordinal of 21, and "one second" a time."""
    assert [(n.value, n.ordinal) for n in spelled.find("the twenty-first")] == [(21, True)]
    assert [(n.value, n.ordinal) for n in spelled.find("one second")] == [(1, False)]
