"""What bends a statement: negations, hedges, allegations, attributions, and what they govern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarize.ground import words
from summarize.ground.facts import Facts, Token

_NOMINAL = frozenset(("to", "a", "an", "the", "of", "this", "that", "its", "their", "his", "her"))
"""Before a verb of saying, they make a noun of it, or an infinitive."""

_QUOTES = frozenset('"“”‘’«»')


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


@lru_cache(maxsize=4096)
def bends(facts: Facts) -> tuple[Bend, ...]:
    """Find the negations, hedges and allegations of a text."""
    found = []
    for place, token in enumerate(facts.tokens):
        kind = _kind(facts, place, token)
        if kind:
            found.append(Bend(kind, _governed(facts, place)))
    return tuple(found)


def _kind(facts: Facts, place: int, token: Token) -> str | None:
    lower = token.text.lower()
    if token.kind == "function" and (token.key in words.NEGATIONS or token.key == "not"):
        return "not"
    if token.kind != "word":
        return None
    if lower in words.ALLEGATIONS:
        return "alleged"
    following = facts.tokens[place + 1].text.lower() if place + 1 < len(facts.tokens) else ""
    if token.key in words.DISTANCING and following in ("of", "with", "to") and lower != "according":
        preposition = "to" if lower in ("said", "reported", "thought", "believed") else following
        return "alleged" if following == preposition else None
    return words.HEDGES.get(lower)


def _governed(facts: Facts, place: int) -> tuple[str, ...]:
    """Give the next two items of the clause, without hedges; else the last one before it."""
    keys: list[str] = []
    for token in facts.tokens[place + 1 : place + 9]:
        if token.kind == "mark" and token.text in ".;:!?,()[]—–":
            break
        if token.content and token.text.lower() not in words.HEDGES:
            keys.append(token.key)
            if len(keys) == 2:
                break
    before = [token.key for token in facts.tokens[max(0, place - 6) : place] if token.content]
    return tuple(keys or before[-1:])


@lru_cache(maxsize=4096)
def attributions(facts: Facts) -> tuple[Attribution, ...]:
    """Find who says what in a text: "X said that ...", "..., X said", "according to X"."""
    return tuple(_attributions(facts))


def _attributions(facts: Facts) -> Iterator[Attribution]:
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
    before, after = _text(facts, place - 1), _text(facts, place + 1)
    if before in _NOMINAL or before in words.BE:
        return False
    key = words.stem(lower)
    noun_too = (
        key in words.NOUNS_TOO and lower.endswith("s") and after not in {"the", *words.PRONOUNS}
    )
    if (key not in words.REPORTING and key != "say") or noun_too:
        quoted = {before, after} & {",", ":", *_QUOTES}
        return after == "that" or bool(quoted and lower.endswith(("ed", "s")))
    return lower.endswith(("ed", "s")) or lower in words.IRREGULAR_FORMS or after == "that"


def _according(facts: Facts, place: int) -> Attribution:
    end = _phrase_end(facts, place + 2)
    speaker = _keys(facts, place + 2, end)
    before, after = (
        _keys(facts, _opening(facts, place), place),
        _keys(facts, end, len(facts.tokens)),
    )
    leading = len(before) < 2
    return Attribution(speaker, after if leading else before, "say")


def _opening(facts: Facts, place: int) -> int:
    """Find where the statement begins in which `place` stands: after a bracket or semicolon."""
    start, closed = place, 0
    while start > 0:
        mark = facts.tokens[start - 1].text
        closed += (mark in ")]") - (mark in "([")
        if mark == ";" or closed < 0:
            break
        start -= 1
    return start


def _phrase_end(facts: Facts, place: int) -> int:
    """Find where the phrase ends that begins at `place`: at a mark, or a verb after its noun."""
    end = place
    while end < len(facts.tokens):
        token = facts.tokens[end]
        if (
            token.text in ",.;:!?()—–"
            or token.text in _QUOTES
            or token.text.lower() in words.AUXILIARIES
        ):
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
    elif opens and (following == "that" or verb in words.REPORTING):
        yield Attribution(speaker, _keys(facts, place + 1, len(facts.tokens)), verb)
    elif not opens:
        after = _keys(facts, place + 1, len(facts.tokens))
        before = _keys(facts, 0, start)
        yield Attribution(speaker, before if following in (".", ",", "") else before | after, verb)


def _phrase_start(facts: Facts, place: int) -> int:
    start = place
    while start > 0:
        token = facts.tokens[start - 1]
        if (
            token.text in ",.;:!?()—–"
            or token.text in _QUOTES
            or token.text.lower() in ("and", "but")
        ):
            break
        start -= 1
    return start


def _pronoun(facts: Facts, place: int) -> bool:
    return _text(facts, place - 1) in words.PRONOUNS


def _keys(facts: Facts, start: int, end: int) -> frozenset[str]:
    return frozenset(token.key for token in facts.tokens[start:end] if token.content)


def reports(verb: str) -> bool:
    """Tell whether what follows the verb is only somebody's word."""
    return verb in words.REPORTING or verb in words.PLAIN_SAYING
