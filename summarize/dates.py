"""Dates as people write them, found with their spans and compared part by part.

A date here is partial: "March 11" has no year, "Saturday" only a weekday. "03/04/2024" is kept
ambiguous, because nothing in it tells the month from the day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

REMEMBERED = 1000
"""Characters up to which a text is taken for a sentence, whose dates are kept."""

MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
WEEKDAYS = {
    "monday": 1,
    "tuesday": 2,
    "wednesday": 3,
    "thursday": 4,
    "friday": 5,
    "saturday": 6,
    "sunday": 7,
}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
SHORT_WEEKDAYS = {name[:3]: number for name, number in WEEKDAYS.items()} | {
    "tues": 2,
    "thur": 4,
    "thurs": 4,
}

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?(?=,?\s+(?:\d|the\s+\d"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))))"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th)(?![a-z]))?(?![\d%]|[.,]\d|:\d)"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\d%]|[.,]\d)"
_GAP = r"[ \t\u00a0\u202f]*\n?[ \t\u00a0\u202f]*"
_TO = rf"{_GAP}(?:-|\u2013|\u2014|to|through|until|till|and|/){_GAP}"
_LAST = r"(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%\w]|[.,:]\d)"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.,/-])(?P<year>1\d{3}|20\d\d)(?P<cut>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=cut)"
        r"(?P<day>0?[1-9]|[12]\d|3[01])(?![\d/]|[-.]\d)",
        r"(?<![\w.,/-])(?P<one>0?[1-9]|[12]\d|3[01])(?P<cut>[-/.])(?P<two>0?[1-9]|[12]\d|3[01])(?P=cut)"
        r"(?P<year>1\d{3}|20\d\d)(?![\d/]|[-.]\d)",
        rf"\b(?:{_WEEKDAY},?{_GAP}(?:the{_GAP})?)?(?<![\d.,])\b{_DAY}(?:{_TO}{_LAST})?"
        rf"{_GAP}(?:of{_GAP})?{_MONTH}(?!\w)(?:,?{_GAP}{_YEAR})?",
        rf"\b(?:{_WEEKDAY},?{_GAP})?{_MONTH}{_GAP}(?:the{_GAP})?\b{_DAY}"
        rf"(?:{_TO}{_LAST}(?!{_GAP}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))?"
        rf"(?:,?{_GAP}{_YEAR})?",
        rf"\b{_MONTH},?{_GAP}(?:of{_GAP})?{_YEAR}",
        r"(?<=\b[Ii]n )(?P<month>May|March|April|June|August)\b(?![ ]+[A-Z])",
        r"\b(?:(?:[Oo]f|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Dd]uring|[Ff]rom|[Tt]o"
        rf"|[Mm]id)[- ]{_GAP}|(?<=[a-z,] ))(?P<month>May|March|April|June|August)\b(?! [A-Z])"
        r"(?<!, May)(?<! to March)",
        r"\b(?P<month>January|February|July|September|October|November|December)\b",
        rf"\b{_WEEKDAY}",
        r"(?<![\w.,$£€-])(?P<year>1[1-9]\d\d|20\d\d)(?P<decade>s)?\b(?![%\u2013-]?\w|[.,]\d)",
    )
)
"""Tried in this order; an earlier one keeps what it has found."""

_MARKS = {
    "month": re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
    "weekday": re.compile(r"Mon|Tue|Wed|Thu|Fri|Sat|Sun"),
    "year": re.compile(r"1\d{3}|20\d\d"),
    "digit": re.compile(r"\d"),
}


def _mark(pattern: str) -> str:
    """Name what a text must have for a pattern to find anything in it."""
    if "(?P<month>May" in pattern or "(?P<month>January|" in pattern or _MONTH in pattern:
        return "month"
    if "(?P<weekday>" in pattern:
        return "weekday"
    return "year" if "(?P<year>" in pattern else "digit"


_NEEDED = {pattern: _mark(pattern.pattern) for pattern in _PATTERNS}
"""Most sentences have no mark, and looking for it is quicker than trying the pattern."""

_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|of|during|before|after|to|and|or|year|around|about|circa|late|early"
    r"|through|between|for|the|spring|summer|autumn|fall|winter|season|ca?\.|mid)[\s-]+|[(\u2013,;]\s*|^\s*)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+(?:[a-z]+[- ])?(?:[a-z]{3,}(?<!s)s|people|men|women|children|km|kg|m)\b")
_VERBS = re.compile(
    r"\s+(?:was|is|has|does|as|its|his|this|sees|saw|across|plus|versus|thus|always)\b"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or part of one, and where it stands (characters, `end` exclusive)."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """1 is Monday, 7 is Sunday, as in ISO 8601."""
    ambiguous: tuple[int, int] | None = None
    """The two leading numbers of "03/04/2024", which may be month and day or day and month."""
    decade: bool = False
    """True for "1990s", where `year` is the decade's first."""

    @property
    def iso(self) -> str | None:
        """The date as `YYYY-MM-DD`; None when it is not a full, real and unambiguous one."""
        if not (self.year and self.month and self.day):
            return None
        try:
            return datetime.date(self.year, self.month, self.day).isoformat()
        except ValueError:
            return None


def find(text: str) -> list[Date]:
    """Find the dates in `text`, in reading order and without overlap.

    Example:
        >>> [(date.month, date.day, date.iso) for date in find("from March 11 to 22, 2024")]
        [(3, 11, '2024-03-11'), (3, 22, '2024-03-22')]
    """
    return list(_remembered(text) if len(text) <= REMEMBERED else _found(text))


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Date, ...]:
    """Read a sentence once, which grounding holds against every claim."""
    return tuple(_found(text))


def _found(text: str) -> list[Date]:
    marks = {name for name, mark in _MARKS.items() if mark.search(text)}
    taken = bytearray(len(text))
    dates: list[Date] = []
    for pattern in _PATTERNS if marks else ():
        if _NEEDED[pattern] not in marks:
            continue
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]) and _plausible(match):
                dates.extend(_read(match))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return sorted(dates, key=lambda date: date.start)


def iso(text: str) -> str | None:
    """The only full date in `text` as `YYYY-MM-DD`; None when there is none, or several."""
    full = {date.iso for date in find(text)} - {None}
    return full.pop() if len(full) == 1 else None


def _plausible(match: re.Match[str]) -> bool:
    """Tell a year from a count: "in 1998" from "1998 people"."""
    if set(match.re.groupindex) != {"year", "decade"}:
        return True
    before = match.string[max(0, match.start() - 24) : match.start()]
    counted = _COUNTED.match(match.string, match.end()) and not _VERBS.match(
        match.string, match.end()
    )
    return bool(match["decade"]) or (bool(_BEFORE_YEAR.search(before)) and not counted)


def _read(match: re.Match[str]) -> Iterator[Date]:
    parts = {name: value for name, value in match.groupdict().items() if value}
    names = [name for name in ("weekday", "month", "day", "year", "one") if name in parts]
    date = Date(
        min(match.start(name) for name in names),
        match.end(),
        year=int(parts["year"]) if "year" in parts else None,
        month=_month(parts["month"]) if "month" in parts else None,
        day=int(parts["day"]) if "day" in parts else None,
        weekday=_weekday(parts["weekday"]) if "weekday" in parts else None,
        decade="decade" in parts,
    )
    if "one" in parts:
        yield _numeric(date, int(parts["one"]), int(parts["two"]))
    elif "last" in parts:
        yield from _range(date, match)
    else:
        yield date


def _month(word: str) -> int:
    word = word.rstrip(".").lower()
    if word.isdigit():
        return int(word)
    return MONTHS.get(word) or SHORT_MONTHS[word]


def _weekday(word: str) -> int:
    word = word.rstrip(".").lower()
    return WEEKDAYS.get(word) or SHORT_WEEKDAYS[word]


def _numeric(date: Date, one: int, two: int) -> Date:
    if one == two or (one > 12) != (two > 12):
        return replace(date, month=two if one > 12 else one, day=one if one > 12 else two)
    return replace(date, ambiguous=(one, two))


def _range(date: Date, match: re.Match[str]) -> Iterator[Date]:
    """Give both ends of "March 11 to 22" or "11-22 March 2024"; the month and year are shared."""
    yield replace(date, end=match.end("day"))
    yield replace(date, start=match.start("last"), day=int(match["last"]), weekday=None)
