"""Which verb and which noun an amount or a date belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.dates import MONTHS
from summarize.ground import counted, roles, words
from summarize.ground.facts import Facts, Token, joined


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
