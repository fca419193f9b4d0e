"""A unit has one name, however it is spelled, and a letter is no unit by chance."""

from __future__ import annotations

import pytest

from summarize import numbers
from summarize.numbers import units


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("km", "kilometre", "Kilometers"), "kilometre"),
        (("%", "percent", "per cent"), "percent"),
        (("percentage points", "percentage-point"), "percentage point"),
        (("US$", "dollars", "USD"), "dollar"),
        (("km²", "square kilometers", "sq km"), "square kilometre"),
    ],
)
def test_names(spellings: tuple[str, ...], name: str) -> None:
    """Symbols, words and plurals of a unit have one name."""
    assert {units.name(spelling) for spelling in spellings} == {name}
    assert units.name("parsnips") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 m tall", "metre"),
        ("five m", None),
        ("9 AM", "morning"),
        ("300 BC", "before christ"),
        ("5 bc", None),
        ("12-year-old", "year"),
        ("€ 12", "euro"),
        ("12 yachts", None),
        ("55 mph", "mile per hour"),
        ("24º C", "degree celsius"),
    ],
)
def test_units_of_numbers(text: str, unit: str | None) -> None:
    """A unit stands right before or behind its number; what looks like one elsewhere is none."""
    assert numbers.find(text)[0].unit == unit
