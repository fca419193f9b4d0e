"""Claims of a document's parts -> one set of claims, in the document's order.

What says the same on the same evidence becomes one claim that has the citations of all. The order
in which parts were read changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from summarize.types import Citation, Claim, Verdict

C = TypeVar("C", bound=Claim)
Covered = Callable[[str, str], float]
"""Tells what share of one text's facts another has."""

SAID_AGAIN = 0.9
"""Share of a claim's facts in another from which it says nothing else."""

THIRDS = 3

_BEST = (Verdict.VERBATIM, Verdict.SUPPORTED, Verdict.ALTERED, Verdict.UNSUPPORTED)


def merged(partials: Iterable[Iterable[Claim]], covered: Covered) -> tuple[Claim, ...]:
    """Make one set of the claims of several parts; every citation is in it.

    Claims are the same when they rest on the same words of the document, be it in another place
    of it, and one says what the other says.

    Args:
        partials: The claims of each part.
        covered: Tells what share of one text's facts another has.
    """
    claims = sorted(chain.from_iterable(partials), key=_place)
    groups = _groups(claims, covered)
    return tuple(sorted((_united([claims[n] for n in group]) for group in groups), key=_place))


def carried(claims: Iterable[C], known: Iterable[Claim], covered: Covered) -> tuple[C, ...]:
    """Give claims, in their order, with the citations that known ones have for the same."""
    known = tuple(known)
    return tuple(_with_citations(claim, known, covered) for claim in claims)


def balanced(
    told: Sequence[Claim],
    preferred: Sequence[Claim],
    others: Sequence[Claim],
    most: int,
    length: int,
) -> tuple[Claim, ...]:
    """Choose claims so that each third of a document has its share, in the document's order.

    Each is taken from the third of which least is told so far.

    Args:
        told: Claims that are told beside them.
        preferred: Claims that are taken before others of their third, the first of them first.
        others: Claims to fill up with, those that most citations speak for first.
        most: How many to choose.
        length: Characters of the document.
    """
    by_support = sorted(others, key=lambda claim: -len(claim.citations))
    queues = _by_third([*preferred, *by_support], length)
    counts = [len(claims) for claims in _by_third(told, length)]
    chosen: list[Claim] = []
    while len(chosen) < most and (left := [n for n, queue in enumerate(queues) if queue]):
        least = min(left, key=lambda n: counts[n])
        chosen.append(queues[least].pop(0))
        counts[least] += 1
    return tuple(sorted(chosen, key=_place))


def _by_third(claims: Iterable[Claim], length: int) -> list[list[Claim]]:
    queues: list[list[Claim]] = [[] for _ in range(THIRDS)]
    for claim in claims:
        if claim.citations:
            queues[third(claim.citations[0].start, length)].append(claim)
    return queues


def shares(claims: Iterable[Claim], length: int) -> tuple[float, float, float]:
    """Give the share of claims' citations in each third of a document of so many characters."""
    counts = [0] * THIRDS
    for claim in claims:
        for citation in claim.citations:
            counts[third(citation.start, length)] += 1
    first, second, last = (round(count / max(1, sum(counts)), 4) for count in counts)
    return first, second, last


def third(offset: int, length: int) -> int:
    """Give the third of a document that a character of it is in: 0, 1 or 2."""
    return min(THIRDS - 1, THIRDS * offset // max(1, length))


def _groups(claims: Sequence[Claim], covered: Covered) -> Iterator[list[int]]:
    """Group the places of claims that are the same, those linked by a third one included."""
    leader = list(range(len(claims)))

    def lead(n: int) -> int:
        while leader[n] != n:
            n = leader[n]
        return n

    for sharing in _sharing(claims):
        for n, one in enumerate(sharing):
            for other in sharing[:n]:
                if lead(one) != lead(other) and _same(claims[one], claims[other], covered):
                    leader[max(lead(one), lead(other))] = min(lead(one), lead(other))
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(len(claims)):
        groups[lead(n)].append(n)
    yield from groups.values()


def _sharing(claims: Sequence[Claim]) -> Iterable[list[int]]:
    """Give the places of claims that rest on, or are told in, the same words."""
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        for words in {_words(text) for text in (claim.text, *(c.quote for c in claim.citations))}:
            sharing[words].append(n)
    return sharing.values()


def _same(one: Claim, other: Claim, covered: Covered) -> bool:
    shares = covered(one.text, other.text), covered(other.text, one.text)
    return one.grounded == other.grounded and max(shares) >= SAID_AGAIN


def _united(group: Sequence[Claim]) -> Claim:
    """Make one claim: the best founded, then the one that says most, with the citations of all."""
    best = min(group, key=lambda c: (_BEST.index(c.verdict), -len(c.text), _place(c)))
    return _citing(best, chain.from_iterable(claim.citations for claim in group))


def _with_citations(claim: C, known: Sequence[Claim], covered: Covered) -> C:
    quotes = {_words(citation.quote) for citation in claim.citations}
    same = [
        other
        for other in known
        if any(_words(c.quote) in quotes for c in other.citations) and _same(claim, other, covered)
    ]
    return _citing(claim, chain(claim.citations, *(other.citations for other in same)))


def _citing(claim: C, citations: Iterable[Citation]) -> C:
    """Give a claim these citations, each place once, in the document's order."""
    places = {(citation.start, citation.end): citation for citation in citations}
    return claim.model_copy(update={"citations": tuple(places[at] for at in sorted(places))})


def _place(claim: Claim) -> tuple[tuple[tuple[int, int], ...], str, int]:
    """Give what puts claims in the document's order, and no two that differ in the same place."""
    places = tuple((citation.start, citation.end) for citation in claim.citations)
    return places, claim.text, _BEST.index(claim.verdict)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
