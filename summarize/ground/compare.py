"""Compare a claim with a sentence: what is accounted for, and what the claim says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from summarize.dates import Date
from summarize.ground import roles, words
from summarize.ground.bends import Bend, attributions, bends, reports
from summarize.ground.facts import Facts, Token
from summarize.ground.names import Names
from summarize.numbers import Number
from summarize.types import Alteration

_RELATIVE = frozenset("yesterday today tomorrow tonight last next this ago".split())


@dataclass(frozen=True)
class Comparison:
    """What a comparison of a claim with a sentence (or several) finds."""

    missing: tuple[Token, ...]
    """What the claim states and the sentence does not account for."""
    coverage: float
    """Share of what the claim states, weighted by rarity, that is accounted for: 0 to 1."""
    reason: Alteration | None
    """What the claim says otherwise; meaningful when the coverage is high."""

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
        missing = self.missing(claim, evidence)
        total = sum(self._weight(item.key) for item in claim.items)
        lost = sum(self._weight(item.key) for item in missing)
        coverage = 1 - lost / total if total else 0.0
        reason = next(self._reasons(claim, evidence, missing), None)
        return Comparison(missing, coverage, reason)

    def missing(self, claim: Facts, evidence: Facts) -> tuple[Token, ...]:
        """Give what the claim states and `evidence` does not account for."""
        named = self._named_in_full(claim, evidence)
        strengths = {words.HEDGES.get(token.text.lower()) for token in evidence.items} - {None}
        return tuple(
            item
            for item in claim.items
            if not (
                item.key in evidence.keys
                or item.start in named
                or (item.kind == "number" and self._number_stands(item, evidence))
                or (item.kind == "date" and self._date_stands(item, claim, evidence))
                or words.HEDGES.get(item.text.lower()) in strengths
                or self._names.abbreviated(item.key, evidence.keys)
                or self._names.expanded(item.key, claim.keys, evidence.keys)
                or item.key in _unit_words(evidence)
            )
        )

    def _named_in_full(self, claim: Facts, evidence: Facts) -> set[int]:
        """Give where the claim's names stand that the sentence has in a shorter form."""
        found: set[int] = set()
        for run in roles.name_runs(claim):
            if self._names.in_full(tuple(token.key for token in run), evidence.keys):
                found.update(token.start for token in run)
        return found

    def _number_stands(self, item: Token, evidence: Facts) -> bool:
        return any(date.year and item.key == f"#{date.year}" for date in evidence.dates)

    def _date_stands(self, item: Token, claim: Facts, evidence: Facts) -> bool:
        date = next(date for date in claim.dates if date.start == item.start)
        return any(self._includes(other, date) for other in evidence.dates)

    def _includes(self, source: Date, claim: Date) -> bool:
        """Tell whether the source's date says all that the claim's does."""
        if source.ambiguous or claim.ambiguous:
            return _ambiguous_agree(source, claim)
        if claim.year and source.year != claim.year and not (
            source.year is None and claim.year == self._year
        ):
            return False
        if claim.weekday and source.weekday and claim.weekday != source.weekday:
            return False
        if claim.weekday and not source.weekday and not (claim.month and claim.day):
            return False
        return (not claim.month or claim.month == source.month) and (
            not claim.day or claim.day == source.day
        )

    def _reasons(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Iterator[Alteration]:
        yield from _number_reasons(claim, evidence, missing)
        yield from self._date_reasons(claim, evidence, missing)
        yield from _negation_reasons(claim, evidence)
        yield from _direction_reasons(claim, evidence, missing)
        yield from self._name_reasons(claim, evidence, missing)
        if roles.swapped(claim, evidence):
            yield Alteration.ROLE
        yield from _attribution_reasons(claim, evidence, missing)
        yield from _hedge_reasons(claim, evidence, missing)

    def _date_reasons(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Iterator[Alteration]:
        for item in missing:
            if item.kind == "date" and not any(
                token.text.lower() in _RELATIVE for token in evidence.tokens
            ):
                yield Alteration.DATE
        for date in claim.dates:
            known = [other for other in evidence.dates if other.month == date.month]
            if known and not any(self._includes(other, date) for other in known):
                yield Alteration.DATE
        if any(roles.exchanged(claim, evidence, "date")) or any(_too_often(claim, evidence, "date")):
            yield Alteration.DATE

    def _name_reasons(
        self, claim: Facts, evidence: Facts, missing: tuple[Token, ...]
    ) -> Iterator[Alteration]:
        lost = [item for item in missing if item.kind == "name"]
        if lost:
            unclaimed = {
                item.key
                for item in evidence.items
                if item.kind == "name"
                and item.key not in claim.keys
                and not self._names.abbreviated(item.key, claim.keys)
            }
            pronoun = any(token.text.lower() in words.PRONOUNS for token in evidence.tokens)
            if unclaimed and not pronoun:
                yield Alteration.NAME
            elif any(roles.replaced(claim, evidence, item) for item in lost):
                yield Alteration.NAME
        if (
            any(roles.exchanged(claim, evidence, "name"))
            or roles.repeated(claim, evidence, "name")
            or roles.torn_names(claim, evidence)
        ):
            yield Alteration.NAME


def _ambiguous_agree(source: Date, claim: Date) -> bool:
    if source.year != claim.year and claim.year:
        return False
    pair = {(date.ambiguous and tuple(sorted(date.ambiguous))) for date in (source, claim)}
    return len(pair) == 1 and None not in pair


def _unit_words(evidence: Facts) -> frozenset[str]:
    return frozenset(
        words.stem(word)
        for number in evidence.numbers
        if number.unit
        for word in number.unit.split()
    )


def _number_reasons(
    claim: Facts, evidence: Facts, missing: tuple[Token, ...]
) -> Iterator[Alteration]:
    lost = {item.start for item in missing if item.kind == "number"}
    for number in claim.numbers:
        item = next((token for token in claim.items if token.start <= number.start < token.end), None)
        if item is not None and item.start in lost:
            yield Alteration.DATE if number.year else Alteration.NUMBER
            continue
        same = [
            other
            for other in evidence.numbers
            if other.value == number.value and other.ordinal == number.ordinal
        ]
        if same:
            yield from _same_number_reasons(number, same)
    if any(roles.exchanged(claim, evidence, "number")) or any(
        _too_often(claim, evidence, "number")
    ):
        yield Alteration.NUMBER


def _too_often(claim: Facts, evidence: Facts, kind: str) -> Iterator[Token]:
    """Give what stands twice in the claim and once in the source, while another one is left out."""
    left_out = any(
        item.kind == kind and len(claim.places.get(item.key, ())) < len(evidence.places[item.key])
        for item in evidence.items
    )
    return (item for item in roles.excess(claim, evidence, kind) if left_out)


def _same_number_reasons(number: Number, same: list[Number]) -> Iterator[Alteration]:
    """Compare units and hedges of a number with those of its equals in the source."""
    alike = [other for other in same if _same_unit(number, other)]
    if not alike:
        yield Alteration.UNIT
    elif not any(_same_hedge(number, other) for other in alike):
        yield Alteration.HEDGE


def _same_unit(claim: Number, source: Number) -> bool:
    return claim.unit == source.unit or (claim.unit is None and source.unit == "year")


def _same_hedge(claim: Number, source: Number) -> bool:
    if claim.hedge == source.hedge:
        return True
    return (claim.lasting and source.during) or (claim.during and source.lasting)


def _negation_reasons(claim: Facts, evidence: Facts) -> Iterator[Alteration]:
    claimed = [bend for bend in bends(claim) if bend.kind == "not"]
    stated = [bend for bend in bends(evidence) if bend.kind == "not"]
    added, dropped = _unmatched(claimed, stated)
    if any(not stated or not bend.governed or bend.governed[0] in evidence.keys for bend in added):
        yield Alteration.NEGATION
    if any(bend.governed and bend.governed[0] in claim.keys for bend in dropped):
        yield Alteration.NEGATION


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


def _direction_reasons(
    claim: Facts, evidence: Facts, missing: Iterable[Token]
) -> Iterator[Alteration]:
    for item in missing:
        opposites = words.OPPOSITES.get(item.key, frozenset())
        if opposites & (evidence.keys - claim.keys):
            yield Alteration.DIRECTION
        if any(words.negated(item.key, key) for key in evidence.keys - claim.keys):
            yield Alteration.NEGATION
    if roles.turned(claim, evidence):
        yield Alteration.DIRECTION


def _attribution_reasons(
    claim: Facts, evidence: Facts, missing: tuple[Token, ...]
) -> Iterator[Alteration]:
    if any(item.key in words.SAYING or item.text.lower() in words.ALLEGATIONS for item in missing):
        yield Alteration.ATTRIBUTION
    stated = list(attributions(evidence))
    claimed = list(attributions(claim))
    for said in claimed:
        speakers = [other.speaker for other in stated if other.speaker]
        if said.speaker and speakers and not any(said.speaker & speaker for speaker in speakers):
            yield Alteration.ATTRIBUTION
    if not any(item.key in words.SAYING for item in claim.items) and roles.asserts(claim):
        for said in stated:
            if reports(said.verb) and _only_within(claim, evidence, said.scope):
                yield Alteration.ATTRIBUTION
    if roles.asserts(claim) and any(_dropped(claim, evidence, "alleged")):
        yield Alteration.ATTRIBUTION


def _only_within(claim: Facts, evidence: Facts, scope: frozenset[str]) -> bool:
    """Tell whether most of the claim is what somebody is quoted for."""
    known = [item for item in claim.items if item.key in evidence.keys]
    inside = sum(item.key in scope for item in known)
    return len(known) > 1 and inside >= 0.7 * len(known)


def _hedge_reasons(
    claim: Facts, evidence: Facts, missing: Iterable[Token]
) -> Iterator[Alteration]:
    if any(item.text.lower() in words.HEDGES for item in missing):
        yield Alteration.HEDGE
    if roles.asserts(claim):
        for strength in set(words.HEDGES.values()):
            if any(_dropped(claim, evidence, strength)) or any(_added(claim, evidence, strength)):
                yield Alteration.HEDGE


def _dropped(claim: Facts, evidence: Facts, kind: str) -> Iterator[Bend]:
    claimed = [bend for bend in bends(claim) if bend.kind == kind]
    stated = [bend for bend in bends(evidence) if bend.kind == kind]
    _, dropped = _unmatched(claimed, stated)
    return (bend for bend in dropped if bend.governed and bend.governed[0] in claim.keys)


def _added(claim: Facts, evidence: Facts, kind: str) -> Iterator[Bend]:
    """Give the hedges of a claim that govern what the source states outright."""
    return _dropped(evidence, claim, kind)
