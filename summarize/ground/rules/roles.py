"""Who does what to whom: the order of the words around a verb, and of "from" and "to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarize.ground import words
from summarize.ground.facts import JOINTS, STRONG_MARKS, Facts, Token, parted
from summarize.ground.rules import company

_REACH = 4
"""Tokens before an item that are searched for the one that governs it; items around a verb."""

HAVING = frozenset(("has", "have", "had", "having"))

_ADMITTING = frozenset(("admit", "acknowledg", "conced", "recall"))
_GIVING = frozenset(
    ("fed", "sent", "offered", "paid", "taught", "asked", "handed", "told", "served")
)
"""Participles with an object behind them: "patients offered the drug"."""

SHORTEST_SENTENCE = 3
"""Words that state something; what is shorter and has no verb may be a name with a full stop."""


def asserts(facts: Facts) -> bool:
    """Tell a statement from a mere name: it has a verb, or a full stop and some length."""
    if facts.text.rstrip().endswith("."):
        long = len(facts.items) > SHORTEST_SENTENCE
        if long or any(_in_the_present(token) for token in facts.items[1:]):
            return True
    return any(verbal(token) for token in facts.tokens)


def _in_the_present(token: Token) -> bool:
    """Tell whether a word may be "lowers" or "causes", a verb by its form."""
    lower = token.text.lower()
    return token.kind == "word" and lower.endswith("s") and not lower.endswith(("ss", "us", "is"))


def verbal(token: Token) -> bool:
    """Tell whether a word is a verb by its form."""
    return (token.kind == "function" and token.text.lower() in words.AUXILIARIES) or verb_form(
        token
    )


def verb_form(token: Token) -> bool:
    """Tell whether a word is a past or a participle by its form."""
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


def made_agent(claim: Facts, evidence: Facts) -> bool:
    """Tell whether it is "defeated by B" where the source only has somebody defeat B."""
    agents = set(_agents(claim)) - set(_agents(evidence))
    return any(
        _suffers(evidence, place, agent)
        for act, agent in agents
        for place in evidence.places.get(act, ())
    )


def _agents(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give each act done "by" a name, with the first word of the name."""
    for verb, item in enumerate(facts.items[:-1]):
        after, agent = facts.token_places[verb] + 1, facts.items[verb + 1]
        if verb_form(item) and facts.tokens[after].text.lower() == "by" and agent.kind == "name":
            yield item.key, agent.key


def _suffers(facts: Facts, verb: int, name: str) -> bool:
    """Tell whether a name stands right behind an act, as what it is done to."""
    after = facts.token_places[verb] + 1
    return verb + 1 < len(facts.items) and (
        facts.items[verb + 1].key == name and facts.token_places[verb + 1] == after
    )


def _pivot(facts: Facts, place: int) -> bool:
    """Tell whether the item is a verb that acts; verbs of saying turn round freely."""
    item = facts.items[place]
    lower = item.text.lower()
    said = item.key in words.REPORTING and lower not in ("told", "tells", "tell")
    said = said or (item.key in _ADMITTING and _states_something(facts, place))
    if item.kind != "word" or said:
        return False
    at = facts.token_places[place]
    before = facts.tokens[at - 1] if at else None
    if before is not None and before.text.lower() in _GIVING and verb_form(item):
        return False  # "fed fermented plums"
    counted = before is not None and before.kind == "number"
    leading = before.text.lower() if before else ""
    acts = any(verb_form(token) for token in facts.tokens[at + 1 : at + 2])  # "costs climbed"
    present = lower.endswith("s") and not lower.endswith("ss")
    plural = leading in ("the", "a") or counted or acts
    return verb_form(item) or leading in words.AUXILIARIES or (present and not plural)


def _states_something(facts: Facts, place: int) -> bool:
    """Tell "admits that", and "admits Quill" behind what is said, from "admitted the mayor"."""
    at = facts.token_places[place]
    quoting = at > 0 and facts.tokens[at - 1].kind == "mark"
    return quoting or facts.lowers[at + 1 : at + 2] == ("that",)


def _swapped_around(claim: Facts, evidence: Facts, one: int, verb: int, other: int) -> bool:
    first, act, second = (claim.items[place].key for place in (one, verb, other))
    if first == second or first not in evidence.places or second not in evidence.places:
        return False
    if parted(claim, one, verb) or parted(claim, verb, other):
        return False
    if claim.items[one].kind not in ("name", "word") or claim.items[other].kind not in (
        "name",
        "word",
    ):
        return False
    governed = preposition(claim, other) or _before_a_compound(claim, other)
    if governed not in ("", "by") and governed == preposition(evidence, evidence.places[second][0]):
        return False  # "in Norham" may stand at either end of its sentence
    turned = False
    for place in evidence.places[act]:
        same_voice, known = _voices(claim, verb, evidence, place)
        if not same_voice and governed not in ("", "by"):
            continue  # "closes for repairs" and "is closed": neither does it to the repairs
        before = (first, second) if same_voice else (second, first)
        if _around(evidence, before[0], place, before[1]):
            return False
        turned = turned or (known and _around(evidence, before[1], place, before[0]))
    return turned


def _voices(claim: Facts, verb: int, evidence: Facts, place: int) -> tuple[bool, bool]:
    """Tell whether two verbs are both active or both passive, and whether that is known.

    A participle that may be either, as in "a man convicted of", is passive where the other is, and
    what the other is where the same small word follows.
    """
    one, other = voice(claim, verb), voice(evidence, place)
    if "unknown" in (one, other):
        alike = "passive" in (one, other) or _same_next(claim, verb, evidence, place)
        return alike or one == other, alike
    return one == other, True


def lent(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a name has what the source says of another: "A was fined and B was freed"."""
    return any(
        _lent_by(claim, evidence, one, verb)
        for verb in range(1, len(claim.items) - 1)
        if _pivot(claim, verb) and not parted(claim, verb, verb + 1)
        for one in range(max(0, verb - _REACH), verb)
        if claim.items[one].kind == "name" and not parted(claim, one, verb)
    )


def _lent_by(claim: Facts, evidence: Facts, one: int, verb: int) -> bool:
    """Tell it of a name before a verb, and of what belongs to the verb."""
    name, act, belonging = (claim.items[place].key for place in (one, verb, verb + 1))
    own, acts = evidence.places.get(name, ()), evidence.places.get(act, ())
    said = [place for place in acts if _belongs(evidence, place, belonging)]
    if not own or not said or name == belonging or preposition(claim, one):
        return False
    return all(
        _voices(claim, verb, evidence, place) == (True, True)
        and any(_between(own, acts, rival, place) for rival in _subjects(evidence, place))
        for place in said
    )


def _belongs(facts: Facts, verb: int, key: str) -> bool:
    """Tell whether an item follows a verb before the next name does."""
    for item in facts.items[verb + 1 : verb + 1 + _REACH]:
        if item.key == key:
            return True
        if item.kind == "name":
            return False
    return False


def _subjects(facts: Facts, verb: int) -> Iterator[int]:
    """Give the names right before a verb that no preposition governs."""
    for place in range(max(0, verb - _REACH), verb):
        if facts.items[place].kind == "name" and not preposition(facts, place):
            yield place


def _between(own: Sequence[int], acts: Sequence[int], rival: int, verb: int) -> bool:
    """Tell whether a rival stands nearer to the verb: the name comes later, or has its own verb."""
    if own[0] > verb:
        return True
    return rival not in own and any(own[-1] < act < rival for act in acts if own[-1] < rival)


def preposition(facts: Facts, place: int) -> str:
    """Give the preposition that governs an item, "" where there is none."""
    for token in leading(facts, place):
        lower = token.text.lower()
        if lower in words.PREPOSITIONS:
            return lower
        if token.kind not in ("function", "name") or lower in words.AUXILIARIES:
            break
    return ""


def _before_a_compound(facts: Facts, place: int) -> str:
    """Give the preposition of "for roof repairs", of which "repairs" is the last word."""
    joined = facts.token_places[place] - facts.token_places[place - 1] == 1
    noun = facts.items[place - 1].kind == "word" and not verbal(facts.items[place - 1])
    return preposition(facts, place - 1) if joined and noun else ""


def leading(facts: Facts, place: int) -> Iterator[Token]:
    """Give the few tokens before an item, the nearest first."""
    at = facts.token_places[place]
    return reversed(facts.tokens[max(0, at - _REACH) : at])


def _around(facts: Facts, before: str, place: int, after: str) -> bool:
    return facts.places[before][0] < place < facts.places[after][-1]


def voice(facts: Facts, place: int) -> str:
    """Give `active`, `passive`, or `unknown` for a participle that may be either."""
    token = facts.token_places[place]
    before = [part.text.lower() for part in facts.tokens[max(0, token - 3) : token]]
    after = [part.text.lower() for part in facts.tokens[token + 1 : token + 4]]
    done = bool(words.BE & set(before[-1:])) or "by" in after[:2]
    unchanged = done and facts.lowers[token] in words.UNCHANGED
    participle = verb_form(facts.items[place]) or unchanged
    for relative in ("who", "which", "that"):
        if relative in before:  # "it was Quill who won": what stands before it is another clause
            before = before[before.index(relative) + 1 :]
    if token > 1 and before[-1:] == [","] and verb_form(facts.tokens[token - 2]):
        before = []  # "whose street would be affected, left": it is left by nobody
    opens = token == 0  # "Taken to Norham, she"
    never_past = facts.lowers[token].endswith(("en", "wn")) and not HAVING & set(before)
    if participle and (opens or never_past or words.BE & set(before) or "by" in after[:2]):
        return "passive"  # "mice given it" are no givers
    if participle and facts.lowers[token] in _GIVING and _verb_behind(facts, token):
        return "unknown"  # "mice fed it found their way"
    if participle and after and (after[0] in words.PREPOSITIONS or after[0] in STRONG_MARKS):
        return "unknown"
    return "active"


def _verb_behind(facts: Facts, token: int) -> bool:
    """Tell whether another verb follows in the same clause, with no word that joins it."""
    clause = takewhile(lambda part: part.text.lower() not in JOINTS, facts.tokens[token + 1 :])
    return any(verb_form(part) for part in clause)


def _same_next(claim: Facts, verb: int, evidence: Facts, place: int) -> bool:
    one = claim.tokens[claim.token_places[verb] + 1 :][:1]
    other = evidence.tokens[evidence.token_places[place] + 1 :][:1]
    return bool(one and other and one[0].text.lower() == other[0].text.lower())


def turned(claim: Facts, evidence: Facts) -> bool:
    """Tell whether "from A to B" has become "from B to A", or a rise the other thing's fall."""
    ways = set(_ways(evidence))
    if any((to, start) in ways and (start, to) not in ways for start, to in _ways(claim)):
        return True
    return any(company.opposites(claim, evidence))


def _ways(facts: Facts) -> Iterator[tuple[str, str]]:
    start = None
    for place, token in enumerate(facts.tokens):
        lower = token.text.lower()
        if lower in ("from", "to"):
            item = next(
                (part for part in facts.tokens[place + 1 : place + 5] if part.content), None
            )
            if lower == "from":
                start = item
            elif start and item:
                yield start.key, item.key
