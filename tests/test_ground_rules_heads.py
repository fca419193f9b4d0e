"""The first half of a compound is not the whole."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import heads

ORDINARY = frozenset({"the", "its", "a"})


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The vaccine was stopped.", "The vaccine trial was stopped.", True),
        ("The vaccine stopped.", "The vaccine trial stopped.", True),
        ("It lowered its profit.", "It lowered its profit forecast.", True),
        ("The trial was stopped.", "The vaccine trial was stopped.", False),
        ("The trial of the vaccine was stopped.", "The vaccine trial was stopped.", False),
        ("The vaccine was stopped.", "The vaccine trial and the vaccine were stopped.", False),
        ("The vaccine was stopped.", "The vaccine trials were stopped.", False),
        ("The vaccine was stopped.", "The vaccine was stopped after the vaccine trial.", False),
        ("It closed the harbour.", "It closed the harbour alone.", False),
        ("It closed the harbour.", "It closed the harbour yesterday.", False),
        ("It closed the harbour.", "It closed the harbour after that.", False),
        ("The harbour closed.", "The harbour could have closed.", False),
        ("It is the capital.", "It is the capital city.", False),
        ("It saw the boats.", "It saw the boats sink.", False),
        ("It saw the people.", "It saw the people sink.", False),
        ("It saw the boat.", "It saw the boat sunk.", False),
        ("It saw the old boat.", "It saw the old boat.", False),
        ("Vaccine news came.", "The vaccine trial was news.", False),
    ],
)
def test_dropped(claim: str, evidence: str, wrong: bool) -> None:
    """Behind an article or its like, where another noun follows that the claim does not have."""
    assert heads.dropped(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong
