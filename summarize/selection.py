"""Which claims a summary keeps, and what it tells beside them: each thing once, not too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from summarize import merge, parts
from summarize.claims import retold
from summarize.ground import covered, states_nothing, terms
from summarize.reading import Reading
from summarize.types import Claim, Verdict

LONG_DOCUMENT = 500
"""Words from which on a summary takes no more than a fifth of its document's."""
MOST = 1 / 5
_SPARE = 2
"""Sentences that are told beside those wanted, in the place of what is not grounded or not new."""
_LEAST_ROOM = 10
"""Words that must be left to a summary for one more key point."""

LEAST_COPIED = 3
"""Words that a copy must have, small ones aside, to state something: "Over 50 years." does not."""

MOSTLY_SAID = 0.6
"""Share of a claim's facts in one before it from which it is left out, if it holds all of that."""


def distinct(reading: Reading, stated: Iterable[Claim]) -> tuple[Claim, ...]:
    """Leave out what says again what another says, obeys the document, or states nothing."""
    kept: list[Claim] = []
    for given in stated:
        obeys = not given.grounded and reading.source.planted(given.text)
        again = any(_said_again(given.text, other.text) for other in kept)
        scrap = given.verdict is Verdict.VERBATIM and len(terms(given.text)) < LEAST_COPIED
        if not (obeys or again or scrap or states_nothing(given.text)):
            kept.append(given)
    return tuple(kept)


def _said_again(text: str, before: str) -> bool:
    """Tell whether a claim adds nothing to one before it, or hardly anything in more words."""
    told = covered(text, by=before)
    return told >= merge.SAID_AGAIN or (
        told >= MOSTLY_SAID and covered(before, by=text) >= merge.SAID_AGAIN
    )


def fitting(stated: tuple[Claim, ...], text: str) -> tuple[Claim, ...]:
    """Leave out the last of what is too much for a long document; the first stays."""
    words = len(text.split())
    if words <= LONG_DOCUMENT:
        return stated
    taken = list(accumulate(len(given.text.split()) for given in stated))
    return stated[: max(1, sum(so_far <= words * MOST for so_far in taken))]


async def filled(
    reading: Reading, abstract: Sequence[Claim], key_points: tuple[Claim, ...], most: int
) -> tuple[Claim, ...]:
    """Fill up the key points of a small model, up to so many: it tells few, or the same twice.

    Each is told of a sentence that tells most beside the others, as long as all takes no more
    than a fifth of the document; they come in its order.
    """
    if not reading.one_by_one or reading.whole is not None:
        return key_points
    wanting = most - len(key_points)
    room = MOST * len(reading.document.text.split()) - _length((*abstract, *key_points))
    if wanting <= 0 or room < _LEAST_ROOM:
        return key_points
    kept = list(key_points)
    # What is kept when a call fails, and `on_error` is "partial", was told before it.
    await parts.attempted(reading, _told_beside(reading, abstract, kept, most, room))
    return tuple(sorted(kept, key=_place))


async def _told_beside(
    reading: Reading, abstract: Sequence[Claim], kept: list[Claim], most: int, room: float
) -> None:
    """Add to the key points, up to so many, what tells most beside them, and fits the room."""
    told = [given.text for given in (*abstract, *kept)]
    for sentence in reading.source.telling(told, most - len(kept) + _SPARE):
        if len(kept) == most:
            break
        given = await retold(reading, sentence)
        new = distinct(reading, (*abstract, *kept, given))[-1:] == (given,)
        # What only the model itself takes for stated is no reason to say more than was asked.
        supported = given.verdict is Verdict.SUPPORTED and given.judged_by == "rules"
        if supported and new and given not in (*abstract, *kept) and _length([given]) <= room:
            kept.append(given)
            room -= _length([given])


def _length(stated: Iterable[Claim]) -> int:
    """Count the words of claims."""
    return sum(len(given.text.split()) for given in stated)


def _place(given: Claim) -> int:
    """Give where the first sentence of a claim stands; 0 where nothing states it."""
    return min((citation.start for citation in given.citations), default=0)
