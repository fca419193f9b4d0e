"""Compare a claim with a sentence: what is accounted for, and what the claim says otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from summarize.dates import Date
from summarize.ground import words
from summarize.ground.alignment import own_words
from summarize.ground.facts import Facts, Token
from summarize.ground.names import Names
from summarize.ground.rules import (
    acts,
    amounts,
    blends,
    clauses,
    company,
    contradictions,
    counted,
    heads,
    measures,
    objects,
    offices,
    order,
    owners,
    roles,
    subjects,
    testimony,
)
from summarize.types import Alteration

BENDING = (Alteration.NEGATION, Alteration.ATTRIBUTION, Alteration.HEDGE)
"""What a fragment says otherwise than its sentence by what it leaves out."""

OWN_WORDS = (3, 0.25)
"""Words that a claim must have of its own, and their share, for it to be no sentence changed."""

NEAR = 0.6
"""Coverage from which a claim was clearly made from a sentence, so that contradictions count."""


@dataclass(frozen=True)
class Comparison:
    """What a comparison of a claim with a sentence (or several) finds."""

    missing: tuple[Token, ...]
    """What the claim states and the sentence does not account for."""
    coverage: float
    """Share of what the claim states, weighted by rarity, that is accounted for: 0 to 1."""
    reason: Alteration | None
    """What the claim says otherwise; None where the coverage is low."""

    @property
    def supports(self) -> bool:
        """Tell whether the sentence states the claim."""
        return not self.missing and self.reason is None


class Comparer:
    """Compares claims with the sentences of one document."""

    def __init__(self, names: Names, weight: Callable[[str], float], year: int | None) -> None:
        """Take what the document makes known.

        Args:
            names: Its abbreviations and full names.
            weight: Gives the rarity of a key in the document.
            year: The year of its date, which days without a year may be given.
        """
        self._names = names
        self._weight = weight
        self._year = year

    def compare(self, claim: Facts, evidence: Facts) -> Comparison:
        """Compare a claim with what should state it."""
        missing = self.missing(claim, evidence) or company.said_twice(claim, evidence)
        total = sum(self._weight(item.key) for item in claim.items)
        lost = sum(self._weight(item.key) for item in missing)
        coverage = 1 - lost / total if total else 0.0
        near = coverage >= NEAR or len(missing) < 2
        reason = self.contradiction(claim, evidence, missing) if near else None
        return Comparison(missing, coverage, reason)

    def contradiction(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Alteration | None:
        """Give what the claim says otherwise than the evidence, the gravest first."""
        return next(self._reasons(claim, evidence, missing), None)

    def certain(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Alteration | None:
        """Give what the claim says otherwise beyond doubt: what no honest rewording does.

        That is another number, unit, date, name or speaker, a denial, an opposite, another time or
        condition, or what is another's. What rests on the order of the words, or on a word that
        the claim lacks, counts where the claim follows its sentence: told in turns of its own, it
        may say the same. And of what is only put in between, ", which sank in May,", nobody can
        tell whose word it is.
        """
        reason = next(self._plain_reasons(claim, evidence, missing), None)
        if reason is not None or _told_in_own_words(claim, evidence):
            return reason
        reason = self.contradiction(claim, evidence, missing)
        if reason is Alteration.DIRECTION and contradictions.told_from_the_other_side(
            claim, evidence, missing
        ):
            return None
        aside = reason is Alteration.ATTRIBUTION and subjects.put_in_between(claim, evidence)
        return None if aside else reason

    def _plain_reasons(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Iterator[Alteration]:
        for reason in contradictions.number_reasons(claim, evidence, missing):
            if reason is not Alteration.HEDGE:
                yield reason
        yield from self._date_reasons(claim, evidence, missing)
        yield from contradictions.negation_reasons(claim, evidence)
        if not contradictions.told_from_the_other_side(claim, evidence, missing):
            yield from contradictions.direction_reasons(claim, evidence, missing)
        yield from self._name_reasons(claim, evidence, missing)
        if testimony.another_speaker(claim, evidence) or acts.unproven(claim, evidence):
            yield Alteration.ATTRIBUTION
        if order.conditions_exchanged(claim, evidence):
            yield Alteration.DIRECTION
        if roles.lent(claim, evidence):
            yield Alteration.ROLE
        if contradictions.no_fact(claim, evidence):
            yield Alteration.HEDGE

    def bent(self, claim: Facts, evidence: Facts) -> bool:
        """Tell whether a claim that stands word for word in a sentence leaves out what bends it.

        That is the case where the gravest that it says otherwise is a denial, an attribution or a
        hedge; where there is none of these, the rest need not be looked for.
        """
        if order.range_cut(claim, evidence):
            return True  # "40 boats" of "30 to 40 boats"
        missing = self.missing(claim, evidence) or company.said_twice(claim, evidence)
        bending = chain(
            contradictions.number_reasons(claim, evidence, missing),
            contradictions.numbers_moved(claim, evidence),
            contradictions.negation_reasons(claim, evidence),
            testimony.attribution_reasons(claim, evidence, missing),
            contradictions.hedge_reasons(claim, evidence, missing),
        )
        if not missing and next(bending, None) is None:
            return False
        return self.compare(claim, evidence).reason in BENDING

    def missing(self, claim: Facts, evidence: Facts) -> tuple[Token, ...]:
        """Give what the claim states and `evidence` does not account for."""
        elsewhere = [item for item in claim.items if item.key not in evidence.keys]
        if not elsewhere:
            return ()  # so it is of every claim that stands word for word
        named = self._named_in_full(claim, evidence)
        hedges = (words.HEDGES.get(token.text.lower()) for token in evidence.items)
        strengths = {hedge for hedge in hedges if hedge}
        said = _said(evidence)
        return tuple(
            item
            for item in elsewhere
            if not (
                item.start in named
                or (item.kind == "number" and self._number_stands(item, claim, evidence))
                or (item.kind == "date" and self._date_stands(item, claim, evidence))
                or words.HEDGES.get(item.text.lower()) in strengths
                or (item.kind == "word" and {item.key, words.stem(item.text)} & said)
                or self._names.abbreviated(item.key, evidence.keys)
                or self._names.expanded(item.key, claim.keys, evidence.keys)
                or item.key in _unit_words(evidence)
            )
        )

    def _named_in_full(self, claim: Facts, evidence: Facts) -> set[int]:
        """Give where the claim's names stand that the sentence has in a shorter form."""
        found: set[int] = set()
        there = [tuple(token.key for token in run) for run in roles.name_runs(evidence)]
        for run in roles.name_runs(claim):
            if self._names.in_full(tuple(token.key for token in run), evidence.keys, there):
                found.update(token.start for token in run)
        return found

    def _number_stands(self, item: Token, claim: Facts, evidence: Facts) -> bool:
        """Tell whether a number stands there in another measure, or as the year of a date."""
        if measures.equal_to(item, claim, evidence):
            return True
        years = {date.year for date in evidence.dates} - {date.year for date in claim.dates}
        return any(item.key == f"#{year}" for year in years)

    def _date_stands(self, item: Token, claim: Facts, evidence: Facts) -> bool:
        date = next(date for date in claim.dates if date.start == item.start)
        return any(self._includes(other, date) for other in evidence.dates)

    def _includes(self, source: Date, claim: Date) -> bool:
        """Tell whether the source's date says all that the claim's does."""
        if source.ambiguous or claim.ambiguous:
            return _ambiguous_agree(source, claim)
        year = source.year or self._year
        if claim.year and claim.year != year:
            return False
        if claim.weekday and claim.weekday != (source.weekday or _weekday(source, claim)):
            return False
        return (not claim.month or claim.month == source.month) and (
            not claim.day or claim.day == source.day
        )

    def _reasons(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Iterator[Alteration]:
        yield from contradictions.number_reasons(claim, evidence, missing)
        yield from contradictions.numbers_moved(claim, evidence)
        yield from self._date_reasons(claim, evidence, missing)
        yield from _dates_moved(claim, evidence)
        yield from contradictions.negation_reasons(claim, evidence)
        yield from contradictions.direction_reasons(claim, evidence, missing)
        yield from contradictions.directions_moved(claim, evidence)
        yield from self._name_reasons(claim, evidence, missing)
        yield from _names_moved(claim, evidence)
        if heads.dropped(claim, evidence):
            yield Alteration.NAME
        if order.exchanged_around(claim, evidence, "number") or _counts_otherwise(claim, evidence):
            yield Alteration.NUMBER
        if roles.swapped(claim, evidence) or order.names_turned(claim, evidence):
            yield Alteration.ROLE
        if order.exchanged_around(claim, evidence, "name") or roles.lent(claim, evidence):
            yield Alteration.ROLE
        if roles.made_agent(claim, evidence) or clauses.made_patient(claim, evidence):
            yield Alteration.ROLE
        for item in clauses.subjects_replaced(claim, evidence):
            yield Alteration.NUMBER if item.kind == "number" else Alteration.ROLE
        if clauses.objects_exchanged(claim, evidence) or objects.replaced(claim, evidence):
            yield Alteration.ROLE
        if objects.done_by_another(claim, evidence):
            yield Alteration.ROLE
        if offices.raised(claim, evidence) or offices.exchanged(claim, evidence):
            yield Alteration.ROLE
        if order.compared_otherwise(claim, evidence) or owners.exchanged(claim, evidence):
            yield Alteration.ROLE
        if order.sides_changed(claim, evidence):
            yield Alteration.DIRECTION
        for item in amounts.exchanged(claim, evidence):
            yield Alteration.NUMBER if item.kind == "number" else Alteration.DATE
        yield from testimony.attribution_reasons(claim, evidence, missing)
        yield from contradictions.hedge_reasons(claim, evidence, missing)

    def _date_reasons(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Iterator[Alteration]:
        for item in missing:
            if item.kind == "date" and not any(
                token.text.lower() in words.RELATIVE_DAYS for token in evidence.tokens
            ):
                yield Alteration.DATE
        for date in claim.dates:
            known = [other for other in evidence.dates if other.month == date.month]
            if known and not any(self._includes(other, date) for other in known):
                yield Alteration.DATE

    def _name_reasons(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Iterator[Alteration]:
        if blends.blended(claim, evidence) or company.doubled(claim, evidence):
            yield Alteration.NAME
        lost = [item for item in missing if item.kind == "name"]
        if lost:
            unclaimed = {
                item.key
                for item in evidence.items
                if item.kind == "name"
                and item.key not in claim.keys
                and not self._names.abbreviated(item.key, claim.keys)
            }
            if (unclaimed and not contradictions.refers_back(evidence)) or any(
                company.replaced(claim, evidence, item) for item in lost
            ):
                yield Alteration.NAME


def _told_in_own_words(claim: Facts, evidence: Facts) -> bool:
    own, of = own_words(claim, evidence)
    return own >= OWN_WORDS[0] and own > OWN_WORDS[1] * of


def _dates_moved(claim: Facts, evidence: Facts) -> Iterator[Alteration]:
    """Tell whether the claim's dates stand in the places of others."""
    if (
        any(company.exchanged(claim, evidence, "date"))
        or any(contradictions.too_often(claim, evidence, "date"))
        or order.exchanged_around(claim, evidence, "date")
    ):
        yield Alteration.DATE


def _names_moved(claim: Facts, evidence: Facts) -> Iterator[Alteration]:
    """Tell whether the claim's names stand in the places of others."""
    if (
        any(company.exchanged(claim, evidence, "name"))
        or company.repeated(claim, evidence, "name")
        or company.torn_names(claim, evidence)
        or company.unbracketed(claim, evidence)
        or (
            not contradictions.refers_back(evidence)
            and any(contradictions.too_often(claim, evidence, "name"))
        )
    ):
        yield Alteration.NAME


def _counts_otherwise(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a number is not the number of what the claim says."""
    return (
        counted.miscounted(claim, evidence)
        or counted.part_taken_for_all(claim, evidence)
        or counted.all_taken_for_part(claim, evidence)
        or counted.exception_taken(claim, evidence)
        or counted.differences_taken(claim, evidence)
        or counted.group_widened(claim, evidence)
        or counted.standard_taken(claim, evidence)
        or counted.share_dropped(claim, evidence)
    )


def _weekday(source: Date, claim: Date) -> int | None:
    """Compute a weekday that the source leaves out; believe it where there is no year."""
    if source.iso:
        return datetime.date.fromisoformat(source.iso).isoweekday()
    return claim.weekday if claim.month and claim.day else None


def _ambiguous_agree(source: Date, claim: Date) -> bool:
    if source.year != claim.year and claim.year:
        return False
    pair = {(date.ambiguous and tuple(sorted(date.ambiguous))) for date in (source, claim)}
    return len(pair) == 1 and None not in pair


def _said(evidence: Facts) -> frozenset[str]:
    """Give the keys of the plain verbs of saying that stand there, before "that" or not."""
    stems = {words.stem(item.text) for item in evidence.items if item.kind == "word"}
    plain = stems & words.PLAIN_SAYING
    return frozenset(plain | {"say"} if plain else ())


def _unit_words(evidence: Facts) -> frozenset[str]:
    return frozenset(
        words.stem(word)
        for number in evidence.numbers
        if number.unit
        for word in number.unit.split()
    )
