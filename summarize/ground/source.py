"""A source to hold claims and answers against: what it states, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from summarize.ground import conflicts
from summarize.ground.answers import Answers
from summarize.ground.compare import Comparer
from summarize.ground.doubts import Doubts
from summarize.ground.index import Index
from summarize.ground.instructions import instructs
from summarize.ground.telling import telling
from summarize.ground.verbatim import Verbatim
from summarize.ground.verdicts import Verdicts
from summarize.types import Claim, Document, Sentence, Verdict

_WORD = re.compile(r"\w[\w-]{3,}")


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
        told = [(sentence, instructs(sentence.text)) for sentence in sentences]
        self.sentences = tuple(sentence for sentence, planted in told if not planted)
        """What may be evidence: all sentences but those that tell a model what to write."""
        self._instructions = tuple(sentence for sentence, planted in told if planted)

    @cached_property
    def _index(self) -> Index:
        return Index(self._document, self.sentences)

    @cached_property
    def _comparer(self) -> Comparer:
        date = self._document.date
        return Comparer(self._index.names, self._index.weight, int(date[:4]) if date else None)

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self._document, self._index, self._comparer)

    @cached_property
    def _verdicts(self) -> Verdicts:
        verbatim = Verbatim(self._document, self._index, self._comparer)
        return Verdicts(self._index, self._comparer, verbatim)

    @cached_property
    def _doubts(self) -> Doubts:
        return Doubts(self._index, self._comparer)

    def claim(self, text: str, cited: Sequence[int] = ()) -> Claim:
        """Decide by rule what the source says of a claim, and cite the fewest sentences for it.

        Args:
            text: What is claimed.
            cited: Numbers of sentences that somebody named as evidence; hints only.
        """
        return self._verdicts.claim(text, cited)

    def doubtful(self, claim: Claim, *, small: bool = False) -> bool:
        """Tell whether a model may be asked about a claim that the rules did not find supported.

        False when its numbers, units, dates, names, negation or direction contradict the cited
        sentences or stand nowhere near them: no model may rescue that. Nor may a small one rescue
        what the rules object to without being certain: it is as sure of wrong claims then.
        """
        return self._doubts.doubtful(claim, small=small)

    def pieced_together(self, claim: Claim) -> bool:
        """Tell whether a claim that one sentence supports puts its parts together anew.

        It has them in another order, or skips what parts them. The rules know that each of its
        parts stands there, and the turns that change what is said of what; there are more of these
        than they know.
        """
        return self._doubts.pieced_together(claim)

    def in_order(self, claim: Claim) -> bool:
        """Tell whether a claim has its sentence's words in their order, and no verb between."""
        return self._doubts.in_order(claim)

    def evidence(self, text: str, context: str = "", most: int = 3) -> tuple[Sentence, ...]:
        """Find the fewest sentences, at most `most`, that hold an answer; the best comes first.

        Args:
            text: The answer.
            context: The question; it chooses where the answer stands in several sentences.
            most: The most sentences to give.
        """
        places = self._answers.evidence(text, context, most)
        return tuple(self.sentences[place] for place in places)

    def telling(self, told: Sequence[str], most: int) -> tuple[Sentence, ...]:
        """Give the sentences that tell most of what recurs in the document, the best first.

        Args:
            told: What is told already, and counts no more.
            most: How many sentences to give.
        """
        return tuple(self.sentences[place] for place in telling(self._index, told, most))

    def planted(self, text: str) -> bool:
        """Tell whether a text has a word that only instructions in the document have."""
        return not self._planted_words.isdisjoint(_WORD.findall(text.casefold()))

    @cached_property
    def _planted_words(self) -> frozenset[str]:
        return _words_of(self._instructions) - _words_of(self.sentences)

    def conflict(self, text: str, question: str) -> tuple[Claim, ...]:
        """Give an answer and the others that the document has for it, each a claim; () when none.

        Only numbers are compared, and only where two sentences tell of the same beyond doubt.

        Args:
            text: The answer.
            question: What it answers.
        """
        places = self._answers.evidence(text, question, 1) if self._index.english else []
        if not places or self.sentences[places[0]].number is None:
            return ()
        found = conflicts.rivals(self._index, text, question, places[0])
        if not found:
            return ()
        several = [(text, places[0]), *((rival.text, rival.place) for rival in found)]
        return tuple(self._verdicts.made(told, [at], Verdict.SUPPORTED, ()) for told, at in several)

    def locate(self, text: str, sentence: Sentence) -> tuple[int, int] | None:
        """Find where an answer's words stand in a sentence: a span of the document, or None.

        Numbers are found as numbers, dates as dates, names with other titles and initials.
        """
        return self._answers.locate(text, sentence)


def _words_of(sentences: Iterable[Sentence]) -> frozenset[str]:
    return frozenset(word for s in sentences for word in _WORD.findall(s.text.casefold()))
