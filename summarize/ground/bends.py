"""What bends a statement: negations, hedges, allegations, and what they govern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import REMEMBERED, Facts, Token, word_at

_NOUNS_TOO = frozenset(("plan", "hope", "attempt"))
"""Behind an article they are things, and keep no distance: "the plan would cost"."""
_UNDONE = frozenset(("fail", "refus", "unabl", "neglect"))
_REPLACING = frozenset(("instead", "rather", "except"))
_LACKING = frozenset(("lack", "deni"))
_OF_OTHERS = frozenset(("them", "these", "those", "whom", "which"))
_DO = frozenset(("did", "do", "does", "done"))
_SO = frozenset(("so", "it", "that", "this"))
_UNREAL = frozenset(("would", "could", "might"))
_NAMED_BY = 9
"""Tokens behind "thought by" in which "to be" follows whoever thinks so."""
_DECLINING, _ACCUSING = "declin", "accus"
_BENDING = (
    frozenset(("yet", "one", "some", "formerly", "used", "apart", *words.HEDGES))
    | _UNDONE | _REPLACING | _LACKING
    | words.NEGATIONS | words.ALLEGATIONS | words.OPINIONS | words.INTENDING | words.DISTANCING
)  # fmt: skip
"""Words and keys that may bend others; few do, and what they are beside need not be looked at."""


@dataclass(frozen=True, slots=True)
class Bend:
    """A word that bends the words it governs."""

    kind: str
    """`not`, `unreal` where "if it had not" denies it, `alleged`, or the strength of a hedge."""
    governed: tuple[str, ...]
    """Keys of the next two words that state something."""
    place: int | None = None
    """Where the first of them stands among the items; None when there is none."""


@lru_cache(maxsize=REMEMBERED)
def bends(facts: Facts) -> tuple[Bend, ...]:
    """Find the negations, hedges and allegations of a text."""
    found = []
    for place, token in enumerate(facts.tokens):
        kind = _kind(facts, place, token)
        if kind:
            governed, first = _governed(facts, _bending(facts, place))
            if facts.lowers[place] == "neither" and "nor" in facts.lowers[place:]:
                # "Neither the driver nor the guard was hurt" denies the same of both.
                other, _ = _governed(facts, facts.lowers.index("nor", place))
                governed = (*governed[:1], *other)
            found.append(Bend(kind, governed, first))
    return tuple(found)


def _kind(facts: Facts, place: int, token: Token) -> str | None:
    lower = facts.lowers[place]
    if _BENDING.isdisjoint((lower, token.key)) and not lower.startswith((_DECLINING, _ACCUSING)):
        return None
    if token.kind == "function" and token.key in words.NEGATIONS:
        return "unreal" if _supposed(facts, place) else "not"
    following = word_at(facts, place + 1)
    if lower == "yet" and following == "to":
        return "not"
    if lower == "formerly" or (lower == "used" and following == "to"):
        return "once"
    if lower == "one" and following == "of":
        return "one of"
    if lower == "some" and (following == "of" or following.endswith("s")):
        return "some"
    if token.kind != "word":
        return None
    if _without(token, following) or _declines(facts, place):
        return "not"
    if lower in words.ALLEGATIONS or _held_to_be(facts, place) or _accused(facts, place):
        return "alleged"
    if token.key in words.INTENDING and following == "as":
        return "alleged"
    if token.key in words.DISTANCING and following == "by":
        return None if _thought_by(facts, place) is None else "alleged"
    if token.key in words.DISTANCING and following in ("of", "with", "to") and lower != "according":
        preposition = "to" if lower in ("said", "reported", "thought", "believed") else following
        return "alleged" if following == preposition else None
    noun = lower in _NOUNS_TOO and word_at(facts, place - 1) in words.OF_THEM
    return None if noun else words.HEDGES.get(lower)


def _supposed(facts: Facts, place: int) -> bool:
    """Tell whether "had the wind not dropped, it would have burned" says that the wind did."""
    opening = (at for at in range(place, -1, -1) if facts.tokens[at].kind == "mark")
    start = next(opening, -1) + 1
    if word_at(facts, start) == "if":
        return "had" in facts.lowers[start:place] and not _UNREAL.isdisjoint(facts.lowers)
    return inverted(facts, start)


def inverted(facts: Facts, place: int) -> bool:
    """Tell whether a clause opens with "had" for "if": "had it frozen, the pipe would have"."""
    mark = place > 0 and facts.tokens[place - 1].kind == "mark"
    told = facts.lowers if place == 0 else facts.lowers[:place]  # "it would, had it" comes behind
    opens = (place == 0 or mark) and facts.lowers[place] == "had"
    if not opens or _UNREAL.isdisjoint(told):
        return False
    following = facts.tokens[place + 1 : place + 2]
    noun = word_at(facts, place + 1) in words.DETERMINERS | words.PRONOUNS
    return noun or any(token.kind == "name" for token in following)


def _without(token: Token, following: str) -> bool:
    """Tell whether a word denies what follows: "failed to", "instead of", "lacks", "denied"."""
    if token.key in _UNDONE:
        return following == "to"
    if token.key == "except" or (token.text.lower() == "apart" and following == "from"):
        return True
    if token.key in _REPLACING:
        return following in ("of", "than")
    return token.key in _LACKING


def _declines(facts: Facts, place: int) -> bool:
    """Tell "declined to pay" from "declined to 40 dollars", by whose stem it is a fall."""
    if not facts.lowers[place].startswith(_DECLINING) or word_at(facts, place + 1) != "to":
        return False
    behind = facts.tokens[place + 2 : place + 3]
    return bool(behind) and behind[0].kind == "word"


def _held_to_be(facts: Facts, place: int) -> bool:
    """Tell whether something "is considered" to be what follows."""
    token = facts.tokens[place]
    if token.key not in words.OPINIONS or not token.text.endswith("ed"):
        return False
    if words.BE.isdisjoint((word_at(facts, place - 1), word_at(facts, place - 2))):
        return False
    return word_at(facts, place + 1) in {"a", "an", "the", "as", "to", "one"}


def _accused(facts: Facts, place: int) -> int | None:
    """Find the "of" in "accused the port of hiding grain"; None where nobody is accused."""
    if not facts.lowers[place].startswith(_ACCUSING):
        return None
    for at in range(place + 1, min(place + 9, len(facts.tokens))):
        if facts.tokens[at].kind == "mark" and facts.tokens[at].text not in ("'", "’"):
            return None
        if facts.lowers[at] == "of" and word_at(facts, at + 1).endswith("ing"):
            return at
    return None


def _thought_by(facts: Facts, place: int) -> int | None:
    """Find the "to" in "is thought by Merrow to be a wreck"; None where there is none."""
    if facts.tokens[place].key not in words.DISTANCING or word_at(facts, place + 1) != "by":
        return None
    behind = range(place + 2, min(place + _NAMED_BY, len(facts.tokens)))
    return next((at for at in behind if facts.lowers[at] == "to"), None)


def _bending(facts: Facts, place: int) -> int:
    """Find the word before what is bent: "expects the storm to weaken" is not sure of "weaken"."""
    if (of := _accused(facts, place)) is not None:
        return of
    if (to := _thought_by(facts, place)) is not None:
        return to
    behind = range(place + 1, min(place + 7, len(facts.tokens)))
    to = next((at for at in behind if facts.lowers[at] == "to"), None)
    if facts.tokens[place].key != "expect" or to is None:
        return place
    return place if any(facts.tokens[at].kind == "mark" for at in range(place, to)) else to


def _governed(facts: Facts, place: int) -> tuple[tuple[str, ...], int | None]:
    """Give the next two items of the clause, without hedges; else the last one before it."""
    if word_at(facts, place + 1) in ("this", "it") and word_at(facts, place + 2) in ("and", "but"):
        return (), None  # "denied this and said that the bill was paid"
    if word_at(facts, place + 1) in _DO and word_at(facts, place + 2) in _SO:
        return (), None  # "she never did so", whatever that was
    if word_at(facts, place + 1) == "," and facts.lowers[place] in words.MODALS:
        place = next(
            (at for at in range(place + 2, len(facts.lowers)) if facts.lowers[at] == ","), place
        )
    adverb = facts.lowers[place].endswith("ly") and place > 0 and facts.tokens[place - 1].content
    if adverb and word_at(facts, place + 1) in words.PREPOSITIONS:
        place -= 2  # "come mainly for the fair": it is not the fair that is mainly so
    keys: list[str] = []
    first: int | None = None
    for at in range(place + 1, min(place + 9, len(facts.tokens))):
        token = facts.tokens[at]
        if token.kind == "mark" and token.text in ".;:!?,()[]—–":
            break
        if token.content and token.text.lower() not in words.HEDGES and token.text != "longer":
            first = at if first is None else first
            keys.append(token.key)
            if len(keys) == 2:
                break
    if not keys and "than" in facts.lowers[max(0, place - 6) : place]:
        return (), None  # "weaker than the firm had expected"
    if not keys and word_at(facts, place + 1) == "of" and word_at(facts, place + 2) in _OF_OTHERS:
        return (), None  # "most of them, he says": whoever they are
    if not keys:
        before = (at for at in range(place - 1, max(-1, place - 7), -1) if facts.tokens[at].content)
        first = next(before, None)
        keys = [] if first is None else [facts.tokens[first].key]
    return tuple(keys), None if first is None else facts.token_places.index(first)


def unmatched(one: list[Bend], other: list[Bend]) -> tuple[list[Bend], list[Bend]]:
    """Pair the bends that govern the same words; give what is left of either."""
    left, right = list(one), list(other)
    for bend in one:
        pair = next((b for b in right if set(b.governed) & set(bend.governed)), None)
        if pair is None and not bend.governed:
            pair = next((b for b in right if not b.governed), None)
        if pair is not None:
            left.remove(bend)
            right.remove(pair)
    return left, right


def dropped(claim: Facts, evidence: Facts, kind: str) -> Iterator[Bend]:
    """Give the bends of the evidence whose words the claim has without them."""
    claimed = [bend for bend in bends(claim) if bend.kind == kind]
    stated = [bend for bend in bends(evidence) if bend.kind == kind]
    _, lacking = unmatched(claimed, stated)
    kept = set(aligned(claim, evidence)) if lacking else set()
    return (bend for bend in lacking if bend.place is not None and bend.place in kept)
