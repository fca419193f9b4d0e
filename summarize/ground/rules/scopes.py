"""How far a statement reaches: "does not run on Sundays" does not say "does not run"."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.bends import bends
from summarize.ground.facts import JOINTS, Facts, Token, word_at
from summarize.ground.rules import actors, subjects

_ENDING = JOINTS | words.CONDITIONS | {"since", "so", "as", "when", "where"}
"""What ends that which is denied."""
_RESTRICTING = frozenset(("who", "that", "whose"))
_PLURAL = words.PEOPLE | {"children", "those", "police"}


def widened(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim denies, or tells of all, what its sentence limits to some.

    What is left out of "the guards may not carry guns indoors", or of "climbers who start late
    rarely arrive", makes the claim say more; a reader must tell whether it matters.
    """
    return _denies_more(claim, evidence) or _of_more(claim, evidence)


def _denies_more(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a denial has lost what follows the word that it denies."""
    denied = {bend.place for bend in bends(evidence) if bend.kind == "not"}
    places = aligned(claim, evidence)
    own = (bend.place for bend in bends(claim) if bend.kind == "not" and bend.place is not None)
    return any(
        place is not None and place in denied and any(_lost(claim, evidence, place))
        for place in (places[bent] for bent in own)
    )


def _lost(claim: Facts, evidence: Facts, place: int) -> Iterator[Token]:
    """Give what follows a denied word in its clause, and a claim lacks; days and numbers aside.

    What follows "either" or "neither" is denied of each by itself.
    """
    start = evidence.token_places[place]
    if not {"either", "neither"}.isdisjoint(evidence.lowers[max(0, start - 3) : start + 3]):
        return
    for token in evidence.tokens[start + 1 :]:
        if token.text.lower() in _ENDING:
            return
        if token.kind in ("word", "name") and token.key not in claim.keys:
            yield token


def _of_more(claim: Facts, evidence: Facts) -> bool:
    """Tell whether those of whom a claim tells have lost what says which of them are meant."""
    return any(
        (acting := actors.acting(claim, verb)) is not None
        and not (acting and claim.items[acting - 1].kind == "number")
        and _restricted(claim, evidence, claim.items[acting].key, claim.items[verb].key)
        for verb in range(1, len(claim.items))
    )


def _restricted(claim: Facts, evidence: Facts, several: str, act: str) -> bool:
    """Tell whether "who start late" follows those who do something, and a claim has none of it."""
    acts = evidence.places.get(act, ())
    return bool(acts) and all(
        several in subjects.subject(evidence, verb).said
        and all(_limited(claim, evidence, at, verb) for at in evidence.places[several])
        for verb in acts
    )


def _limited(claim: Facts, evidence: Facts, place: int, verb: int) -> bool:
    start = evidence.token_places[place] + 1
    lower = evidence.lowers[start - 1]
    plural = (lower.endswith("s") and not lower.endswith("ss")) or lower in _PLURAL
    if not plural or word_at(evidence, start) not in _RESTRICTING:
        return False
    helping = len(subjects.helped_by(evidence, verb))
    inside = evidence.tokens[start : evidence.token_places[verb] - helping]
    keys = {token.key for token in inside if token.content}
    return bool(keys) and claim.keys.isdisjoint(keys)
