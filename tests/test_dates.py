"""Dates are found in the forms people write, part by part, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import dates


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("March 11", [(None, 3, 11, None)]),
        ("11 March 2024", [(2024, 3, 11, None)]),
        ("the 4th of July", [(None, 7, 4, None)]),
        ("July 4th, 1776", [(1776, 7, 4, None)]),
        ("2024-03-28", [(2024, 3, 28, None)]),
        ("Saturday, September 12, 2015", [(2015, 9, 12, 6)]),
        ("Sept. 12", [(None, 9, 12, None)]),
        ("03/28/2024", [(2024, 3, 28, None)]),
        ("28.03.2024", [(2024, 3, 28, None)]),
        ("from March 11 to 22", [(None, 3, 11, None), (None, 3, 22, None)]),
        ("11–22 March 2024", [(2024, 3, 11, None), (2024, 3, 22, None)]),
        ("on 5 and 6 June", [(None, 6, 5, None), (None, 6, 6, None)]),
        ("in May 2015", [(2015, 5, None, None)]),
        ("by March", [(None, 3, None, None)]),
        ("on Sunday", [(None, None, None, 7)]),
        ("since 1998", [(1998, None, None, None)]),
        ("the 1990s", [(1990, None, None, None)]),
    ],
)
def test_forms(text: str, parts: list[tuple[int | None, ...]]) -> None:
    """Day, month, year and weekday are read in every order, and ranges give both ends."""
    found = [(date.year, date.month, date.day, date.weekday) for date in dates.find(text)]
    assert found == parts


@pytest.mark.parametrize(
    "text",
    ["He may march on.", "1998 people", "$2000", "in 1998 people", "1.5 March", "room 2015b"],
)
def test_what_is_no_date(text: str) -> None:
    """A verb, a count and a price are no dates."""
    assert dates.find(text) == []


def test_an_ambiguous_date_stays_so() -> None:
    """Nothing tells the month of "03/04/2024", so it has a year and no ISO form."""
    (date,) = dates.find("03/04/2024")
    assert (date.year, date.month, date.day, date.iso) == (2024, None, None, None)
    assert date.ambiguous == (3, 4)


def test_only_a_full_and_real_date_is_iso() -> None:
    """`iso` gives one full date of a text; none, or two, is None."""
    assert dates.iso("It closed on 5 June 2031 at noon.") == "2031-06-05"
    assert dates.iso("It closed on 5 June.") is None
    assert dates.iso("30 February 2031") is None
    assert dates.iso("5 June 2031 or 6 June 2031") is None


@given(
    st.lists(
        st.sampled_from(
            [
                "May",
                "5",
                "2031",
                ",",
                ".",
                "-",
                "/",
                "March",
                "12",
                "th",
                "of",
                "to",
                "31",
                "Monday",
                "in",
                "\n",
            ]
        )
    )
)
def test_spans_lie_in_the_text(words: list[str]) -> None:
    """Dates come in order, within the text and without overlap."""
    text = " ".join(words)
    end = 0
    for date in dates.find(text):
        assert end <= date.start < date.end <= len(text)
        end = date.end


@given(st.dates())
def test_a_written_date_is_read_back(day: object) -> None:
    """A full date from 1000 to 2099 is read back from three ways to write it."""
    text = str(day)
    if not 1000 <= int(text[:4]) < 2100:
        return
    assert dates.iso(text) == text
    year, month, number = (int(part) for part in text.split("-"))
    name = list(dates.MONTHS)[month - 1].title()
    assert dates.iso(f"{number} {name} {year}") == text
    assert dates.iso(f"{name} {number}, {year}") == text
