"""The numbers that a document states, as candidates for the figures of a summary.

A small model invents numbers when it is asked to list them, and describes well those that it is
shown; so they are read off the text, and the model only says what each is the number of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from summarize import dates, numbers
from summarize.types import Sentence

YEARS = range(1000, 2100)
OLDEST = 120
"""Years that a person may have lived."""
NO_COUNTS = frozenset({"clock", "morning", "afternoon", "before christ", "anno domini"})
"""Units of hours and years: they say when, and count nothing."""

_LABELLED = re.compile(
    r"(?:\b(?:article|section|chapter|page|pages|part|paragraph|clause|figure|fig\.|table|appendix"
    r"|number|no\.|nos\.|room|route|highway|flight|level|version|volume|phase|wave|group|act|rule"
    r"|line|platform|gate|channel|class|grade|model|type|case|issue|psalm|verse|scene|tab|ad|a\.d\.)"
    r"|(?P<name>\b[A-Z]\w*))[ \u00a0]$|[#№]$",
    re.IGNORECASE,
)
"""What stands before a number that tells things of a kind apart: "Article 5", "Boeing 747"."""

_JOINED = re.compile(r"[A-Za-z][-\u2010\u2011]$")
"""What a number is joined to that belongs to a name: "COVID-19"."""

_AGE = re.compile(r"\w,[ \u00a0]$")
"""What stands before a number that is an age, and closed by a comma: "Ines Quill, 19, left"."""
_OLD = re.compile(r"[ \u00a0-]olds?\b")
"""What stands behind one: "a 19-year-old"."""
_WHEN = re.compile(r"[ \u00a0](?:ago|later|earlier)\b")
"""What stands behind a time that says when something was, and not how long it took."""

_COUNTED = re.compile(r"[ \u00a0](?:[a-z]+[ \u00a0])?[a-z]{3,}(?<!s)s\b")
"""A plural behind a number, which then counts: "In Norham 40 boats sank"."""


@dataclass(frozen=True)
class Quantity:
    """A number as the document writes it, with the words that belong to it."""

    text: str
    """With hedge and unit: "nearly 110,000", "12 days"."""
    value: str
    number: Fraction
    unit: str | None
    sentence: Sentence
    named: str
    """With the words behind it that name what it counts, where they do: "50,818 votes"."""


def quantities(sentences: Iterable[Sentence], most: int) -> tuple[Quantity, ...]:
    """Return the first `most` numbers that count or measure something, each value once."""
    found: dict[tuple[object, str | None], Quantity] = {}
    for sentence in sentences:
        if len(found) >= most:
            break
        if sentence.kind == "sentence":
            for number in _counting(sentence.text):
                found.setdefault((number.value, number.unit), _quantity(number, sentence))
    return tuple(found.values())[:most]


def _counting(text: str) -> Iterator[numbers.Number]:
    dated = [(found.start, found.end) for found in dates.find(text)]
    for number in numbers.find(text):
        plain = text[number.start : number.end]
        told_of = not number.ordinal and number.unit not in NO_COUNTS
        bare = _bare(number, plain) or _label(number, text) or _age(number, text)
        bare = bare or _passed(number, text) or _note(number, text) or _part_of_a_name(number, text)
        if told_of and not bare and not _within(number, dated):
            yield number


def _bare(number: numbers.Number, plain: str) -> bool:
    """Tell a year, and a word such as "one" or "half", from a number that counts something."""
    if plain.isdigit() and number.unit == "day" and int(number.value) in YEARS:
        return True  # "World Cup 2018 day five"
    if number.unit or number.hedge:
        return False
    return int(number.value) in YEARS if plain.isdigit() else plain.isalpha()


def _age(number: numbers.Number, text: str) -> bool:
    """Tell an age that stands between commas behind a name."""
    small = text[number.start : number.end].isdigit() and number.value < OLDEST
    closed = text[number.end : number.end + 1] == ","
    return small and closed and bool(_AGE.search(text[: number.start][-4:]))


def _passed(number: numbers.Number, text: str) -> bool:
    """Tell the years of an age, and the days "ago" or "later", from a time that something took."""
    end = number.outer[1]
    return number.unit in numbers.TIMES and bool(_OLD.match(text, end) or _WHEN.match(text, end))


def _note(number: numbers.Number, text: str) -> bool:
    """Tell a number that stands alone in brackets, of a note or a year: "[22]", "(594)"."""
    around = text[number.start - 1 : number.start], text[number.end : number.end + 1]
    return around in (("[", "]"), ("(", ")"))


def _part_of_a_name(number: numbers.Number, text: str) -> bool:
    """Tell the number of "Facility-1", and of "107's text", which is a section's."""
    joined = bool(_JOINED.search(text[: number.start][-2:]))
    return joined or text[number.end : number.end + 2] in ("'s", "’s")


def _label(number: numbers.Number, text: str) -> bool:
    """Tell a number that is part of a name from one that counts something."""
    before = _LABELLED.search(text[: number.start][-24:])
    if before is None or number.unit or number.hedge:
        return False
    name = before["name"]
    opens = name is not None and number.start == len(name) + 1
    counts = bool(_COUNTED.match(text, number.end)) or opens
    return name is None or (name[0].isupper() and not counts)


def _within(number: numbers.Number, spans: list[tuple[int, int]]) -> bool:
    return any(start <= number.start < end for start, end in spans)


def _quantity(number: numbers.Number, sentence: Sentence) -> Quantity:
    start, end = number.outer
    unit = sentence.text[number.end : end].strip() if number.unit else None
    value = sentence.text[start : number.end] if unit else sentence.text[start:end]
    return Quantity(
        sentence.text[start:end],
        value,
        number.value,
        unit or number.unit,
        sentence,
        sentence.text[start : _named(sentence.text, end)],
    )


def _named(text: str, end: int) -> int:
    """Find the end of the plural behind a number, at most one word away."""
    counted = _COUNTED.match(text, end)
    return counted.end() if counted else end
