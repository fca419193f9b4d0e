"""Excerpts: some of a document's sentences as a document of their own, whose citations lead back.

Chunks are excerpts that tile a document: every sentence is in one of them, whole and in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from summarize.types import Answer, Citation, Claim, Document, Sentence

C = TypeVar("C", bound=Claim)

Size = Callable[[Sentence], int]
"""What a sentence takes, in tokens."""

CUT_TO = 8
"""A sentence longer than a chunk is cut into pieces of an eighth of one, to fill chunks well."""
CHARACTERS_A_TOKEN = 12
"""More than any vocabulary has on average: what is longer is too long without being counted."""

APART = "\n\n"
"""What stands between stretches of a document that do not follow one another in it."""


@dataclass(frozen=True)
class Excerpt:
    """Sentences of a document, numbered as in it, and the text that they stand in by themselves."""

    document: Document
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    """Where each stretch of the original text begins in the excerpt's."""
    shifts: tuple[int, ...]
    """What is added to an offset in each stretch to give the original's."""

    def citation(self, found: Citation) -> Citation:
        """Give a citation of the excerpt as one of the original text."""
        shift = self.shifts[bisect_right(self.starts, found.start) - 1]
        moved = {"start": found.start + shift, "end": found.end + shift}
        return found.model_copy(update=moved)

    def claim(self, found: C) -> C:
        """Give a claim grounded in the excerpt as one grounded in the original text."""
        return found.model_copy(update={"citations": tuple(map(self.citation, found.citations))})

    def answer(self, found: Answer) -> Answer:
        """Give an answer found in the excerpt as one found in the original text."""
        cited = {
            "citations": tuple(map(self.citation, found.citations)),
            "alternatives": tuple(map(self.claim, found.alternatives)),
        }
        return found.model_copy(update=cited)


def excerpt(document: Document, sentences: Sequence[Sentence]) -> Excerpt:
    """Make an excerpt of some sentences of a document, which are in reading order.

    What stands between two sentences that follow one another stays between them, so that each
    stretch is the original's, character by character.
    """
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    moved: list[Sentence] = []
    start = 0
    for stretch in _stretches(document.text, sentences):
        parts.append(document.text[stretch[0].start : stretch[-1].end])
        starts.append(start)
        shifts.append(stretch[0].start - start)
        moved += [_shifted(sentence, -shifts[-1]) for sentence in stretch]
        start += len(parts[-1]) + len(APART)
    return Excerpt(_bare(document, APART.join(parts)), tuple(moved), tuple(starts), tuple(shifts))


def _bare(document: Document, text: str) -> Document:
    """Give `text` the document's source, title and date, and no digest but its own."""
    return Document(text=text, source=document.source, title=document.title, date=document.date)


def _shifted(sentence: Sentence, by: int) -> Sentence:
    return sentence.model_copy(update={"start": sentence.start + by, "end": sentence.end + by})


def _stretches(text: str, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences between which nothing but white space is left out."""
    stretch: list[Sentence] = []
    for sentence in sentences:
        if stretch and text[stretch[-1].end : sentence.start].strip():
            yield stretch
            stretch = []
        stretch.append(sentence)
    if stretch:
        yield stretch


def chunks(
    sentences: Sequence[Sentence], size: Size, limit: int
) -> tuple[tuple[Sentence, ...], ...]:
    """Cut sentences into chunks of whole sentences, each the largest that fits.

    In order, the chunks hold every sentence once. A sentence that is larger than the limit by
    itself is cut into pieces that bear its number, so that nothing is lost.

    Args:
        sentences: The sentences of a document, in reading order.
        size: What a sentence takes, in tokens.
        limit: What a chunk may take, in tokens.
    """
    filled: list[list[Sentence]] = []
    taken = 0
    for sentence in sentences:
        for piece, needed in _pieces(sentence, size, limit):
            if not filled or taken + needed > limit:
                filled.append([])
                taken = 0
            filled[-1].append(piece)
            taken += needed
    return tuple(map(tuple, filled))


def _pieces(sentence: Sentence, size: Size, limit: int) -> Iterator[tuple[Sentence, int]]:
    """Give a sentence that fits, or the pieces of one that does not, each with what it takes."""
    needed = _needed(sentence, size, limit)
    if needed <= limit:
        yield sentence, needed
        return
    for piece in _halves(sentence):
        yield from _small(piece, size, max(1, limit // CUT_TO))


def _small(piece: Sentence, size: Size, limit: int) -> Iterator[tuple[Sentence, int]]:
    needed = _needed(piece, size, limit)
    if needed <= limit or len(piece.text) == 1:
        yield piece, needed
        return
    for half in _halves(piece):
        yield from _small(half, size, limit)


def _needed(sentence: Sentence, size: Size, limit: int) -> int:
    """Give what a sentence takes; of one beyond all measure, that it is more than the limit."""
    return limit + 1 if len(sentence.text) > CHARACTERS_A_TOKEN * limit else size(sentence)


def _halves(sentence: Sentence) -> Iterator[Sentence]:
    """Cut a sentence in two, at a space before its middle where there is one near."""
    text = sentence.text
    middle = (len(text) + 1) // 2
    cut = text.rfind(" ", middle // 2, middle) + 1 or middle
    for start, end in ((0, cut), (cut, len(text))):
        if stripped := text[start:end].strip():
            at = sentence.start + text.index(stripped, start)
            piece = {"start": at, "end": at + len(stripped), "text": stripped}
            yield sentence.model_copy(update=piece)
