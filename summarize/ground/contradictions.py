"""What a claim says otherwise than a sentence that has its words: number, negation, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarize.ground import (
    acts,
    ages,
    amounts,
    choices,
    company,
    contents,
    measures,
    order,
    ranks,
    rates,
    roles,
    suppositions,
    words,
)
from summarize.ground.alignment import aligned
from summarize.ground.attributions import Attribution, attributions, reports
from summarize.ground.bends import Bend, bends
from summarize.ground.facts import Facts, Token, joined
from summarize.numbers import Number
from summarize.types import Alteration

_BEHIND = re.compile(r"\s+([a-z]+)")
"""The word that follows a number."""

_AGED = re.compile(r"\b[Aa]ge(?:d|s)?\s+$")
"""What stands before an age."""

_REACH = 4
"""Items behind a denial that it may deny: "will not build any new piers"."""

MOSTLY_INSIDE = 0.7
"""Share of a claim that must be somebody's word for it to be a quotation without its speaker."""


def number_reasons(
    claim: Facts, evidence: Facts, missing: tuple[Token, ...]
) -> Iterator[Alteration]:
    """Tell which of the claim's numbers, units and their hedges the evidence does not have."""
    lost = {item.start for item in missing if item.kind == "number"}
    for number in claim.numbers:
        item = next(
            (token for token in claim.items if token.start <= number.start < token.end), None
        )
        if item is not None and item.start in lost:
            yield Alteration.DATE if number.year else Alteration.NUMBER
            continue
        same = [
            other
            for other in evidence.numbers
            if other.value == number.value and other.ordinal == number.ordinal
        ]
        if same:
            yield from _same_number_reasons(number, claim, same, evidence)
        elif item is not None and (equal := measures.equal_to(item, claim, evidence)):
            if not _same_hedge(number, equal):
                yield Alteration.HEDGE
        elif number.hedge:
            yield Alteration.HEDGE  # it stands as the year of a date, which is exact


def numbers_moved(claim: Facts, evidence: Facts) -> Iterator[Alteration]:
    """Tell whether the claim's numbers stand in the places of others, or as half a range."""
    if order.range_cut(claim, evidence) or order.score_turned(claim, evidence):
        yield Alteration.NUMBER
    if any(company.exchanged(claim, evidence, "number")) or any(
        too_often(claim, evidence, "number")
    ):
        yield Alteration.NUMBER
    if ranks.dropped(claim, evidence):
        yield Alteration.NUMBER
    if rates.differ(claim, evidence):
        yield Alteration.UNIT
    if ages.exchanged(claim, evidence):
        yield Alteration.NUMBER


def too_often(claim: Facts, evidence: Facts, kind: str) -> Iterator[Token]:
    """Give what stands twice in the claim and once in the source, while another one is left out."""
    left_out = kind == "number" or any(
        item.kind in ("number", "date", "name")
        and len(claim.places.get(item.key, ())) < len(evidence.places[item.key])
        for item in evidence.items
    )
    return (item for item in company.excess(claim, evidence, kind) if left_out)


def _same_number_reasons(
    number: Number, claim: Facts, same: list[Number], evidence: Facts
) -> Iterator[Alteration]:
    """Compare units and hedges of a number with those of its equals in the source."""
    alike = [
        other
        for other in same
        if _same_unit(number, other) or _unit_understood(number, claim, other, evidence)
    ]
    if not alike:
        yield Alteration.UNIT
    elif not any(_same_hedge(number, other) for other in alike):
        yield Alteration.HEDGE


def _same_unit(claim: Number, source: Number) -> bool:
    if claim.unit == "clock" and source.unit in ("morning", "afternoon"):
        return True
    return claim.unit == source.unit or (claim.unit is None and source.unit == "year")


def _unit_understood(claim: Number, told: Facts, source: Number, evidence: Facts) -> bool:
    """Tell whether the source leaves out a unit that it gave before: "from 80 euros to 52".

    Or one that needs no telling: "aged 37".
    """
    if source.unit is None and claim.unit == "year" and _AGED.search(evidence.text[: source.start]):
        return True
    return _understood(source, evidence) == claim.unit or (
        claim.unit is None and bool(source.unit) and _understood(claim, told) == source.unit
    )


def _understood(number: Number, facts: Facts) -> str:
    """Give the unit of the number before that one without a unit goes on with; "" where none is.

    A share between them counts not: "from 80 euros, by 4 percent to 90".
    """
    behind = _BEHIND.match(facts.text, number.end)
    counts = behind is not None and behind[1] not in words.FUNCTION
    if number.unit or counts:
        return ""
    before = (other.unit for other in reversed(facts.numbers) if other.start < number.start)
    return next((unit for unit in before if unit and unit != "percent"), "")


def _same_hedge(claim: Number, source: Number) -> bool:
    if claim.hedge == source.hedge:
        return True
    return (claim.lasting and source.during) or (claim.during and source.lasting)


def negation_reasons(claim: Facts, evidence: Facts) -> Iterator[Alteration]:
    """Tell whether the claim denies what the evidence states, or states what it denies."""
    claimed = [bend for bend in bends(claim) if bend.kind == "not"]
    stated = [bend for bend in bends(evidence) if bend.kind == "not"]
    added, dropped = _unmatched(claimed, stated)
    added, dropped = _apart(claim, added, evidence, dropped)
    added = [bend for bend in added if not _in_one_word(claim, bend, evidence)]
    if any(not stated or not bend.governed or bend.governed[0] in evidence.keys for bend in added):
        yield Alteration.NEGATION
    kept = set(aligned(claim, evidence)) if dropped else set()
    if any(bend.place is not None and bend.place in kept for bend in dropped):
        yield Alteration.NEGATION
    if contents.denied(claim, evidence):
        yield Alteration.NEGATION


def _in_one_word(claim: Facts, bend: Bend, evidence: Facts) -> bool:
    """Tell whether the source has "unchanged" for what a claim calls "not changed"."""
    if bend.place is None or claim.items[bend.place].key in evidence.keys:
        return False
    item = claim.items[bend.place]
    denied = {f"{prefix}{item.text.lower()}" for prefix in words.DENYING_PREFIXES}
    return any(words.negated(item.key, key) for key in evidence.keys) or bool(
        denied & set(evidence.lowers)
    )


def _unmatched(one: list[Bend], other: list[Bend]) -> tuple[list[Bend], list[Bend]]:
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


def _apart(
    claim: Facts, added: list[Bend], evidence: Facts, dropped: list[Bend]
) -> tuple[list[Bend], list[Bend]]:
    """Leave out what denies the same from another place: "built no new piers", "built none"."""
    if not added or not dropped:
        return added, dropped
    ours = [bend for bend in added if not any(_same(claim, bend, evidence, d) for d in dropped)]
    theirs = [bend for bend in dropped if not any(_same(claim, a, evidence, bend) for a in added)]
    return ours, theirs


def _same(claim: Facts, added: Bend, evidence: Facts, dropped: Bend) -> bool:
    """Tell whether the first word that one denial governs is among those of the other."""
    first, other = set(added.governed[:1]), set(dropped.governed[:1])
    return bool(first & _denied(evidence, dropped) or other & _denied(claim, added))


def _denied(facts: Facts, bend: Bend) -> set[str]:
    """Give the few items from the first that a denial governs, up to the end of its clause."""
    start = len(facts.items) if bend.place is None else bend.place
    places = range(start, min(start + _REACH, len(facts.items)))
    return {facts.items[place].key for place in places if not joined(facts, start, place)}


def direction_reasons(
    claim: Facts, evidence: Facts, missing: Iterable[Token]
) -> Iterator[Alteration]:
    """Tell whether a word of the claim is the opposite of one of the evidence."""
    denied = {key for bend in bends(claim) if bend.kind == "not" for key in bend.governed}
    for item in missing:
        opposites = words.OPPOSITES.get(item.key, frozenset())
        if opposites & (evidence.keys - claim.keys):
            yield Alteration.DIRECTION
        turned = any(words.negated(item.key, key) for key in evidence.keys - claim.keys)
        if turned and item.key not in denied:  # "not changed" is "unchanged"
            yield Alteration.NEGATION


def told_from_the_other_side(claim: Facts, evidence: Facts, missing: Iterable[Token]) -> bool:
    """Tell whether "the mill bought it" may be told for "it was sold to the mill".

    The words are opposites, and say the same where those who do it have changed places as well.
    """
    places = [place for place in aligned(claim, evidence) if place is not None]
    return places != sorted(places) and any(
        words.CONVERSES.get(item.key, frozenset()) & (evidence.keys - claim.keys)
        for item in missing
    )


def directions_moved(claim: Facts, evidence: Facts) -> Iterator[Alteration]:
    """Tell whether small words, or what stands behind them, turn the claim round."""
    if roles.turned(claim, evidence) or any(order.ways(claim, evidence)):
        yield Alteration.DIRECTION
    if acts.particle_dropped(claim, evidence):
        yield Alteration.DIRECTION
    if order.conditions_exchanged(claim, evidence) or suppositions.cause_added(claim, evidence):
        yield Alteration.DIRECTION


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
            if reports(said.verb) and not kept and _only_within(claim, evidence, said.told):
                yield Alteration.ATTRIBUTION
    if roles.asserts(claim) and any(_dropped(claim, evidence, "alleged")):
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
    return bool(stated) and any(
        said.speaker and not _says(said, stated)
        for said in attributions(claim)
        if said.verb not in denied  # "has not confirmed that" is nobody's word
    )


def _says(claimed: Attribution, stated: Sequence[Attribution]) -> bool:
    """Tell whether a speaker says something in the evidence, and not only others say this."""
    own = [said.scope for said in stated if said.speaker & claimed.speaker]
    others = [said.scope for said in stated if not said.speaker & claimed.speaker]
    known = claimed.scope & frozenset().union(*own, *others)
    said = known & frozenset().union(*own)
    lent = bool(known) and any(known <= scope for scope in others)
    return bool(own) and not (lent and len(said) <= len(known) // 2)


def _only_within(claim: Facts, evidence: Facts, scope: frozenset[str]) -> bool:
    """Tell whether most of the claim is what somebody is quoted for."""
    known = [item for item in claim.items if item.key in evidence.keys]
    inside = sum(item.key in scope for item in known)
    return len(known) > 1 and inside >= MOSTLY_INSIDE * len(known)


def hedge_reasons(claim: Facts, evidence: Facts, missing: Iterable[Token]) -> Iterator[Alteration]:
    """Tell whether the claim is surer, or less sure, than the evidence."""
    if any(item.text.lower() in words.HEDGES for item in missing):
        yield Alteration.HEDGE
    if any(item.key in words.QUANTIFIERS for item in company.excess(claim, evidence, "word")):
        yield Alteration.HEDGE
    if no_fact(claim, evidence):
        yield Alteration.HEDGE
    if roles.asserts(claim):
        kinds = {bend.kind for bend in (*bends(claim), *bends(evidence))} - {"not", "alleged"}
        if attributions(claim) and attributions(evidence):
            kinds -= {"suspect"}  # who believes it is compared as who says it
        for kind in kinds:
            if any(_dropped(claim, evidence, kind)) or any(_added(claim, evidence, kind)):
                yield Alteration.HEDGE
        if order.amounts_differ(claim, evidence) or amounts.whole_for_part(claim, evidence):
            yield Alteration.HEDGE
        if ranks.first_since(claim, evidence) or choices.narrowed(claim, evidence):
            yield Alteration.HEDGE


def no_fact(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has what is to come, tried or supposed as done, or done as to come."""
    return (
        suppositions.condition_dropped(claim, evidence)
        or contents.named(claim, evidence)
        or (
            roles.asserts(claim)
            and (
                acts.times_differ(claim, evidence)
                or acts.intention_realised(claim, evidence)
                or acts.avoided(claim, evidence)
                or order.modals_differ(claim, evidence)
            )
        )
    )


def _dropped(claim: Facts, evidence: Facts, kind: str) -> Iterator[Bend]:
    """Give the bends of the evidence whose words the claim has without them."""
    claimed = [bend for bend in bends(claim) if bend.kind == kind]
    stated = [bend for bend in bends(evidence) if bend.kind == kind]
    _, dropped = _unmatched(claimed, stated)
    kept = set(aligned(claim, evidence)) if dropped else set()
    return (bend for bend in dropped if bend.place is not None and bend.place in kept)


def _added(claim: Facts, evidence: Facts, kind: str) -> Iterator[Bend]:
    """Give the hedges of a claim that govern what the source states outright."""
    return _dropped(evidence, claim, kind)


def refers_back(facts: Facts) -> bool:
    """Tell whether a pronoun may stand for a name."""
    return any(token.text.lower() in words.PRONOUNS for token in facts.tokens)
