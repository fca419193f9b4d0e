"""Which word of a source each word of a claim goes back to, where one stands several times."""

from __future__ import annotations

from functools import lru_cache

from summarize.ground.facts import REMEMBERED, Facts
from summarize.ground.words import DETERMINERS

NEXT, SKIPPED, BACK = 2.0, 1.0, 0.0
"""What speaks for a place: right after the last one, further on, before it."""

_CANDIDATES = 8
"""Places of one key that are tried; more make no difference to a sentence."""


@lru_cache(maxsize=REMEMBERED)
def aligned(claim: Facts, evidence: Facts) -> tuple[int | None, ...]:
    """Give for each item of a claim its place among the evidence's; None for what stands nowhere.

    Of the places of a key the ones are chosen that keep neighbours together and in order.
    """
    paths: list[tuple[float, tuple[int | None, ...]]] = [(0.0, ())]
    for item in claim.items:
        places = evidence.places.get(item.key, ())[:_CANDIDATES]
        if not places:
            paths = [(score, (*path, None)) for score, path in paths]
            continue
        paths = [
            max(
                ((score + _gain(path, place), (*path, place)) for score, path in paths),
                key=lambda scored: scored[0],
            )
            for place in places
        ]
    return max(paths, key=lambda scored: scored[0])[1]


def in_order(claim: Facts, evidence: Facts) -> bool:
    """Tell whether the words that a claim shares with the evidence come in the same order there."""
    places = [place for place in aligned(claim, evidence) if place is not None]
    return places == sorted(places)


def own_words(claim: Facts, evidence: Facts) -> tuple[int, int]:
    """Count a claim's plain and small words that the source has not in the same order, and all.

    Names, numbers and dates are left out: few of its own say that a claim is its sentence,
    whatever has changed places in it, and many that it tells it in words and turns of its own.
    """
    told, stated = _plain(claim), _plain(evidence)
    lengths = [0] * (len(stated) + 1)
    for key in told:
        before = lengths
        lengths = [0]
        for place, other in enumerate(stated):
            longer = before[place] + 1 if key == other else max(before[place + 1], lengths[place])
            lengths.append(longer)
    return len(told) - lengths[-1], len(told)


def _plain(facts: Facts) -> list[str]:
    return [
        token.key
        for token in facts.tokens
        if token.kind in ("word", "function") and token.key not in DETERMINERS
    ]


def _gain(path: tuple[int | None, ...], place: int) -> float:
    last = next((before for before in reversed(path) if before is not None), None)
    if place in path:
        return BACK - NEXT
    if last is None:
        return SKIPPED
    if place == last + 1:
        return NEXT
    return (SKIPPED if place > last else BACK) - 0.01 * abs(place - last)
