"""Whose something is: "the mayor's boat" is not the judge's."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground import words
from summarize.ground.facts import Facts, word_at
from summarize.ground.rules import roles

_FEW = 4
"""Words that a thing, or its owner's name, may have."""


def exchanged(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim gives something to somebody, and the source only to others."""
    stated: dict[str, set[str]] = {}
    for owner, thing in _owned(evidence):
        stated.setdefault(thing, set()).update(owner)
    return any(
        thing in stated
        and not owner & stated[thing]
        and owner <= evidence.keys
        and not _of(evidence, thing, owner)
        for owner, thing in _owned(claim)
    )


def _owned(facts: Facts) -> Iterator[tuple[set[str], str]]:
    """Give the words of each owner, and the last word of what is theirs."""
    for place, lower in enumerate(facts.lowers):
        if lower not in words.GENITIVE or not place or not facts.tokens[place - 1].content:
            continue
        owner = {facts.tokens[place - 1].key}
        if facts.tokens[place - 1].kind == "name":
            at = place - 2
            while at >= max(0, place - _FEW) and facts.tokens[at].kind == "name":
                owner.add(facts.tokens[at].key)
                at -= 1
        if thing := _thing(facts, place + 1):
            yield owner, thing


def _thing(facts: Facts, start: int) -> str:
    """Give the last word of what begins there: of "old boat sank", it is the boat."""
    found = ""
    for token in facts.tokens[start : start + _FEW]:
        if not token.content or (found and roles.verbal(token)):
            break
        found = token.key
    return found


def _of(facts: Facts, thing: str, owner: set[str]) -> bool:
    """Tell whether the source has "the boat of the mayor" as well."""
    return any(
        word_at(facts, facts.token_places[place] + 1) == "of"
        and owner & {t.key for t in facts.tokens[facts.token_places[place] + 2 :][: _FEW + 1]}
        for place in facts.places.get(thing, ())
    )
