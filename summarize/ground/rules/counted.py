"""What a number is the number of: the things that it counts, and the whole that it is a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarize.ground import words
from summarize.ground.facts import JOINTS, STRONG_MARKS, Facts, Token, between, parted, word_at
from summarize.ground.rules import roles
from summarize.numbers import Number

_YEAR = re.compile(r"#[12]\d{3}")

_A_NOUN = 3
"""Words behind a number that may name what it counts: "30 different countries"."""

_TO_THAN = 6
"""Tokens before a number in which "than" may stand, with what something is compared with."""

_MORE_OR_LESS = frozenset(("more", "less", "fewer", "higher", "lower", "longer", "shorter"))
"""Behind a number, they make a difference of it: "five pounds more than porters"."""

_CHANGES = frozenset(words.stem(word) for word in ("rise", "fall", "gain", "loss", "drop"))
"""Before "of" and a number, they make a difference of it."""

_BOUND = re.compile(r"(?:under|aged)\b.*|over [\d,]+")
"""What says which of a group are meant: "adults under 50".

"Over" only with a bare number: "adults over ten years" may be watched for so long.
"""


def miscounted(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a number counts what, in the source, another number counts: "3 masts".

    Or what no number counts there: of "guests from 30 countries" nobody knows how many guests.
    """
    stated = list(_counted(evidence))
    for number, nouns in _counted(claim):
        own = [counted for other, counted in stated if other == number]
        if not own or nouns & words.COUNTING_ANY or any(nouns & counted for counted in own):
            continue
        told = all(counted and not counted & words.COUNTING_ANY for counted in own)
        if told and nouns & evidence.keys:
            return True
    return False


def _counted(facts: Facts) -> Iterator[tuple[str, frozenset[str]]]:
    """Give each number that counts, and the keys of the words that name what it counts."""
    for place, token in enumerate(facts.tokens):
        dated = _YEAR.fullmatch(token.key) or token.key.endswith(".")
        if token.kind == "number" and not dated:
            yield token.key, frozenset(_nouns(facts, place + 1))


def _nouns(facts: Facts, start: int) -> Iterator[str]:
    """Give the words that follow at once, up to a verb, a small word or a mark.

    "Forty of its 210 branches" counts branches, and so does "forty of the bank's branches".
    """
    if word_at(facts, start) == "of":
        start += 1
        while word_at(facts, start) in words.OF_THEM or _number(facts, start):
            start += 1
        owned = (n for n in range(start, start + _A_NOUN) if word_at(facts, n) in ("'s", "’s"))
        start = next(owned, start - 1) + 1
        start += _number(facts, start)
    for token in facts.tokens[start : start + _A_NOUN]:
        lower = token.text.lower()
        small = lower in words.PREPOSITIONS or lower in words.CONDITIONS
        if token.kind not in ("word", "name") or small or roles.verb_form(token):
            return
        yield token.key


def _number(facts: Facts, place: int) -> bool:
    return place < len(facts.tokens) and facts.tokens[place].kind == "number"


def exception_taken(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "all but two signed" has become two, or all, that signed."""
    excepted = {evidence.tokens[at + 2].key for at in _excepting(evidence)}
    kept = {claim.tokens[at + 2].key for at in _excepting(claim)}
    every = evidence.lowers.count("all") == len(excepted) and "all" in claim.lowers
    return bool(excepted - kept) and (every or bool(excepted & claim.keys))


def _excepting(facts: Facts) -> Iterator[int]:
    """Give where "all but" stands before a number."""
    for at in range(len(facts.tokens) - 2):
        if facts.lowers[at : at + 2] == ("all", "but") and facts.tokens[at + 2].kind == "number":
            yield at


def differences_taken(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "five pounds more" has become five pounds."""
    stated = _compared(evidence)
    return any(
        not compared and False not in stated.get(number, {False})
        for number, each in _compared(claim).items()
        for compared in each
    )


def _compared(facts: Facts) -> dict[str, set[bool]]:
    """Tell of each number whether it is one that something is more or less by."""
    found: dict[str, set[bool]] = {}
    for place, token in enumerate(facts.tokens):
        if token.kind == "number":
            found.setdefault(token.key, set()).add(difference(facts, place))
    return found


def difference(facts: Facts, place: int) -> bool:
    """Tell whether a number is one that something is more or less by: "12 metres deeper than"."""
    if word_at(facts, place - 1) == "of" and _change(facts, place - 2):
        return True
    behind = list(facts.lowers[place + 1 : place + 3])
    if STRONG_MARKS & set(behind[:1]):
        return False
    compared = behind[1:] == ["than"] and behind[0].endswith("er")
    return compared or not _MORE_OR_LESS.isdisjoint(behind)


def standard_taken(claim: Facts, evidence: Facts) -> bool:
    """Tell whether what something is less than, "lower than last year's 86", is what it is."""
    if "than" in claim.lowers or "than" not in evidence.lowers:
        return False
    return any(
        token.kind == "number" and token.key in claim.keys and not named <= claim.keys
        for place, token in enumerate(evidence.tokens)
        if (named := _named_behind_than(evidence, place))
    )


def _named_behind_than(facts: Facts, place: int) -> set[str]:
    """Give what stands between "than" and a number: "lower than last year's 86"."""
    before = facts.tokens[max(0, place - _TO_THAN) : place]
    than = next((at for at, token in enumerate(before) if token.text.lower() == "than"), None)
    if than is None or any(token.text.lower() in JOINTS for token in before[than:]):
        return set()
    return {token.key for token in before[than:] if token.content}


def share_dropped(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "lost a fifth of its value" has become "lost its value"."""
    if any(_is_share(number) for number in claim.numbers) or words.AMOUNTS.keys() & set(
        claim.lowers
    ):
        return False
    for number in filter(_is_share, evidence.numbers):
        place = next(n for n, t in enumerate(evidence.tokens) if t.start <= number.start < t.end)
        whole = set(_nouns(evidence, place + 1)) if word_at(evidence, place + 1) == "of" else set()
        acts = {token.key for token in evidence.tokens[place - 1 : place] if roles.verb_form(token)}
        if acts & claim.keys and any(_all_of(claim, noun) for noun in whole & claim.keys):
            return True
    return False


def _is_share(number: Number) -> bool:
    return number.unit == "percent" or 0 < number.value < 1


def _all_of(facts: Facts, noun: str) -> bool:
    """Tell whether a noun stands behind "the", "its" and the like, and so is meant whole."""
    places = (facts.token_places[place] for place in facts.places[noun])
    return all(word_at(facts, place - 1) in words.OF_THEM for place in places)


def _change(facts: Facts, place: int) -> bool:
    """Tell whether a noun says by how much: "an increase of 40"."""
    return place >= 0 and facts.tokens[place].key in _CHANGES


def group_widened(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a share "of adults under 50" has become one of adults."""
    bounded, free = _bounded(evidence)
    _, claimed = _bounded(claim)
    shares = {number for number in claim.numbers if number.unit == "percent"}
    return bool(shares) and bool((claimed - free) & bounded)


def _bounded(facts: Facts) -> tuple[set[str], set[str]]:
    """Give the keys of the words that a bound and a number follow, and of those that none does."""
    bounded: set[str] = set()
    free: set[str] = set()
    for place, token in enumerate(facts.tokens):
        if token.kind == "word":
            following = word_at(facts, place + 1)  # "aged", or a number such as "under 50"
            (bounded if _BOUND.fullmatch(following) else free).add(token.key)
    return bounded, free


@dataclass(frozen=True)
class _Part:
    """A number that is a part of a whole: "three of the twelve", "of the twelve, three"."""

    number: str
    whole: frozenset[str]
    """Keys of what it is a part of."""
    place: int
    """Of the number, among the items."""


def part_taken_for_all(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "twelve reached it" is made of "three of the twelve reached it"."""
    wholes = {key for own in _parts(claim) for key in own.whole}
    return any(
        part.number not in claim.keys
        and part.whole & claim.keys - wholes
        and _verbs_of(evidence, part) & claim.keys
        for part in _parts(evidence)
        if any(key.startswith("#") for key in part.whole) or not _named_otherwise(claim, part)
    )


def all_taken_for_part(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "36 were arrested" is made of "of those arrested, 36 were freed"."""
    for part in _parts(evidence):
        acts = {key for key in part.whole if key in _verbs(claim)}
        own = set(_own(evidence, part.place))
        if part.number in claim.keys and acts and own and not own & claim.keys:
            return True
    return False


def _named_otherwise(claim: Facts, part: _Part) -> bool:
    """Tell whether a claim has a number of its own, which may be another part."""
    return any(item.kind == "number" and item.key != part.number for item in claim.items)


def _parts(facts: Facts) -> Iterator[_Part]:
    """Give the numbers that are told as parts of a whole."""
    for place, (part, whole) in enumerate(pairwise(facts.items)):
        joint = next(iter(between(facts, place, place + 1)), None)
        if joint and joint.text.lower() == "of" and part.kind == "number":
            if whole.kind != "number":  # "40 of the region's 112 schools"
                whole = _owned_by(facts, place + 1) or whole
            if whole.kind == "number":
                yield _Part(part.key, frozenset((whole.key,)), place)
    for at, token in enumerate(facts.tokens):
        opens = at == 0 or facts.tokens[at - 1].text in STRONG_MARKS
        if opens and token.text.lower() in ("of", "among"):
            yield from _after_its_whole(facts, at)


def _owned_by(facts: Facts, owner: int) -> Token | None:
    """Give what stands right behind an owner's mark."""
    at = facts.token_places[owner] + 1
    owned = word_at(facts, at) in words.GENITIVE and at + 1 < len(facts.tokens)
    return facts.tokens[at + 1] if owned else None


def _after_its_whole(facts: Facts, at: int) -> Iterator[_Part]:
    """Read "of those arrested, 36": the whole comes first, the part behind a comma."""
    end = next((n for n in range(at, len(facts.tokens)) if facts.tokens[n].text == ","), None)
    following = facts.tokens[end + 1 : end + 2] if end else ()
    if end and following and following[0].kind == "number":
        inside = frozenset(token.key for token in facts.tokens[at:end] if token.content)
        yield _Part(following[0].key, inside, facts.token_places.index(end + 1))


def _own(facts: Facts, place: int) -> Iterator[str]:
    """Give what is said of a part: the items behind it up to the next mark."""
    for behind in range(place + 1, len(facts.items)):
        if any(token.text in STRONG_MARKS for token in between(facts, place, behind)):
            return
        yield facts.items[behind].key


def _verbs(facts: Facts) -> set[str]:
    return {item.key for item in facts.items if roles.verb_form(item)}


def _verbs_of(facts: Facts, part: _Part) -> set[str]:
    """Give the verb behind a part that no other follows, as in "40 men surveyed said": "said".

    And the one right before it: "will close 40 of its 210 branches".
    """
    behind = set(_own(facts, part.place))
    verbs = [
        place
        for place, item in enumerate(facts.items)
        if place > part.place and item.key in behind and roles.verb_form(item)
    ]
    found = {facts.items[verb].key for verb in verbs if verb + 1 not in verbs}
    before = part.place - 1
    if part.place and not parted(facts, before, part.place) and _governs(facts, before):
        found.add(facts.items[before].key)
    return found


def _governs(facts: Facts, place: int) -> bool:
    """Tell whether an item is a verb, by its form or by the modal before it."""
    before = next(roles.leading(facts, place), None)
    helped = before is not None and before.text.lower() in words.MODALS
    return roles.verb_form(facts.items[place]) or helped
