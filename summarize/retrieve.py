"""The passages of a long document that can answer a question: windows of sentences, by BM25.

Few lines of our own, since a library finds the same passages and brings numpy, which takes longer
to import than a book takes to search; `benchmarks/retrieval.py` compares them.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from summarize.types import Sentence

WINDOW = 3
"""Sentences of a passage: what one lacks of a question's words, its neighbours have."""

SATURATION = 1.5
LENGTH = 0.75
"""BM25's k1 and b, with the values that everybody takes."""


class Passages:
    """The passages of a document, to be ranked for one question after another.

    Args:
        sentences: The document's.
        terms: Takes a text apart into the words by which it is looked up.
    """

    def __init__(self, sentences: Sequence[Sentence], terms: Callable[[str], list[str]]) -> None:
        self._terms = terms
        self._postings: dict[str, array[int]] = defaultdict(lambda: array("L"))
        lengths = []
        for place, sentence in enumerate(sentences):
            found = terms(sentence.text)
            lengths.append(len(found))
            for term in found:
                self._postings[term].append(place)
        self._before = [0, *accumulate(lengths)]
        self._count = len(lengths)

    def ranked(self, question: str) -> Iterator[range]:
        """Give the passages that have a word of the question, as places of sentences; best first.

        Passages overlap, so that an answer and what it is about stand together in one of them.
        """
        scores: dict[int, float] = defaultdict(float)
        for term in sorted(set(self._terms(question))):
            for first, score in self._scores(term):
                scores[first] += score
        for first in sorted(scores, key=lambda first: (-scores[first], first)):
            yield range(first, min(first + WINDOW, self._count))

    def _scores(self, term: str) -> Iterator[tuple[int, float]]:
        """Give what a term counts for in each passage that has it."""
        counts: Counter[int] = Counter()
        for place in self._postings.get(term, ()):
            counts.update(range(max(0, place - WINDOW + 1), place + 1))
        rarity = math.log(1 + (self._count - len(counts) + 0.5) / (len(counts) + 0.5))
        average = WINDOW * self._before[-1] / max(1, self._count)
        for first, count in counts.items():
            length = self._before[min(first + WINDOW, self._count)] - self._before[first]
            slack = SATURATION * (1 - LENGTH + LENGTH * length / average)
            yield first, rarity * count * (SATURATION + 1) / (count + slack)
