"""Who does what to whom, and which number belongs to what: the order of words around one another."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground import words
from summarize.ground.facts import Facts, Token

_BE = frozenset("is are was were be been being am get gets got".split())
_AUXILIARIES = _BE | frozenset("has have had do does did will would can could may might must shall should".split())
_PREPOSITIONS = frozenset("in at on after during near for from over under with into to by of as".split())
_STRONG_MARKS = frozenset(",.;:!?()—–")


def asserts(facts: Facts) -> bool:
    """Tell a statement from a mere name or phrase: it has a verb."""
    return any(
        token.text.lower() in _AUXILIARIES or _verb_form(token)
        for token in facts.tokens
        if token.kind in ("word", "function")
    )


def _verb_form(token: Token) -> bool:
    lower = token.text.lower()
    return token.kind == "word" and (
        (lower.endswith("ed") and len(lower) > 3) or lower in words.IRREGULAR_FORMS
    )


def name_runs(facts: Facts) -> Iterator[tuple[Token, ...]]:
    """Give the names of several words: titles, initials and surnames that stand together."""
    run: list[Token] = []
    for token in facts.tokens:
        if token.kind == "name" or (run and token.text == "." and len(run[-1].text) == 1):
            run.append(token)
        else:
            if len(run) > 1:
                yield tuple(part for part in run if part.kind == "name")
            run = []
    if len(run) > 1:
        yield tuple(part for part in run if part.kind == "name")


def swapped(claim: Facts, evidence: Facts) -> bool:
    """Tell whether two things around a verb have changed places: "A sued B", "B sued A"."""
    for verb in range(1, len(claim.items) - 1):
        if _pivot(claim, verb) and claim.items[verb].key in evidence.keys:
            for one in range(max(0, verb - 4), verb):
                for other in range(verb + 1, min(len(claim.items), verb + 5)):
                    if _swapped_around(claim, evidence, one, verb, other):
                        return True
    return False


def _pivot(facts: Facts, place: int) -> bool:
    """Tell whether the item is a verb that acts; verbs of saying turn round freely."""
    item = facts.items[place]
    if item.kind != "word" or item.key in words.SAYING:
        return False
    lower = item.text.lower()
    before = facts.tokens[facts.token_places[place] - 1].text.lower() if facts.token_places[place] else ""
    return _verb_form(item) or before in _AUXILIARIES or (lower.endswith("s") and before not in ("the", "a"))


def _swapped_around(claim: Facts, evidence: Facts, one: int, verb: int, other: int) -> bool:
    first, act, second = (claim.items[place].key for place in (one, verb, other))
    if first == second or first not in evidence.places or second not in evidence.places:
        return False
    if _parted(claim, one, verb) or _parted(claim, verb, other):
        return False
    if claim.items[one].kind not in ("name", "word") or claim.items[other].kind not in ("name", "word"):
        return False
    turned = False
    for place in evidence.places[act]:
        same_voice = _voice(claim, verb) == _voice(evidence, place)
        before = (first, second) if same_voice else (second, first)
        if _around(evidence, before[0], place, before[1]):
            return False
        known = "unknown" not in (_voice(claim, verb), _voice(evidence, place)) or _same_next(
            claim, verb, evidence, place
        )
        turned = turned or (known and _around(evidence, before[1], place, before[0]))
    return turned


def _parted(facts: Facts, one: int, other: int) -> bool:
    """Tell whether a mark stands between two items: a verb and its own are rarely parted."""
    between = facts.tokens[facts.token_places[one] + 1 : facts.token_places[other]]
    return any(token.text in _STRONG_MARKS for token in between)


def _around(facts: Facts, before: str, place: int, after: str) -> bool:
    return facts.places[before][0] < place < facts.places[after][-1]


def _voice(facts: Facts, place: int) -> str:
    token = facts.token_places[place]
    before = [part.text.lower() for part in facts.tokens[max(0, token - 3) : token]]
    after = [part.text.lower() for part in facts.tokens[token + 1 : token + 4]]
    participle = _verb_form(facts.items[place])
    if participle and (_BE & set(before) or "by" in after[:2]):
        return "passive"
    if participle and after and (after[0] in _PREPOSITIONS or after[0] in _STRONG_MARKS):
        return "unknown"
    return "active"


def _same_next(claim: Facts, verb: int, evidence: Facts, place: int) -> bool:
    one = claim.tokens[claim.token_places[verb] + 1 :][:1]
    other = evidence.tokens[evidence.token_places[place] + 1 :][:1]
    return bool(one and other and one[0].text.lower() == other[0].text.lower())


def exchanged(claim: Facts, evidence: Facts, kind: str) -> Iterator[str]:
    """Give the items of a kind whose company in the claim is another one's in the source.

    In "238 were killed" the number 238 keeps company with "kill"; where the source has "killing
    107 and wounding 238", that is the company of 107.
    """
    rivals = [place for place, item in enumerate(evidence.items) if item.kind == kind]
    for place, item in enumerate(claim.items):
        if item.kind != kind or item.key not in evidence.places:
            continue
        company = _company(claim, place)
        own = _near(evidence, item.key, 2)
        others = {key for key in company if claim.items[claim.places[key][0]].kind != kind}
        for rival in rivals:
            key = evidence.items[rival].key
            beside = set(_neighbours(evidence, rival, 1))
            stolen = others and not company & own and others & beside
            replaced_ = len(company) > 1 and key not in claim.keys and company <= beside
            if key != item.key and (stolen or (replaced_ and not company <= own)):
                yield item.key
                break


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
    between = facts.tokens[facts.token_places[place] + 1 : facts.token_places[place + 1]]
    return all(token.text.lower() in ("of", "the", "'s", "’s", "-") for token in between)


def _company(facts: Facts, place: int) -> set[str]:
    """Give the keys right beside an item, not across a mark."""
    found = set()
    for step in (-1, 1):
        if 0 <= place + step < len(facts.items):
            if not _parted(facts, *sorted((place, place + step))):
                found.add(facts.items[place + step].key)
    return found


def _near(facts: Facts, key: str, reach: int) -> set[str]:
    return {near for where in facts.places[key] for near in _neighbours(facts, where, reach)}


def _neighbours(facts: Facts, place: int, reach: int) -> Iterator[str]:
    for near in range(max(0, place - reach), min(len(facts.items), place + reach + 1)):
        if near != place:
            yield facts.items[near].key


def replaced(claim: Facts, evidence: Facts, item: Token) -> bool:
    """Tell whether another item stands in the source where the claim has `item`."""
    place = next(place for place, other in enumerate(claim.items) if other is item)
    before = claim.items[place - 1].key if place else None
    after = claim.items[place + 1].key if place + 1 < len(claim.items) else None
    for where, other in enumerate(evidence.items):
        left = evidence.items[where - 1].key if where else None
        right = evidence.items[where + 1].key if where + 1 < len(evidence.items) else None
        if other.kind == item.kind and _lacking(claim, evidence, other.key) and (
            (before == left and after == right)
            or (before is not None and before == left)
            or (after is not None and after == right)
        ):
            return True
    return False


def _lacking(claim: Facts, evidence: Facts, key: str) -> bool:
    """Tell whether a key stands less often in the claim than in the source."""
    return len(claim.places.get(key, ())) < len(evidence.places.get(key, ()))


def excess(claim: Facts, evidence: Facts, kind: str) -> Iterator[Token]:
    """Give the items of a kind that stand more often in the claim than in the source."""
    for key, places in claim.places.items():
        item = claim.items[places[-1]]
        if item.kind == kind and 0 < len(evidence.places.get(key, ())) < len(places):
            yield item


def repeated(claim: Facts, evidence: Facts, kind: str) -> bool:
    """Tell whether an item stands once more in the claim, in the place of another one."""
    for item in excess(claim, evidence, kind):
        if any(
            replaced(claim, evidence, claim.items[place]) for place in claim.places[item.key]
        ):
            return True
    return False


def turned(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "from A to B" has become "from B to A", or a rise the other thing's fall."""
    ways = set(_ways(evidence))
    if any((to, start) in ways and (start, to) not in ways for start, to in _ways(claim)):
        return True
    return any(_opposite_company(claim, evidence))


def _ways(facts: Facts) -> Iterator[tuple[str, str]]:
    start = None
    for place, token in enumerate(facts.tokens):
        lower = token.text.lower()
        if lower in ("from", "to"):
            item = next((part for part in facts.tokens[place + 1 : place + 5] if part.content), None)
            if lower == "from":
                start = item
            elif start and item:
                yield start.key, item.key


def _opposite_company(claim: Facts, evidence: Facts) -> Iterator[str]:
    """Give words that stand where, in the source, their opposite stands."""
    for place, item in enumerate(claim.items):
        rivals = words.OPPOSITES.get(item.key, frozenset()) & evidence.keys
        if item.key not in evidence.places or not rivals:
            continue
        if _lacking(evidence, claim, item.key) and any(
            _lacking(claim, evidence, rival) for rival in rivals
        ):
            yield item.key
        company = _company(claim, place)
        other = {key for rival in rivals for key in _near(evidence, rival, 1)}
        if company and not company & _near(evidence, item.key, 3) and company & other:
            yield item.key
