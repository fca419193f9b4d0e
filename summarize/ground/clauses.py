"""What belongs to which verb: who does it, whom it is done to, how much, and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.dates import MONTHS
from summarize.ground import roles, words
from summarize.ground.facts import STRONG_MARKS, Facts, Token, between

_JOINTS = STRONG_MARKS | {"and", "but", "or", "while", "which", "who", "that"}
"""What parts one clause from the next."""

_AHEAD = frozenset(("will", "shall", "'ll", "wo"))
_BEHIND = frozenset(("was", "were", "had", "has", "have", "been", "did"))
_REACH = 4
"""Items before and behind a verb that may be its own."""


def times_differ(claim: Facts, evidence: Facts) -> bool:
    """Tell whether something has happened by a claim and is only to come by the source, or back."""
    reported = any(item.key in words.SAYING for item in evidence.items)
    for place, item in enumerate(claim.items):
        told = _time(claim, place)
        stated = {_time(evidence, other) for other in evidence.places.get(item.key, ())}
        if not told or not stated or "" in stated or told in stated:
            continue
        if "would" not in {told, *stated} or (reported and "will" not in {told, *stated}):
            return True
    return False


def _time(facts: Facts, place: int) -> str:
    """Give `will`, `would` or `done`; "" where the verb does not tell, or is none."""
    item = facts.items[place]
    before: set[str] = set()
    for token in roles.leading(facts, place):
        lower = token.text.lower()
        if token.kind != "function" and not lower.endswith("ly"):
            break
        if lower in words.DETERMINERS or lower in words.PREPOSITIONS:
            if not before:
                return ""  # "the cut", "to cut"
            break
        before.add(lower)
    if item.kind != "word":
        return ""
    past = roles.verb_form(item) and item.text.lower() != item.key
    return _helped(before) or ("done" if past and not before & words.AUXILIARIES else "")


def _helped(before: set[str]) -> str:
    """Give the time that the helping verbs before a verb tell."""
    if before & _AHEAD:
        return "will"
    if "would" in before:
        return "would"
    return "done" if before & _BEHIND and not before & words.MODALS else ""


def made_patient(claim: Facts, evidence: Facts) -> bool:
    """Tell whether it is done to somebody who, by the source, does it: "the judge was fined"."""
    return any(
        roles.voice(claim, verb) == "passive"
        and _helped_by_be(claim, verb)
        and all(_does(evidence, place, subject) for place in evidence.places[item.key])
        for verb, item in enumerate(claim.items)
        if item.kind == "word" and item.key in evidence.places
        for subject in _subjects(claim, verb)
    )


def _helped_by_be(facts: Facts, verb: int) -> bool:
    """Tell "was fined by" from "rose by"."""
    return bool({token.text.lower() for token in roles.leading(facts, verb)} & words.BE)


def _subjects(facts: Facts, verb: int) -> Iterator[str]:
    """Give the names before a verb that nothing governs; where there is none, the nearest noun."""
    before = [
        place
        for place in range(max(0, verb - _REACH), verb)
        if not roles.preposition(facts, place) and not _owns(facts, place)
    ]
    named = [place for place in before if facts.items[place].kind == "name"]
    nearest = [place for place in before[-1:] if facts.items[place].kind == "word"]
    for place in named or nearest:
        yield facts.items[place].key


def _owns(facts: Facts, place: int) -> bool:
    """Tell whether a name, or one that goes on with it, ends in 's: the thing owned is meant."""
    while place + 1 < len(facts.items) and _goes_on(facts, place):
        place += 1
    after = facts.tokens[facts.token_places[place] + 1 :][:1]
    return bool(after) and after[0].text in ("'s", "’s", "'", "’")


def _goes_on(facts: Facts, place: int) -> bool:
    one, other = facts.items[place : place + 2]
    adjacent = facts.token_places[place + 1] - facts.token_places[place] == 1
    return adjacent and one.kind == other.kind == "name"


def _does(facts: Facts, verb: int, subject: str) -> bool:
    """Tell whether a subject stands right before an active verb that has something behind it."""
    own = [place for place in facts.places.get(subject, ()) if verb - _REACH <= place < verb]
    if not own or roles.voice(facts, verb) != "active" or _joined(facts, own[-1], verb):
        return False
    if any(roles.verbal(item) for item in facts.items[own[-1] + 1 : verb]):
        return False
    object_ = verb + 1
    if object_ >= len(facts.items) or facts.items[object_].key == subject:
        return False
    if roles.preposition(facts, object_) or _joined(facts, verb, object_):
        return False
    return facts.items[object_].kind != "date" and not roles.verbal(facts.items[object_])


def _joined(facts: Facts, one: int, other: int) -> bool:
    """Tell whether a joint stands between two items: another clause begins there."""
    return any(token.text.lower() in _JOINTS for token in between(facts, one, other))


def amounts_exchanged(claim: Facts, evidence: Facts) -> Iterator[Token]:
    """Give the numbers and dates of a claim that have the verb of another one.

    "Killed four and injured eleven" has not injured four; "born in 1901, she led it in 1946" is not
    born in 1946.
    """
    for place, item in enumerate(claim.items):
        if not _amount(item) or item.key not in evidence.places:
            continue
        if _complement_of_another(claim, evidence, place):
            yield item
        verb = _governor(claim, place)
        own = {_governor(evidence, other) for other in evidence.places[item.key]}
        if not verb or verb not in evidence.places or {"", verb} & own:
            continue
        others = (
            other
            for other, rival in enumerate(evidence.items)
            if _amount(rival) == _amount(item) and rival.key != item.key
        )
        if any(_governor(evidence, other) == verb for other in others):
            yield item


def _amount(item: Token) -> str:
    """Give `number` or `date`, a month without a day among them; "" for anything else."""
    if item.key.endswith("."):
        return ""  # "the second quarter"
    if item.kind == "name" and item.text.lower() in MONTHS:
        return "date"
    return item.kind if item.kind in ("number", "date") else ""


def _complement_of_another(claim: Facts, evidence: Facts, place: int) -> bool:
    """Tell whether "8 euros for adults" has the adults of the source's "15 euros for adults"."""
    item, noun = claim.items[place], _complement(claim, place)
    own = [_beside(evidence, other) for other in evidence.places[item.key]]
    if not noun or any(noun in beside for beside in own):
        return False
    return any(
        _complement(evidence, other) == noun
        for other, rival in enumerate(evidence.items)
        if _amount(rival) == _amount(item) and rival.key != item.key
    )


def _complement(facts: Facts, place: int) -> str:
    """Give the noun of "8 crowns for adults": behind a preposition, in the same clause."""
    for behind in range(place + 1, min(place + 3, len(facts.items))):
        if _joined(facts, place, behind):
            return ""
        if roles.preposition(facts, behind):
            return facts.items[behind].key
    return ""


def _beside(facts: Facts, place: int) -> set[str]:
    """Give the words at both sides of a number, in the same clause."""
    return {
        facts.items[other].key
        for other in range(max(0, place - 2), min(place + 3, len(facts.items)))
        if not _joined(facts, *sorted((place, other)))
    }


def _governor(facts: Facts, place: int) -> str:
    """Give the verb that a number or date belongs to: before it, else behind it, in its clause."""
    before, behind = range(place - 1, -1, -1), range(place + 1, len(facts.items))
    for verb in (*before, *behind):
        if _joined(facts, *sorted((verb, place))):
            continue
        item: Token = facts.items[verb]
        opening = verb == 0 and item.text.lower() in words.IRREGULAR_FORMS  # "Born in 1901, she"
        if (opening or roles.verb_form(item)) and item.key not in words.SAYING:
            return item.key
    return ""


def subject_replaced(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a thing does what another does by the source, which names it later only."""
    return any(
        _replaced(claim, evidence, verb)
        for verb in range(1, len(claim.items) - 1)
        if roles.verb_form(claim.items[verb])
        and claim.items[verb - 1].kind in ("word", "name")
        and not _joined(claim, verb - 1, verb)
        and roles.voice(claim, verb) == "active"
    )


def _replaced(claim: Facts, evidence: Facts, verb: int) -> bool:
    subject, act, behind = (claim.items[place].key for place in (verb - 1, verb, verb + 1))
    acts, own = evidence.places.get(act, ()), evidence.places.get(subject, ())
    if not acts or not own or roles.preposition(claim, verb - 1):
        return False
    return all(
        own[0] > place > 0
        and roles.voice(evidence, place) == "active"
        and [item.key for item in evidence.items[place + 1 : place + 2]] == [behind]
        and not _joined(evidence, place - 1, place)
        for place in acts
    )


def objects_exchanged(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "reduced nausea" is put together from "reduced pain" and "caused nausea"."""
    done = set(_done(evidence))
    for act, thing in _done(claim):
        others = {other for verb, other in done if verb == act}
        acts = {verb for verb, other in done if other == thing}
        all_known = len(acts) >= len(evidence.places.get(thing, ()))
        if others and acts and all_known and thing not in others and not others & claim.keys:
            return True
    return False


def _done(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give each act and what it is done to, where that stands right behind it."""
    for verb, item in enumerate(facts.items[:-1]):
        if item.key in words.SAYING:
            continue
        if roles.verb_form(item) and roles.voice(facts, verb) == "active":
            thing = facts.items[verb + 1]
            direct = not _joined(facts, verb, verb + 1) and not roles.preposition(facts, verb + 1)
            if direct and not roles.verbal(thing):
                yield item.key, thing.key


def part_taken_for_all(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "twelve reached it" is made of "three of the twelve reached it"."""
    for place, (part, whole) in enumerate(pairwise(evidence.items)):
        if part.kind != "number" or whole.kind != "number" or part.key in claim.keys:
            continue
        joint = next(iter(between(evidence, place, place + 1)), None)
        if joint is None or joint.text.lower() != "of" or whole.key not in claim.keys:
            continue
        if _main_verb(evidence, place) in claim.keys:
            return True
    return False


def _main_verb(facts: Facts, place: int) -> str:
    """Give the verb behind a place that no other follows: in "40 men surveyed said", "said"."""
    behind = range(place + 1, len(facts.items))
    verbs = [
        at for at in behind if roles.verb_form(facts.items[at]) and not _joined(facts, place, at)
    ]
    alone = (at for at in verbs if at + 1 not in verbs)
    return next((facts.items[at].key for at in alone), "")
