"""Offices: a former one, a deputy's and an acting one's are other offices."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import offices


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Health minister Ada Merrow left.", "Former health minister Ada Merrow left.", True),
        ("Minister Ada Merrow left.", "Former Health Minister Ada Merrow left.", False),
        ("The mayor left.", "The deputy mayor left.", True),
        ("The mayor left.", "The ex-mayor left.", True),
        ("The deputy mayor left.", "The deputy mayor left.", False),
        ("The mayor left.", "The mayor and the deputy mayor left.", False),
        ("Merrow left.", "The former mayor Ada Merrow left.", False),
        ("The clerk left.", "The former clerk left.", False),
    ],
)
def test_raised(claim: str, evidence: str, wrong: bool) -> None:
    """Who held an office, or is next to it, does not hold it."""
    assert offices.raised(facts(claim), facts(evidence)) is wrong
