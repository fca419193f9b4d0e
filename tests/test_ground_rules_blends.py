"""The halves of two names do not make a third."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import blends

DAY = "At the Day of the Heron the painter Ada Quill spoke for hours about St. Verena and Norham."


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("She spoke about St. Norham.", False),  # too close to tell
        ("She spoke about St. Heron.", True),
        ("It was the Day of the Quill.", True),
        ("It was the Day of the Norham.", True),
        ("She spoke about St. Verena.", False),
        ("She spoke at the Day of the Heron.", False),
        ("Ada Quill spoke about Verena.", False),
        ("She spoke about St. Olaf.", False),  # a name that is not there at all is missing
    ],
)
def test_blended(claim: str, wrong: bool) -> None:
    """A name that goes on as another name of the source does is seen, where they stand apart."""
    ordinary = frozenset({"at", "it", "she"})
    assert blends.blended(facts(claim, ordinary), facts(DAY, ordinary)) is wrong


def test_titles_go_with_anybody() -> None:
    """Who bears a title is for other comparisons to tell."""
    evidence = facts("President Norham met, in the hall of the old harbour, Ada Quill.")
    assert not blends.blended(facts("President Quill met Norham."), evidence)


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Ada Merrow", "Ada Quill met, in the old hall, Zoe Merrow", True),
        ("Ada Merrow", "Ada Quill with Zoe Merrow", False),
        ("Ada of Norham", "Ada of Velden met, in the old hall, Zoe of Norham", True),
        ("Ada of the Norham", "Ada of the Velden met, in the old hall, Zoe of the Norham", True),
        ("Ada from Norham", "Ada from Velden met, in the old hall, Zoe from Norham", False),
        ("Ada of Norham", "Ada Velden met, in the old hall, Zoe of Norham", False),
    ],
)
def test_what_links_the_halves(claim: str, evidence: str, wrong: bool) -> None:
    """Nothing, a stop, or "of"; and the other name stands more than a few words away."""
    assert blends.blended(facts(claim, opens=False), facts(evidence, opens=False)) is wrong
