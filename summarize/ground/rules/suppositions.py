"""What a sentence only supposes, or holds only under a condition: "if", "unless", "because"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.ground import words
from summarize.ground.attributions import attributions
from summarize.ground.bends import bends, inverted
from summarize.ground.facts import STRONG_MARKS, Facts, word_at
from summarize.ground.rules import roles

_APART = frozenset(("but", "whereas", "although", "though", ";"))
"""What parts what depends on a condition from what does not."""
_OPENING = words.SUPPOSING | {"until", "once"}
MOSTLY = 0.7
"""Share of a claim that must be a condition for it to be stated as a fact."""


@dataclass(frozen=True)
class Supposition:
    """A condition, and the verb that holds only under it."""

    scope: frozenset[str]
    """Keys of what is supposed; empty for "until", which says how long something does not hold."""
    depends: str
    """Key of the verb behind a modal, in the clause beside it; "" where there is none."""


def condition_dropped(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim states what is only supposed, or leaves a condition out.

    "The bank will close unless the union agrees" says neither that it will nor that they agree.
    """
    if not roles.asserts(claim) or supposes(claim):
        return False
    telling = {key for said in attributions(claim) for key in (*said.speaker, said.verb)}
    for supposed in _suppositions(evidence):
        outside = telling if supposed.depends else frozenset[str]()
        known = [item for item in claim.items if item.key in evidence.keys - outside]
        inside = sum(item.key in supposed.scope for item in known)
        if len(known) > 1 and inside >= MOSTLY * len(known):
            return True
        for_a_time = not supposed.scope and _bounded(claim)
        if supposed.depends and supposed.depends in claim.keys and not for_a_time:
            return True
    return False


def _bounded(claim: Facts) -> bool:
    """Tell whether a claim says itself up to when something holds."""
    return not {"until", "till", "before"}.isdisjoint(claim.lowers)


def _suppositions(facts: Facts) -> Iterator[Supposition]:
    for place, lower in enumerate(facts.lowers):
        opens = lower in _OPENING or inverted(facts, place)
        if not opens or word_at(facts, place - 1) in ("even", "as"):
            continue
        if lower == "until":
            if denied := _denied_before(facts, place):
                yield Supposition(frozenset(), denied)
        elif lower != "once" or _still_to_come(facts, place):
            scope = frozenset(_scope(facts, place + 1))
            if any(b.kind == "unreal" and scope.issuperset(b.governed) for b in bends(facts)):
                scope = frozenset()  # "had the wind not dropped": it did
            conditional = lower not in ("whether", "once")
            yield Supposition(scope, _depending(facts, place, scope) if conditional else "")


def supposes(facts: Facts) -> bool:
    """Tell whether a text supposes something itself."""
    return any(_suppositions(facts))


def _denied_before(facts: Facts, until: int) -> str:
    """Give what is "not surrendered until": it is denied for a time only; "" without a denial."""
    for bend in bends(facts):
        if bend.kind == "not" and bend.place is not None and bend.governed:
            at = facts.token_places[bend.place]
            between = facts.lowers[at:until]
            if at < until and _APART.isdisjoint(between) and "," not in between:
                return bend.governed[0]
    return ""


def _still_to_come(facts: Facts, place: int) -> bool:
    """Tell "will open once it has been inspected" from "once told, he left"."""
    outside = {facts.lowers[at] for at in range(place)}
    inside = set(facts.lowers[place + 1 :])
    ahead = outside & (words.MODALS | {"expected", "due"})
    return bool(ahead) and not inside.isdisjoint(("has", "have", "is", "are"))


def _scope(facts: Facts, start: int) -> Iterator[str]:
    """Give the keys up to the mark that closes a condition."""
    for token in facts.tokens[start:]:
        if token.text in STRONG_MARKS:
            return
        if token.content:
            yield token.key


def _depending(facts: Facts, condition: int, scope: frozenset[str]) -> str:
    """Give the verb behind the first modal beside a condition; what stands past "but" is not."""
    before, after = range(condition - 1, -1, -1), range(condition + 1, len(facts.tokens))
    start = next((at for at in before if facts.lowers[at] in _APART), -1)
    end = next((at for at in after if facts.lowers[at] in _APART), len(facts.tokens))
    helped = (
        item
        for at, item in enumerate(facts.items)
        if start < facts.token_places[at] < end and _modal(facts, at) and not _aside(facts, at)
    )
    return next((item.key for item in helped if item.key not in scope), "")


def _aside(facts: Facts, place: int) -> bool:
    """Tell whether an item stands in ", whose fee they share,": no condition holds for that."""
    at = facts.token_places[place]
    comma = next((n for n in range(at, -1, -1) if facts.lowers[n] == ","), None)
    closed = "," in facts.lowers[at:]
    return comma is not None and closed and word_at(facts, comma + 1) in words.ASIDE


def _modal(facts: Facts, place: int) -> bool:
    """Tell whether a modal leads a verb: "will close", "would not close"."""
    for token in roles.leading(facts, place):
        lower = token.text.lower()
        if lower in words.MODALS:
            return True
        if token.kind != "function" or lower in words.PREPOSITIONS | words.DETERMINERS:
            return False
    return False


def cause_added(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has one thing happen because of another, and the source has not."""
    return "because" in claim.lowers and not words.CAUSES & set(evidence.lowers)
