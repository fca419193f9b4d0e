"""How often, or for each of what, an amount is told: "3 tonnes a year", "12 cents a share"."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground import words
from summarize.ground.facts import STRONG_MARKS, Facts, word_at
from summarize.ground.rules import roles

_REACH = 8
"""Tokens behind a number in which its rate may stand: "tonnes of carbon dioxide a year"."""
_WHEN = frozenset(("ago", "earlier", "later", "of", "old"))
"""Behind "a year", they say when something was, and no rate."""
_EACH = frozenset(("a", "an", "per", "each", "every"))


def differ(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a number has lost its rate, or has got one that the source does not give it."""
    stated = dict(_rates(evidence))
    claimed = dict(_rates(claim))
    for number in claimed.keys() | (stated.keys() & claim.keys):
        told = stated.get(number)
        if number not in evidence.keys:
            continue
        if number not in claimed and not _mentioned(claim, told):
            return True
        if number in claimed and claimed[number] != told:
            return True
    return False


def _mentioned(claim: Facts, rate: str | None) -> bool:
    return any(_unit(claim, at) == rate for at in range(len(claim.tokens)))


def _rates(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give the numbers that are told for each of something, and of what."""
    for place, token in enumerate(facts.tokens):
        if token.kind != "number" or token.key.endswith("."):
            continue
        for at in range(place + 1, min(place + 1 + _REACH, len(facts.tokens))):
            following = facts.tokens[at]
            ranging = word_at(facts, at - 1) in ("to", "and", "or")
            if following.text in STRONG_MARKS or (following.kind == "number" and not ranging):
                break
            unit = _rate(facts, at)
            if unit:
                yield token.key, unit
                break


def _rate(facts: Facts, place: int) -> str:
    """Give "year" for "a year" and "yearly"; "" for "in a year", "a year ago", "a second boat"."""
    lower = facts.lowers[place]
    if lower in _EACH and word_at(facts, place - 1) not in words.PREPOSITIONS:
        unit, behind = facts.tokens[place + 1 : place + 2], word_at(facts, place + 2)
        when = behind in _WHEN or (unit and unit[0].kind == "number")
        return "" if when or _compound(facts, place + 2) else _unit(facts, place + 1)
    return words.RATES[lower] if lower.endswith("ly") and lower in words.RATES else ""


def _compound(facts: Facts, place: int) -> bool:
    """Tell whether "a share" goes on: "a share issue"."""
    behind = facts.tokens[place : place + 1]
    noun = bool(behind) and behind[0].kind == "word" and not roles.verbal(behind[0])
    return noun and word_at(facts, place - 1) == "share"


def _unit(facts: Facts, place: int) -> str:
    """Give what a word says how often, or of each of what: "year" for "yearly" and "years"."""
    lower = word_at(facts, place)
    unit = words.stem(lower)
    return words.RATES.get(lower, unit if unit in words.RATES.values() else "")
