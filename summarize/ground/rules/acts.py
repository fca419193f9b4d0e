"""Whether an act is done: what is to come, was only tried or was called off has not happened."""

from __future__ import annotations

from summarize.ground import words
from summarize.ground.facts import Facts, word_at
from summarize.ground.rules import roles, subjects

_AHEAD = frozenset(("will", "shall"))
_BEHIND = frozenset(("was", "were", "had", "has", "have", "been", "did"))
_CHARGED = frozenset(("for", "with", "of", "in", "over", "to"))
_REACH = 4
"""Tokens beside a verb that belong to it."""


def times_differ(claim: Facts, evidence: Facts) -> bool:
    """Tell whether something has happened by a claim and is only to come by the source, or back."""
    telling = words.SAYING | words.INTENDING
    reported = any(item.key in telling for item in evidence.items)
    for place, item in enumerate(claim.items):
        told = _time(claim, place)
        if not told:
            continue
        stated = {_time(evidence, other) for other in evidence.places.get(item.key, ())}
        if not stated or "" in stated or told in stated:
            continue
        if "would" not in {told, *stated} or (reported and "will" not in {told, *stated}):
            return True
    return False


def _time(facts: Facts, place: int) -> str:
    """Give `will`, `would`, `unreal` or `done`; "" where the verb does not tell, or is none."""
    item = facts.items[place]
    if item.kind != "word":
        return ""
    before: set[str] = set()
    for token in roles.leading(facts, place):
        lower = token.text.lower()
        if token.kind != "function" and not lower.endswith("ly"):
            break
        if lower in words.DETERMINERS or lower in words.PREPOSITIONS:
            if not before:
                return _bound(facts, place)  # "the cut", "to cut"
            break
        before.add(lower)
    past = roles.verb_form(item) and item.text.lower() != item.key
    return _helped(before) or ("done" if past and not before & words.AUXILIARIES else "")


def _bound(facts: Facts, place: int) -> str:
    """Give `will` for "is to meet"; "" for others: what "was to become" a port may be one."""
    at = facts.token_places[place] - 1
    bound = word_at(facts, at) == "to" and word_at(facts, at - 1) in ("is", "are")
    return "will" if bound else ""


def _helped(before: set[str]) -> str:
    """Give the time that the helping verbs before a verb tell."""
    if before & _AHEAD:
        return "will"
    if {"would", "have"} <= before:
        return "unreal"
    if "would" in before:
        return "would"
    return "done" if before & _BEHIND and not before & words.MODALS else ""


def intention_realised(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "a man robbed a bank" is made of "a man tried to rob a bank"."""
    return any(
        (roles.verb_form(item) or _under_way(claim, place))
        and item.key in evidence.places
        and word_at(claim, claim.token_places[place] - 1) != "to"
        and "be" not in subjects.helped_by(claim, place)
        and all(_intended(evidence, other) for other in evidence.places[item.key])
        for place, item in enumerate(claim.items)
    )


def _under_way(facts: Facts, place: int) -> bool:
    """Tell "is buying" from "buying"."""
    helped = not words.BE.isdisjoint(subjects.helped_by(facts, place))
    return facts.items[place].text.lower().endswith("ing") and helped


def _intended(facts: Facts, verb: int) -> bool:
    """Tell whether a verb says what is tried, wanted or planned: "due to begin".

    Be it somebody else's to do, "expects jobs to be lost", or what one would have to do.
    """
    at = facts.token_places[verb] - 1
    at -= word_at(facts, at) == "be"
    if word_at(facts, at) != "to":
        return False
    before = facts.tokens[max(0, at - _REACH) : at]
    if any(token.kind == "word" and token.key in words.INTENDING for token in before):
        return True
    if word_at(facts, at - 1) == "about":
        return True
    return word_at(facts, at - 1) == "have" and word_at(facts, at - 2) in words.MODALS | _AHEAD


def avoided(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "cleared of stealing it" has become "stole it", or "consider selling" a sale."""
    return any(
        item.kind == "word"
        and item.key in evidence.places
        and all(_not_done(evidence, other, claim) for other in evidence.places[item.key])
        for item in claim.items
    )


def unproven(claim: Facts, evidence: Facts) -> bool:
    """Tell whether somebody has done by a claim what the source only has him on trial for."""
    return any(
        roles.verb_form(item)
        and item.key in evidence.places
        and all(_charged(evidence, other, claim) for other in evidence.places[item.key])
        for item in claim.items
    )


def _charged(facts: Facts, act: int, claim: Facts) -> bool:
    """Tell whether an act stands behind "charged with", "on trial for" and their like."""
    at = facts.token_places[act]
    before = facts.tokens[max(0, at - 2 * _REACH) : at]
    small = {token.text.lower() for token in before[-_REACH:]}
    admitted = "guilty" in facts.lowers and "not" not in facts.lowers
    return (
        not small.isdisjoint(_CHARGED)
        and not admitted
        and any(t.key in words.CHARGING and t.key not in claim.keys for t in before)
    )


def _not_done(facts: Facts, verb: int, claim: Facts) -> bool:
    """Tell whether something is not done that a word before it, which a claim lacks, speaks of."""
    if not facts.items[verb].text.lower().endswith("ing"):
        return False
    at = facts.token_places[verb] - 1
    if word_at(facts, at) in ("of", "from"):
        before = facts.tokens[max(0, at - _REACH) : at]
        return any(t.key in words.CLEARING and t.key not in claim.keys for t in before)
    key = facts.tokens[at].key if at >= 0 else ""
    return key in words.CONSIDERING and key not in claim.keys


def particle_dropped(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "called the strike off" has become "called the strike"."""
    for place, item in enumerate(claim.items):
        stated = [_particle(evidence, other) for other in evidence.places.get(item.key, ())]
        if stated and all(stated) and not set(stated) & set(_behind(claim, place)):
            return True
    return False


def _particle(facts: Facts, place: int) -> str:
    """Give the particle right behind a verb: "called off"."""
    after = word_at(facts, facts.token_places[place] + 1)
    return after if after in words.PARTICLES and facts.items[place].kind == "word" else ""


def _behind(facts: Facts, place: int) -> tuple[str, ...]:
    after = facts.token_places[place] + 1
    return facts.lowers[after : after + _REACH]
