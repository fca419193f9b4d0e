"""What belongs to which verb: who does it, and whom it is done to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from summarize.ground import words
from summarize.ground.alignment import aligned, in_order
from summarize.ground.bends import bends
from summarize.ground.facts import Facts, Token, between, joined, word_at
from summarize.ground.rules import actors, roles, subjects

_REACH = 4
"""Items before and behind a verb that may be its own."""
_ANY = frozenset(("a", "an"))
_PRONOUNS = frozenset(("he", "she", "it", "they"))
_AWAITED = frozenset(("subject", "pending", "awaiting", "awaits"))
_PARTING = frozenset(("but", "whereas", "while", "although", "though", "unless", "if", "because"))
_PARTING |= {"unlike", ";", "—", "–"}
"""What stands between things of which something else is said."""
_ASIDES = frozenset(((",", ","), ("(", ")"), ("—", "—"), ("–", "–")))


def made_patient(claim: Facts, evidence: Facts) -> bool:
    """Tell whether it is done to somebody who, by the source, does it: "the judge was fined"."""
    return any(
        roles.voice(claim, verb) == "passive"
        and _helped_by_be(claim, verb)
        and all(_does(evidence, place, subject) for place in evidence.places[item.key])
        for verb, item in enumerate(claim.items)
        if item.kind == "word" and item.key in evidence.places
        for subject in _subjects(claim, verb)
    )


def _helped_by_be(facts: Facts, verb: int) -> bool:
    """Tell "was fined by" from "rose by"."""
    return bool({token.text.lower() for token in roles.leading(facts, verb)} & words.BE)


def _subjects(facts: Facts, verb: int) -> Iterator[str]:
    """Give the names before a verb that nothing governs; where there is none, the nearest noun."""
    before = [
        place
        for place in range(max(0, verb - _REACH), verb)
        if not roles.preposition(facts, place) and not _owns(facts, place)
    ]
    named = [place for place in before if facts.items[place].kind == "name"]
    nearest = [place for place in before[-1:] if facts.items[place].kind == "word"]
    for place in named or nearest:
        yield facts.items[place].key


def _owns(facts: Facts, place: int) -> bool:
    """Tell whether a name, or one that goes on with it, ends in 's: the thing owned is meant."""
    while _goes_on(facts, place):
        place += 1
    return facts.tokens[facts.token_places[place] + 1].text in words.GENITIVE


def _goes_on(facts: Facts, place: int) -> bool:
    one, other = facts.items[place : place + 2]
    adjacent = facts.token_places[place + 1] - facts.token_places[place] == 1
    return adjacent and one.kind == other.kind == "name"


def _does(facts: Facts, verb: int, subject: str) -> bool:
    """Tell whether a subject stands right before an active verb that has something behind it."""
    own = [place for place in facts.places.get(subject, ()) if verb - _REACH <= place < verb]
    if not own or roles.voice(facts, verb) != "active" or joined(facts, own[-1], verb):
        return False
    if any(roles.verbal(item) for item in facts.items[own[-1] + 1 : verb]):
        return False
    object_ = verb + 1
    if object_ >= len(facts.items) or facts.items[object_].key == subject:
        return False
    if roles.preposition(facts, object_) or joined(facts, verb, object_):
        return False
    return facts.items[object_].kind != "date" and not roles.verbal(facts.items[object_])


def subjects_replaced(claim: Facts, evidence: Facts) -> Iterator[Token]:
    """Give what does in a claim what, in the source, something else does or has done to it.

    "The dam was finished, and the lake lost its water" has no dam that lost its water.
    """
    known = actors.verbs(evidence)
    for verb in range(1, len(claim.items)):
        acting = actors.acting(claim, verb, known)
        acts = evidence.places.get(claim.items[verb].key, ())
        if acting is None or not acts or claim.items[acting].key not in evidence.places:
            continue
        alike = [place for place in acts if _same_behind(claim, verb, evidence, place)]
        if not alike or claim.items[verb].key in words.SAYING:
            alike = list(acts)
        if all(_another(claim, acting, verb, evidence, place) for place in alike):
            yield claim.items[acting]


def _another(claim: Facts, acting: int, verb: int, evidence: Facts, place: int) -> bool:
    """Tell whether a verb of the source has a subject of its own, which the claim leaves out."""
    subject = claim.items[acting]
    claimed, stated = roles.voice(claim, verb), roles.voice(evidence, place)
    if claimed == "active" and stated == "passive":
        agents = _agents(evidence, place)
        acts_on = verb + 1 < len(claim.items) and _direct(claim, verb)
        suffers = acts_on and subject.key in subjects.subject(evidence, place).own
        return (suffers or bool(agents)) and subject.key not in agents
    found = subjects.subject(evidence, place)
    if not found.own or subject.key in found.said:
        return False
    if subject.kind == "name" and subjects.stands_for_a_name(evidence, place):
        return False
    shared = found.own & ({item.key for item in claim.items[:verb]} - _owners(claim, verb))
    names = found.own & {item.key for item in evidence.items if item.kind == "name"}
    if shared and (shared & names or not names or subject.kind != "name"):
        return False  # two mayors share no more than their office
    counted = acting > 0 and claim.items[acting - 1].kind == "number"
    if found.own & words.REST and subject.kind == "word" and not counted:
        return False  # "the others" may be of the claim's kind
    if (
        claimed == "passive"
        and subjects.described(evidence, place)
        and ((subject.kind == "name") is bool(names))
    ):
        return True  # "the injured keeper": nobody else is
    alike = claimed == stated or "unknown" in (claimed, stated)
    return alike and _same_behind(claim, verb, evidence, place)


def _owners(facts: Facts, verb: int) -> frozenset[str]:
    """Give whose something is before a verb: "Quill's son left" tells of no Quill."""
    before = enumerate(facts.lowers[: facts.token_places[verb]])
    marks = (at for at, lower in before if lower in words.GENITIVE and at)
    owners: set[str] = set()
    for mark in marks:
        name = takewhile(lambda token: token.kind == "name", reversed(facts.tokens[:mark]))
        owners |= {token.key for token in name} | {facts.tokens[mark - 1].key}
    return frozenset(owners)


def _agents(facts: Facts, verb: int) -> set[str]:
    """Give what stands behind "by" after a verb; empty where nobody is named."""
    after = facts.token_places[verb] + 1
    if word_at(facts, after) != "by":
        return set()
    behind = range(verb + 1, min(verb + 1 + _REACH, len(facts.items)))
    return {facts.items[at].key for at in behind if not _opened(facts, verb, at)}


def _same_behind(claim: Facts, verb: int, evidence: Facts, place: int) -> bool:
    """Tell whether what is behind a verb of the claim, if anything, is behind it in the source."""
    behind = claim.items[verb + 1 : verb + 2]
    near = evidence.items[place + 1 : place + 1 + _REACH]
    return not behind or behind[0].key in {item.key for item in near} | _antecedent(evidence, place)


def _antecedent(facts: Facts, verb: int) -> set[str]:
    """Give what a relative clause is done to: "the bridge, which engineers shut" has the bridge."""
    before = facts.token_places[verb] - len(subjects.helped_by(facts, verb))
    for at in range(before - 1, max(0, before - _REACH - 2), -1):
        if facts.lowers[at] in subjects.RELATIVES and facts.lowers[before - 1] != facts.lowers[at]:
            noun = [token for token in facts.tokens[:at] if token.content]
            return {token.key for token in noun[-_REACH:]}
    return set()


def _opened(facts: Facts, one: int, other: int) -> bool:
    """Tell whether a clause begins between two items."""
    return any(token.text.lower() in subjects.OPENING for token in between(facts, one, other))


def _direct(facts: Facts, verb: int) -> bool:
    """Tell whether the item behind a verb is its object: no small word but "the" is between."""
    small = (token.text.lower() for token in between(facts, verb, verb + 1))
    return all(word in words.OF_THEM - {"of"} for word in small)


def by_a_pronoun(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim names who does what, in the source, a mere "he" or "the firm" does.

    "She told him that it would end; he has not replied" leaves it to a reader who has not.
    """
    return any(
        all(
            _done_by_a_pronoun(evidence, place)
            or (claim.items[acting].kind == "name" and _done_by_the_firm(claim, evidence, place))
            for place in evidence.places[item.key]
        )
        for verb, item in enumerate(claim.items)
        if item.key in evidence.places and (acting := actors.acting(claim, verb)) is not None
    )


def _done_by_a_pronoun(facts: Facts, verb: int) -> bool:
    """Tell whether "he", "she", "it" or "they" stands right before a verb and what helps it."""
    helping = subjects.helped_by(facts, verb)
    return word_at(facts, facts.token_places[verb] - len(helping) - 1) in _PRONOUNS


def _done_by_the_firm(claim: Facts, evidence: Facts, verb: int) -> bool:
    """Tell whether the source has "the firm" do it, and the claim does not."""
    own = subjects.subject(evidence, verb).own
    return subjects.stands_for_a_name(evidence, verb) and own.isdisjoint(claim.keys)


def of_a_mere_name(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has something happen that the source only names, or only aims at.

    "Called for a ban on nets" does not say that they were banned, nor "a petition to save the
    pier" that it was saved; "after the murder of a clerk" says that one was murdered.
    """
    denied = {bend.place for bend in bends(claim) if bend.kind == "not"}
    return any(
        _merely_named(claim, evidence, verb, evidence.places[item.key])
        for verb, item in enumerate(claim.items)
        if item.key in evidence.places
        and verb not in denied  # "has yet to open" is "has not opened"
    )


def _merely_named(claim: Facts, evidence: Facts, verb: int, places: Sequence[int]) -> bool:
    if roles.verb_form(claim.items[verb]):
        return not _named(claim, verb) and all(_named(evidence, place) for place in places)
    return _is_done(claim, verb) and all(_to_be_done(evidence, place) for place in places)


def _is_done(facts: Facts, verb: int) -> bool:
    """Tell whether somebody does something now: "a group runs it", and not "will run it"."""
    acts = verb > 0 and actors.acting(facts, verb) is not None and not _to_be_done(facts, verb)
    return acts and words.MODALS.isdisjoint(subjects.helped_by(facts, verb))


def _to_be_done(facts: Facts, place: int) -> bool:
    """Tell "to run it" from "runs it"."""
    return word_at(facts, facts.token_places[place] - 1) == "to"


def _named(facts: Facts, place: int) -> bool:
    """Tell "a ban", "a new ban" and "to ban" from "banned" and from "the ban"."""
    at = facts.token_places[place]
    before, earlier = word_at(facts, at - 1), word_at(facts, at - 2)
    if roles.verb_form(facts.items[place]) and before != "to":
        return False
    described = at > 1 and facts.tokens[at - 1].content and earlier in _ANY
    if not _AWAITED.isdisjoint(facts.lowers[max(0, at - _REACH) : at]):
        return True  # "subject to the completion of the sale"
    return before == "to" or before in _ANY or described


def pieced_together(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has a sentence's words in another order, or skips what parts them.

    "Nurses earn more, but porters earn less than cooks" may so be told as "nurses earn less": what
    parts two of a claim's words is a verb that it leaves out, or "but" and its like.
    """
    return roles.asserts(claim) and (not in_order(claim, evidence) or parted(claim, evidence))


def parted(claim: Facts, evidence: Facts) -> bool:
    """Tell whether two of a claim's words are parted by a predicate, or by "but" and its like."""
    places = [place for place in aligned(claim, evidence) if place is not None]
    return any(_parted(evidence, one, other) for one, other in pairwise(places))


def _parted(facts: Facts, one: int, other: int) -> bool:
    """Tell whether a predicate, or a word that opposes, stands between two items.

    What is only put in between, ", who was warned in March,", parts nothing.
    """
    skipped = _outside_brackets(between(facts, one, other))
    if len(skipped) > 1 and (skipped[0].text, skipped[-1].text) in _ASIDES:
        return False
    opposed = any(token.text.lower() in _PARTING for token in skipped)
    inside = (at for at in range(one + 1, other) if facts.items[at] in skipped)
    return opposed or any(_states(facts, at) for at in inside)


def _outside_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Leave out what stands in brackets: a year or a unit parts nothing."""
    outside: list[Token] = []
    opened = 0
    for token in tokens:
        opened += token.text == "("
        if not opened:
            outside.append(token)
        opened -= token.text == ")" and opened > 0
    return outside


def _states(facts: Facts, place: int) -> bool:
    """Tell whether an item is a verb by its form, or has one that helps it: "will rise"."""
    item = facts.items[place]
    helped = not words.AUXILIARIES.isdisjoint(subjects.helped_by(facts, place))
    return roles.verb_form(item) or (item.kind == "word" and helped)


def objects_exchanged(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "reduced nausea" is put together from "reduced pain" and "caused nausea"."""
    done = set(_done(evidence))
    for act, thing in _done(claim):
        others = {other for verb, other in done if verb == act}
        acts = {verb for verb, other in done if other == thing}
        all_known = len(acts) >= len(evidence.places.get(thing, ()))
        if others and acts and all_known and not others & claim.keys:
            return True
    return False


def _done(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give each act and what it is done to, where that stands right behind it."""
    for verb, item in enumerate(facts.items[:-1]):
        if item.key in words.SAYING:
            continue
        infinitive = word_at(facts, facts.token_places[verb] - 1) == "to"
        if (infinitive or roles.verb_form(item)) and roles.voice(facts, verb) == "active":
            at = verb + 2 if subjects.described(facts, verb + 1) else verb + 1
            direct = not joined(facts, verb, at) and not roles.preposition(facts, at)
            if direct and not roles.verbal(facts.items[at]):
                yield item.key, facts.items[at].key
