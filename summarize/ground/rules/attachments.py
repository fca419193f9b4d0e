"""What goes with a word by a preposition: "ferries to the islands" do not go "to the abbey"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from summarize.ground import words
from summarize.ground.facts import JOINTS, Facts, word_at
from summarize.ground.rules import roles

_ATTACHING = frozenset(("of", "to", "as", "for", "with", "against"))
"""Prepositions behind a word of which it has one: others say where and when, one after another."""
_JOINING = frozenset(("and", "or"))
_IN_A_LIST = 5
"""Tokens behind a comma in which a list has its "and"."""


def exchanged(claim: Facts, evidence: Facts) -> bool:
    """Tell whether something goes with a word that, in the source, goes with another word.

    Only where the word stands there with the same preposition, each time with something that the
    claim has not.
    """
    for place, preposition in _attaching(claim):
        stated = evidence.places.get(claim.items[place].key, ())
        if any(pair in pairwise(evidence.lowers) for pair in _meant(preposition)):
            continue
        thing = list(_phrase(claim, place))
        others = [
            list(_clause(evidence, other))
            for other in stated
            if word_at(evidence, evidence.token_places[other] + 1) == preposition
        ]
        known = bool(others) and len(others) == len(stated) and evidence.keys.issuperset(thing)
        if known and all(_another(thing, other, claim) for other in others):
            return True
    return False


def _attaching(facts: Facts) -> Iterator[tuple[int, str]]:
    """Give each word behind which a preposition stands, "according to" aside."""
    for place, item in enumerate(facts.items):
        preposition = word_at(facts, facts.token_places[place] + 1)
        named = item.kind in ("word", "name") and item.text.lower() != "according"
        if named and preposition in _ATTACHING:
            yield place, preposition


def _meant(preposition: str) -> Iterator[tuple[str, str]]:
    """Give the words that may mean what a preposition stands behind: "those of diesel cars"."""
    yield from ((pronoun, preposition) for pronoun in ("that", "those", "one", "ones"))


def _phrase(facts: Facts, place: int) -> Iterator[str]:
    """Give the words behind a word's preposition, up to the next small word or verb."""
    begun = False
    for token in facts.tokens[facts.token_places[place] + 2 :]:
        if token.kind not in ("word", "name") or (begun and roles.verb_form(token)):
            if begun or token.text.lower() not in words.OF_THEM:
                return
        else:
            begun = True
            yield token.key


def _clause(facts: Facts, place: int) -> Iterator[str]:
    """Give all words behind a word's preposition, up to a verb or another clause."""
    start = facts.token_places[place] + 1
    for at in range(start + 1, len(facts.tokens)):
        token, lower = facts.tokens[at], facts.lowers[at]
        joined = lower in _JOINING or (lower == "," and _listed(facts, at, facts.lowers[start]))
        if roles.verbal(token) or (lower in JOINTS and not joined):
            return
        if token.content:
            yield token.key


def _listed(facts: Facts, comma: int, preposition: str) -> bool:
    """Tell "for you, and for me" and "for you, them and me" from "for you, and they left"."""
    behind = [token.text.lower() for token in facts.tokens[comma + 1 : comma + 1 + _IN_A_LIST]]
    again = behind[:1] == [preposition] or behind[1:2] == [preposition]
    return again or not _JOINING.isdisjoint(behind[1:])


def _another(thing: Sequence[str], other: Sequence[str], claim: Facts) -> bool:
    """Tell two things apart by their words up to the first that they share, a verb perhaps."""
    ours = list(takewhile(lambda key: key not in other, thing))
    theirs = list(takewhile(lambda key: key not in thing, other))
    return bool(ours) and bool(theirs) and claim.keys.isdisjoint(theirs)
