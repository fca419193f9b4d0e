"""The numbers that a document states, as it writes them, each value once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from summarize import Document
from summarize.ground import Quantity, quantities
from summarize.segment import segment


def found(text: str, most: int = 9) -> tuple[Quantity, ...]:
    """Give the quantities of a text."""
    return quantities(segment(Document.from_text(text)), most)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Nearly 40 boats left.", "Nearly 40", None),
        ("It was closed for 12 days.", "12", "days"),
        ("Over 73,822 nets were mended.", "Over 73,822", None),
        ("Prices rose by 3.5 percent.", "3.5", "percent"),
        ("It covers 25 ports.", "25", None),
    ],
)
def test_value_and_unit_are_as_the_document_writes_them(
    text: str, value: str, unit: str | None
) -> None:
    """The hedge belongs to the value, the unit stands apart."""
    (quantity,) = found(text)
    assert (quantity.value, quantity.unit) == (value, unit)
    assert quantity.text in text
    assert quantity.sentence.text == text


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 2024.",
        "It opened on March 28.",
        "The storm came on 2024-03-28, in the night.",
        "It opened at 10:30 a.m.",
        "One of them stayed.",
        "Half of the fleet stayed.",
        "The third boat stayed.",
        "The 3rd boat stayed, as in the 21st century.",
        "The 1984 fleet stayed.",
        "No boat stayed.",
    ],
)
def test_dates_clocks_ordinals_and_small_words_count_nothing(text: str) -> None:
    """They are numbers to a program, and no figures to a reader."""
    assert found(text) == ()


def test_each_value_once_and_the_first_ones() -> None:
    """In the order of the text, not repeated, not more than asked for; headings do not count."""
    text = "The 77 Piers\n\nIt took 12 days. Then 40 boats left. In 12 days 25 came back."
    assert [quantity.text for quantity in found(text)] == ["12 days", "40", "25"]
    assert [quantity.number for quantity in found(text, 2)] == [Fraction(12), Fraction(40)]
    assert found(text, 0) == ()


def test_the_same_number_of_something_else_is_another() -> None:
    """12 days and 12 boats are two figures."""
    assert len(found("It took 12 days. Then 12 boats left.")) == 2
