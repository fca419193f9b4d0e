"""What a sentence names without stating it: "no evidence that it leaks", "doubt that it holds"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarize.ground import words
from summarize.ground.bends import bends
from summarize.ground.facts import REMEMBERED, Facts, Token, word_at
from summarize.ground.rules import roles

MOSTLY = 0.7
"""Share of a claim that must be named for it to be stated as a fact."""

_REACH = 6
"""Tokens between what names something and the "that" before it: "evidence from Norham that"."""
_ENDS = frozenset(".;:!?()—–")
_GOES_ON = frozenset(("and", "but", "or", "while", "whereas", "although", "though", "which", "who"))
"""Behind a comma, they open what is said of something else."""
OPENING_IT = words.NAMING | words.DEMANDING | words.DENYING | words.EVIDENT
"""What has a "that" behind it which states nothing."""
_OF_WHICH = frozenset(("which", "whom"))
_HARDLY_ANY = frozenset(("little", "scant", "insufficient", "limited"))


@dataclass(frozen=True, slots=True)
class Content:
    """What follows a "that", and is not stated."""

    scope: frozenset[str]
    governor: str
    """Key of the word that names it."""
    denied: bool
    """Whether the sentence says that it is not so, or that nobody knows of it."""


def denied(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim states what the source doubts, denies or has no evidence of."""
    return any(content.denied for content in _stated(claim, evidence))


def named(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim states what the source only names as a hope, an idea or a risk."""
    return any(not content.denied for content in _stated(claim, evidence))


def _stated(claim: Facts, evidence: Facts) -> Iterator[Content]:
    """Give what the source only names, and a claim states without that."""
    found = contents(evidence)
    if not found or not roles.asserts(claim) or contents(claim):
        return
    known = [item.key for item in claim.items if item.key in evidence.keys]
    for content in found:
        inside = sum(key in content.scope for key in known)
        wanted = content.governor in words.DEMANDING
        named_too = not claim.keys.isdisjoint(words.DEMANDING if wanted else {content.governor})
        if not named_too and len(known) > 1 and inside >= MOSTLY * len(known):
            yield content


@lru_cache(maxsize=REMEMBERED)
def contents(facts: Facts) -> tuple[Content, ...]:
    """Find what a text names without stating it."""
    return tuple(_contents(facts))


def _contents(facts: Facts) -> Iterator[Content]:
    for place, lower in enumerate(facts.lowers):
        if lower == "that" and not _relative(facts, place):
            governor = _governor(facts, place)
        elif facts.tokens[place].key in words.DOUBTING and _opens(facts, place):
            governor = place
        else:
            continue
        if governor is not None:
            yield from _named(facts, governor, place + 1)


def _named(facts: Facts, governor: int, start: int) -> Iterator[Content]:
    """Give what stands from a place on, unless somebody vouches for it."""
    key = facts.tokens[governor].key
    unsure = _unsure(facts, governor)
    doubted = key in words.DENYING
    if key in words.EVIDENT and not unsure:
        return
    if doubted and unsure:
        return  # "no doubt that"
    yield Content(frozenset(_scope(facts, start)), key, doubted or key in words.EVIDENT)


def _relative(facts: Facts, place: int) -> bool:
    """Tell "the evidence that was lost" from "the evidence that it was lost"."""
    behind = facts.tokens[place + 1 : place + 2]
    return not behind or roles.verbal(behind[0])


def _governor(facts: Facts, place: int) -> int | None:
    """Find the word whose content a "that" opens."""
    for at in range(place - 1, max(-1, place - 1 - _REACH), -1):
        token = facts.tokens[at]
        if token.text in _ENDS or token.text == ",":
            return None
        if token.content and token.key in OPENING_IT:
            return at
        if _said(token):
            return None
    return None


def _said(token: Token) -> bool:
    return token.kind == "word" and token.key in words.SAYING


def _opens(facts: Facts, place: int) -> bool:
    """Tell whether a statement follows a verb without a "that": "critics doubt the dam will"."""
    before, after = word_at(facts, place - 1), word_at(facts, place + 1)
    noun = before in words.OF_THEM or before in words.NEGATIONS or before in words.PREPOSITIONS
    if noun or after == "that" or after not in words.DETERMINERS | words.PRONOUNS | {"any"}:
        return False
    end = next(
        (
            at
            for at in range(place + 1, len(facts.tokens))
            if facts.tokens[at].text in _ENDS | {","}
        ),
        len(facts.tokens),
    )
    return any(roles.verbal(token) for token in facts.tokens[place + 2 : end])


def _unsure(facts: Facts, governor: int) -> bool:
    """Tell whether a word is denied: "no evidence", "failed to show", "little proof"."""
    key = facts.tokens[governor].key
    if word_at(facts, governor - 1) in _HARDLY_ANY:
        return True
    return any(bend.kind == "not" and key in bend.governed for bend in bends(facts))


def _scope(facts: Facts, start: int) -> Iterator[str]:
    """Give the keys up to where the clause ends."""
    aside = _aside(facts, start)
    for at in range(start, len(facts.tokens)):
        token = facts.tokens[at]
        if at in aside:
            continue
        if token.text in _ENDS or (token.text == "," and word_at(facts, at + 1) in _GOES_ON):
            return
        apposed = word_at(facts, at + 1) in words.DETERMINERS and word_at(facts, at + 3) == "that"
        if token.text == "," and apposed:
            return  # "that it be sold, a plan that the mayor likes"
        if token.text.lower() in words.PREPOSITIONS and word_at(facts, at + 1) in _OF_WHICH:
            return  # "denied firing at a house in which a man was hurt"
        if token.content:
            yield token.key


def _aside(facts: Facts, start: int) -> range:
    """Find what is put in between: ", whose lease ends in May,"."""
    commas = [at for at in range(start, len(facts.tokens)) if facts.lowers[at] == ","]
    opens = (n for n, at in enumerate(commas) if word_at(facts, at + 1) in words.ASIDE)
    first = next(opens, None)
    if first is None or first + 1 == len(commas):
        return range(0)
    return range(commas[first], commas[first + 1] + 1)
