"""How much of a text another one accounts for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.ground import alike, covered
from summarize.ground.overlap import terms


def test_what_is_covered_and_what_is_not() -> None:
    """Half of a question's things in the passage is a half."""
    assert covered("Who mended the pier?", "The crew mends the old pier in May.") == 1.0
    assert covered("Who mended the clock?", "The crew mends the old pier in May.") == 0.5
    assert covered("Who sang?", "The crew mends the old pier in May.") == 0.0


def test_answers_that_are_alike() -> None:
    """Number words, more words around and other wording do not make another answer."""
    assert alike("five", "5 hard drives")
    assert alike("ten days", "ten days before the fair")
    assert not alike("150,000", "45,756")
    assert not alike("Bram Oster", "Ilka Venn")


@given(st.text(), st.text())
def test_any_texts(text: str, other: str) -> None:
    """Whatever the texts, the share lies between 0 and 1, and a text covers itself."""
    assert 0 <= covered(text, other) <= 1
    assert covered(text, text) == 1
    assert alike(text, other) == alike(other, text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Quill", "Quill", True),
        ("Ada Quill", "Ada Merrow", True),
        ("the Ada Quill of Velden", "Norham, Merrow, Ada", False),
        ("Ada Quill, baker", "Quill, Merrow, Norham", False),
        ("", "Quill", True),
    ],
)
def test_half_of_either_is_enough(one: str, other: str, same: bool) -> None:
    """A short answer and a longer one are the same when half of one is in the other."""
    assert alike(one, other) is same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Who was elected to the councils?", ["elect", "council"]),
        ("Quill captains the sails", ["quill", "captain", "sail"]),
        ("O’Brien_2 left", ["o'brien", "2", "leav"]),
        ("10万人の先生", ["10", "万", "人", "の", "先", "生"]),
        ("ปิดดี", list("ปิดดี")),
        ("", []),
    ],
)
def test_what_is_looked_up(text: str, found: list[str]) -> None:
    """Stems without small words; of scripts without spaces, each character."""
    assert [term for term in terms(text) if term.strip()] == found
