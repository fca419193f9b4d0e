"""What goes with a word by a preposition goes with no other."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import attachments

FERRIES = "Ferries to the outer islands leave twice a day; a path climbs to the abbey."
VACCINE = "The vaccine is free for children under five and for anyone over 60; others pay."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Ferries to the abbey leave twice a day.", FERRIES, True),
        ("Ferries to the islands leave twice a day.", FERRIES, False),
        ("Ferries to the outer islands leave.", FERRIES, False),
        ("Ferries to the mainland leave.", FERRIES, False),
        ("The vaccine is free for others.", VACCINE, True),
        ("The vaccine is free for anyone over 60.", VACCINE, False),
        ("The tower was built as a prison.", "Built as a barn, the tower was a prison.", True),
        ("The tower was built as a barn.", "Built as a barn, the tower was a prison.", False),
        ("Sales of diesel cars fell.", "Sales of electric cars rose; those of diesel fell.", False),
        ("Sales of Corvane fell.", "Corvane said that sales of its nets fell.", True),
        ("Residents of Norham left.", "Residents of the old town of Norham left.", False),
        (
            "According to the clerk, it sank.",
            "According to the log, it sank beside the clerk.",
            False,
        ),
        ("Fear of the mayor grew.", "Fear grew, and fear of the sea; the mayor left.", False),
        ("Letters to Quill were lost.", "Letters to clerks, the mayor and Quill were lost.", False),
        ("Letters to Quill were lost.", "Letters to the clerk, who met Quill, were lost.", True),
        ("It is free for pilots.", "It is free for children, and for pilots.", False),
        ("It is free for pilots.", "It is free for children, and pilots paid for it.", True),
        ("Letters to the mayor were lost.", "Letters to the clerk and the mayor were lost.", False),
        ("The letter was to the mayor.", "The letter to the clerk named the mayor.", False),
    ],
)
def test_exchanged(claim: str, evidence: str, wrong: bool) -> None:
    """Where the word stands with something that the claim leaves out, and nowhere by itself."""
    assert attachments.exchanged(facts(claim), facts(evidence)) is wrong
