"""Numbers are found in figures and words, in order, with what stands around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize import numbers


def test_one_value_however_it_is_written() -> None:
    """ "110,000", "110 000" and words have one value."""
    for text in ("110,000", "110 000", "110 thousand", "one hundred and ten thousand", "110k"):
        assert [int(number.value) for number in numbers.find(text)] == [110_000]


def test_numbers_come_in_order_with_units_and_hedges() -> None:
    """A sentence's numbers in reading order, each with its own surroundings."""
    found = numbers.find(
        "Nearly 40 ships, two thirds of them over 12 m long, cost $3.5 million in 2031."
    )
    assert [(str(n.value), n.unit, n.hedge) for n in found] == [
        ("40", None, "nearly"),
        ("2/3", None, None),
        ("12", "metre", "over"),
        ("3500000", "dollar", None),
        ("2031", None, None),
    ]


def test_names_with_digits_are_no_numbers() -> None:
    """The digits of "IE6" and "B2B" count nothing."""
    assert numbers.find("IE6, B2B and x86") == []


PIECES = "1 12 1,000 .5 ½ / : - two twenty and a half hundred % $ km th s k m third of over or more"


@given(st.lists(st.sampled_from([*PIECES.split(), " ", " ", ", ", "9" * 80]), max_size=30))
def test_spans_lie_in_the_text(pieces: list[str]) -> None:
    """Nothing raises; numbers come in order, within the text and without overlap."""
    text = " ".join(pieces)
    end = 0
    for number in numbers.find(text):
        assert end <= number.start < number.end <= len(text)
        assert 0 <= number.outer[0] <= number.start
        assert number.outer[1] <= len(text)
        end = number.end


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    """Any characters are read, digits of other scripts too."""
    assert all(number.end <= len(text) for number in numbers.find(text))
