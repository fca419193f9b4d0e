"""Numbers as people write them, with their units and hedges, compared as numbers.

"110,000", "110 000", "110 thousand" and "one hundred and ten thousand" have one value; "nearly"
before and "or more" behind are kept as the number's hedge, "km" and "percent" as its unit.
"""

from __future__ import annotations

from functools import lru_cache

from summarize.numbers import figures, spelled, surroundings
from summarize.numbers.number import Number
from summarize.numbers.surroundings import TIMES

__all__ = ["TIMES", "Number", "find"]

REMEMBERED = 1000
"""Characters up to which a text is taken for a sentence, whose numbers are kept."""


def find(text: str) -> list[Number]:
    """Find the numbers in `text`, in reading order and without overlap.

    Example:
        >>> [(int(n.value), n.unit, n.hedge) for n in find("nearly 110,000 dollars, 3.5 million")]
        [(110000, 'dollar', 'nearly'), (3500000, None, None)]
    """
    return list(_remembered(text) if len(text) <= REMEMBERED else _found(text))


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Number, ...]:
    """Read a sentence once, which grounding holds against every claim, and figures come from."""
    return tuple(_found(text))


def _found(text: str) -> list[Number]:
    taken = bytearray(len(text))
    found: list[Number] = []
    for written in (figures.find, spelled.find):
        for number in written(text):
            if not any(taken[number.start : number.end]):
                found.append(number)
                taken[number.start : number.end] = b"\1" * (number.end - number.start)
    found.sort(key=lambda number: number.start)
    around = [surroundings.surrounded(number, text) for number in found]
    return surroundings.shared_units(around, text)
