"""Numbers as people write them, with their units and hedges, compared as numbers.

"110,000", "110 000", "110 thousand" and "one hundred and ten thousand" have one value; "nearly"
before and "or more" behind are kept as the number's hedge, "km" and "percent" as its unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from summarize import units

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
} | {f"{word}th": value for word, value in SMALL.items() if value in (4, 6, 7, 10, 11, *range(13, 20))}
ORDINALS |= {f"{word[:-1]}ieth": SMALL[word] for word in _TENS} | {
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}{plural}": value
    for word, value in ORDINALS.items()
    if 2 < value < 11
    for plural in ("", "s")
}
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}

_WORD = "|".join(sorted({*SMALL, *SCALES, *ORDINALS}, key=len, reverse=True))
_SPACES = "[ \u00a0\u202f\u2009]"
_DIGITS = re.compile(
    rf"(?<![\w.,/:])(?P<sign>(?<![\w\s])[-\u2212]|(?<=\s)[-\u2212]|^[-\u2212])?"
    rf"(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)"
    rf"|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+)(?P<decimals>\.\d+)?"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<fraction>{_SPACES}?[½⅓⅔¼¾⅕⅛]|{_SPACES}\d/\d\b|(?<=\b\d)/\d\d?(?![\d/]))"
    rf"|(?P<half>[\s-]+and[\s-]+a[\s-]+half\b)|(?P<clock>:\d\d)(?!\d)|(?P<decade>s)\b)?"
    rf"(?:{_SPACES}?(?P<short>k|mn|m|bn|b|tn)(?!\w)|(?P<scale>(?:[\s-]+(?:hundred|thousand|million"
    rf"|billion|trillion|dozen)\b)+))?|(?P<vulgar>[½⅓⅔¼¾⅕⅛])",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"\b(?:(?:an?|half an?|half)[\s-]+(?=(?:{'|'.join(SCALES)})\b))?(?:{_WORD})\b"
    rf"(?:(?:[\s-]+|[\s-]+and[\s-]+(?!a half))(?:{_WORD})\b)*"
    rf"(?:[\s-]+and[\s-]+a[\s-]+half\b(?:[\s-]+(?:{'|'.join(SCALES)})\b)?)?",
    re.IGNORECASE,
)
_SHARES = re.compile(
    rf"\b(?:(?P<count>{'|'.join(SMALL)}|an?)[\s-]+)?(?P<part>{'|'.join(_PARTS)})\b"
    r"(?=\s+(?:of|the|an?|all|more|as)\b|[\s-]*$|[.,;])",
    re.IGNORECASE,
)

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
    + r")[\s(]*(?:(?:the|a|an|another)\s+)?$",
    re.IGNORECASE,
)
_AFTER_NUMBER = re.compile(
    r"[\s-]*(?:\w+\s+)?(?:"
    + "|".join(f"(?P<h{place}>{words})" for place, words in enumerate(_AFTER.values()))
    + r")(?!\w)",
    re.IGNORECASE,
)
_PRONOUN_ONE = re.compile(r"\b(?:no|any|every|some|each|which|this|that|the)[\s-]+$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|\u2013|\u2014|to|and|or)\s*[$€£]?", re.IGNORECASE)
_DURING = re.compile(r"\b(?:in|during|for|within|spanning|lasting|through|throughout|of|the)\s+$", re.I)
_ARTICLE = re.compile(r"\b(?:the|an?|further|these|those|his|her|their|its)\s+$", re.I)
_TIMES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "fortnight"}
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands (characters, `end` exclusive)."""

    start: int
    end: int
    value: Fraction
    ordinal: bool = False
    unit: str | None = None
    """Its one name, such as `kilometre`; `decade` for "1990s", `clock` for "10:30"."""
    hedge: str | None = None
    """`nearly`, `below`, `at most`, `over`, `at least` or `about`."""
    lasting: bool = False
    """True for "over 12 days", which may mean "during"."""
    during: bool = False
    """True for "in 12 days" and "a 12-day tour"."""
    outer: tuple[int, int] = (0, 0)
    """The span with the hedge and the unit."""

    @property
    def year(self) -> bool:
        """Tell whether it may be a year: four digits, nothing around them."""
        return self.value.denominator == 1 and 1000 <= self.value <= 2100 and self.unit is None


def find(text: str) -> list[Number]:
    """Find the numbers in `text`, in reading order and without overlap.

    Example:
        >>> [(int(n.value), n.unit, n.hedge) for n in find("nearly 110,000 dollars, 3.5 million")]
        [(110000, 'dollar', 'nearly'), (3500000, None, None)]
    """
    found = [number for number in _written(text) if number]
    found.sort(key=lambda number: number.start)
    return _shared_units([_surrounded(number, text) for number in found], text)


def _written(text: str) -> Iterator[Number]:
    taken: set[int] = set()
    for match in _DIGITS.finditer(text):
        if (value := _digits_value(match)) is not None:
            taken.update(range(*match.span()))
            unit = "clock" if match["clock"] else "decade" if match["decade"] else None
            number = Number(*match.span(), value, ordinal=bool(match["ordinal"]), unit=unit)
            yield _scaled(number, match) if match["short"] else number
    for match in _SHARES.finditer(text):
        if match.start() not in taken and _is_share(match):
            taken.update(range(*match.span()))
            yield Number(*match.span(), _share(match))
    for match in _WORDS.finditer(text):
        pronoun = match[0].lower() == "one" and _PRONOUN_ONE.search(text[: match.start()][-8:])
        if match.start() not in taken and match.end() - 1 not in taken and not pronoun:
            yield from _in_words(match)


def _digits_value(match: re.Match[str]) -> Fraction | None:
    if match["vulgar"]:
        return Fraction(_VULGAR[match["vulgar"]])
    whole = re.sub(r"\D", "", match["whole"])
    value = Fraction(whole + (match["decimals"] or ""))
    fraction = match["fraction"] or ""
    if fraction.startswith("/"):
        if not int(fraction[1:]):
            return None
        value /= int(fraction[1:])
    elif fraction:
        fraction = fraction.strip("  \u2009\u202f\u00a0")
        fraction = _VULGAR.get(fraction, fraction)
        if fraction.endswith("/0"):
            return None
        value += Fraction(fraction)
    if match["half"]:
        value += Fraction(1, 2)
    if match["clock"]:
        value = value * 60 + int(match["clock"][1:])
    for scale in (match["scale"] or "").lower().replace("-", " ").split():
        value *= SCALES[scale]
    return -value if match["sign"] else value


def _scaled(number: Number, match: re.Match[str]) -> Number:
    """Read "$5m" as five million, "5m" as five metres."""
    short = match["short"].lower()
    money = units.PREFIX.search(match.string[max(0, match.start() - 5) : match.start()])
    if short in ("m", "b") and not money:
        return replace(number, end=match.start("short"))
    return replace(number, value=number.value * _SHORT_SCALES[short])


def _share(match: re.Match[str]) -> Fraction:
    count = (match["count"] or "a").lower()
    return Fraction(SMALL.get(count, 1), _PARTS[match["part"].lower()])


def _is_share(match: re.Match[str]) -> bool:
    """Tell "a third of" and "half of" from "the third" and "half a million"."""
    if match["count"]:
        return True
    scale = re.match(rf"\s+an?\s+(?:{'|'.join(SCALES)})\b", match.string[match.end() :][:16])
    return match["part"].lower() == "half" and not scale


def _in_words(match: re.Match[str]) -> Iterator[Number]:
    """Read "one hundred and ten thousand"; words that do not add up are numbers of their own."""
    total = current = Fraction(0)
    begun: int | None = None
    end = last = 0
    for word in re.finditer(r"[a-z]+", match[0], re.IGNORECASE):
        token = word[0].lower()
        step = SMALL.get(token, ORDINALS.get(token, SCALES.get(token)))
        if token in ("a", "an", "and", "half") or step is None:
            half = Fraction(1, 2) if token == "half" else Fraction(0)
            current += half if begun is not None or half else 0
            begun = word.start() if begun is None else begun
            continue
        if begun is not None and current and token not in SCALES and not _adds(last, step):
            yield _worded(match, begun, end, total + current)
            if token == "second":
                return
            total, current, begun = Fraction(0), Fraction(0), None
        begun = word.start() if begun is None else begun
        end, last = word.end(), step
        if token in SCALES and step > 100:
            total, current = total + (current or 1) * step, Fraction(0)
        elif token in SCALES:
            current = (current or 1) * step
        else:
            current += step
        if token in ORDINALS:
            yield _worded(match, begun, end, total + current, ordinal=True)
            total, current, begun = Fraction(0), Fraction(0), None
    if begun is not None and (total or current or last == 0) and end:
        yield _worded(match, begun, max(end, len(match[0]) if current % 1 else end), total + current)


def _adds(last: int, step: int) -> bool:
    """Tell "twenty" + "one" and "hundred" + "ten" from "one two"."""
    return last >= 100 or (20 <= last < 100 and 0 < step < 10)


def _worded(
    match: re.Match[str], start: int, end: int, value: Fraction, *, ordinal: bool = False
) -> Number:
    return Number(match.start() + start, match.start() + end, value, ordinal=ordinal)


def _surrounded(number: Number, text: str) -> Number:
    """Add the unit and the hedge that stand around a number."""
    start, end, unit = number.start, number.end, number.unit
    if prefix := units.PREFIX.search(text[max(0, start - 5) : start]):
        unit, start = units.name(prefix[0].rstrip(" -")), start - len(prefix[0])
    elif unit is None and not number.ordinal and (suffix := units.after(text, end)):
        unit, end = suffix
    hedge, start, end = _hedge(text, start, end, number)
    time = unit in _TIMES
    over = hedge == "over" and text[start : start + 5].lower() in ("over ", "over\n")
    lasting = over and time and not _ARTICLE.search(text[max(0, start - 9) : start])
    during = time and (
        bool(_DURING.search(text[max(0, start - 12) : start])) or text[number.end] == "-"
    )
    return replace(
        number, unit=unit, hedge=hedge, lasting=lasting, during=during, outer=(start, end)
    )


def _hedge(text: str, start: int, end: int, number: Number) -> tuple[str | None, int, int]:
    if number.ordinal:
        return None, start, end
    if before := _BEFORE_NUMBER.search(text[max(0, start - 32) : start]):
        return _named(before, _HEDGES), start - len(before[0]), end
    if after := _AFTER_NUMBER.match(text, end):
        return _named(after, _AFTER), start, after.end()
    return None, start, end


def _named(match: re.Match[str], hedges: dict[str, str]) -> str:
    place = next(int(name[1:]) for name, words in match.groupdict().items() if words)
    return list(hedges)[place]


def _shared_units(numbers: list[Number], text: str) -> list[Number]:
    """Give "24 to 29 km" its unit twice."""
    for place in range(len(numbers) - 2, -1, -1):
        one, other = numbers[place], numbers[place + 1]
        between = text[one.end : other.start]
        if len(between) < 9 and _RANGE.fullmatch(between) and not one.ordinal:
            if one.unit is None and other.unit not in (None, "clock", "decade"):
                numbers[place] = replace(one, unit=other.unit)
            elif other.unit is None and one.unit and not other.ordinal:
                numbers[place + 1] = replace(other, unit=one.unit)
    return numbers
