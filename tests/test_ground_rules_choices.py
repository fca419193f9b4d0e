"""What a source leaves open between two is not one of them; what it excepts is not in all."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import choices

LAMP = "The fire was caused by a lamp or a stove."
BOATS = "All the boats except the cutter sank."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("A lamp caused the fire.", LAMP, True),
        ("A stove caused the fire.", LAMP, True),
        ("A lamp or a stove caused the fire.", LAMP, False),
        ("The fire had a cause.", LAMP, False),
        ("The lamp was old.", "The lamp was old; the fire was caused by it or a stove.", False),
        ("The lamp was old.", "The lamp was old, and a lamp or a stove caused it.", False),
        ("It is paid in cash.", "It can be paid in cash or nets.", False),
        ("No boat sank.", "No boat or raft sank.", False),
        ("It sank or rose.", "It rose.", False),
        ("Or so he said.", "Or so he said.", False),
        ("All the boats sank.", BOATS, True),
        ("All the boats except the cutter sank.", BOATS, False),
        ("The boats sank.", BOATS, False),
        ("All the boats sank.", "All the boats sank.", False),
        ("Ada Quill was a pilot.", "Ada Ines Quill or Ada Quill was a pilot.", False),
        ("Quill was a pilot.", "Ada Quill or Odo Merrow was a pilot.", True),
    ],
)
def test_choices(claim: str, evidence: str, wrong: bool) -> None:
    """Where each of two is so, as behind "can" or a denial, one of them may be told."""
    assert choices.narrowed(facts(claim), facts(evidence)) is wrong
