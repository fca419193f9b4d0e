"""What is over: "was mayor" may not be told as "is mayor", nor what is done as under way."""

from __future__ import annotations

from itertools import takewhile

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.attributions import attributions
from summarize.ground.facts import Facts, word_at
from summarize.ground.rules import roles

_NOW = frozenset(("is", "are"))
_THEN = frozenset(("was", "were"))
_DONE = _THEN | {"has", "have", "had"}
_SUBJECTS = frozenset(("he", "she", "it", "who", "which", "that"))
_FORMER = frozenset(("former", "ex", "onetime", "erstwhile"))
_HELPING = words.AUXILIARIES | words.BE | {"to"}


def still_so(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has as still so, or as under way, what is over by the source.

    What somebody said is told in the past whenever it is so: "said the pier was safe" is left
    alone. Acts may be told in the present, as headlines do; what lasts may not.
    """
    reported = frozenset[str]().union(*(said.scope for said in attributions(evidence)))
    return _so_again(claim, evidence) or any(
        place is not None
        and item.key not in reported
        and not _ruled(evidence, place)
        and _over(evidence, place, item.text.lower().endswith("ing"))
        and not any(_lasts(evidence, other) for other in evidence.places[item.key])
        for own, (item, place) in enumerate(zip(claim.items, aligned(claim, evidence), strict=True))
        if _lasts(claim, own)
    )


def _so_again(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has something be what, by the source, it is a former one of."""
    return any(
        place is not None
        and _is_now(claim, own)
        and not _former(claim, own)
        and all(_former(evidence, other) for other in evidence.places[claim.items[own].key])
        for own, place in enumerate(aligned(claim, evidence))
    )


def _is_now(facts: Facts, place: int) -> bool:
    """Tell "is still the yard's clerk" from "is in what was once a yard"."""
    at = facts.token_places[place]
    now = next((n for n in range(at - 1, -1, -1) if facts.lowers[n] in _NOW), None)
    between = words.PREPOSITIONS | words.BE | {","}
    return now is not None and between.isdisjoint(facts.lowers[now + 1 : at])


def _former(facts: Facts, place: int) -> bool:
    """Tell "former capital" and "ex-capital" from "capital"."""
    at = facts.token_places[place] - 1
    return word_at(facts, at - (word_at(facts, at) == "-")) in _FORMER


def _lasts(facts: Facts, place: int) -> bool:
    """Tell whether something is so now: "is mayor", "is in the harbour", "lives"."""
    helping = _helping(facts, place)
    if helping:
        return helping[0] in _NOW
    item, at = facts.items[place], facts.token_places[place]
    subject = at > 0 and (facts.tokens[at - 1].content or facts.lowers[at - 1] in _SUBJECTS)
    return subject and item.key in words.LASTING and item.text.endswith("s")


def _over(facts: Facts, place: int, under_way: bool) -> bool:
    """Tell whether something was so, or is done, where a claim has it as under way."""
    helping = _helping(facts, place)
    if helping:
        return helping[0] in (_DONE if under_way else _THEN)
    lasting = facts.items[place].key in words.LASTING
    return roles.verb_form(facts.items[place]) and (under_way or lasting)


def _ruled(facts: Facts, place: int) -> bool:
    """Tell whether somebody finds it so, by whatever verb: "ruled that the fee was illegal"."""
    before = facts.token_places[place]
    return any(
        facts.lowers[at] == "that" and roles.verb_form(facts.tokens[at - 1])
        for at in range(1, before)
    )


def _helping(facts: Facts, place: int) -> list[str]:
    """Give the verbs that help an item, the nearest first, past the small words between."""
    at = facts.token_places[place]
    before = takewhile(
        lambda token: token.kind == "function" or token.text.lower().endswith("ly"),
        reversed(facts.tokens[:at]),
    )
    return [token.text.lower() for token in before if token.text.lower() in _HELPING]
