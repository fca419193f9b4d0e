"""What the order of words and the small words between them say: places exchanged, ways, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import STRONG_MARKS, Facts, Token, between, word_at
from summarize.ground.rules import company, roles

_TIME_BOUNDS = frozenset(("since", "by", "until", "till", "before", "after"))
"""What stands before a day or year that something ends or begins with."""
_TO_A_NOUN = 5
"""Tokens from an amount to what it is an amount of."""

_MORE = frozenset(
    ("more", "less", "fewer", "higher", "lower", "better", "worse", "larger", "smaller")
)
_PARTED = STRONG_MARKS | {"and", "but", "while", "whereas"}
_RANGE = re.compile(r"\s*(?:-|\u2013|\u2014|to)\s*[$€£]?", re.IGNORECASE)


def exchanged_around(claim: Facts, evidence: Facts, kind: str) -> bool:
    """Tell whether two names (numbers, dates) have changed places around the same words.

    "Quill met Merrow in Norham" and "In Norham, Quill met Merrow" have the preposition go with its
    name; in "Norham met Merrow in Quill" each of two names has taken the other's.
    """
    places = aligned(claim, evidence)
    groups = [
        (group, place)
        for group in company.groups(claim, kind)
        if (place := places[group[0]]) is not None
    ]
    for (one, first), (other, second) in combinations(groups, 2):
        if first <= second:
            continue
        if claim.items[one[0]].key == claim.items[other[0]].key:
            continue
        if roles.preposition(claim, one[0]) != roles.preposition(evidence, second):
            continue
        if roles.preposition(claim, other[0]) != roles.preposition(evidence, first):
            continue
        kinds = ("word",) if kind == "name" else ("word", "name")
        if _share_middle(claim, evidence, (one[-1], other[0]), (second, first), kinds):
            return True
    return False


def names_turned(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "the flight of the phoenix" has become "the phoenix of the flight"."""
    places = aligned(claim, evidence)
    for group in company.groups(claim, "name"):
        for one, other in pairwise(group):
            first, second = places[one], places[other]
            if first is None or second is None or first < second:
                continue
            if "of" in _small(claim, one, other) & _small(evidence, second, first):
                return True
    return False


def _share_middle(
    claim: Facts,
    evidence: Facts,
    there: tuple[int, int],
    stated: tuple[int, int],
    kinds: tuple[str, ...],
) -> bool:
    """Tell whether the same word, or the same preposition alone, stands between two items.

    A verb that has turned from active to passive is not the same.
    """
    middle = range(there[0] + 1, there[1])
    source = {
        evidence.items[place].key: place
        for place in range(stated[0] + 1, stated[1])
        if evidence.items[place].kind in kinds
    }
    shared = [place for place in middle if claim.items[place].key in source]
    if shared:
        return all(
            roles.voice(claim, place) == roles.voice(evidence, source[claim.items[place].key])
            for place in shared
        )
    small = _small(claim, *there) & _small(evidence, *stated)
    return not middle and bool(small & words.PREPOSITIONS)


def _small(facts: Facts, one: int, other: int) -> set[str]:
    return {token.text.lower() for token in between(facts, one, other)}


def ways(claim: Facts, evidence: Facts) -> Iterator[Token]:
    """Give the items before which the claim has another preposition than the source.

    Compared are neighbours that are neighbours in the source as well, so that the preposition
    belongs to the same words: "a letter from Norham" is not "a letter to Norham".
    """
    places = aligned(claim, evidence)
    for place, (one, other) in enumerate(pairwise(places)):
        if one is None or other is None or not one < other <= one + 2:
            continue
        claimed = _relations(claim, place, place + 1)
        stated = _relations(evidence, one, other)
        passed_over = evidence.items[one + 1 : other]
        if not all(item.key in words.RELATIONS for item in passed_over) and not _bracketed(
            evidence, one, other
        ):
            continue
        turned = claimed ^ stated == {"from", "to"}  # "from as early as", "to as early as"
        if turned or (claimed and stated and not claimed & stated):
            yield claim.items[place + 1]
    for place, item in enumerate(claim.items):
        if item.kind in ("name", "number", "date") and _led_otherwise(claim, evidence, place):
            yield item


def _bracketed(facts: Facts, one: int, other: int) -> bool:
    """Tell whether all that states something between two items stands in one bracket."""
    inside, opened = 0, False
    for token in between(facts, one, other):
        opened = token.text == "(" or (opened and token.text != ")")
        inside += token.content and opened
    return inside == other - one - 1


def _led_otherwise(claim: Facts, evidence: Facts, place: int) -> bool:
    """Tell whether the source never has the claim's preposition before a name or number.

    Of numbers and dates only these are told apart: "from", "to", and of numbers "by"; "in 12 days"
    and "for 12 days" are alike.
    """
    item = claim.items[place]
    if item.kind in ("date", "number") and _bounded_otherwise(claim, evidence, place):
        return True
    claimed = words.RELATIONS.get(roles.preposition(claim, place))
    stated = [
        words.RELATIONS.get(roles.preposition(evidence, there))
        for there in evidence.places.get(item.key, ())
    ]
    if claimed in (None, *stated) or not stated or None in stated:
        return False
    if item.kind == "number" and {claimed, *stated} <= {"from", "to", "by"}:
        return True
    if {claimed, *stated} == {"from", "to"} and item.kind == "name":
        told = claimed in {words.RELATIONS.get(lower) for lower in evidence.lowers}
        into = all(roles.preposition(evidence, at) == "into" for at in evidence.places[item.key])
        if into and not told and _of_another_verb(claim, evidence, place):
            return False
    return claimed != "by" and (item.kind == "name" or {claimed, *stated} == {"from", "to"})


def _of_another_verb(claim: Facts, evidence: Facts, place: int) -> bool:
    """Tell whether it goes with other verbs in the source, "broke into the bank and took coins".

    The claim has "took coins from the bank", and no more than one verb before it.
    """
    verb = _verb_before(claim, place)
    stated = {_verb_before(evidence, at) for at in evidence.places.get(claim.items[place].key, ())}
    return verb in evidence.keys and not (stated & {verb, ""}) and not (stated & claim.keys)


def _verb_before(facts: Facts, place: int) -> str:
    """Give the key of the last verb before an item; "" where there is none by its form."""
    before = (facts.items[at] for at in range(place - 1, -1, -1))
    return next((item.key for item in before if roles.verb_form(item)), "")


def _bounded_otherwise(claim: Facts, evidence: Facts, place: int) -> bool:
    """Tell whether "since 2010" has become "by 2010", or "before June" "in June"."""
    key = claim.items[place].key
    claimed = word_at(claim, claim.token_places[place] - 1)
    stated = {
        word_at(evidence, evidence.token_places[there] - 1)
        for there in evidence.places.get(key, ())
    }
    if claimed in ("in", "on", "during"):
        return bool(stated) and stated <= {"before", "after"}
    return claimed in _TIME_BOUNDS and bool(stated) and stated <= _TIME_BOUNDS - {claimed}


def compared_otherwise(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "more than porters" has become "more than surgeons"."""
    stated: dict[str, set[str]] = {}
    for word, thing in _compared(evidence):
        stated.setdefault(word, set()).add(thing)
    if any(
        word in stated and thing not in stated[word] and thing in evidence.keys
        for word, thing in _compared(claim)
    ):
        return True
    return "than" not in claim.lowers and _standard_taken(claim, evidence)


def _standard_taken(claim: Facts, evidence: Facts) -> bool:
    """Tell whether what others have more than, "more in summer than in winter", has more itself."""
    for than in (at for at, lower in enumerate(evidence.lowers) if lower == "than"):
        more = {t.key for t in evidence.tokens[:than] if t.text.lower() in _MORE} & claim.keys
        compared = {t.key for t in evidence.tokens[:than] if t.content}
        behind = _standard(evidence, than + 1)
        theirs = {token.key for token in behind if token.kind in ("word", "name")} - compared
        if more and theirs & claim.keys and not _numbered(claim, more):
            return True
    return False


def _standard(facts: Facts, start: int) -> Iterator[Token]:
    """Give the noun behind "than", "than in those given it": what follows may be of both."""
    start += word_at(facts, start) in words.PREPOSITIONS
    for at in range(start, len(facts.tokens)):
        lower = facts.lowers[at]
        verb = roles.verbal(facts.tokens[at]) and word_at(facts, at - 1) != "those"
        if verb or lower in _PARTED or lower in words.PREPOSITIONS:
            return
        yield facts.tokens[at]


def _numbered(claim: Facts, more: set[str]) -> bool:
    """Tell whether a number says by how much, or of what: "four more in winter"."""
    places = (claim.token_places[place] for key in more for place in claim.places[key])
    return any(claim.tokens[at - 1].kind == "number" for at in places if at)


def _compared(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give what stands behind "than", and behind the second "as" of "as much as"."""
    for place, lower in enumerate(facts.lowers):
        second = lower == "as" and facts.lowers[max(0, place - 2)] == "as" and place > 1
        if lower == "than" or second:
            behind = facts.tokens[place + 1 : place + 3]
            thing = next((token for token in behind if token.kind in ("word", "name")), None)
            if thing:
                yield lower, thing.key


def _relations(facts: Facts, one: int, other: int) -> set[str]:
    small = _small(facts, one, other)
    return {words.RELATIONS[word] for word in small if word in words.RELATIONS}


def sides_changed(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "voted for the bill" is made of "voted against the bill"."""
    places = aligned(claim, evidence)
    for one, (first, second) in enumerate(pairwise(places)):
        if first is None or second is None or not first < second <= first + 2:
            continue
        told, stated = _small(claim, one, one + 1), _small(evidence, first, second)
        if "against" in stated and "for" in told:
            return True
    return False


def modals_differ(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "will", "can" or "must" stands before a verb where the source has another."""
    if words.MODALS.isdisjoint(claim.lowers) or words.MODALS.isdisjoint(evidence.lowers):
        return False
    reported = any(token.key in words.SAYING for token in claim.items)
    for place, other in enumerate(aligned(claim, evidence)):
        if other is None:
            continue
        claimed, stated = _modal(claim, place), _modal(evidence, other)
        if reported and {claimed, stated} <= {"will", "would"}:
            continue
        if claimed and stated and claimed != stated:
            return True
    return False


def _modal(facts: Facts, place: int) -> str:
    for token in roles.leading(facts, place):
        lower = token.text.lower()
        if lower in words.MODALS:
            return lower
        if token.kind != "function" or lower in words.PREPOSITIONS:
            break
    return ""


def amounts_differ(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has "all people" where the evidence has "some people" only."""
    stated: dict[str, set[int]] = {}
    for amount, noun in _amounts(evidence):
        stated.setdefault(noun, set()).add(amount)
    return any(
        amount not in stated[noun] if noun in stated else _some(evidence, noun)
        for amount, noun in _amounts(claim)
    )


def _some(facts: Facts, noun: str) -> bool:
    """Tell whether a noun stands there without "the": "farms" are not all farms."""
    starts = [facts.token_places[place] for place in facts.places.get(noun, ())]
    return bool(starts) and not any(
        word in words.OF_THEM for at in starts for word in facts.lowers[max(0, at - 2) : at]
    )


def _amounts(facts: Facts) -> Iterator[tuple[int, str]]:
    """Give each word such as "some", and the noun that it is said of: "some of the people"."""
    for place, lower in enumerate(facts.lowers):
        if lower in words.AMOUNTS:
            following = facts.tokens[place + 1 : place + _TO_A_NOUN]
            noun = next((t for t in following if not _before_a_noun(t)), None)
            if noun is not None and noun.content:
                yield words.AMOUNTS[lower], noun.key


def _before_a_noun(token: Token) -> bool:
    """Tell what may stand between "most" and what they are most of: "most of the 900 workers"."""
    return token.text.lower() in words.OF_THEM or token.kind == "number"


def conditions_exchanged(claim: Facts, evidence: Facts) -> bool:
    """Tell whether what stands behind "before", "after" or "because" is not what stands there."""
    stated: dict[str, set[int]] = {}
    for conjunction, governed in _conditions(evidence):
        stated.setdefault(conjunction, set()).update(governed)
    if not stated:
        return False
    places = aligned(claim, evidence)
    unnamed = {lower for place, lower in enumerate(evidence.lowers) if _unnamed(evidence, place)}
    for conjunction, governed in _conditions(claim):
        if conjunction in unnamed:
            continue
        known = {places[place] for place in governed[:2]} - {None}
        if conjunction in stated and known and not known & stated[conjunction]:
            return True
    return False


def _unnamed(facts: Facts, place: int) -> bool:
    """Tell whether a pronoun alone stands behind a word: "because of them." may mean anything."""
    at = place + 1 + (word_at(facts, place + 1) == "of")
    return word_at(facts, at) in words.PRONOUNS and word_at(facts, at + 1) in {"", *STRONG_MARKS}


def _conditions(facts: Facts) -> Iterator[tuple[str, list[int]]]:
    """Give each conjunction of time or cause, and the items behind it up to the next mark."""
    for place, token in enumerate(facts.tokens):
        if token.text.lower() in words.CONDITIONS:
            governed: list[int] = []
            for item, at in enumerate(facts.token_places):
                parted = any(t.text in STRONG_MARKS for t in facts.tokens[place + 1 : at])
                if at > place and (not governed or not parted):
                    governed.append(item)
            yield token.text.lower(), governed


def range_cut(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has one end of a range as if it were the number: "10 to 20 men"."""
    for one, other in pairwise(evidence.numbers):
        between = evidence.text[one.end : other.start]
        joined = _RANGE.fullmatch(between) or (
            between.strip().lower() in ("and", "or") and _follows(evidence, one.start, "between")
        )
        if not joined or one.year or other.year or one.ordinal != other.ordinal:
            continue
        if _follows(evidence, one.start, "from") or _follows(evidence, one.start, "by"):
            continue
        ends = {_item(evidence, one.start), _item(evidence, other.start)}
        if one.value != other.value and len(ends & set(aligned(claim, evidence))) == 1:
            return True
    return False


def _item(facts: Facts, offset: int) -> int:
    """Find the place of the item that stands at an offset."""
    return next((at for at, item in enumerate(facts.items) if item.start <= offset < item.end), -1)


def score_turned(claim: Facts, evidence: Facts) -> bool:
    """Tell whether two joined numbers have changed places: "2 – 1" and "1 – 2"."""
    stated = set(_joined(evidence))
    return any(
        (other, one) in stated and (one, other) not in stated for one, other in _joined(claim)
    )


def _joined(facts: Facts) -> Iterator[tuple[object, object]]:
    for one, other in pairwise(facts.numbers):
        joined = _RANGE.fullmatch(facts.text[one.end : other.start])
        if joined and not _follows(facts, one.start, "from"):
            yield one.value, other.value


def _follows(facts: Facts, start: int, word: str) -> bool:
    before = facts.text[max(0, start - 24) : start].lower().split()
    return word in before[-3:]
