"""What stands around a number: its unit, and the hedge that says how exact it is."""

from __future__ import annotations

import re
from dataclasses import replace

from summarize.numbers import units
from summarize.numbers.number import Number

_HEDGES = {
    "nearly": "nearly|almost|close to|approaching|just under|just below|just short of|not quite",
    "below": "under|less than|fewer than|below|lower than|smaller than",
    "at most": "up to|at most|at the most|no more than|not more than|as many as|as much as"
    "|a maximum of|maximum of",
    "over": "over|more than|above|exceeding|upwards? of|in excess of|north of|greater than"
    "|higher than|just over",
    "at least": "at least|no fewer than|no less than|not less than|a minimum of|minimum of",
    "about": "about|around|approximately|approx\\.?|roughly|some|circa|ca\\.|c\\.|an estimated"
    "|estimated|somewhere around|in the region of|on the order of|~|≈",
}
_AFTER = {
    "at least": "or more|or over|and over|or above|or older|or higher|\\+|(?<=-)plus",
    "at most": "or less|or fewer|or under|or younger",
    "about": "or so|or thereabouts",
}
_BEFORE_NUMBER = re.compile(
    r"(?<![\w])(?:"
    + "|".join(f"(?P<h{place}>{words})" for place, words in enumerate(_HEDGES.values()))
    + r")[\s(]*(?:(?:the|a|an|another)\s+)?$"
)
"""In lower case, which takes a third of the time that either case does."""
_PLACING = re.compile(r"(?:about|around|above|below|under|over)[\s(]+the\b")
"""It says where, and not how many: "lights around the 240 boats"."""
_AFTER_NUMBER = re.compile(
    r"[\s-]*(?:\w+\s+)?(?:"
    + "|".join(f"(?P<h{place}>{words})" for place, words in enumerate(_AFTER.values()))
    + r")(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|\u2013|\u2014|to|and|or)\s*[$€£]?", re.IGNORECASE)
_DURING = re.compile(
    r"\b(?:in|during|for|within|spanning|lasting|through|throughout|of|the)\s+$", re.I
)
_ARTICLE = re.compile(
    r"\b(?:for|of|by|in|at|within|after|lasting|spanning|the|an?|further|another|these|those|his|her|their|its)\s+$",
    re.I,
)
HALVES_OF_DAY = frozenset({"morning", "afternoon"})
TIMES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "fortnight"}
)


def surrounded(number: Number, text: str) -> Number:
    """Add the unit and the hedge that stand around a number."""
    start, end, unit = number.start, number.end, number.unit
    if prefix := units.PREFIX.search(text[max(0, start - 5) : start]):
        unit, start = units.name(prefix[0].rstrip(" -")), start - len(prefix[0])
    elif not number.ordinal and (suffix := units.after(text, end)) and _fits(unit, suffix[0]):
        unit, end = suffix
    hedge, start, end = _hedge(text, start, end, number)
    lasting, during = _duration(text, start, number, unit in TIMES, hedge)
    return replace(
        number, unit=unit, hedge=hedge, lasting=lasting, during=during, outer=(start, end)
    )


def _fits(unit: str | None, suffix: str) -> bool:
    """Tell whether a unit may follow: any a bare number, "a.m." and "p.m." a time of day."""
    return unit is None or (unit == "clock" and suffix in HALVES_OF_DAY)


def _duration(
    text: str, start: int, number: Number, time: bool, hedge: str | None
) -> tuple[bool, bool]:
    """Tell "over 12 days" that may mean "during", and the forms that say "during" outright."""
    before = text[max(0, start - 12) : start]
    over = hedge == "over" and re.match(r"over\s", text[start : start + 5], re.IGNORECASE)
    outright = bool(_DURING.search(before)) or text.startswith("-", number.end)
    return (
        bool(time and over and not _ARTICLE.search(before)),
        time and hedge is None and outright,
    )


def _hedge(text: str, start: int, end: int, number: Number) -> tuple[str | None, int, int]:
    if number.ordinal:
        return None, start, end
    before = _BEFORE_NUMBER.search(text[max(0, start - 32) : start].lower())
    if before and not _PLACING.match(before[0]):
        return _named(before, _HEDGES), start - len(before[0]), end
    if after := _AFTER_NUMBER.match(text, end):
        return _named(after, _AFTER), start, after.end()
    return None, start, end


def _named(match: re.Match[str], hedges: dict[str, str]) -> str:
    place = next(int(name[1:]) for name, words in match.groupdict().items() if words)
    return list(hedges)[place]


def shared_units(numbers: list[Number], text: str) -> list[Number]:
    """Give "24 to 29 km" its unit twice."""
    for place in range(len(numbers) - 2, -1, -1):
        one, other = numbers[place], numbers[place + 1]
        between = text[one.end : other.start]
        share = one.value < 1 < other.value and not text[one.start].isdigit()  # "a third to 4 km"
        if len(between) < 9 and _RANGE.fullmatch(between) and not (one.ordinal or share):
            if one.unit is None and other.unit not in (None, "clock", "decade"):
                numbers[place] = replace(one, unit=other.unit)
            elif other.unit is None and one.unit not in (None, "decade") and not other.ordinal:
                numbers[place + 1] = replace(other, unit=one.unit)
    return numbers
