"""Where an answer stands: the sentences that hold it, and its words in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarize import match
from summarize.ground import parts, words
from summarize.ground.compare import Comparer
from summarize.ground.facts import Facts, Token, facts
from summarize.ground.index import Index
from summarize.types import Alteration, Document, Sentence

BEFORE, AFTER = 0.35, 0.1
"""What a question's words count for in the sentence before an answer's, and in the one after."""


STRICT_KINDS = frozenset({"number", "date", "name"})
"""Things of an answer that its sentences must have."""

OTHERWISE = frozenset({Alteration.UNIT, Alteration.NEGATION})
"""What an answer, which is less than a sentence, may not say otherwise than its sentences."""


class Answers:
    """Finds the sentences that hold an answer, by its own words first, then by the question's."""

    def __init__(self, document: Document, index: Index, comparer: Comparer) -> None:
        self._document = document
        self._index = index
        self._comparer = comparer

    def evidence(self, text: str, context: str, most: int) -> Sequence[int]:
        """Give the places of the fewest sentences that hold an answer, the best first."""
        answer = facts(text, self._index.ordinary, opens=False)
        asked = facts(context, self._index.ordinary).keys
        near = self._nearness(asked - answer.keys)
        if holding := self._holding(text, answer):
            return [max(holding, key=lambda place: (self._rank(place, near), -place))]
        together = self._together(answer, near, most)
        return [] if self._says_otherwise(answer, asked, together) else together

    def locate(self, text: str, sentence: Sentence) -> tuple[int, int] | None:
        """Find where an answer's words stand in a sentence: a span of the document, or None."""
        if found := match.find(text, sentence.text):
            return sentence.start + found[0], sentence.start + found[1]
        place = self._index.place(sentence)
        stated = self._index.facts(place) if place is not None else facts(sentence.text)
        answer = facts(text, self._index.ordinary, opens=False)
        if not answer.items or self._comparer.missing(answer, stated):
            return None
        if self._comparer.contradiction(answer, stated, ()) in OTHERWISE:
            return None
        window = parts.window(answer, stated)
        return window and (sentence.start + window[0], sentence.start + window[1])

    def _nearness(self, asked: Collection[str]) -> dict[int, float]:
        """Give each sentence's share of the question, its neighbours' counting for less."""
        scores = self._index.scores(asked)
        near = dict(scores)
        for place, score in scores.items():
            near[place + 1] = near.get(place + 1, 0.0) + BEFORE * score
            near[place - 1] = near.get(place - 1, 0.0) + AFTER * score
        return near

    def _rank(self, place: int, near: dict[int, float]) -> float:
        """Give what speaks for a sentence; headings come last."""
        heading = self._index.sentences[place].number is None
        return near.get(place, 0.0) * (0.5 if heading else 1) - heading

    def _holding(self, text: str, answer: Facts) -> list[int]:
        """Give the places of the sentences in which the whole answer stands."""
        scores = self._index.scores(answer.keys)
        floor = 0.5 * max(scores.values(), default=0.0)
        sentences = self._index.sentences
        holding = [
            place
            for place, score in scores.items()
            if score >= floor and self.locate(text, sentences[place])
        ]
        return holding or self._standing(text)

    def _standing(self, text: str) -> list[int]:
        """Give the place of the sentence in which the answer stands word for word."""
        found = match.find(text, self._document.text)
        if found is None:
            return []
        return [
            place
            for place, sentence in enumerate(self._index.sentences)
            if sentence.start < found[1] and found[0] < sentence.end
        ][:1]

    def _together(self, answer: Facts, near: dict[int, float], most: int) -> list[int]:
        """Choose sentences until every word of the answer that stands anywhere is covered."""
        left = set(answer.keys)
        chosen: list[int] = []
        while left and len(chosen) < most:
            scores = self._index.scores(left)
            if not scores:
                break
            best = max(scores, key=lambda place: scores[place] + 0.2 * self._rank(place, near))
            chosen.append(best)
            left -= self._index.facts(best).keys | set(self._covered(left, best))
        return chosen

    def _says_otherwise(self, answer: Facts, asked: Collection[str], places: Sequence[int]) -> bool:
        """Tell whether an answer has what its sentences have not.

        A number, unit, date or name must be theirs: "77 boats" has no evidence in a sentence about
        40 boats. Another word may be the question's, or stand elsewhere in the document.
        """
        texts = (self._index.sentences[place].text for place in places)
        stated = facts(" ".join(texts), self._index.ordinary)
        missing = self._comparer.missing(answer, stated)
        if any(item.kind in STRICT_KINDS and not _initial(item) for item in missing):
            return True
        if any(self._invented(item, asked) for item in missing):
            return True
        return self._comparer.contradiction(answer, stated, missing) in OTHERWISE

    def _invented(self, item: Token, asked: Collection[str]) -> bool:
        """Tell whether a word stands neither in the document nor in the question."""
        known = item.key in asked or item.key in self._index.postings
        return item.kind == "word" and not known and item.text.lower() not in words.PEOPLE

    def _covered(self, left: set[str], place: int) -> list[str]:
        """Give the keys for which the index led to a sentence that has them in another form."""
        return [key for key in left if place in self._index.scores((key,))]


def _initial(item: Token) -> bool:
    """Tell a single letter, which a name may have or not, from a number of one digit."""
    return item.kind == "name" and len(item.text) == 1
