"""A document's text as a page shows it: leaves of paragraphs, cut where quotes begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarize import layout

LEAF = 6_000
"""Characters from which on a leaf ends. A browser lays out only the leaves that are seen, so that
a document of a megabyte opens and scrolls like a short one."""

LONGEST_PARAGRAPH = 4_000
"""Characters; a longer paragraph is set as several, each ending with a sentence where it can."""

SHORT_LINE = 50
"""Characters; where a paragraph has shorter lines than that they mean something, and are kept."""

_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_CUT = re.compile(r"(?s).*[.!?。！？؟।]['\"”’»)\]]*(?=\s)|.*(?=\s)|.*[。！？]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text with the numbers of the quotes that cover it; mostly none or one."""

    text: str
    quotes: tuple[int, ...]
    begins: tuple[int, ...]
    """Those of its quotes that begin here: that is where links to them lead."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a heading, in pieces."""

    heading: bool
    lined: bool
    """Whether its line breaks are kept, as those of verse and lists."""
    pieces: tuple[Piece, ...]


def leaves(text: str, spans: Sequence[tuple[int, int]]) -> list[list[Paragraph]]:
    """Set a text in leaves of paragraphs.

    Args:
        text: The document's text.
        spans: Start and end of each quote, in characters; the first is number 1.

    Returns:
        Everything in the text but the white space around its paragraphs, in order.
    """
    found: list[list[Paragraph]] = [[]]
    size = 0
    marks = sorted((start, end, number) for number, (start, end) in enumerate(spans, 1))
    for start, end in _paragraphs(text):
        if size > LEAF:
            found.append([])
            size = 0
        size += end - start
        found[-1].append(_paragraph(text, start, end, marks))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _trimmed(text, start, end)
        start = gap.end() if gap else end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_PARAGRAPH:
        cut = _CUT.match(text, start, start + LONGEST_PARAGRAPH)
        middle = cut.end() if cut and cut.end() > start else start + LONGEST_PARAGRAPH
        yield start, middle
        start = middle
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _paragraph(text: str, start: int, end: int, marks: Sequence[tuple[int, int, int]]) -> Paragraph:
    whole = text[start:end]
    lines = whole.splitlines()
    return Paragraph(
        heading=layout.heading(whole),
        lined=any(len(line) < SHORT_LINE for line in lines[:-1]),
        pieces=tuple(_pieces(text, start, end, [m for m in marks if m[0] < end and m[1] > start])),
    )


def _pieces(
    text: str, start: int, end: int, marks: Iterable[tuple[int, int, int]]
) -> Iterator[Piece]:
    marks = list(marks)
    inside = {place for mark in marks for place in mark[:2] if start < place < end}
    for a, b in pairwise(sorted({start, end} | inside)):
        over = [mark for mark in marks if mark[0] <= a and mark[1] >= b]
        # What a quote has before its first word is shown nowhere, or is nothing to lead to.
        begun = [mark for mark in over if text[a:b].strip() and not text[mark[0] : a].strip()]
        yield Piece(text[a:b], tuple(m[2] for m in over), tuple(m[2] for m in begun))


def share(spans: Sequence[tuple[int, int]], length: int) -> float:
    """Return which share of a text's characters lie in a quote, from 0 to 1."""
    covered = reached = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered / length if length else 0.0
