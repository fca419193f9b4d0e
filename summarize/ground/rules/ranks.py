"""Which of several a thing is: the second longest is not the longest, nor the first since then."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground import words
from summarize.ground.facts import Facts

_TO_SINCE = 4
"""Tokens from "the first" to the "since" that belongs to it: "its lowest level since"."""


def dropped(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "the second longest river" has become "the longest river"."""
    stated: dict[str, set[str]] = {}
    for key, rank in _ranks(evidence):
        stated.setdefault(key, set()).add(rank)
    return any(rank not in stated.get(key, {rank}) for key, rank in _ranks(claim))


def first_since(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "the first since 1990" has become "the first", or was in 1990."""
    stated = _firsts(evidence)
    if not stated or "since" in claim.lowers:
        return False
    firsts = any(first in claim.keys for first, _ in stated)
    return firsts or any(when in claim.keys for _, when in stated)


def _firsts(facts: Facts) -> list[tuple[str, str]]:
    """Give what is first, or the most, since when: the keys of both."""
    return [
        (before.key, facts.tokens[at + 1].key)
        for at, lower in enumerate(facts.lowers[:-1])
        if lower == "since" and facts.tokens[at + 1].kind in ("number", "date")
        for before in facts.tokens[max(0, at - _TO_SINCE) : at]
        if before.key == "#1." or words.superlative(before.text)
    ]


def _ranks(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give each superlative, and the key of the rank before it; "" where it is the first."""
    for place, token in enumerate(facts.tokens):
        if token.kind == "word" and words.superlative(token.text):
            before = facts.tokens[place - 1].key if place else ""
            yield token.key, before if before.endswith(".") and len(before) > 1 else ""
