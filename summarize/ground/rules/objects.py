"""What an act is done to: "arrested Quill at the home of a clerk" has no clerk arrested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import Facts, Token, word_at
from summarize.ground.rules import actors, roles, subjects
from summarize.numbers import TIMES

_ABOUT = frozenset(("on", "about"))
_INCLUDING = frozenset(("including", "among", "such", "like", ":"))
_STOPPING = (words.PREPOSITIONS - {"of"}) | (subjects.OPENING - subjects.JOINING)
"""What ends that which an act is done to."""


def replaced(claim: Facts, evidence: Facts) -> bool:
    """Tell whether it is done to something else than, in the source, the act is done to."""
    places = aligned(claim, evidence)
    for verb, thing in done_to(claim):
        acts, at = evidence.places.get(claim.items[verb].key, ()), places[thing]
        if at is not None and acts and all(_spared(claim, verb, evidence, a, at) for a in acts):
            return True
    return False


def done_to(facts: Facts) -> Iterator[tuple[int, int]]:
    """Give each act of a claim with what it is done to: its object, or a passive's subject."""
    for verb, item in enumerate(facts.items):
        if item.key in words.SAYING or not roles.verb_form(item):
            continue
        if not words.BE.isdisjoint(subjects.helped_by(facts, verb)):
            if (acting := actors.acting(facts, verb)) is not None:
                yield verb, acting
        elif roles.voice(facts, verb) == "active":
            own = objects_of(facts, verb)
            if own and not _a_while(facts, own):
                yield verb, own[-1]


def _a_while(facts: Facts, own: Sequence[int]) -> bool:
    """Tell whether it is no object that follows a verb, but how long: "stopped six minutes"."""
    start, end = facts.items[own[0]].start, facts.items[own[-1]].end
    return any(n.unit in TIMES for n in facts.numbers if start <= n.start < end)


def objects_of(facts: Facts, verb: int) -> list[int]:
    """Find what stands behind a verb, as far as no preposition, verb or clause follows."""
    own = []
    items = {token: item for item, token in enumerate(facts.token_places)}
    for at in range(facts.token_places[verb] + 1, len(facts.tokens)):
        token = facts.tokens[at]
        described = word_at(facts, at - 1) in words.OF_THEM | {"-"}
        if token.text.lower() in _STOPPING or (_verb(token) and not described):
            break
        if at in items:
            own.append(items[at])
    return own


def _verb(token: Token) -> bool:
    return roles.verbal(token) or token.text.lower().endswith("ing")


def _spared(claim: Facts, verb: int, evidence: Facts, act: int, at: int) -> bool:
    """Tell whether an act of the source is done to something else than what stands at a place."""
    between = evidence.tokens[evidence.token_places[act] + 1 : evidence.token_places[at]]
    if not _INCLUDING.isdisjoint(token.text.lower() for token in between):
        return False
    if _passive(evidence, act):
        return at > act and _behind_a_passive(claim, verb, evidence, act, at)
    own = objects_of(evidence, act)
    if not own or at in own or claim.keys & _heads(evidence, own):
        return False
    if at < act:  # "nurses" of "praised the nurses while criticising the managers"
        return roles.voice(claim, verb) == "active"
    return not _goes_on(evidence, own[-1], at)


def _heads(facts: Facts, own: Sequence[int]) -> set[str]:
    """Give the words of an object that stand before its "of": "the surgeon of theft" is one."""
    first = facts.token_places[own[0]]
    behind = (at for at in range(first, len(facts.tokens)) if facts.lowers[at] == "of")
    of = next(behind, len(facts.tokens))
    return {facts.items[place].key for place in own if facts.token_places[place] < of}


def _passive(facts: Facts, verb: int) -> bool:
    """Tell "were built" and "the dam built in May" from "built" and "has built"."""
    helped = not roles.HAVING.isdisjoint(subjects.helped_by(facts, verb))
    voice = roles.voice(facts, verb)
    return voice == "passive" or (voice == "unknown" and not helped)


def _behind_a_passive(claim: Facts, verb: int, evidence: Facts, act: int, at: int) -> bool:
    """Tell whether what follows a passive is not what it is done to.

    It may be where the passive opens the sentence or stands before its noun, "built in 1911, the
    dam", where something is given to somebody, and where the claim has it done "to" or "on" the
    same: "was voted on".
    """
    place = evidence.token_places[act]
    between = evidence.lowers[place + 1 : evidence.token_places[at]]
    opens = not any(token.content for token in evidence.tokens[:place])
    given = words.PREPOSITIONS.isdisjoint(between) and "," not in between
    next_word = word_at(evidence, place + 1)
    same = word_at(claim, claim.token_places[verb] + 1) == next_word
    governed = next_word in words.PREPOSITIONS and not any(
        evidence.tokens[n].content for n in range(place + 2, evidence.token_places[at])
    )
    behind_a_comma = word_at(evidence, _noun_opens(evidence, at) - 1) == ","
    exempt = opens or given or behind_a_comma or (same and governed)
    return not exempt and words.BE.isdisjoint(between)


def _noun_opens(facts: Facts, place: int) -> int:
    """Find the first token of the noun that an item ends."""
    at = facts.token_places[place]
    while at and (facts.tokens[at - 1].content or word_at(facts, at - 1) in words.OF_THEM - {"of"}):
        at -= 1
    return at


def done_by_another(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim names who did what the source only says was done.

    "The dam, built in 1911, gives water to 9 towns" has no towns that built it.
    """
    places = aligned(claim, evidence)
    for verb, thing in done_to(claim):
        acting, acts = actors.acting(claim, verb), evidence.places.get(claim.items[verb].key, ())
        if acting is None or acting == thing or not acts:
            continue
        who, what = places[acting], places[thing]
        if who is None or what is None:
            continue
        if all(what < act < who and _nobodys(claim, verb, evidence, act, who) for act in acts):
            return True
    return False


def _nobodys(claim: Facts, verb: int, evidence: Facts, act: int, who: int) -> bool:
    """Tell whether somebody behind a passive is not the one by whom it is done."""
    between = evidence.lowers[evidence.token_places[act] : evidence.token_places[who]]
    passive = _passive(evidence, act) and "by" not in between
    return passive and _behind_a_passive(claim, verb, evidence, act, who)


def _goes_on(facts: Facts, last: int, at: int) -> bool:
    """Tell whether a list goes on to a place, "Quill and a clerk", or what an object is about.

    "Stressed the focus on safety" may be told as "stressed safety".
    """
    skipped = facts.tokens[facts.token_places[last] + 1 : facts.token_places[at]]
    if any(_verb(token) for token in skipped):
        return False
    small = [token.text.lower() for token in skipped]
    if small[:1] and small[0] in _ABOUT:
        return True
    plain = [word for word in small if word not in words.OF_THEM]
    return (words.PREPOSITIONS - {"of"}).isdisjoint(small) or plain[-1:] in (["and"], ["or"])
