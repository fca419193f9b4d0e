"""Whether what somebody's own does is told of its owner: "the mayor's son was arrested"."""

from __future__ import annotations

from summarize.ground import words
from summarize.ground.facts import Facts
from summarize.ground.rules import subjects


def owner_acts(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has the owner do what, by the source, something of the owner's does.

    A firm may be meant by its owner's act, and a bus is not dead with its driver: the rules do not
    know which.
    """
    return any(
        _owner_acts(claim, verb, evidence, claim.items[acting].key)
        for verb in range(1, len(claim.items))
        if (acting := subjects.acting(claim, verb)) is not None
    )


def _owner_acts(claim: Facts, verb: int, evidence: Facts, actor: str) -> bool:
    acts = evidence.places.get(claim.items[verb].key, ())
    found = [subjects.subject(evidence, place) for place in acts]
    return bool(found) and all(
        actor in subject.owners
        and (heads := subject.own - subject.owners)
        and heads.isdisjoint(claim.keys | words.ALIKE)
        for subject in found
    )
