"""Whose word it is: a claim may not drop who says it, nor have another one say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.ground import words
from summarize.ground.attributions import Attribution, attributions, reports
from summarize.ground.bends import bends, dropped
from summarize.ground.facts import Facts, Token
from summarize.ground.rules import acts, roles
from summarize.types import Alteration

MOSTLY_INSIDE = 0.7
"""Share of a claim that must be somebody's word for it to be a quotation without its speaker."""


def attribution_reasons(
    claim: Facts, evidence: Facts, missing: tuple[Token, ...]
) -> Iterator[Alteration]:
    """Tell whether the claim says it on its own word, or on another speaker's."""
    saying = words.SAYING if not _ascribed(evidence) else frozenset()
    if any(item.key in saying or item.text.lower() in words.ALLEGATIONS for item in missing):
        yield Alteration.ATTRIBUTION
    stated = list(attributions(evidence))
    claimed = list(attributions(claim))
    if another_speaker(claim, evidence):
        yield Alteration.ATTRIBUTION
    if roles.asserts(claim):
        for said in stated:
            kept = any(not other.speaker or other.speaker - said.scope for other in claimed)
            heard = not claim.keys.isdisjoint(said.scope)  # or it tells of the speaker alone
            if (
                reports(said.verb)
                and heard
                and not kept
                and _only_within(claim, evidence, said.told)
            ):
                yield Alteration.ATTRIBUTION
    if roles.asserts(claim) and any(dropped(claim, evidence, "alleged")):
        yield Alteration.ATTRIBUTION
    if acts.unproven(claim, evidence):
        yield Alteration.ATTRIBUTION


def _ascribed(evidence: Facts) -> bool:
    """Tell whether somebody states it by a verb that is not listed: "ruled that", "ruling that"."""
    return any(
        token.text.lower() == "that" and evidence.lowers[place - 1].endswith(("ed", "ing"))
        for place, token in enumerate(evidence.tokens)
        if place
    )


def another_speaker(claim: Facts, evidence: Facts) -> bool:
    """Tell whether the claim is the word of somebody who does not say that in the evidence."""
    stated = [said for said in attributions(evidence) if said.speaker]
    denied = {key for bend in bends(claim) if bend.kind == "not" for key in bend.governed}
    names = {item.key for item in claim.items if item.kind == "name"}
    return bool(stated) and any(
        said.speaker and not _says(said, stated, named=bool(names & said.speaker))
        for said in attributions(claim)
        if said.verb not in denied  # "has not confirmed that" is nobody's word
    )


def _says(claimed: Attribution, stated: Sequence[Attribution], *, named: bool) -> bool:
    """Tell whether a speaker says something in the evidence, and not only others say this.

    Of "the company", nobody can tell whether it is the one that is named.
    """
    own: list[frozenset[str]] = []
    others: list[frozenset[str]] = []
    for said in stated:
        unnamed = named and said.speaker <= words.STANDING_FOR_A_NAME
        (own if unnamed or said.speaker & claimed.speaker else others).append(said.scope)
    known = claimed.scope & frozenset().union(*own, *others)
    heard = known & frozenset().union(*own)
    lent = bool(known) and any(known <= scope for scope in others)
    return bool(own) and not (lent and len(heard) <= len(known) // 2)


def _only_within(claim: Facts, evidence: Facts, scope: frozenset[str]) -> bool:
    """Tell whether most of the claim is what somebody is quoted for."""
    known = [item for item in claim.items if item.key in evidence.keys]
    inside = sum(item.key in scope for item in known)
    return len(known) > 1 and inside >= MOSTLY_INSIDE * len(known)
