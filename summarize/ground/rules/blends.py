"""Names put together from the halves of two: "St. Catholics" of "St. Bartholomew" and Catholics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.ground import words
from summarize.ground.facts import Facts, Token

_LINKS = frozenset({(), (".",), ("of",), ("of", "the")})
"""What may stand between the halves of one name."""

_NEAR = 4
"""Tokens within which two names may belong together in other words."""


def blended(claim: Facts, evidence: Facts) -> bool:
    """Tell whether the claim goes on with another name where the evidence finishes one.

    Both names must stand in the evidence, apart. Titles go with anybody, so they tell nothing.
    """
    theirs: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for first, link, second in _joined(evidence.tokens):
        theirs.setdefault((first.key, link), set()).add(second.key)
    return any(
        second.key not in theirs.get((first.key, link), {second.key})
        and _apart(evidence.tokens, first.key, second.key)
        for first, link, second in _joined(claim.tokens)
    )


def _joined(tokens: Sequence[Token]) -> Iterator[tuple[Token, tuple[str, ...], Token]]:
    """Give each name, what links it to the next name, and that name."""
    for place, token in enumerate(tokens):
        if token.kind != "name" or token.key in words.TITLES:
            continue
        for other in range(place + 1, min(place + 4, len(tokens))):
            if tokens[other].kind == "name":
                link = tuple(between.text.lower() for between in tokens[place + 1 : other])
                if link in _LINKS:
                    yield token, link, tokens[other]
                break


def _apart(tokens: Sequence[Token], one: str, other: str) -> bool:
    """Tell whether both stand there as names, and nowhere close to one another."""
    ones = [place for place, token in enumerate(tokens) if token.key == one]
    others = [
        place for place, token in enumerate(tokens) if token.key == other and token.kind == "name"
    ]
    return bool(others) and all(abs(a - b) > _NEAR for a in ones for b in others)
