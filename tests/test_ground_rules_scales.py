"""Tens of thousands, and thousands."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import scales


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Thousands of men came.", "Hundreds of thousands of men came.", True),
        ("Tens of thousands came.", "Hundreds of thousands of men came.", True),
        ("Hundreds of thousands came.", "Hundreds of thousands of men came.", False),
        ("Hundreds of thousands came.", "Thousands came.", True),
        ("Thousands came.", "Thousands came, and tens of thousands left.", False),
        ("Hundreds came.", "Thousands of men came.", False),
        ("Dozens of men came.", "Dozens of the men came.", False),
    ],
)
def test_differ(claim: str, evidence: str, wrong: bool) -> None:
    """The words are the same, and a hundred times as many; other words are missing anyway."""
    assert scales.differ(facts(claim), facts(evidence)) is wrong
