"""Numbers in figures: groups, decimals, fractions, scales, ordinals, times and decades."""

from __future__ import annotations

from fractions import Fraction

import pytest

from summarize.numbers import figures


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567.5", Fraction(2469135, 2)),
        ("150\u00a0000", 150_000),
        ("1.234.567", 1_234_567),
        ("2½", Fraction(5, 2)),
        ("½ cup", Fraction(1, 2)),
        ("2 1/2", Fraction(5, 2)),
        ("1/2", Fraction(1, 2)),
        ("2 and a half", Fraction(5, 2)),
        ("at −5 °C", -5),
        ("24-29", 24),
        ("$5m", 5_000_000),
        ("5m", 5),
        ("3.5 million", 3_500_000),
        ("10k", 10_000),
    ],
)
def test_values(text: str, value: Fraction) -> None:
    """Each form has the value that a reader gives it."""
    assert next(figures.find(text)).value == value


def test_kinds() -> None:
    """Ordinals, times and decades are told apart from counts."""
    ordinal, clock, decade = figures.find("the 21st, at 10:30, in the 1990s")
    assert ordinal.ordinal
    assert (clock.unit, clock.value) == ("clock", 630)
    assert (decade.unit, decade.value) == ("decade", 1990)


def test_what_is_no_number() -> None:
    """A division by nought and an endless run of digits are left out."""
    assert list(figures.find("1/0")) == []
    assert list(figures.find("9" * 5000)) == []
