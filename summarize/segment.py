"""Document -> numbered sentences that tile its text, headings and date lines told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from summarize import layout
from summarize.types import Document, Sentence

# sentencex panics at white space beyond ASCII between an abbreviation and a stop, and takes no lone
# surrogate. One character stands for one, so that its offsets are those of the original text.
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_LINE_ENDS = (0x0085, 0x2028, 0x2029)
_SURROGATES = range(0xD800, 0xE000)
_PLAIN = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_SURROGATES, "?"),
}

_STOP_BEFORE_DIGIT = re.compile("[。｡！？](?=\\d)")
_OPENING, _CLOSING = "「『“《（", "」』”》）"


def segment(document: Document, language: str = "en") -> tuple[Sentence, ...]:
    """Cut a document into sentences, numbered from 1 in reading order.

    The spans are in order, do not overlap, begin and end with a character that is no white space,
    and leave out nothing but white space. Headings bear no number. A text of headings alone is
    taken as sentences, so that there is always something to cite.

    Args:
        document: The document to cut.
        language: ISO 639-1 code, for the abbreviations after which no sentence ends.

    Example:
        >>> [s.text for s in segment(Document.from_text("Dr. Bell left. She was tired."))]
        ['Dr. Bell left.', 'She was tired.']
    """
    pieces = list(_pieces(document.text, language))
    headings_count = any(kind == "sentence" for kind, _, _ in pieces)
    sentences = []
    number = 0
    above = None
    for kind, start, end in pieces:
        heading = kind == "heading" and headings_count
        number += not heading
        sentences.append(
            Sentence(
                number=None if heading else number,
                kind="heading" if heading else "date" if kind == "date" else "sentence",
                start=start,
                end=end,
                text=document.text[start:end],
                heading=above,
            )
        )
        if heading:
            above = document.text[start:end].strip("#= ")
    return tuple(sentences)


def _pieces(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    boundaries = sentencex.get_sentence_boundaries(language, text.translate(_PLAIN))
    alone = True
    for position, boundary in enumerate(boundaries):
        start, end = boundary["start_index"], boundary["end_index"]
        if boundary["is_paragraph_break"]:
            alone = True
            continue
        following = boundaries[position + 1 : position + 2]
        ends_paragraph = bool(following) and following[0]["is_paragraph_break"]
        if alone and ends_paragraph and layout.heading(text[start:end]):
            yield from _trimmed("heading", text, start, end)
        else:
            for first, last in _cut(text, start, end):
                yield from _dated(text, first, last)
        alone = False


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a piece where a sentence begins with a digit, after a stop of Chinese or Japanese.

    No space stands there, and sentencex takes the stop for the point of a number.
    """
    for stop in _STOP_BEFORE_DIGIT.finditer(text, start, end):
        if not _opened(text[start : stop.end()]):
            yield start, stop.end()
            start = stop.end()
    yield start, end


def _opened(text: str) -> bool:
    """Tell whether a quotation or a bracket is open at the end of a text."""
    return sum(map(text.count, _OPENING)) > sum(map(text.count, _CLOSING))


def _dated(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    length = layout.date_length(text[start:end])
    yield from _trimmed("date", text, start, start + length)
    yield from _trimmed("sentence", text, start + length, end)


def _trimmed(kind: str, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    piece = text[start:end]
    if stripped := piece.strip():
        start += piece.index(stripped)
        yield kind, start, start + len(stripped)
