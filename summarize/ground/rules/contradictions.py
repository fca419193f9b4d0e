"""What a claim says otherwise than a sentence with its words: number, denial, direction, hedge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.ground import words
from summarize.ground.alignment import aligned, in_order
from summarize.ground.attributions import attributions
from summarize.ground.bends import Bend, bends, dropped, unmatched
from summarize.ground.facts import Facts, Token, joined
from summarize.ground.rules import (
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
    scales,
    suppositions,
    tenses,
)
from summarize.numbers import Number
from summarize.types import Alteration

_BEHIND = re.compile(r"\s+([a-z]+)")
"""The word that follows a number."""

_AGED = re.compile(r"\b[Aa]ge(?:d|s)?\s+$")
"""What stands before an age."""

_REACH = 4
"""Items behind a denial that it may deny: "will not build any new piers"."""


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
    if ranks.dropped(claim, evidence) or scales.differ(claim, evidence):
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
    added, lacking = _apart(claim, evidence, *unmatched(claimed, stated))
    added = [bend for bend in added if not _in_one_word(claim, bend, evidence)]
    if any(not stated or not bend.governed or bend.governed[0] in evidence.keys for bend in added):
        yield Alteration.NEGATION
    kept = set(aligned(claim, evidence)) if lacking else set()
    if any(bend.place is not None and bend.place in kept for bend in lacking):
        yield Alteration.NEGATION
    if contents.denied(claim, evidence):
        yield Alteration.NEGATION
    if suppositions.supposes(claim) and (
        any(dropped(claim, evidence, "unreal")) or any(dropped(evidence, claim, "unreal"))
    ):
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


def _apart(
    claim: Facts, evidence: Facts, added: list[Bend], lacking: list[Bend]
) -> tuple[list[Bend], list[Bend]]:
    """Leave out what denies the same from another place: "built no new piers", "built none"."""
    if not added or not lacking:
        return added, lacking
    ours = [
        bend for bend in added if not any(_same(claim, bend, evidence, other) for other in lacking)
    ]
    theirs = [bend for bend in lacking if not any(_same(claim, a, evidence, bend) for a in added)]
    return ours, theirs


def _same(claim: Facts, added: Bend, evidence: Facts, lacking: Bend) -> bool:
    """Tell whether the first word that one denial governs is among those of the other."""
    first, other = set(added.governed[:1]), set(lacking.governed[:1])
    return bool(first & _denied(evidence, lacking) or other & _denied(claim, added))


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
        if opposites & (evidence.keys - claim.keys) and not _says_when(claim, item):
            yield Alteration.DIRECTION
        turned = any(words.negated(item.key, key) for key in evidence.keys - claim.keys)
        if turned and item.key not in denied:  # "not changed" is "unchanged"
            yield Alteration.NEGATION


def _says_when(claim: Facts, item: Token) -> bool:
    """Tell whether a word opposes nothing: "by the close of May"."""
    at = claim.tokens.index(item)
    around = claim.lowers[max(0, at - 2) : at], claim.lowers[at + 1 : at + 2]
    return around in ((("by", "the"), ("of",)), (("at", "the"), ("of",)))


def told_from_the_other_side(claim: Facts, evidence: Facts, missing: Iterable[Token]) -> bool:
    """Tell whether "the mill bought it" may be told for "it was sold to the mill".

    The words are opposites, and say the same where those who do it have changed places as well.
    """
    return not in_order(claim, evidence) and any(
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


def hedge_reasons(claim: Facts, evidence: Facts, missing: Iterable[Token]) -> Iterator[Alteration]:
    """Tell whether the claim is surer, or less sure, than the evidence."""
    if any(item.text.lower() in words.HEDGES for item in missing):
        yield Alteration.HEDGE
    if any(item.key in words.QUANTIFIERS for item in company.excess(claim, evidence, "word")):
        yield Alteration.HEDGE
    if no_fact(claim, evidence):
        yield Alteration.HEDGE
    if roles.asserts(claim):
        kinds = {bend.kind for bend in (*bends(claim), *bends(evidence))} - {
            "not",
            "unreal",
            "alleged",
        }
        if attributions(claim) and attributions(evidence):
            kinds -= {"suspect"}  # who believes it is compared as who says it
        for kind in kinds:
            if any(dropped(claim, evidence, kind)) or any(_added(claim, evidence, kind)):
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
        or tenses.still_so(claim, evidence)
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


def _added(claim: Facts, evidence: Facts, kind: str) -> Iterator[Bend]:
    """Give the hedges of a claim that govern what the source states outright."""
    return dropped(evidence, claim, kind)


def refers_back(facts: Facts) -> bool:
    """Tell whether a pronoun may stand for a name."""
    return any(token.text.lower() in words.PRONOUNS for token in facts.tokens)
