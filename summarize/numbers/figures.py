"""Numbers in figures: "110,000", "110 000", "2½", "$5m", "21st", "10:30", "1990s"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from summarize.numbers import units
from summarize.numbers.number import Number
from summarize.numbers.spelled import SCALES

LONGEST = 60
"""Digits; what is longer is no number that anybody compares."""

_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_SPACES = "[ \u00a0\u202f\u2009]"
_DIGITS = re.compile(
    rf"(?<![\w.,/:])(?P<sign>(?<![\w\s])[-\u2212]|(?<=\s)[-\u2212]|^[-\u2212])?"
    rf"(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)"
    rf"|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+)(?P<decimals>\.\d+)?"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<fraction>{_SPACES}?[½⅓⅔¼¾⅕⅛]|{_SPACES}\d/\d\b|(?<=\b\d)/\d\d?(?![\d/]))"
    rf"|(?P<half>[\s-]+and[\s-]+a[\s-]+half\b)|(?P<clock>:\d\d)(?!\d)|(?P<decade>s)\b)?"
    rf"(?:{_SPACES}?(?P<short>k|mn|m|bn|b|tn)(?!\w)|(?P<scale>(?:[\s-]*(?:hundred|thousand|million"
    rf"|billion|trillion|dozen)\b)+))?|(?P<vulgar>[½⅓⅔¼¾⅕⅛])",
    re.IGNORECASE,
)
_OPENING = re.compile("[-\u2212\\d½⅓⅔¼¾⅕⅛]")


def find(text: str) -> Iterator[Number]:
    """Find the numbers in figures, without what stands around them."""
    for match in _written(text):
        if (value := _value(match)) is not None:
            unit = "clock" if match["clock"] else "decade" if match["decade"] else None
            number = Number(*match.span(), value, ordinal=bool(match["ordinal"]), unit=unit)
            yield _scaled(number, match) if match["short"] else number


def _written(text: str) -> Iterator[re.Match[str]]:
    """Match from each character that may open a number, which is quicker than from every one."""
    done = 0
    for opening in _OPENING.finditer(text):
        if opening.start() >= done and (match := _DIGITS.match(text, opening.start())):
            yield match
            done = match.end()


def _value(match: re.Match[str]) -> Fraction | None:
    if match["vulgar"]:
        return Fraction(_VULGAR[match["vulgar"]])
    whole = re.sub(r"\D", "", match["whole"]) + (match["decimals"] or "")
    if len(whole) > LONGEST:
        return None
    value = _with_fraction(Fraction(whole), match["fraction"] or "")
    if value is None:
        return None
    if match["half"]:
        value += Fraction(1, 2)
    if match["clock"]:
        value = value * 60 + int(match["clock"][1:])
    for scale in (match["scale"] or "").lower().replace("-", " ").split():
        value *= SCALES[scale]
    return -value if match["sign"] else value


def _with_fraction(value: Fraction, fraction: str) -> Fraction | None:
    """Add "½" or " 1/2", or divide by "/2"; None for a division by nought."""
    fraction = fraction.strip()
    if not fraction:
        return value
    if re.search(r"/0+$", fraction):
        return None
    if fraction.startswith("/"):
        return value / int(fraction[1:])
    return value + Fraction(_VULGAR.get(fraction, fraction) or 0)


def _scaled(number: Number, match: re.Match[str]) -> Number:
    """Read "$5m" as five million, "5m" as five metres."""
    short = match["short"].lower()
    money = units.PREFIX.search(match.string[max(0, match.start() - 5) : match.start()])
    if short in ("m", "b") and not money:
        figures = match.string[match.start() : match.start("short")].rstrip()
        return replace(number, end=match.start() + len(figures))
    return replace(number, value=number.value * _SHORT_SCALES[short])
