"""Numbers as people write them, with their units and hedges, compared as numbers.

"110,000", "110 000", "110 thousand" and "one hundred and ten thousand" have one value; "nearly"
before and "or more" behind are kept as the number's hedge, "km" and "percent" as its unit.
"""

from __future__ import annotations

from summarize.numbers import figures, spelled, surroundings
from summarize.numbers.number import Number

__all__ = ["Number", "find"]


def find(text: str) -> list[Number]:
    """Find the numbers in `text`, in reading order and without overlap.

    Example:
        >>> [(int(n.value), n.unit, n.hedge) for n in find("nearly 110,000 dollars, 3.5 million")]
        [(110000, 'dollar', 'nearly'), (3500000, None, None)]
    """
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
