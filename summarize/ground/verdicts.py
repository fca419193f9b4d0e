"""The verdict on a claim: what the sentences of a document make of it, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarize.ground import words
from summarize.ground.compare import NEAR, Comparer, Comparison
from summarize.ground.facts import Facts, facts
from summarize.ground.index import Index
from summarize.ground.rules import attachments, belongings, clauses, links, roles, scopes
from summarize.ground.several import Several
from summarize.ground.verbatim import Verbatim, asked
from summarize.types import Alteration, Citation, Claim, Verdict

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
"""What a sentence far closer to a claim says otherwise, whatever another one supports."""

_CANDIDATES = 5


class Verdicts:
    """Decides by rule what one document says of claims."""

    def __init__(self, index: Index, comparer: Comparer, verbatim: Verbatim) -> None:
        self._index = index
        self._comparer = comparer
        self._verbatim = verbatim
        self._several = Several(index, comparer)

    def claim(self, text: str, cited: Sequence[int]) -> Claim:
        """Decide what the document says of a claim, and cite the fewest sentences for it."""
        claimed = facts(text, self._index.ordinary)
        verbatim = self._verbatim.standing(text, claimed, cited)
        if any(self._index.sentences[place].number is not None for place in verbatim):
            return self.made(text, verbatim, Verdict.VERBATIM, cited)
        candidates = self._candidates(claimed, cited)
        if not verbatim and (not self._index.english or not claimed.items):
            return self.made(text, candidates[:1], Verdict.UNSUPPORTED, cited)
        compared = {place: self._compare(claimed, place) for place in candidates}
        supporting = [place for place in candidates if compared[place].supports]
        if verbatim and (word_for_word := self._verbatim.of_a_heading(text, supporting)):
            return self.made(text, word_for_word, Verdict.VERBATIM, cited)
        if verbatim and len(claimed.items) < 2:  # "Get in" is a heading, and no visa is got in it
            return self.made(text, verbatim, Verdict.VERBATIM, cited)
        if supporting and not self._contradicted(claimed, supporting[0], compared):
            best = supporting[0]
            verdict = Verdict.UNSUPPORTED if self._open(claimed, best) else Verdict.SUPPORTED
            return self.made(text, self._with_speaker(claimed, best), verdict, cited)
        if verbatim:
            return self.made(text, verbatim, Verdict.VERBATIM, cited)
        clear = any(_clearly_otherwise(comparison) for comparison in compared.values())
        if not (clear or supporting) and (several := self._several.stating(claimed, compared)):
            return self.made(text, several, Verdict.SUPPORTED, cited)
        if of_a_state := self._of_a_state(claimed):
            return self.made(text, of_a_state, Verdict.SUPPORTED, cited)
        return self._failed(text, claimed, compared, cited)

    def made(
        self,
        text: str,
        places: Sequence[int],
        verdict: Verdict,
        cited: Sequence[int],
        reason: Alteration | None = None,
    ) -> Claim:
        """Make a claim that cites the sentences at `places`, in their order."""
        sentences = [self._index.sentences[place] for place in sorted(places)]
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

    def _open(self, claimed: Facts, place: int) -> bool:
        """Tell whether a sentence has all of a claim, and leaves open whether it says that."""
        stated = self._index.facts(place)
        return (
            clauses.by_a_pronoun(claimed, stated)
            or clauses.of_a_mere_name(claimed, stated)
            or links.unlinked(claimed, stated)
            or belongings.owner_acts(claimed, stated)
            or belongings.owner_suffers(claimed, stated)
            or scopes.widened(claimed, stated)
            or attachments.exchanged(claimed, stated)
            or asked(claimed, stated)
        )

    def _candidates(self, claimed: Facts, cited: Sequence[int]) -> list[int]:
        """Give the places of the sentences that come nearest, those cited first among equals."""
        hinted = [
            place
            for place, sentence in enumerate(self._index.sentences if cited else ())
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
            return self.made(text, (), Verdict.UNSUPPORTED, cited)
        best = max(compared, key=lambda place: compared[place].coverage)
        comparison = compared[best]
        if comparison.supports:
            return self.made(text, [best], Verdict.UNSUPPORTED, cited)
        if comparison.reason and (comparison.coverage >= NEAR or not comparison.missing):
            stated = self._index.told(best)
            certain = self._comparer.certain(claimed, stated, comparison.missing)
            verdict = Verdict.ALTERED if certain else Verdict.UNSUPPORTED
            return self.made(text, [best], verdict, cited, certain)
        shown = [best] if comparison.coverage >= CLOSEST else []
        return self.made(text, shown, Verdict.UNSUPPORTED, cited)


def _clearly_otherwise(comparison: Comparison) -> bool:
    """Tell whether a sentence says otherwise in a way that no second sentence can put right."""
    grave = comparison.reason in STRICT and comparison.reason is not Alteration.NEGATION
    return grave and (comparison.coverage >= CLEAR or len(comparison.missing) == 1)
