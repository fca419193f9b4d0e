"""Where a claim stands word for word, and means there what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from summarize import match
from summarize.ground.compare import Comparer
from summarize.ground.facts import Facts
from summarize.ground.index import Index
from summarize.ground.rules import belongings, roles
from summarize.types import Document


class Verbatim:
    """Finds claims in the very words of one document."""

    def __init__(self, document: Document, index: Index, comparer: Comparer) -> None:
        self._document = document
        self._index = index
        self._comparer = comparer

    def standing(self, text: str, claimed: Facts, cited: Sequence[int]) -> list[int]:
        """Give the sentences in which the claim stands word for word, and means the same.

        Where it stands several times, a sentence that was cited comes first.
        """
        first = match.find(text, self._document.text)
        if first is None:
            return []
        for span in (*self._repeated(text, cited, first), first):
            places = self._index.touching(*span)
            if places and not self._bent(claimed, places, span):
                return places
        return []

    def of_a_heading(self, text: str, supporting: Sequence[int]) -> list[int]:
        """Give the first sentence that supports a claim of a heading in the very same words."""
        sentences = ((place, self._index.sentences[place]) for place in supporting)
        found = (p for p, s in sentences if s.number is not None and match.find(text, s.text))
        return list(islice(found, 1))

    def _repeated(
        self, text: str, cited: Sequence[int], first: tuple[int, int]
    ) -> Iterator[tuple[int, int]]:
        """Find a claim in the sentences cited that do not hold its first place."""
        for sentence in self._index.sentences if cited else ():
            if sentence.number in cited and not sentence.start <= first[0] < sentence.end:
                span = match.find(text, sentence.text)
                if span is not None:
                    yield sentence.start + span[0], sentence.start + span[1]

    def _bent(self, claimed: Facts, places: list[int], span: tuple[int, int]) -> bool:
        """Tell whether a fragment leaves out what denies, doubts or attributes it."""
        first, last = self._index.sentences[places[0]], self._index.sentences[places[-1]]
        if not self._index.english or (span[0] - first.start < 3 and last.end - span[1] < 3):
            return False
        told = (self._index.told(place) for place in places)
        return any(
            self._comparer.bent(claimed, stated)
            or belongings.owner_acts(claimed, stated)
            or asked(claimed, stated)
            for stated in told
        )


def asked(claimed: Facts, stated: Facts) -> bool:
    """Tell whether a claim states what its sentence only asks; what a question names stands there.

    "Do you think that it is safe?" states nothing, "why did it close?" that it closed: a reader
    tells them apart.
    """
    question = stated.text.rstrip("\"'”’») ").endswith("?")
    return question and roles.asserts(claimed) and "?" not in claimed.text
