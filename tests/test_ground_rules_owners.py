"""Whose something is, is part of what is said of it."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import owners

ORDINARY = frozenset({"the", "a", "their"})
REJECTED = "The judge, rejecting the keeper's request, freed Mr Odo Farrin."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The judge rejected Odo Farrin's request.", REJECTED, True),
        ("The judge rejected the keeper's request.", REJECTED, False),
        ("The judge rejected the clerk's request.", REJECTED, False),
        ("Odo Farrin's yacht sank.", "The yacht of Odo Farrin and the keeper's yacht sank.", False),
        ("Quill's boat sank.", "Their boat sank, and Quill swam.", False),
        ("Ann Quill's old boat sank.", "Quill's boat, an old one, sank as Ann swam.", False),
        ("The boat sank.", "Quill's boat sank.", False),
        ("'s", "'s", False),
    ],
)
def test_what_belongs_to_another(claim: str, evidence: str, wrong: bool) -> None:
    """Only where the source names an owner, and knows the other one."""
    assert owners.exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong
