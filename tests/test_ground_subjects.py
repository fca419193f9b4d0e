"""Whose act a verb tells of: found past brackets, relative clauses and joined verbs."""

from __future__ import annotations

import pytest

from summarize.ground import subjects
from summarize.ground.facts import facts


def subject(text: str, verb: str) -> tuple[set[str], set[str]]:
    """Find the subject of the verb that is written so."""
    found = facts(text)
    place = next(place for place, item in enumerate(found.items) if item.text == verb)
    told = subjects.subject(found, place)
    return set(told.own), set(told.said - told.own)


@pytest.mark.parametrize(
    ("text", "verb", "own", "said"),
    [
        ("The mayor of Norham fined two boats.", "fined", {"mayor"}, {"norham"}),
        ("The mayor has not fined boats.", "fined", {"mayor"}, set()),
        ("The mayor has also fined boats.", "fined", {"mayor"}, set()),
        ("The dam broke, and the lake has since lost water.", "lost", {"lak"}, set()),
        ("The dam broke and was mended.", "mended", {"dam"}, set()),
        ("The union, which has 90 sailors, called.", "called", {"union"}, set()),
        ("The union, which helped sailors, called.", "helped", {"union"}, set()),
        ("A man who tried to rob Merrow was caught.", "caught", {"man"}, set()),
        ("A man who tried to rob Merrow was caught.", "tried", {"man"}, set()),
        ("Her ship, the Swift, sank.", "sank", {"ship"}, {"swift"}),
        ("The ship (the Swift) sank.", "sank", {"ship"}, {"swift"}),
        ("Police, firemen and doctors came.", "came", {"doctor"}, {"polic", "firemen"}),
        ("He said it sank.", "sank", set(), set()),
        ("The man held after the storm was freed.", "freed", {"storm"}, {"man", "hold"}),
        ("The bank warned, having predicted a fall.", "predicted", set(), set()),
        ("Rents doubled, whereas wages sank.", "sank", {"wag"}, set()),
        ("It sank. But was raised.", "raised", set(), set()),
        ("Sank, and rose.", "rose", set(), set()),
        ("In Norham, sank a ship.", "sank", set(), set()),
    ],
)
def test_subject(text: str, verb: str, own: set[str], said: set[str]) -> None:
    """Nothing is given where a pronoun, or nobody, does it."""
    assert subject(text, verb) == (own, said)
