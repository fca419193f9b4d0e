"""A source to hold claims and answers against: what it states, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise

from summarize import match
from summarize.ground import alignment, conflicts, words
from summarize.ground.answers import Answers
from summarize.ground.compare import NEAR, Comparer, Comparison
from summarize.ground.facts import Facts, Token, facts
from summarize.ground.index import Index
from summarize.ground.instructions import instructs
from summarize.ground.rules import belongings, clauses, links, roles
from summarize.ground.several import Several
from summarize.ground.telling import telling
from summarize.types import Alteration, Citation, Claim, Document, Sentence, Verdict

CLEAR = 0.85
"""Coverage from which a contradiction counts, whatever other sentences say."""

CLOSEST = 0.25
"""Coverage from which an unsupported claim is shown its closest sentence."""

STRICT = frozenset(
    (
        Alteration.NUMBER,
        Alteration.UNIT,
        Alteration.DATE,
        Alteration.NAME,
        Alteration.NEGATION,
        Alteration.DIRECTION,
    )
)
"""Reasons that no model may overrule."""

_CANDIDATES = 5

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
    def _several(self) -> Several:
        return Several(self._index, self._comparer)

    def claim(self, text: str, cited: Sequence[int] = ()) -> Claim:
        """Decide by rule what the source says of a claim, and cite the fewest sentences for it.

        Args:
            text: What is claimed.
            cited: Numbers of sentences that somebody named as evidence; hints only.
        """
        claimed = facts(text, self._index.ordinary)
        verbatim = self._verbatim(text, claimed, cited)
        if any(self.sentences[place].number is not None for place in verbatim):
            return self._made(text, verbatim, Verdict.VERBATIM, cited)
        candidates = self._candidates(claimed, cited)
        if not verbatim and (not self._index.english or not claimed.items):
            return self._made(text, candidates[:1], Verdict.UNSUPPORTED, cited)
        compared = {place: self._compare(claimed, place) for place in candidates}
        supporting = [place for place in candidates if compared[place].supports]
        if verbatim and (word_for_word := self._word_for_word(text, supporting)):
            return self._made(text, word_for_word, Verdict.VERBATIM, cited)
        if verbatim and len(claimed.items) < 2:  # "Get in" is a heading, and no visa is got in it
            return self._made(text, verbatim, Verdict.VERBATIM, cited)
        if supporting and not self._contradicted(claimed, supporting[0], compared):
            best = supporting[0]
            stated = self._index.facts(best)
            open_ = (
                clauses.by_a_pronoun(claimed, stated)
                or clauses.of_a_mere_name(claimed, stated)
                or links.unlinked(claimed, stated)
                or belongings.owner_acts(claimed, stated)
                or belongings.owner_suffers(claimed, stated)
            )
            verdict = Verdict.UNSUPPORTED if open_ else Verdict.SUPPORTED
            return self._made(text, self._with_speaker(claimed, best), verdict, cited)
        if verbatim:
            return self._made(text, verbatim, Verdict.VERBATIM, cited)
        clear = any(_clearly_otherwise(comparison) for comparison in compared.values())
        if not (clear or supporting) and (several := self._several.stating(claimed, compared)):
            return self._made(text, several, Verdict.SUPPORTED, cited)
        if of_a_state := self._of_a_state(claimed):
            return self._made(text, of_a_state, Verdict.SUPPORTED, cited)
        return self._failed(text, claimed, compared, cited)

    def doubtful(self, claim: Claim, *, small: bool = False) -> bool:
        """Tell whether a model may be asked about a claim that the rules did not find supported.

        False when its numbers, units, dates, names, negation or direction contradict the cited
        sentences or stand nowhere near them: no model may rescue that. Nor may a small one rescue
        what the rules object to without being certain: it is as sure of wrong claims then.
        """
        if claim.verdict is not Verdict.UNSUPPORTED or not claim.citations:
            return False
        if not self._index.english:
            return True
        claimed = facts(claim.text, self._index.ordinary)
        cited = facts(
            " ".join(citation.quote for citation in claim.citations), self._index.ordinary
        )
        missing = self._comparer.missing(claimed, cited)
        objection = self._comparer.contradiction if small else self._comparer.certain
        reason = objection(claimed, cited, missing)
        return reason is None and self._names_are_near(missing, claim)

    def pieced_together(self, claim: Claim) -> bool:
        """Tell whether a claim that one sentence supports puts its parts together anew.

        It has them in another order, or skips what parts them. The rules know that each of its
        parts stands there, and the turns that change what is said of what; there are more of these
        than they know.
        """
        if claim.verdict is not Verdict.SUPPORTED:
            return False
        claimed = facts(claim.text, self._index.ordinary)
        cited = [facts(citation.quote, self._index.ordinary) for citation in claim.citations]
        if len(cited) > 1:  # what several parts of a document state; or it takes them all
            cited = [one for one in cited if None not in alignment.aligned(claimed, one)]
        return bool(cited) and all(clauses.pieced_together(claimed, one) for one in cited)

    def in_order(self, claim: Claim) -> bool:
        """Tell whether a claim has the words of its sentence in the sentence's order."""
        claimed = facts(claim.text, self._index.ordinary)
        cited = (facts(c.quote, self._index.ordinary) for c in claim.citations)
        return all(alignment.in_order(claimed, stated) for stated in cited)

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
        return tuple(self._made(told, [at], Verdict.SUPPORTED, ()) for told, at in several)

    def locate(self, text: str, sentence: Sentence) -> tuple[int, int] | None:
        """Find where an answer's words stand in a sentence: a span of the document, or None.

        Numbers are found as numbers, dates as dates, names with other titles and initials.
        """
        return self._answers.locate(text, sentence)

    def _candidates(self, claimed: Facts, cited: Sequence[int]) -> list[int]:
        """Give the places of the sentences that come nearest, those cited first among equals."""
        hinted = [
            place
            for place, sentence in enumerate(self.sentences if cited else ())
            if sentence.number in cited
        ]
        near = self._index.near(claimed.keys, hinted)
        return list(dict.fromkeys([*near[:_CANDIDATES], *(set(hinted) & set(near))]))

    def _compare(self, claimed: Facts, place: int) -> Comparison:
        return self._comparer.compare(claimed, self._index.told(place))

    def _with_speaker(self, claimed: Facts, place: int) -> list[int]:
        """Give the place of a sentence, and of the one that names its speaker if the claim does."""
        speaker = self._index.speakers.get(place)
        if speaker is None or not self._comparer.missing(claimed, self._index.facts(place)):
            return [place]
        return [place, speaker.place]

    def _of_a_state(self, claimed: Facts) -> list[int]:
        """Find a sentence on "a Mexican national" for "Mexico", a name and no statement."""
        if len(claimed.tokens) != 1 or claimed.tokens[0].kind != "name":
            return []
        adjectives = words.NATIONALITIES.get(claimed.tokens[0].key, frozenset())
        places = sorted(
            {place for key in adjectives for place in self._index.postings.get(key, ())}
        )
        for place in places:
            for one, other in pairwise(self._index.facts(place).tokens):
                if one.key in adjectives and other.text.lower() in words.STATE:
                    return [place]
        return []

    def _verbatim(self, text: str, claimed: Facts, cited: Sequence[int]) -> list[int]:
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

    def _word_for_word(self, text: str, supporting: Sequence[int]) -> list[int]:
        """Give the first sentence that supports a claim of a heading in the very same words."""
        sentences = ((place, self.sentences[place]) for place in supporting)
        found = (p for p, s in sentences if s.number is not None and match.find(text, s.text))
        return list(islice(found, 1))

    def _repeated(
        self, text: str, cited: Sequence[int], first: tuple[int, int]
    ) -> Iterator[tuple[int, int]]:
        """Find a claim in the sentences cited that do not hold its first place."""
        for sentence in self.sentences if cited else ():
            if sentence.number in cited and not sentence.start <= first[0] < sentence.end:
                span = match.find(text, sentence.text)
                if span is not None:
                    yield sentence.start + span[0], sentence.start + span[1]

    def _bent(self, claimed: Facts, places: list[int], span: tuple[int, int]) -> bool:
        """Tell whether a fragment leaves out what denies, doubts or attributes it."""
        first, last = self.sentences[places[0]], self.sentences[places[-1]]
        if not self._index.english or (span[0] - first.start < 3 and last.end - span[1] < 3):
            return False
        told = (self._index.told(place) for place in places)
        return any(
            self._comparer.bent(claimed, stated) or belongings.owner_acts(claimed, stated)
            for stated in told
        )

    def _contradicted(
        self, claimed: Facts, supporting: int, compared: dict[int, Comparison]
    ) -> bool:
        """Tell whether a sentence far closer to the claim says otherwise, or it says too little."""
        if len(claimed.items) < 2 and roles.asserts(claimed):
            return True
        alike = self._likeness(claimed, supporting)
        return any(
            comparison.reason in STRICT
            and comparison.coverage >= CLEAR
            and alike < 0.6 * self._likeness(claimed, place)
            for place, comparison in compared.items()
        )

    def _likeness(self, claimed: Facts, place: int) -> float:
        """Give what a claim and a sentence share, of all that either states: 0 to 1."""
        stated = self._index.facts(place).keys
        return len(claimed.keys & stated) / max(1, len(claimed.keys | stated))

    def _failed(
        self, text: str, claimed: Facts, compared: dict[int, Comparison], cited: Sequence[int]
    ) -> Claim:
        """Make the claim that no sentence states: altered where one says otherwise."""
        if not compared:
            return self._made(text, (), Verdict.UNSUPPORTED, cited)
        best = max(compared, key=lambda place: compared[place].coverage)
        comparison = compared[best]
        if comparison.supports:
            return self._made(text, [best], Verdict.UNSUPPORTED, cited)
        if comparison.reason and (comparison.coverage >= NEAR or not comparison.missing):
            stated = self._index.told(best)
            certain = self._comparer.certain(claimed, stated, comparison.missing)
            verdict = Verdict.ALTERED if certain else Verdict.UNSUPPORTED
            return self._made(text, [best], verdict, cited, certain)
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
        sentences = [self.sentences[place] for place in sorted(places)]
        return Claim(
            text=text,
            citations=tuple(
                Citation(
                    quote=sentence.text,
                    start=sentence.start,
                    end=sentence.end,
                    heading=sentence.heading,
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
            for place, sentence in enumerate(self.sentences)
            if sentence.number is None or first - 2000 < sentence.start < last
        ]
        known = set().union(*(self._index.facts(place).keys for place in near)) if lost else set()
        return all(item.key in known for item in lost)


def _clearly_otherwise(comparison: Comparison) -> bool:
    """Tell whether a sentence says otherwise in a way that no second sentence can put right."""
    grave = comparison.reason in STRICT and comparison.reason is not Alteration.NEGATION
    return grave and (comparison.coverage >= CLEAR or len(comparison.missing) == 1)


def _words_of(sentences: Iterable[Sentence]) -> frozenset[str]:
    return frozenset(word for s in sentences for word in _WORD.findall(s.text.casefold()))
