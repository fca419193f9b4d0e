"""Names and figures of a text written by people, and which of them another text has.

A name counts word by word, so that "Obama" covers half of "Barack Obama"; a figure by its value,
so that "110,000" covers "one hundred and ten thousand".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from summarize import numbers

Item = str | Fraction
"""A word of a name, or the value of a figure."""

_WORD = re.compile(r"(?<!\w)[^\W\d_]\w+")
_OPENING = 8
"""Characters before a word in which a stop and quotation marks would stand."""
_OPENS = re.compile(r"(?:^|[.!?:;\n])[\s\"'“”‘’(\[]*$")


def items(reference: str, document: str) -> frozenset[Item]:
    """Return the names and figures of a reference.

    A word with a capital is a name; the first of a sentence only where the document has that word
    with a capital inside a sentence.

    Example:
        >>> sorted(items("The two ships left Vessmoor.", "Two ships left Vessmoor."), key=str)
        [Fraction(2, 1), 'vessmoor']
    """
    return frozenset((*_names(reference, document), *_values(reference)))


def covered(wanted: frozenset[Item], text: str) -> list[bool]:
    """Tell of each name and figure whether a text has it."""
    present = {word.casefold() for word in _words(text)} | set(_values(text))
    return [item in present for item in wanted]


def _names(reference: str, document: str) -> Iterator[str]:
    known = {word for word, opens in _capitals(document) if not opens}
    for word, opens in _capitals(reference):
        if not opens or word in known:
            yield word.casefold()


def _capitals(text: str) -> Iterator[tuple[str, bool]]:
    """Give the words with a capital, but number words, and whether each opens a sentence."""
    counted = {n for number in numbers.find(text) for n in range(number.start, number.end)}
    for found in _WORD.finditer(text):
        if found.start() not in counted and any(letter.isupper() for letter in found[0]):
            before = text[max(0, found.start() - _OPENING) : found.start()]
            yield found[0], bool(_OPENS.search(before))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _values(text: str) -> Iterator[Fraction]:
    """Give the values of a text's figures; "one" and "first" in letters mostly count nothing."""
    for number in numbers.find(text):
        in_letters = not any(letter.isdigit() for letter in text[number.start : number.end])
        if not (in_letters and number.value == 1):
            yield number.value
