"""Which verb and which noun an amount or a date belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.dates import MONTHS
from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import Facts, Token, joined, word_at
from summarize.ground.rules import counted, roles

_OF_ANY_NUMBER = frozenset(("no", "none", "neither", "other", "another", "such"))
_NEAR = 7
"""Tokens before a noun in which a claim may say how much of it."""


def exchanged(claim: Facts, evidence: Facts) -> Iterator[Token]:
    """Give the numbers and dates of a claim that have the verb of another one.

    "Killed four and injured eleven" has not injured four; "born in 1901, she led it in 1946" is not
    born in 1946.
    """
    for place, item in enumerate(claim.items):
        if not _amount(item) or item.key not in evidence.places:
            continue
        if counted.difference(claim, claim.token_places[place]):
            continue  # of nothing that a verb tells: "12 metres deeper than planned"
        if _complement_of_another(claim, evidence, place):
            yield item
        verb = _governor(claim, place)
        own = {_governor(evidence, other) for other in evidence.places[item.key]}
        if not verb or {"", verb} & own:
            continue
        others = (
            other
            for other, rival in enumerate(evidence.items)
            if _amount(rival) == _amount(item) and rival.key != item.key
        )
        if any(_governor(evidence, other) == verb for other in others):
            yield item


@dataclass(frozen=True)
class _Taken:
    """A noun that only a part is told of: "three of the nine mines in Norham"."""

    noun: int
    """Its place among the items, as that of the others."""
    whole: str
    """Key of the number of all of them; "" where none is given."""
    own: range
    """The places of what says which of them are meant."""


def whole_for_part(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "three of the mines closed" has become "the mines closed".

    Of "three of the nine mines closed", "nine mines" says how many there are, and no more.
    """
    places = aligned(claim, evidence)
    return any(
        taken.noun in places
        and not _counted(claim, places.index(taken.noun), taken.whole)
        and any(place is not None and place not in taken.own for place in places)
        for taken in _taken_from(evidence)
        if evidence.items[taken.noun].key in claim.keys
    )


def _taken_from(facts: Facts) -> Iterator[_Taken]:
    for at, lower in enumerate(facts.lowers):
        if lower != "of" or word_at(facts, at + 1) not in words.OF_THEM or not _part(facts, at - 1):
            continue
        end = at + 2
        while end < len(facts.tokens) and facts.tokens[end].content:
            end += 1
        inside = [n for n in range(at + 2, end) if facts.tokens[n].kind in ("word", "name")]
        nouns = [n for n in inside[1:] if not roles.verb_form(facts.tokens[n])] or inside[:1]
        numbers = [t.key for t in facts.tokens[at + 2 : end] if t.kind == "number"]
        if nouns:
            noun = facts.token_places.index(nouns[-1])
            first = next(n for n, place in enumerate(facts.token_places) if place > at)
            behind = range(nouns[-1] + 1, len(facts.tokens))
            verb = next((n for n in behind if roles.verbal(facts.tokens[n])), len(facts.tokens))
            own = sum(place < verb for place in facts.token_places)
            yield _Taken(noun, (numbers or [""])[0], range(first, own))


def _part(facts: Facts, at: int) -> bool:
    """Tell whether a word says that there is no more than a part: "three", "half", "some"."""
    token = facts.tokens[at]
    return token.kind == "number" or token.text.lower() in words.PARTS


def _counted(claim: Facts, place: int, whole: str) -> bool:
    """Tell whether a claim says as well, before a noun, how much of it; the whole is no part."""
    at = claim.token_places[place]
    before = (n for n in range(max(0, at - _NEAR), at) if claim.tokens[n].key != whole)
    return any(_part(claim, n) or claim.lowers[n] in _OF_ANY_NUMBER for n in before)


def _amount(item: Token) -> str:
    """Give `number` or `date`, a month without a day among them; "" for anything else."""
    if item.key.endswith("."):
        return ""  # "the second quarter"
    if item.kind == "name" and item.text.lower() in MONTHS:
        return "date"
    return item.kind if item.kind in ("number", "date") else ""


def _complement_of_another(claim: Facts, evidence: Facts, place: int) -> bool:
    """Tell whether "8 euros for adults" has the adults of the source's "15 euros for adults"."""
    item, noun = claim.items[place], _complement(claim, place)
    own = [_beside(evidence, other) for other in evidence.places[item.key]]
    if not noun or any(noun in beside for beside in own):
        return False
    return any(
        _complement(evidence, other) == noun
        for other, rival in enumerate(evidence.items)
        if _amount(rival) == _amount(item) and rival.key != item.key
    )


def _complement(facts: Facts, place: int) -> str:
    """Give the noun of "8 crowns for adults": behind a preposition, in the same clause."""
    for behind in range(place + 1, min(place + 3, len(facts.items))):
        if joined(facts, place, behind):
            return ""
        if roles.preposition(facts, behind):
            return facts.items[behind].key
    return ""


def _beside(facts: Facts, place: int) -> set[str]:
    """Give the words at both sides of a number, in the same clause."""
    return {
        facts.items[other].key
        for other in range(max(0, place - 2), min(place + 3, len(facts.items)))
        if not joined(facts, *sorted((place, other)))
    }


def _governor(facts: Facts, place: int) -> str:
    """Give the verb that a number or date belongs to: before it, else behind it, in its clause."""
    before, behind = range(place - 1, -1, -1), range(place + 1, len(facts.items))
    for verb in (*before, *behind):
        if joined(facts, *sorted((verb, place))):
            continue
        item: Token = facts.items[verb]
        opening = verb == 0 and item.text.lower() in words.IRREGULAR_FORMS  # "Born in 1901, she"
        if (opening or roles.verb_form(item)) and item.key not in words.SAYING:
            return item.key
    return ""
