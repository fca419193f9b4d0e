"""Parts of a claim that may rest on sentences of their own, and of a sentence that answer."""

from __future__ import annotations

from summarize.ground import words
from summarize.ground.facts import Facts
from summarize.ground.rules import roles

SMALLEST = 2
"""Things that each part of a claim must state."""


def cuts(claim: Facts) -> list[int]:
    """Give where a claim may be cut: the places in its `items` that follow a joint."""
    found = []
    for place in range(SMALLEST, len(claim.items) - SMALLEST + 1):
        before, after = claim.token_places[place - 1], claim.token_places[place]
        if any(token.text.lower() in words.JOINTS for token in claim.tokens[before + 1 : after]):
            found.append(place)
    return found


def piece(claim: Facts, start: int, end: int) -> str:
    """Give the text of the items from `start` to `end`, with the small words before them."""
    begin = claim.tokens[claim.token_places[start - 1]].end if start else 0
    close = claim.items[end - 1].end if end < len(claim.items) else len(claim.text)
    return claim.text[begin:close]


def acts(claim: Facts) -> bool:
    """Tell whether a part of a claim has a verb."""
    return any(roles.verbal(token) for token in claim.tokens)


def window(answer: Facts, stated: Facts) -> tuple[int, int] | None:
    """Find the shortest stretch of a sentence that holds each item of an answer; its span."""
    wanted = [item.key for item in answer.items if item.key in stated.places]
    best: tuple[int, int] | None = None
    for first in sorted({place for key in wanted for place in stated.places[key]}):
        last = first
        for key in wanted:
            following = [place for place in stated.places[key] if place >= first]
            if not following:
                return best and _span(stated, best)
            last = max(last, following[0])
        if best is None or last - first < best[1] - best[0]:
            best = first, last
    return best and _span(stated, best)


def _span(stated: Facts, places: tuple[int, int]) -> tuple[int, int]:
    return stated.items[places[0]].start, stated.items[places[1]].end
