"""The parts of a claim that may rest on sentences of their own, and of a sentence that hold an answer."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground.facts import Facts, Token

_JOINTS = frozenset(", ; : and but while who which where whereas – —".split(" "))
_SMALLEST = 3


def split(claim: Facts) -> list[str]:
    """Cut a claim at its joints into parts that each state at least three things."""
    pieces: list[tuple[int, int, int]] = []
    start, count = 0, 0
    for token in claim.tokens:
        if token.text.lower() in _JOINTS and count >= _SMALLEST:
            pieces.append((start, token.start, count))
            start, count = token.end, 0
        count += token.content
    pieces.append((start, len(claim.text), count))
    if len(pieces) > 1 and pieces[-1][2] < _SMALLEST:
        last = pieces.pop()
        pieces[-1] = (pieces[-1][0], last[1], pieces[-1][2] + last[2])
    return [claim.text[begin:end] for begin, end, _ in pieces]


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


def _items(tokens: tuple[Token, ...]) -> Iterator[Token]:
    return (token for token in tokens if token.content)
