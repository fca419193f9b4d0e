"""The value of a number says where it stands and whether it may be a year."""

from __future__ import annotations

import pytest

from summarize import numbers


@pytest.mark.parametrize(
    ("text", "year"), [("2031", True), ("2031 km", False), ("431", False), ("1,500.5", False)]
)
def test_years(text: str, year: bool) -> None:
    """Four digits without a unit may be a year."""
    (number,) = numbers.find(text)
    assert number.year is year


def test_places() -> None:
    """`start` and `end` are the number's own, `outer` has its hedge and unit."""
    text = "about 12 km away"
    (number,) = numbers.find(text)
    assert text[number.start : number.end] == "12"
    assert text[slice(*number.outer)] == "about 12 km"
