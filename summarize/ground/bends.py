"""What bends a statement: negations, hedges, allegations and attributions, with what they govern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.ground import words
from summarize.ground.facts import Facts, Token

_TO_BE_SAID = frozenset(
    words.stem(word)
    for word in "accuse charge suspect allege believe think say report claim estimate rumour".split()
)
"""Followed by "of", "with" or "to", they keep a distance: "accused of theft", "said to be safe"."""

_REPORTING = frozenset(
    words.stem(word)
    for word in """say allege claim insist argue believe maintain assert contend suggest estimate warn
    predict think write testify complain forecast expect deny speculate hope""".split()
)
"""Verbs whose statement is the speaker's alone; "found" and "showed" vouch for theirs."""

_AUXILIARIES = frozenset("is are was were be been being has have had do does did will would".split())
_QUOTES = frozenset("\"“”‘’«»")


@dataclass(frozen=True, slots=True)
class Bend:
    """A word that bends the words it governs."""

    kind: str
    """`not`, `alleged`, or the strength of a hedge."""
    governed: tuple[str, ...]
    """Keys of the next two words that state something."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, and which part of the sentence it is."""

    speaker: frozenset[str]
    """Keys; empty for a pronoun."""
    scope: frozenset[str]
    verb: str


def bends(facts: Facts) -> list[Bend]:
    """Find the negations, hedges and allegations of a text."""
    found = []
    for place, token in enumerate(facts.tokens):
        kind = _kind(facts, place, token)
        if kind:
            found.append(Bend(kind, _governed(facts, place)))
    return found


def _kind(facts: Facts, place: int, token: Token) -> str | None:
    lower = token.text.lower()
    if token.kind == "function" and (token.key in words.NEGATIONS or token.key == "not"):
        return "not"
    if token.kind != "word":
        return None
    if lower in words.ALLEGATIONS:
        return "alleged"
    following = facts.tokens[place + 1].text.lower() if place + 1 < len(facts.tokens) else ""
    if token.key in _TO_BE_SAID and following in ("of", "with", "to") and lower != "according":
        preposition = "to" if lower in ("said", "reported", "thought", "believed") else following
        return "alleged" if following == preposition else None
    return words.HEDGES.get(lower)


def _governed(facts: Facts, place: int) -> tuple[str, ...]:
    """Give the next two items of the clause, hedges and adverbs of degree left out."""
    keys: list[str] = []
    for token in facts.tokens[place + 1 : place + 9]:
        if token.kind == "mark" and token.text in ".;:!?":
            break
        if token.content and token.text.lower() not in words.HEDGES:
            keys.append(token.key)
            if len(keys) == 2:
                break
    return tuple(keys)


def attributions(facts: Facts) -> Iterator[Attribution]:
    """Find who says what in a text: "X said that ...", "..., X said", "according to X"."""
    for place, token in enumerate(facts.tokens):
        if token.text.lower() == "according" and _text(facts, place + 1) == "to":
            yield _according(facts, place)
        elif token.kind == "word" and token.key in words.SAYING and _finite(facts, place):
            yield from _said(facts, place)


def _text(facts: Facts, place: int) -> str:
    return facts.tokens[place].text.lower() if 0 <= place < len(facts.tokens) else ""


def _finite(facts: Facts, place: int) -> bool:
    """Tell "said" and "says that" from "the claim" and "to say"."""
    lower = _text(facts, place)
    before = _text(facts, place - 1)
    if before in ("to", "a", "an", "the", "of", "this", "that", "its", "their", "his", "her"):
        return False
    return lower.endswith(("ed", "s")) or lower in words.IRREGULAR_FORMS or _text(facts, place + 1) == "that"


def _according(facts: Facts, place: int) -> Attribution:
    end = _phrase_end(facts, place + 2)
    speaker = _keys(facts, place + 2, end)
    before, after = _keys(facts, _opening(facts, place), place), _keys(facts, end, len(facts.tokens))
    leading = len(before) < 2
    return Attribution(speaker, after if leading else before, "say")


def _opening(facts: Facts, place: int) -> int:
    """Find where the statement begins in which `place` stands: after a bracket or semicolon."""
    start = place
    while start > 0 and facts.tokens[start - 1].text not in (";", "(", "["):
        start -= 1
    return start


def _phrase_end(facts: Facts, place: int) -> int:
    """Find where the phrase ends that begins at `place`: at a mark, or a verb after its noun."""
    end = place
    while end < len(facts.tokens):
        token = facts.tokens[end]
        if token.text in ",.;:!?()—–" or token.text in _QUOTES or token.text.lower() in _AUXILIARIES:
            break
        end += 1
    return end


def _said(facts: Facts, place: int) -> Iterator[Attribution]:
    verb = facts.tokens[place].key
    start = _phrase_start(facts, place)
    speaker = _keys(facts, start, place)
    following = _text(facts, place + 1)
    opens = start == 0 or facts.tokens[start - 1].text not in {",", *_QUOTES} or following == "that"
    if place == start and not _pronoun(facts, place):
        end = _phrase_end(facts, place + 1)
        if place and (facts.tokens[place - 1].text in {",", *_QUOTES}):
            yield Attribution(_keys(facts, place + 1, end), _keys(facts, 0, place), verb)
    elif opens and (following == "that" or verb in _REPORTING):
        yield Attribution(speaker, _keys(facts, place + 1, len(facts.tokens)), verb)
    elif not opens:
        after = _keys(facts, place + 1, len(facts.tokens))
        before = _keys(facts, 0, start)
        yield Attribution(speaker, before if following in (".", ",", "") else before | after, verb)


def _phrase_start(facts: Facts, place: int) -> int:
    start = place
    while start > 0:
        token = facts.tokens[start - 1]
        if token.text in ",.;:!?()—–" or token.text in _QUOTES or token.text.lower() in ("and", "but"):
            break
        start -= 1
    return start


def _pronoun(facts: Facts, place: int) -> bool:
    return _text(facts, place - 1) in words.PRONOUNS


def _keys(facts: Facts, start: int, end: int) -> frozenset[str]:
    return frozenset(token.key for token in facts.tokens[start:end] if token.content)


def reports(verb: str) -> bool:
    """Tell whether what follows the verb is only somebody's word."""
    return verb in _REPORTING
