"""What keeps company with what: which name or number of a claim stands in another one's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from summarize.ground import words
from summarize.ground.facts import REMEMBERED, Facts, Token, between, parted, word_at

_YEAR = re.compile(r"#[12]\d{3}")


def exchanged(claim: Facts, evidence: Facts, kind: str) -> Iterator[str]:
    """Give the items of a kind whose company in the claim is another one's in the source.

    In "238 were killed" the number 238 keeps company with "kill"; where the source has "killing
    107 and wounding 238", that is the company of 107.
    """
    for group in groups(claim, kind):
        keys = {claim.items[place].key for place in group}
        if not keys <= evidence.keys:
            continue
        company = _company(claim, group) | set(_done_by(claim, group))
        own = set().union(
            *(_near(evidence, key, 2) | _near_outside_brackets(evidence, key) for key in keys)
        )
        own -= keys
        moves = _says_when(claim, group[0]) and _says_when_there(evidence, keys)
        at_its_side = set().union(*(_near(evidence, key, 1) for key in keys))
        others = {key for key in company if _keeps_company(claim, key, kind)}
        for rival in groups(evidence, kind):
            if moves and not _says_when(evidence, rival[0]):
                continue
            if kind == "number" and _placing(evidence, rival[0]):
                continue
            rival_keys = {evidence.items[place].key for place in rival}
            kept = _kept(claim, rival_keys) if kind == "name" else set()
            theirs = _company(evidence, rival) - _behind_an_agent(evidence, rival) - kept
            stolen = bool(others & theirs) and not company & own
            beside = {side for side in _sides(evidence, rival) if side}
            supplanted = len(company) > 1 and company <= beside and not company & at_its_side
            free = kind != "name" or not rival_keys <= claim.keys
            if not rival_keys & keys and (stolen or (supplanted and free)):
                yield claim.items[group[0]].key
                break


def _placing(facts: Facts, place: int) -> bool:
    """Tell whether a number is the place in "came second behind", and the number of nothing."""
    after = facts.token_places[place] + 1
    following = word_at(facts, after)
    counts = after in facts.token_places and following not in words.PREPOSITIONS
    return facts.items[place].key.endswith(".") and not counts


def _says_when(facts: Facts, place: int) -> bool:
    """Tell whether a number is the year in "in 1946", which may stand anywhere in its clause."""
    before = facts.tokens[max(0, facts.token_places[place] - 1)].text.lower()
    return bool(_YEAR.fullmatch(facts.items[place].key)) and before in ("in", "since", "until")


def _says_when_there(facts: Facts, keys: set[str]) -> bool:
    return all(_says_when(facts, place) for key in keys for place in facts.places[key])


def _done_by(facts: Facts, group: range) -> Iterator[str]:
    """Give the act that a group is the agent of: "was fined 40 pounds by Norham" has "fine"."""
    at = facts.token_places[group[0]]
    if not any(token.text.lower() == "by" for token in facts.tokens[max(0, at - 2) : at]):
        return
    for place in range(group[0] - 1, 0, -1):
        before = facts.token_places[place] - 1
        if facts.tokens[before].text.lower() in words.BE:
            yield facts.items[place].key
            return


def _kept(claim: Facts, keys: set[str]) -> set[str]:
    """Give what stands beside a name in the claim too, which no other name has taken from it."""
    return set().union(*(_near(claim, key, 1) for key in keys & claim.keys))


def groups(facts: Facts, kind: str) -> Iterator[range]:
    """Give the places of the items of a kind; the words of one name stand together."""
    start = 0
    while start < len(facts.items):
        end = start + 1
        if facts.items[start].kind == kind:
            while end < len(facts.items) and _one_name(facts, end - 1):
                end += 1
            yield range(start, end)
        start = end


def _one_name(facts: Facts, place: int) -> bool:
    """Tell whether two neighbours are words of one name: "Ada Merrow", "Bank of Norham"."""
    both = facts.items[place].kind == facts.items[place + 1].kind == "name"
    joints = (token.text.lower() for token in between(facts, place, place + 1))
    return both and all(joint in ("of", "the") for joint in joints)


def _keeps_company(facts: Facts, key: str, kind: str) -> bool:
    """Tell whether a neighbour is one to go by: days and years stand anywhere in a sentence."""
    other = facts.items[facts.places[key][0]]
    return other.kind not in ({kind, "date"} - {"name"}) and not _YEAR.fullmatch(other.key)


def torn_names(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a name of the claim is put together from two of the source's."""
    for place in range(len(claim.items) - 1):
        one, other = claim.items[place : place + 2]
        if one.kind != "name" or other.kind != "name" or not _of_one_name(claim, place):
            continue
        if one.key not in evidence.places or other.key not in evidence.places:
            continue
        if other.key in _near(evidence, one.key, 3):
            continue
        before = {evidence.items[where - 1].kind for where in evidence.places[other.key] if where}
        if before == {"name"}:
            return True
    return False


def _of_one_name(facts: Facts, place: int) -> bool:
    joints = (token.text.lower() for token in between(facts, place, place + 1))
    return all(joint in ("of", "the", "'s", "’s", "-") for joint in joints)


def _company(facts: Facts, group: range) -> set[str]:
    """Give the keys right beside items, not across a mark."""
    found = set()
    for inner, outer in ((group[0], group[0] - 1), (group[-1], group[-1] + 1)):
        if 0 <= outer < len(facts.items) and not parted(facts, *sorted((inner, outer))):
            found.add(facts.items[outer].key)
    return found


def _behind_an_agent(facts: Facts, group: range) -> set[str]:
    """Give the verb that is no agent's: "divers led by Quill suspect" has the divers suspect."""
    first, last = facts.token_places[group[0]], facts.token_places[group[-1]]
    if first == 0 or facts.lowers[first - 1] != "by" or last + 1 == len(facts.tokens):
        return set()
    return {facts.tokens[last + 1].key} - {""}


def _near(facts: Facts, key: str, reach: int) -> set[str]:
    return {near for where in facts.places[key] for near in _neighbours(facts, where, reach)}


def _near_outside_brackets(facts: Facts, key: str) -> set[str]:
    """Give the keys beside a key once what stands in brackets is left out."""
    bare = outside_brackets(facts)
    sides = (
        (bare[at - 1 : at], bare[at + 1 : at + 2])
        for at, place in enumerate(bare)
        if facts.items[place].key == key
    )
    return {facts.items[place].key for side in sides for part in side for place in part}


@lru_cache(maxsize=REMEMBERED)
def outside_brackets(facts: Facts) -> tuple[int, ...]:
    """Give the places of the items that do not stand in brackets."""
    depth, place = 0, 0
    places: list[int] = []
    for token in facts.tokens:
        depth = max(0, depth + (token.text in ("(", "[")) - (token.text in (")", "]")))
        if token.content:
            if not depth:
                places.append(place)
            place += 1
    return tuple(places)


def _neighbours(facts: Facts, place: int, reach: int) -> Iterator[str]:
    for near in range(max(0, place - reach), min(len(facts.items), place + reach + 1)):
        if near != place:
            yield facts.items[near].key


def replaced(claim: Facts, evidence: Facts, item: Token) -> bool:
    """Tell whether something else stands in the source where the claim has `item`'s name."""
    place = next(place for place, other in enumerate(claim.items) if other is item)
    group = next(group for group in groups(claim, item.kind) if place in group)
    before, after = _sides(claim, group)
    for rival in groups(evidence, item.kind):
        if any(_lacking(claim, evidence, evidence.items[where].key) for where in rival):
            left, right = _sides(evidence, rival)
            if (before and before == left) or (after and after == right):
                return True
    return False


def unbracketed(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a name out of the source's brackets has taken another one's place outside."""
    outside = outside_brackets(evidence)
    known = {evidence.items[place].key for place in outside}
    for group in groups(claim, "name"):
        keys = {claim.items[place].key for place in group}
        short = all(claim.items[place].text.isupper() for place in group)
        if not short and keys <= evidence.keys and not keys & known:
            sides = {side for side in _sides(claim, group) if side in known}
            if any(sides & beside for beside in _left_out_beside(claim, evidence, outside)):
                return True
    return False


def _left_out_beside(claim: Facts, evidence: Facts, outside: tuple[int, ...]) -> Iterator[set[str]]:
    """Give what stands beside each name, outside brackets, that the claim leaves out."""
    for at, place in enumerate(outside):
        item = evidence.items[place]
        if item.kind == "name" and item.key not in claim.keys:
            near = (*outside[max(0, at - 1) : at], *outside[at + 1 : at + 2])
            yield {evidence.items[other].key for other in near}


def _sides(facts: Facts, group: range) -> tuple[str, str]:
    """Give the keys before and after a group of items; "" at either end of the text."""
    left = facts.items[group[0] - 1].key if group[0] else ""
    right = facts.items[group[-1] + 1].key if group[-1] + 1 < len(facts.items) else ""
    return left, right


def _lacking(claim: Facts, evidence: Facts, key: str) -> bool:
    """Tell whether a key stands less often in the claim than in the source."""
    return len(claim.places.get(key, ())) < len(evidence.places.get(key, ()))


def excess(claim: Facts, evidence: Facts, kind: str) -> Iterator[Token]:
    """Give the items of a kind that stand more often in the claim than in the source."""
    for key, places in claim.places.items():
        if not 0 < len(evidence.places.get(key, ())) < len(places):
            continue
        item = next(
            (claim.items[place] for place in places if claim.items[place].kind == kind), None
        )
        if item is not None:
            yield item


def said_twice(claim: Facts, evidence: Facts) -> tuple[Token, ...]:
    """Give two neighbours that the claim has once more than the source: a second statement."""
    if len(claim.keys) == len(claim.items):
        return ()  # nothing stands twice
    for one, other in pairwise(range(len(claim.items))):
        pair = (claim.items[one], claim.items[other])
        later = all(
            place > claim.places[item.key][0]
            for place, item in zip((one, other), pair, strict=True)
        )
        if later and all(_lacking(evidence, claim, item.key) for item in pair):
            return pair
    return ()


def doubled(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim calls somebody by a name twice, as the source does not: "Ada Ada"."""
    return bool(_twins(claim) - _twins(evidence))


def _twins(facts: Facts) -> set[str]:
    pairs = pairwise(facts.tokens)
    return {one.key for one, other in pairs if one.key == other.key and one.kind == "name"}


def repeated(claim: Facts, evidence: Facts, kind: str) -> bool:
    """Tell whether an item stands once more in the claim, in the place of another one."""
    for item in excess(claim, evidence, kind):
        if any(replaced(claim, evidence, claim.items[place]) for place in claim.places[item.key]):
            return True
    return False


def opposites(claim: Facts, evidence: Facts) -> Iterator[str]:
    """Give words that stand where, in the source, their opposite stands."""
    for place, item in enumerate(claim.items):
        rivals = words.OPPOSITES.get(item.key, frozenset()) & evidence.keys
        if item.key not in evidence.places or not rivals:
            continue
        if _lacking(evidence, claim, item.key) and any(
            _lacking(claim, evidence, rival) for rival in rivals
        ):
            yield item.key
        company = _company(claim, range(place, place + 1))
        other = {key for rival in rivals for key in _near(evidence, rival, 1)}
        if not company & _near(evidence, item.key, 3) and company & other:
            yield item.key
