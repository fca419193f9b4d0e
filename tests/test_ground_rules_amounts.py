"""Amounts and dates: a claim gives none another verb, or another noun."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import amounts

ORDINARY = frozenset({"the", "she", "in", "he", "it", "a", "boats"})
FIRE = "A fire killed four sailors and injured eleven others."
BORN = "Born in Larne in 1901, she studied in Norham and became head of the school in 1946."
TICKETS = "Tickets cost 15 crowns for adults and 8 crowns for children."
VOTED = "The guild voted against the dam in January but supported it in June."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("A fire injured four sailors and killed eleven others.", FIRE, ["four", "eleven"]),
        ("A fire killed four sailors and injured eleven others.", FIRE, []),
        ("Four sailors were killed and eleven injured.", FIRE, []),
        ("Four sailors were injured and eleven killed.", FIRE, ["Four", "eleven"]),
        ("She was born in 1946.", BORN, ["1946"]),
        ("She was born in 1901.", BORN, []),
        ("In 1946 she became head of the school.", BORN, []),
        ("It rose on 3 May.", "It rose on 2 May and fell on 3 May.", ["3 May"]),
        ("It rose by 9 tons.", "It fell by 9 tons.", []),
        ("On 3 May 9 boats sank.", "On 3 May 4 boats sank and 9 burned.", ["9"]),
        ("Pier 9 burned.", "On Sunday pier 4 burned and pier 9 closed.", ["9"]),
        ("4 boats sank.", "9 boats sank but 4 burned.", ["4"]),
        ("4 boats sank.", "9 boats sank or 4 burned.", ["4"]),
        ("4 boats sank.", "9 boats sank while 4 burned.", ["4"]),
        ("4 boys sank.", "9 boats sank which 4 boys burned.", ["4"]),
        ("4 boys sank.", "9 boats sank that 4 boys burned.", ["4"]),
        ("4 boys drowned.", "9 sailors drowned who 4 boys saved.", ["4"]),
        (
            "It sank 3 metres deeper than planned.",
            "It sank 9 metres, 3 metres deeper than planned.",
            [],
        ),
    ],
)
def test_amounts(claim: str, evidence: str, wrong: list[str]) -> None:
    """A number or a date keeps its verb, in whatever voice; what no other one has is not judged."""
    found = amounts.exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert [item.text for item in found] == wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Tickets cost 8 crowns for adults.", TICKETS, ["8"]),
        ("Tickets cost 15 crowns for children.", TICKETS, ["15"]),
        ("Tickets cost 15 crowns for adults.", TICKETS, []),
        ("For children tickets cost 8 crowns.", TICKETS, []),
        ("The guild supported the dam in January.", VOTED, ["January"]),
        ("The guild supported the dam in June.", VOTED, []),
        (
            "It costs 8 crowns for children.",
            "Children pay 8 crowns, and 15 crowns for children with dogs.",
            [],
        ),
        (
            "It costs 12 crowns for adults.",
            "It costs 15 crowns for adults on Sunday and 12 crowns for adults on Monday.",
            [],
        ),
        (
            "It fell in the second quarter.",
            "It rose in the first and fell in the second quarter.",
            [],
        ),
    ],
)
def test_complements(claim: str, evidence: str, wrong: list[str]) -> None:
    """A number keeps what it is for, a month what was done in it."""
    found = amounts.exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert [item.text for item in found][:1] == wrong
