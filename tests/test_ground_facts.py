"""A sentence is taken apart into words, names, numbers and dates, each compared by its key."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.ground.facts import facts


def keys(text: str) -> list[str]:
    """Give the keys of what a text states."""
    return [item.key for item in facts(text, frozenset({"ships"})).items]


def test_kinds() -> None:
    """Units and hedges belong to their number, days to their date; small words state nothing."""
    found = facts("Ships left Velden on May 5 with over 40 tonnes of it.", frozenset({"ships"}))
    assert [(item.text, item.kind) for item in found.items] == [
        ("Ships", "word"),
        ("left", "word"),
        ("Velden", "name"),
        ("May 5", "date"),
        ("over 40 tonnes", "number"),
    ]


def test_one_key_for_one_thing() -> None:
    """Forms of numbers, dates, states and abbreviations have one key."""
    assert keys("40 ships") == keys("forty ships")
    assert keys("on May 5") == keys("on 5 May")
    assert keys("in the U.S.") == keys("in the United States") == keys("in US")
    assert keys("P.J. left") == keys("PJ left")


def test_what_is_glued_to_a_number_is_read() -> None:
    """The words of "$15billion" and "40ships" are not lost for want of a space."""
    assert keys("$15billion") == keys("$15 billion") != keys("$15million")
    assert keys("40ships") == keys("40 ships")


def test_negations_are_split_off() -> None:
    """ "didn't" and "cannot" hold a "not"."""
    for text in ("He didn't go.", "He cannot go."):
        assert "not" in [token.key for token in facts(text).tokens]


def test_verbs_of_saying() -> None:
    """ "stated that" is "said that"; "stated aims" is not."""
    assert "say" in keys("Quill stated that ships left")
    assert "say" not in keys("Quill stated aims")


@given(st.text(max_size=80))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    """Nothing raises; tokens come in order within the text."""
    end = 0
    for token in facts(text).tokens:
        assert end <= token.end <= len(text)
        assert token.start <= token.end
        end = token.start
