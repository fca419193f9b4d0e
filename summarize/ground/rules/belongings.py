"""Whether what is somebody's own is told of its owner: "the mayor's son was arrested"."""

from __future__ import annotations

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import Facts, word_at
from summarize.ground.rules import actors, objects, subjects


def owner_acts(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has the owner do what, by the source, something of the owner's does.

    A firm may be meant by its owner's act, and a bus is not dead with its driver: the rules do not
    know which.
    """
    return any(
        _owner_acts(claim, verb, evidence, claim.items[acting].key)
        for verb in range(1, len(claim.items))
        if (acting := actors.acting(claim, verb)) is not None
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


def owner_suffers(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has done to an owner what, by the source, is done to the owner's own.

    Of "the flood destroyed the roof of the church" no rule knows whether the church is lost.
    """
    places = aligned(claim, evidence)
    for verb, thing in objects.done_to(claim):
        acts, at = evidence.places.get(claim.items[verb].key, ()), places[thing]
        if acts and at is not None and all(_owned(claim, evidence, act, at) for act in acts):
            return True
    return False


def _owned(claim: Facts, evidence: Facts, act: int, at: int) -> bool:
    """Tell whether an act is done to what belongs to an item, which the claim leaves out."""
    own = objects.objects_of(evidence, act)
    if at not in own:
        return False
    behind = evidence.token_places[at] + 1
    if word_at(evidence, behind) in words.GENITIVE:
        head = own[-1]
    else:
        first = evidence.token_places[own[0]]
        of = next((n for n in range(first, behind) if word_at(evidence, n) == "of"), None)
        if of is None:
            return False
        head = max(place for place in own if evidence.token_places[place] < of)
    item = evidence.items[head]
    return item.kind not in ("number", "date") and item.key not in claim.keys | words.ALIKE
