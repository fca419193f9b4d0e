"""The words that belong to a number: an answer carries "nearly" where its source does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize import numbers
from summarize.numbers import Number, units

_BEHIND = re.compile(r"(?P<noun>.*?)(?P<hedge>[\s-]*(?:\b(?:or|and|plus)\b|\+).*)", re.DOTALL)
"""What stands behind a number up to the end of its hedge: "40 boats or more"."""


def hedged(text: str, evidence: str) -> str:
    """Give the numbers of an answer the hedges that they have in its evidence.

    Models copy "110,000" where the source says "nearly 110,000", and the answer would say more
    than the source does.

    Example:
        >>> hedged("40 boats", "Nearly 40 boats sank.")
        'Nearly 40 boats'
    """
    stated = numbers.find(evidence)
    for number in reversed(numbers.find(text)):
        if source := _source(number, stated):
            text = _behind(text, number, evidence[source.end : source.outer[1]])
            text = _before(text, number, evidence[source.outer[0] : source.start])
    return text


def _source(number: Number, stated: Iterable[Number]) -> Number | None:
    """Return the same number of the evidence, for one that has no hedge; either may lack a unit.

    None where the evidence has it without a hedge as well: then the answer may be as exact.
    """
    if number.hedge or number.ordinal:
        return None
    same = [
        each
        for each in stated
        if each.value == number.value
        and not each.ordinal
        and (number.unit is None or each.unit in (None, number.unit))
    ]
    hedged = next((each for each in same if each.hedge), None)
    if hedged and any(each.hedge is None and each.unit == hedged.unit for each in same):
        return None
    return hedged


def _before(text: str, number: Number, words: str) -> str:
    if number.unit and (currency := units.PREFIX.search(words)):
        words = words[: currency.start()]  # the answer has its own: no "$about $40"
    start = number.outer[0]
    if text[:start].strip() and words[1:2].islower():
        words = words[0].lower() + words[1:]  # it opened a sentence there, and does not here
    return text[:start] + words + text[start:]


def _behind(text: str, number: Number, words: str) -> str:
    """Put in the hedge after the noun, and the noun as well where the answer ends before it."""
    found = _BEHIND.fullmatch(words)
    if found is None:
        return text
    noun, following = found["noun"], text[number.end :]
    if re.match(re.escape(noun) + r"(?!\w)", following, re.IGNORECASE):
        place = number.end + len(noun)
        return text[:place] + found["hedge"] + text[place:]
    return text if re.match(r"\s*\w", following) else text[: number.end] + words + following
