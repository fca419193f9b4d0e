"""What of a claim the rules leave to a model, and what no model may decide."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.ground import alignment
from summarize.ground.compare import Comparer
from summarize.ground.facts import Facts, Token, facts
from summarize.ground.index import Index
from summarize.ground.rules import clauses
from summarize.types import Claim, Verdict

SHORTLY = 2000
"""Characters before a sentence within which those that it speaks of are named."""


class Doubts:
    """Tells of claims that were judged by rule how far the rules can be relied on."""

    def __init__(self, index: Index, comparer: Comparer) -> None:
        self._index = index
        self._comparer = comparer

    def doubtful(self, claim: Claim, *, small: bool) -> bool:
        """Tell whether a model may be asked about a claim that the rules did not find supported."""
        if claim.verdict is not Verdict.UNSUPPORTED or not claim.citations:
            return False
        if not self._index.english:
            return True
        claimed = self._facts(claim.text)
        cited = self._facts(" ".join(citation.quote for citation in claim.citations))
        missing = self._comparer.missing(claimed, cited)
        objection = self._comparer.contradiction if small else self._comparer.certain
        reason = objection(claimed, cited, missing)
        return reason is None and self._names_are_near(missing, claim)

    def pieced_together(self, claim: Claim) -> bool:
        """Tell whether a claim that one sentence supports puts its parts together anew."""
        if claim.verdict is not Verdict.SUPPORTED:
            return False
        claimed = self._facts(claim.text)
        cited = self._cited(claim)
        if len(cited) > 1:  # what several parts of a document state; or it takes them all
            cited = [one for one in cited if None not in alignment.aligned(claimed, one)]
        return bool(cited) and all(clauses.pieced_together(claimed, one) for one in cited)

    def in_order(self, claim: Claim) -> bool:
        """Tell whether a claim has its sentence's words in their order, and no verb between."""
        claimed = self._facts(claim.text)
        return all(
            alignment.in_order(claimed, stated) and not clauses.parted(claimed, stated)
            for stated in self._cited(claim)
        )

    def _facts(self, text: str) -> Facts:
        return facts(text, self._index.ordinary)

    def _cited(self, claim: Claim) -> list[Facts]:
        return [self._facts(citation.quote) for citation in claim.citations]

    def _names_are_near(self, missing: Sequence[Token], claim: Claim) -> bool:
        """Tell whether the claim's names stand shortly before the sentences that may mean them."""
        lost = [item for item in missing if item.kind == "name"]
        first = min(citation.start for citation in claim.citations)
        last = max(citation.end for citation in claim.citations)
        near = [
            place
            for place, sentence in enumerate(self._index.sentences)
            if sentence.number is None or first - SHORTLY < sentence.start < last
        ]
        known = set().union(*(self._index.facts(place).keys for place in near)) if lost else set()
        return all(item.key in known for item in lost)
