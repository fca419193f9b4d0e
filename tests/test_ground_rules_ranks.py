"""A rank, and since when something is the first of its kind, are part of what is said."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import ranks

USSEL = "The Ussel is the second longest river."
BOTH = "The Tarn is the longest river and the Ussel the second longest."
STRIKE = "The strike, the first since 1990, ended on Friday."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The Ussel is the longest river.", USSEL, True),
        ("The Ussel is the second longest river.", USSEL, False),
        ("The Ussel is the third longest river.", USSEL, True),
        ("The Tarn is the longest river.", BOTH, False),
        ("The Ussel is the oldest river.", USSEL, False),
        ("The forest burned.", "The second forest burned.", False),
    ],
)
def test_a_rank_is_kept(claim: str, evidence: str, wrong: bool) -> None:
    """Of a superlative, where the source has it with another rank alone."""
    assert ranks.dropped(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("It was the first strike.", STRIKE, True),
        ("The strike ended in 1990.", STRIKE, True),
        ("It was the first strike since 1990.", STRIKE, False),
        ("The strike ended on Friday.", STRIKE, False),
        ("It was the lowest level.", "It is at its lowest level since 2008.", True),
        ("It was shut in 1990.", "It has been shut since 1990.", False),
    ],
)
def test_since_when_it_is_the_first(claim: str, evidence: str, wrong: bool) -> None:
    """It is neither the first of all, nor was it then."""
    assert ranks.first_since(facts(claim), facts(evidence)) is wrong
