"""Conditions and causes: what is only supposed is no fact, and no cause is added."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import suppositions

YARD = "The yard will close 40 docks unless the union accepts longer hours."
ASKED = "Asked whether he would sail again, Quill shrugged."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The union accepts longer hours.", YARD, True),
        ("The yard will close 40 docks.", YARD, True),
        ("The yard will close 40 docks unless the union accepts longer hours.", YARD, False),
        ("If the union does not accept longer hours, the yard will close docks.", YARD, False),
        ("The yard has 40 docks.", YARD, False),
        ("He would sail again.", ASKED, True),
        ("Quill shrugged.", ASKED, False),
        ("The yard will close docks.", "Even if it rains, the yard will close docks.", False),
        ("It has sunk.", "It looks as if it has sunk.", False),
        ("Longer hours", YARD, False),
        ("The crew may land.", "The crew may not land until it is light.", False),
        ("The crew need not land.", "The crew need not land until it is light.", True),
        ("The crew need not land before it is light.", "The crew need not land until dawn.", False),
        ("It was shut.", "It was not new, and was shut until dawn.", False),
        ("It will close before May.", "It will close before May unless they pay.", True),
        ("The locks were checked.", "It will open once the locks have been checked.", True),
        ("The crew left.", "Once the crew had left, it sank.", False),
        ("It will sail.", "It hopes to sell nets if it rains, but it will sail.", False),
        ("The union met.", "If it rains, it will close. The union met.", False),
        ("The wind dropped.", "Had the wind dropped, the fire would have stopped.", True),
        (
            "Quill said the wind dropped.",
            "Had the wind dropped, it would have stopped, said Quill.",
            True,
        ),
        ("The wind dropped.", "Had the wind not dropped, the fire would have spread.", False),
        ("The wind dropped.", "If the wind had not dropped, the fire would have spread.", False),
        ("The fire reached it.", "Had the wind not dropped, the fire would have reached it.", True),
        (
            "They will share the fee.",
            "Unless they agree, the clerk, whose fee they will share, will come.",
            False,
        ),
        (
            "The clerk will come.",
            "Unless they agree, the clerk, whose fee they will share, will come.",
            True,
        ),
        ("She had the roof mended.", "She bought it, had the roof mended and would stay.", False),
    ],
)
def test_condition_dropped(claim: str, evidence: str, wrong: bool) -> None:
    """Neither the condition nor what depends on it is stated by itself."""
    assert suppositions.condition_dropped(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("It sank because it was old.", "It sank, although it was old.", True),
        ("It sank because it was old.", "It was old, so it sank.", False),
        ("It sank because of a storm.", "It sank after a storm.", True),
        ("It sank and was old.", "It sank, although it was old.", False),
    ],
)
def test_cause_added(claim: str, evidence: str, wrong: bool) -> None:
    """Two things that the source only tells together are not cause and effect."""
    assert suppositions.cause_added(facts(claim), facts(evidence)) is wrong
