"""Numbers in words: "one hundred and ten", "half a million", "twenty-first", "two thirds"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from summarize.numbers.number import Number

SMALL = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
}
ORDINALS |= {f"{word}th": value for word, value in SMALL.items() if 12 < value < 20}
ORDINALS |= {f"{word[:-1]}ieth": value for word, value in SMALL.items() if value >= 20}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}{plural}": value
    for word, value in ORDINALS.items()
    if 2 < value < 11
    for plural in ("", "s")
}

_LETTERS = re.compile(r"[a-z]+")
_NEEDED = frozenset({*SMALL, *SCALES, *ORDINALS, *_PARTS})
"""No pattern finds anything in a text without one of these, and most sentences have none."""

_WORD = "|".join(sorted({*SMALL, *SCALES, *ORDINALS}, key=len, reverse=True))
_WORDS = re.compile(
    rf"\b(?:(?:an?|half an?|half)[\s-]+(?=(?:{'|'.join(SCALES)})\b))?(?:{_WORD})\b"
    rf"(?:(?:[\s-]+|[\s-]+and[\s-]+(?!a half))(?:{_WORD})\b)*"
    rf"(?:[\s-]+and[\s-]+a[\s-]+half\b(?:[\s-]+(?:{'|'.join(SCALES)})\b)?)?",
    re.IGNORECASE,
)
_BEHIND_A_SHARE = (
    "above|after|and|at|before|below|between|but|by|during|each|from|in|last|on|over|since|than|this|"
    "to|under|when|while|within"
)
"""What may follow "fell by a third", and hardly "a third man"."""
_SHARES = re.compile(
    rf"\b(?:(?P<count>{'|'.join(SMALL)}|an?)[\s-]+)?(?P<part>{'|'.join(_PARTS)})\b"
    r"(?=\s+(?:of|the|an?|all|more|as|its|his|her|their|our|those|these)\b|[\s-]*$|[.,;]"
    rf"|(?(count)\s+(?:{_BEHIND_A_SHARE})\b|(?!)))",
    re.IGNORECASE,
)
_PRONOUN_ONE = re.compile(r"\b(?:no|any|every|some|each|which|this|that|the)[\s-]+$", re.IGNORECASE)


def find(text: str) -> Iterator[Number]:
    """Find the numbers in words, without what stands around them; parts of one may overlap."""
    if _NEEDED.isdisjoint(_LETTERS.findall(text.lower())):
        return
    for match in _SHARES.finditer(text):
        if _is_share(match):
            yield Number(*match.span(), _share(match))
    for match in _WORDS.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if match[0].lower() != "one" or not _PRONOUN_ONE.search(before):
            yield from _read(match)


def _share(match: re.Match[str]) -> Fraction:
    count = (match["count"] or "a").lower()
    return Fraction(SMALL.get(count, 1), _PARTS[match["part"].lower()])


def _is_share(match: re.Match[str]) -> bool:
    """Tell "a third of" and "half of" from "the third" and "half a million"."""
    if match["count"]:
        return True
    scale = re.match(
        rf"\s+an?\s+(?:{'|'.join(SCALES)})\b", match.string[match.end() : match.end() + 16]
    )
    return match["part"].lower() == "half" and not scale


class _Sum:
    """A number in the making: "one hundred and ten" waits for "thousand"."""

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.whole = Fraction(0)
        self.part = Fraction(0)
        self.last = 0

    @property
    def value(self) -> Fraction:
        return self.whole + self.part

    def takes(self, word: str, value: int) -> bool:
        """Tell whether a word goes on: "twenty" + "one", "hundred" + "ten", not "one" + "two"."""
        if word in SCALES or not self.value:
            return True
        return self.last >= 100 or (20 <= self.last < 100 and 0 < value < 10)

    def add(self, word: str, value: int, end: int) -> None:
        if word not in SCALES:
            self.part += value
        elif value > 100:
            self.whole += (self.part or Fraction(1)) * value
            self.part = Fraction(0)
        else:
            self.part = (self.part or Fraction(1)) * value
        self.end, self.last = end, value


def _read(match: re.Match[str]) -> Iterator[Number]:
    """Read a run of number words; words that do not add up are numbers of their own."""
    current: _Sum | None = None
    for found in re.finditer(r"[a-z]+", match[0], re.IGNORECASE):
        word, start, end = found[0].lower(), *found.span()
        value = {**ORDINALS, **SCALES, **SMALL}.get(word)
        if value is None:
            current = current or _Sum(start)
            if word == "half":
                current.part += Fraction(1, 2)
                current.end = end
            continue
        if current and not current.takes(word, value):
            yield _number(match, current)
            if word == "second":
                return
            current = None
        current = current or _Sum(start)
        current.add(word, value, end)
        if word in ORDINALS:
            yield _number(match, current, ordinal=True)
            current = None
    if current and current.end > current.start:
        yield _number(match, current)


def _number(match: re.Match[str], found: _Sum, *, ordinal: bool = False) -> Number:
    start, end = match.start() + found.start, match.start() + found.end
    return Number(start, end, found.value, ordinal=ordinal)
