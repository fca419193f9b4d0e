"""An age is somebody's: a claim does not give it to another."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import ages

HURT = "Odo Quill, 52, and Ann Merrow, 47, were hurt."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Ann Merrow, 52, was hurt.", HURT, True),
        ("Odo Quill is 47.", HURT, True),
        ("Ann Merrow, 47, was hurt.", HURT, False),
        ("Odo Quill (52) was hurt.", HURT, False),
        ("Ann Merrow is 50.", HURT, False),
        ("Ida Venn, 52, was hurt.", HURT, False),
        ("Odo Quill, 52, was hurt.", "It was 52 when Odo Quill was hurt.", False),
    ],
)
def test_ages(claim: str, evidence: str, wrong: bool) -> None:
    """Only where both are told of with an age."""
    ordinary = frozenset({"it", "was"})
    assert ages.exchanged(facts(claim, ordinary), facts(evidence, ordinary)) is wrong
