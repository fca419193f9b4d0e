"""Which word of a source a word of a claim goes back to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.ground.alignment import aligned, in_order, own_words
from summarize.ground.facts import facts


@pytest.mark.parametrize(
    ("claim", "evidence", "places"),
    [
        ("ships left", "two ships left", (1, 2)),
        ("old ships left", "new ships sank, old ships left", (3, 4, 5)),
        ("ships left for Norham", "ships left", (0, 1, None)),
    ],
)
def test_neighbours_stay_together(
    claim: str, evidence: str, places: tuple[int | None, ...]
) -> None:
    """Of the places of a word the one is taken that keeps its neighbours beside it."""
    assert aligned(facts(claim), facts(evidence)) == places


@given(st.text(), st.text())
def test_any_texts(claim: str, evidence: str) -> None:
    """Each item of a claim has a place with its own key, or none where the key stands nowhere."""
    one, other = facts(claim), facts(evidence)
    places = aligned(one, other)
    assert len(places) == len(one.items)
    for item, place in zip(one.items, places, strict=True):
        if place is None:
            assert item.key not in other.keys
        else:
            assert other.items[place].key == item.key


@pytest.mark.parametrize(
    ("claim", "evidence", "places"),
    [
        ("ships", "ships left, ships came", (0,)),
        ("left ships", "ships left", (1, 0)),
        ("ships ships", "ships left ships", (0, 2)),
        ("came ships", "ships left, ships came, ships slept", (3, 4)),
        ("left slept", "slept sank left sank slept", (2, 4)),
        ("zebras", "ships left", (None,)),
        ("ships zebras left", "ships left", (0, None, 1)),
    ],
)
def test_order_and_nearness_speak_for_a_place(
    claim: str, evidence: str, places: tuple[int | None, ...]
) -> None:
    """Behind the last one rather than before it, near rather than far, and each place once."""
    assert aligned(facts(claim), facts(evidence)) == places


@pytest.mark.parametrize(
    ("claim", "evidence", "own"),
    [
        ("Then Quill rowed to Norham in the rain", "Then Merrow rowed to Norham in rain", (0, 5)),
        ("In the rain, Quill rowed to Norham", "Then Merrow rowed to Norham in rain", (2, 4)),
        ("wet boats", "", (2, 2)),
        ("the 40", "Merrow rowed", (0, 0)),
    ],
)
def test_own_words(claim: str, evidence: str, own: tuple[int, int]) -> None:
    """What the source has in the same order is not a claim's own; names and articles count not."""
    assert own_words(facts(claim), facts(evidence)) == own


@pytest.mark.parametrize(
    ("claim", "kept"),
    [("ships left", True), ("left ships", False), ("ships zebras left", True), ("zebras", True)],
)
def test_in_order(claim: str, kept: bool) -> None:
    """Of the words that both have; the others have no place."""
    assert in_order(facts(claim), facts("ships left")) is kept
