"""Who acts in a claim, and what tells that a word is a verb."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import actors


@pytest.mark.parametrize(
    ("text", "verb", "acts"),
    [
        ("The union pays no rent.", "pays", "union"),
        ("The union pays its rent.", "pays", "union"),
        ("The moth that visits the tree lays its eggs.", "lays", None),  # not the tree
        ("Quill argued that keeping the pier would cost 9 jobs.", "cost", "pier"),
    ],
)
def test_what_acts_in_a_claim(text: str, verb: str, acts: str | None) -> None:
    """By the object behind the verb where its form tells nothing, and past no relative clause."""
    found = facts(text)
    place = next(place for place, item in enumerate(found.items) if item.text == verb)
    acting = actors.acting(found, place)
    assert (None if acting is None else found.items[acting].text) == acts


@pytest.mark.parametrize(
    ("claim", "verb", "known", "actor"),
    [
        ("Two trapped miners were saved.", "trapped", "", None),
        ("Two trapped miners were saved.", "saved", "", "miners"),
        ("Two trapped miners.", "trapped", "", "Two"),
        ("The tavern serves eel.", "serves", "", None),
        ("The tavern serves eel.", "serves", "serv", "tavern"),
    ],
)
def test_who_acts_in_a_claim(claim: str, verb: str, known: str, actor: str | None) -> None:
    """A participle before a noun is no verb where another one follows; a verb may be known."""
    told = facts(claim, frozenset(("the", "two")))
    (place,) = [place for place, item in enumerate(told.items) if item.text == verb]
    acting = actors.acting(told, place, frozenset({known}))
    assert (None if acting is None else told.items[acting].text) == actor


@pytest.mark.parametrize(
    ("evidence", "known"),
    [
        ("Quill left for a tavern that serves eel.", {"serv"}),
        ("Quill said that prices fall.", set()),
        ("The hope that prices fall grew.", set()),
        ("Critics accuse the port.", {"accus"}),
        ("They who row to sail will sink.", {"row", "sail", "sink"}),
    ],
)
def test_what_must_be_a_verb(evidence: str, known: set[str]) -> None:
    """By what stands before it: "who", "to", "will", or a noun and "that"."""
    assert actors.verbs(facts(evidence)) == known
