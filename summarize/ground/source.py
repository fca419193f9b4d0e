"""A source to hold claims and answers against: what it states, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations

from summarize import match
from summarize.ground import parts, roles, words
from summarize.ground.compare import Comparer, Comparison
from summarize.ground.facts import Facts, Token, facts
from summarize.ground.index import Index
from summarize.types import Alteration, Citation, Claim, Document, Sentence, Verdict

NEAR = 0.6
"""Coverage from which a claim was clearly made from a sentence."""

CLEAR = 0.85
"""Coverage from which a contradiction counts, whatever other sentences say."""

CLOSEST = 0.25
"""Coverage from which an unsupported claim is shown its closest sentence."""

_CANDIDATES = 5
_FRAGMENT_REASONS = (Alteration.NEGATION, Alteration.ATTRIBUTION, Alteration.HEDGE)


class Source:
    """A document and its sentences, indexed once, when first asked.

    Example:
        >>> from summarize.segment import segment
        >>> document = Document.from_text("Ten ships left the port. Two came back.")
        >>> source = Source(document, segment(document))
        >>> source.claim("10 ships left the port.").verdict
        <Verdict.SUPPORTED: 'supported'>
        >>> source.claim("Nine ships left the port.").reason
        <Alteration.NUMBER: 'number'>
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._document = document
        self._sentences = tuple(sentences)

    @cached_property
    def _index(self) -> Index:
        return Index(self._document, self._sentences)

    @cached_property
    def _comparer(self) -> Comparer:
        date = self._document.date
        return Comparer(self._index.names, self._index.weight, int(date[:4]) if date else None)

    def claim(self, text: str, cited: Sequence[int] = ()) -> Claim:
        """Decide by rule what the source says of a claim, and cite the fewest sentences for it.

        Args:
            text: What is claimed.
            cited: Numbers of sentences that somebody named as evidence; hints only.
        """
        claimed = facts(text, self._index.ordinary)
        candidates = self._candidates(claimed, cited)
        if verbatim := self._verbatim(text, claimed):
            return self._made(text, verbatim, Verdict.VERBATIM, cited)
        if not self._index.english or not claimed.items:
            return self._made(text, candidates[:1], Verdict.UNSUPPORTED, cited)
        compared = {place: self._compare(claimed, place) for place in candidates}
        supporting = [place for place in candidates if compared[place].supports]
        if supporting:
            return self._made(text, supporting[:1], Verdict.SUPPORTED, cited)
        clear = max((c.coverage for c in compared.values() if c.reason), default=0.0) >= CLEAR
        if not clear and (several := self._several(claimed, candidates)):
            return self._made(text, several, Verdict.SUPPORTED, cited)
        return self._failed(text, compared, cited)

    def doubtful(self, claim: Claim) -> bool:
        """Tell whether a model may be asked about a claim that the rules did not find supported.

        False when its numbers, units, dates, names, negation or direction contradict the cited
        sentences or stand nowhere near them: no model may rescue that.
        """
        if claim.verdict is not Verdict.UNSUPPORTED or not claim.citations:
            return False
        if not self._index.english:
            return True
        claimed = facts(claim.text, self._index.ordinary)
        cited = facts(" ".join(citation.quote for citation in claim.citations), self._index.ordinary)
        comparison = self._comparer.compare(claimed, cited)
        return comparison.reason is None and self._names_are_near(comparison.missing, claim)

    def evidence(self, text: str, context: str = "", most: int = 3) -> tuple[Sentence, ...]:
        """Find the fewest sentences, at most `most`, that hold an answer; the best comes first.

        Args:
            text: The answer.
            context: The question; it chooses where the answer stands in several sentences.
            most: The most sentences to give.
        """
        answer = facts(text, self._index.ordinary, opens=False)
        asked = {item.key for item in facts(context, self._index.ordinary).items}
        near = self._nearness(asked - set(answer.keys))
        holding = self._holding(text, answer)
        if holding:
            best = max(holding, key=lambda place: (self._rank(place, near), -place))
            return (self._sentences[best],)
        return tuple(self._sentences[place] for place in self._together(answer, near, most))

    def locate(self, text: str, sentence: Sentence) -> tuple[int, int] | None:
        """Find where an answer's words stand in a sentence: a span of the document, or None.

        Numbers are found as numbers, dates as dates, names with other titles and initials.
        """
        if found := match.find(text, sentence.text):
            return sentence.start + found[0], sentence.start + found[1]
        place = self._index.place(sentence)
        stated = self._index.facts(place) if place is not None else facts(sentence.text)
        answer = facts(text, self._index.ordinary, opens=False)
        if not answer.items or self._comparer.missing(answer, stated):
            return None
        window = parts.window(answer, stated)
        return window and (sentence.start + window[0], sentence.start + window[1])

    def _candidates(self, claimed: Facts, cited: Sequence[int]) -> list[int]:
        """Give the places of the sentences that come nearest, those cited first among equals."""
        scores = self._index.scores(claimed.keys)
        hinted = {
            place for place, sentence in enumerate(self._sentences) if sentence.number in set(cited)
        } if cited else set()

        def rank(place: int) -> tuple[bool, float, int]:
            heading = self._sentences[place].number is None
            return heading, -scores.get(place, 0.0) * (1.05 if place in hinted else 1), place

        near = sorted(scores, key=rank)
        best = max(scores.values(), default=0.0)
        close = [place for place in near if scores[place] >= 0.4 * best]
        return list(dict.fromkeys([*close[:_CANDIDATES], *(hinted & scores.keys())]))

    def _compare(self, claimed: Facts, place: int) -> Comparison:
        return self._comparer.compare(claimed, self._index.facts(place))

    def _verbatim(self, text: str, claimed: Facts) -> list[int]:
        """Give the sentences in which the claim stands word for word, and means the same."""
        span = match.find(text, self._document.text)
        if span is None:
            return []
        places = [
            place
            for place, sentence in enumerate(self._sentences)
            if sentence.start < span[1] and span[0] < sentence.end
        ]
        if not places or self._bent(claimed, places, span):
            return []
        return places

    def _bent(self, claimed: Facts, places: list[int], span: tuple[int, int]) -> bool:
        """Tell whether a fragment leaves out what denies, doubts or attributes it."""
        first, last = self._sentences[places[0]], self._sentences[places[-1]]
        if not self._index.english or (span[0] - first.start < 3 and last.end - span[1] < 3):
            return False
        return any(self._compare(claimed, place).reason in _FRAGMENT_REASONS for place in places)

    def _several(self, claimed: Facts, candidates: list[int]) -> list[int]:
        """Find two or three sentences that state the claim's parts, each part whole in one."""
        pieces = [facts(piece, self._index.ordinary) for piece in parts.split(claimed)]
        if len(pieces) < 2:
            return []
        states = {
            place: {
                number for number, piece in enumerate(pieces) if self._compare(piece, place).supports
            }
            for place in candidates
        }
        for count in (2, 3):
            for chosen in combinations(candidates, count):
                stated = set().union(*(states[place] for place in chosen))
                if len(stated) == len(pieces) and self._linked(claimed, chosen, states, pieces):
                    return sorted(chosen)
        return []

    def _linked(
        self,
        claimed: Facts,
        chosen: Sequence[int],
        states: dict[int, set[int]],
        pieces: list[Facts],
    ) -> bool:
        """Tell whether the sentences speak of the same: each has a name or word of another part."""
        named = {item.key for item in claimed.items if item.kind == "name"}
        for place in chosen:
            others = {
                key
                for number, piece in enumerate(pieces)
                if number not in states[place]
                for key in piece.keys
            }
            if not self._index.facts(place).keys & (named or others):
                return False
        return True

    def _failed(self, text: str, compared: dict[int, Comparison], cited: Sequence[int]) -> Claim:
        """Make the claim that no sentence states: altered where one says otherwise."""
        if not compared:
            return self._made(text, (), Verdict.UNSUPPORTED, cited)
        best = max(compared, key=lambda place: compared[place].coverage)
        comparison = compared[best]
        if comparison.reason and (comparison.coverage >= NEAR or not comparison.missing):
            return self._made(text, [best], Verdict.ALTERED, cited, comparison.reason)
        shown = [best] if comparison.coverage >= CLOSEST else []
        return self._made(text, shown, Verdict.UNSUPPORTED, cited)

    def _made(
        self,
        text: str,
        places: Sequence[int],
        verdict: Verdict,
        cited: Sequence[int],
        reason: Alteration | None = None,
    ) -> Claim:
        sentences = [self._sentences[place] for place in sorted(places)]
        return Claim(
            text=text,
            citations=tuple(
                Citation(
                    quote=sentence.text,
                    start=sentence.start,
                    end=sentence.end,
                    moved=bool(cited) and sentence.number not in cited,
                )
                for sentence in sentences
            ),
            verdict=verdict,
            reason=reason,
        )

    def _names_are_near(self, missing: Sequence[Token], claim: Claim) -> bool:
        """Tell whether the claim's names stand shortly before the sentences that may mean them."""
        lost = [item for item in missing if item.kind == "name"]
        first = min(citation.start for citation in claim.citations)
        last = max(citation.end for citation in claim.citations)
        near = [
            place
            for place, sentence in enumerate(self._sentences)
            if sentence.number is None or first - 2000 < sentence.start < last
        ]
        known = set().union(*(self._index.facts(place).keys for place in near)) if lost else set()
        return all(item.key in known for item in lost)

    def _nearness(self, asked: set[str]) -> dict[int, float]:
        """Give each sentence's share of the question, its neighbours' counting for a third."""
        scores = self._index.scores(asked)
        near = dict(scores)
        for place, score in scores.items():
            near[place + 1] = near.get(place + 1, 0.0) + 0.35 * score
            near[place - 1] = near.get(place - 1, 0.0) + 0.1 * score
        return near

    def _rank(self, place: int, near: dict[int, float]) -> float:
        heading = self._sentences[place].number is None
        return near.get(place, 0.0) * (0.5 if heading else 1) - heading

    def _holding(self, text: str, answer: Facts) -> list[int]:
        """Give the places of the sentences in which the whole answer stands."""
        if not answer.items:
            found = match.find(text, self._document.text)
            return [] if found is None else self._at(found)
        scores = self._index.scores(answer.keys)
        return [
            place for place in scores if self.locate(text, self._sentences[place]) is not None
        ] or list(self._standing(text))

    def _standing(self, text: str) -> Iterator[int]:
        found = match.find(text, self._document.text)
        yield from self._at(found) if found else ()

    def _at(self, span: tuple[int, int]) -> list[int]:
        return [
            place
            for place, sentence in enumerate(self._sentences)
            if sentence.start < span[1] and span[0] < sentence.end
        ][:1]

    def _together(self, answer: Facts, near: dict[int, float], most: int) -> list[int]:
        """Choose sentences until every word of the answer that stands anywhere is covered."""
        left = set(answer.keys)
        chosen: list[int] = []
        while left and len(chosen) < most:
            scores = self._index.scores(left)
            if not scores:
                break
            best = max(scores, key=lambda place: (scores[place] + 0.2 * self._rank(place, near), -place))
            chosen.append(best)
            left -= self._index.facts(best).keys
        return chosen
