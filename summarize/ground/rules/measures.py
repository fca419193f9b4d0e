"""The same amount in two measures: "a fifth" and "20 percent", "two decades" and "20 years"."""

from __future__ import annotations

from fractions import Fraction

from summarize.ground.facts import Facts, Token
from summarize.numbers import Number

_IN_BASE = {
    "percent": ("", Fraction(1, 100)),
    "decade": ("year", Fraction(10)),
    "century": ("year", Fraction(100)),
    "fortnight": ("week", Fraction(2)),
}
"""Measures that are told in another one as well, and how many of it they are."""


def equal_to(item: Token, claim: Facts, evidence: Facts) -> Number | None:
    """Find the number of the evidence that is a claim's in another measure; None without one."""
    number = next((one for one in claim.numbers if item.start <= one.start < item.end), None)
    if number is None or number.year:
        return None
    others = (other for other in evidence.numbers if other.unit != number.unit)
    return next((other for other in others if _amount(other) == _amount(number)), None)


def _amount(number: Number) -> tuple[str, Fraction, bool]:
    """Give what is measured, "" for a share, how much of it, and whether it is an order."""
    unit, factor = _IN_BASE.get(number.unit or "", (number.unit or "", Fraction(1)))
    return unit, number.value * factor, number.ordinal
