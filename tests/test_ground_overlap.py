"""How much of a text another one accounts for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.ground import alike, covered


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
