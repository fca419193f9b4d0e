"""What a sentence leaves open between two, and what it excepts: "a lamp or a stove"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import Facts, word_at

_FREE = frozenset(("can", "may", "could", "might", "whether", "if", "any", "either"))
"""Where these stand, each of two is so: "may be paid in cash or by card"."""
_EXCEPTING = frozenset(("apart", "except", "excepting", "excluding", "barring"))
_ALL = frozenset(("all", "every", "each", "no", "none", "nobody", "everybody", "everyone"))


def narrowed(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has one of two that are left open, or all without what is excepted."""
    if "or" not in claim.lowers:
        told = {place for place in aligned(claim, evidence) if place is not None}
        if any((one in told) is not (other in told) for one, other in _choices(evidence)):
            return True
    excepted = _EXCEPTING & set(evidence.lowers) - set(claim.lowers)
    return bool(excepted) and not _ALL.isdisjoint(claim.lowers)


def _choices(facts: Facts) -> Iterator[tuple[int, int]]:
    """Give the places of what stands before and behind "or", where only one of them is so."""
    if not (_FREE | words.NEGATIONS).isdisjoint(facts.lowers):
        return
    for at, lower in enumerate(facts.lowers):
        if lower != "or" or at == 0 or not facts.tokens[at - 1].content:
            continue
        behind = at + 1 + (word_at(facts, at + 1) in words.DETERMINERS)
        other = facts.tokens[behind : behind + 1]
        if not other or not other[0].content or other[0].kind != facts.tokens[at - 1].kind:
            continue
        if not _named_twice(facts, at - 1, behind):
            yield facts.token_places.index(at - 1), facts.token_places.index(behind)


def _named_twice(facts: Facts, one: int, other: int) -> bool:
    """Tell "Ada Ines Quill or Ada Quill", who is one, from "Quill or Merrow"."""
    before = takewhile(lambda token: token.kind == "name", reversed(facts.tokens[: one + 1]))
    behind = takewhile(lambda token: token.kind == "name", facts.tokens[other:])
    return not {token.key for token in before}.isdisjoint(token.key for token in behind)
