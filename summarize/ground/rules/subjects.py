"""Whose act a verb tells of: the words before it, past what is put in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import REMEMBERED, STRONG_MARKS, Facts, word_at
from summarize.ground.rules import roles

RELATIVES = frozenset(("who", "which", "that"))
JOINING = frozenset(("and", "but", "or"))
CLOSING = frozenset((",", ")", "—", "–"))
EITHER = frozenset(("after", "before", "until", "since", "than", "as"))
"""What opens a clause or governs a noun: "after the union agreed", "after the strike"."""
OPENING = STRONG_MARKS | JOINING | RELATIVES | EITHER
OPENING |= {"although", "because", "if", "though", "unless", "when", "where", "whereas", "while"}
OPENING |= {"whom", "whose"}
"""What parts one clause from the next."""

ACTING = frozenset(("he", "she", "it", "they", "we", "you", "i"))
"""Pronouns that are subjects."""

_GOVERNING = words.PREPOSITIONS | {"about", "around", "inside", "off", "outside", "towards"}
"""What governs the noun behind it: it is no subject then."""
OBJECT = (words.OF_THEM - {"of"}) | {"no"}
"""What an object begins with: "nurses earn the", "nurses pay no"."""
_OF_A_NOUN = words.OF_THEM - {"of", "that", "this"}
_WITH_A_VERB = words.AUXILIARIES | words.NEGATIONS | words.WHEN
"""Small words that may stand between a subject and its verb."""
_BEFORE_A_PARTICIPLE = frozenset(
    ("although", "though", "once", "while", "when", "if", "originally", "first")
)
_FEW = 4
"""Words of a noun that something is put in behind, and small words that open it."""

PUT_FIRST = words.PREPOSITIONS | EITHER
PUT_FIRST |= {"according", "amid", "apart", "because", "besides", "despite", "except", "following"}
PUT_FIRST |= {"instead", "like", "rather", "thanks", "throughout", "unlike", "upon"}
"""What opens words that stand before a subject, and a comma."""

LONGEST = 200
"""Tokens of a sentence whose verbs are looked into: one joined to another is followed back."""


@dataclass(frozen=True)
class Subject:
    """What may be the subject of a verb; all empty where that cannot be told."""

    own: frozenset[str] = frozenset()
    """Keys that no preposition governs."""
    said: frozenset[str] = frozenset()
    """These, and what belongs to them: "the mayor of Norham" has both."""
    owners: frozenset[str] = frozenset()
    """What it belongs to: Norham, of "the mayor of Norham" and "Norham's mayor"."""


def helped_by(facts: Facts, verb: int) -> list[str]:
    """Give the small words right before a verb that go with it, the nearest first."""
    found = []
    for token in roles.leading(facts, verb):
        lower = token.text.lower()
        if lower not in _WITH_A_VERB and not (lower.endswith("ly") and token.content):
            break
        found.append(lower)
    return found


def stands_for_a_name(facts: Facts, verb: int) -> bool:
    """Tell whether the subject of a verb is "the firm" and the like, which may be a name's."""
    own = subject(facts, verb).own
    if not own or not own <= words.STANDING_FOR_A_NAME:
        return False
    places = (facts.token_places[place] for key in own for place in facts.places[key])
    return any(word_at(facts, place - 1) in ("the", "that", "this") for place in places)


@lru_cache(maxsize=REMEMBERED)
def subject(facts: Facts, verb: int) -> Subject:
    """Find the subject of the verb at a place among the items.

    Past a bracket or a relative clause, "the union, which has 90 members, called"; of a verb that
    is joined to another, "it sank and was raised", the other's.
    """
    helping = helped_by(facts, verb)
    if len(facts.tokens) > LONGEST:
        return Subject()
    if facts.items[verb].text.endswith("ing") and words.BE.isdisjoint(helping):
        return Subject()  # "she spent a year mapping it": the year maps nothing
    if "having" in helping:  # "the bank warned, having predicted": it may be anybody's
        return Subject()
    if not helping and (noun := described(facts, verb)):
        return Subject(noun, noun)
    if _opens_a_sentence(facts, verb):
        return _behind_a_comma(facts, facts.token_places[verb])
    return ending_at(facts, facts.token_places[verb] - len(helping) - 1)


def _opens_a_sentence(facts: Facts, participle: int) -> bool:
    """Tell whether "built in 1911, the dam" or "though built in 1911, the dam" begins with it."""
    at = facts.token_places[participle]
    opens = at == 0 or (at == 1 and facts.lowers[0] in _BEFORE_A_PARTICIPLE)
    return opens and roles.verb_form(facts.items[participle])


def _behind_a_comma(facts: Facts, start: int) -> Subject:
    """Read the subject behind the words that a sentence opens with: what a verb stands behind.

    Other commas part what these words list, or name again: "led by its captain, Quill, the team".
    """
    commas = [at for at in range(start, len(facts.tokens)) if facts.lowers[at] == ","]
    for comma in commas:
        noun, end = _noun(facts, comma + 1)
        behind = facts.tokens[end : end + 1]
        if noun and (len(commas) == 1 or any(map(roles.verbal, behind))):
            everything = frozenset(t.key for t in facts.tokens[comma:] if t.content)
            return Subject(noun, everything if len(noun) > _FEW else noun)
    return Subject()


def _noun(facts: Facts, start: int) -> tuple[frozenset[str], int]:
    """Read the words of a noun that begins at a token, and where it ends."""
    end = start
    while end < len(facts.tokens) and facts.lowers[end] in words.OF_THEM:
        end += 1
    first = end
    while end < len(facts.tokens) and facts.tokens[end].content:
        if roles.verb_form(facts.tokens[end]):
            break
        end += 1
    return frozenset(token.key for token in facts.tokens[first:end]), end


def described(facts: Facts, participle: int) -> frozenset[str]:
    """Give the noun behind "the injured" keeper; empty where a verb stands there."""
    at = facts.token_places[participle]
    if word_at(facts, at - 1) not in _OF_A_NOUN or not roles.verb_form(facts.items[participle]):
        return frozenset()
    noun = takewhile(lambda token: token.content, facts.tokens[at + 1 :])
    return frozenset(token.key for token in takewhile(lambda t: not roles.verb_form(t), noun))


def ending_at(facts: Facts, at: int) -> Subject:
    """Find the subject that ends at a token: of "is", the one right before it."""
    lower = word_at(facts, at)
    if lower in CLOSING:
        return _before_a_bracket(facts, at)
    if lower in JOINING:
        return _joined(facts, at)
    if lower in RELATIVES and word_at(facts, at - 1) == ",":
        found = ending_at(facts, at - 2)
        said = found.said | _before_a_participle(facts, at - 1)
        return Subject(found.own, said, found.owners)
    if lower in RELATIVES:
        return ending_at(facts, at - 1)
    return _phrase(facts, at)


def _before_a_participle(facts: Facts, at: int) -> frozenset[str]:
    """Read what a clause goes on about behind an aside: "a boat, built in Larne, that sank"."""
    start = next((n for n in range(at - 1, 0, -1) if facts.tokens[n].text == ","), None)
    if start is None or not roles.verb_form(facts.tokens[start + 1]):
        return frozenset()
    noun = takewhile(lambda token: token.content, reversed(facts.tokens[:start]))
    return frozenset(token.key for token in noun)


def _before_a_bracket(facts: Facts, at: int) -> Subject:
    """Find the subject before what stands between two commas, or two brackets.

    What stands there may name the same: "her novel, The Salt Road, sold".
    """
    opening = {")": "("}.get(facts.tokens[at].text, facts.tokens[at].text)
    earlier = (n for n in range(at - 1, 0, -1) if facts.tokens[n].text == opening)
    start = next(earlier, None)
    if start is None:
        return Subject()
    opens = word_at(facts, start - 1) in RELATIVES | JOINING
    found = ending_at(facts, start - 1) if opens else _phrase(facts, start - 1)
    if start + 1 < at and _names_nothing(facts, start + 1):
        return found
    again = {token.key for token in facts.tokens[start:at] if token.content}
    aside = (n for n in range(start + 1, at) if _owning(facts, start, n))
    owners = frozenset(facts.tokens[n].key for n in aside)
    return Subject(found.own, found.said | again, found.owners | owners)


def _names_nothing(facts: Facts, at: int) -> bool:
    """Tell what only says something of a noun, "who lost", "on for Quill", from its other name."""
    lower = facts.lowers[at]
    opens = lower in words.ASIDE | RELATIVES | PUT_FIRST or lower.endswith("ing")
    return opens or roles.verb_form(facts.tokens[at])


def _joined(facts: Facts, at: int) -> Subject:
    """Find the subject of the verb that another one is joined to: the last one, or one before."""
    places = {token: item for item, token in enumerate(facts.token_places)}
    found: list[Subject] = []
    for before in range(at - 1, -1, -1):
        if before in places and roles.verb_form(facts.tokens[before]):
            found.append(subject(facts, places[before]))
        if facts.tokens[before].text in ".;:!?":
            break
    if not found:
        return Subject()
    return Subject(found[0].own, frozenset().union(*(each.said for each in found)))


def _phrase(facts: Facts, at: int) -> Subject:
    """Read the words of a subject, from its last one back to where its clause begins."""
    start = opening(facts, at)
    inside = [n for n in range(start + 1, at + 1) if facts.tokens[n].content]
    verbal = [n for n in inside if roles.verb_form(facts.tokens[n])]
    lower = word_at(facts, start)
    helped = not words.AUXILIARIES.isdisjoint(facts.lowers[start + 1 : at + 1])
    if (verbal or helped) and lower in RELATIVES:
        return ending_at(facts, start - 2 if word_at(facts, start - 1) == "," else start - 1)
    if any(word_at(facts, n) in ACTING for n in range(start + 1, at + 1)):
        return Subject()
    inside = [n for n in inside if n > max(verbal, default=-1)]
    own = {facts.tokens[n].key for n in inside if not _governed(facts, start, n)}
    said = set(inside)
    if verbal and word_at(facts, verbal[-1] + 1) in words.PREPOSITIONS:
        said |= set(range(start + 1, verbal[-1]))  # "a petition signed by nurses demands"
    if inside and not verbal and (lower in JOINING or lower == ","):
        said |= set(_listed(facts, start))
    further = Subject()
    if lower in EITHER:
        earlier = opening(facts, start - 1)
        if word_at(facts, earlier) in RELATIVES or not _told(facts, earlier + 1, start):
            said |= set(range(earlier + 1, start))
        if word_at(facts, earlier) in RELATIVES:  # "those who were told before dawn left"
            further = ending_at(facts, earlier)
    if lower in CLOSING and not words.BE.isdisjoint(facts.lowers[start + 1 : at + 1]):
        named = _before_a_bracket(facts, start)  # "Ada Quill (1874-1951) was a botanist who"
        further = Subject(said=named.said)
    keys = frozenset(facts.tokens[n].key for n in said if facts.tokens[n].content)
    owners = frozenset(facts.tokens[n].key for n in inside if _owning(facts, start, n))
    return Subject(frozenset(own) | further.own, keys | further.said, owners | further.owners)


def _told(facts: Facts, start: int, end: int) -> bool:
    """Tell "the man was held" and "held a boat" from "the man held", which has no verb yet."""
    return any(
        facts.lowers[at] in words.AUXILIARIES
        or (roles.verb_form(facts.tokens[at]) and word_at(facts, at + 1) in OBJECT)
        for at in range(start, end)
    )


def put_in_between(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim says no more than what is put in behind a noun: ", which sank in May,".

    A relative clause or a participle behind a comma, and at most the few words before that.
    """
    places = sorted(place for place in aligned(claim, evidence) if place is not None)
    for at in range(1, len(places)):
        before, after = evidence.token_places[places[at - 1]], evidence.token_places[places[at]]
        told = evidence.tokens[after : evidence.token_places[places[-1]]]
        if any(token.text in STRONG_MARKS for token in told) or at > _FEW:
            continue
        small = evidence.lowers[before + 1 : after]
        participle = small == (",",) and roles.verb_form(evidence.tokens[after])
        if participle or ("," in small and not words.ASIDE.isdisjoint(small)):
            return len(small) <= _FEW
    return False


def opening(facts: Facts, at: int) -> int:
    """Find the word or mark at which the clause opens that a token stands in."""
    while at >= 0 and word_at(facts, at) not in OPENING:
        at -= 1
    return at


def _governed(facts: Facts, start: int, at: int) -> bool:
    """Tell whether a preposition governs a word, within its clause."""
    for token in reversed(facts.tokens[start + 1 : at]):
        if token.text.lower() in _GOVERNING:
            return True
        if token.kind not in ("function", "name"):
            break
    return False


def _owning(facts: Facts, start: int, at: int) -> bool:
    """Tell whether something belongs to a word: a preposition governs it, or it ends in 's.

    Of a name of several words, the last one may.
    """
    if not facts.tokens[at].content:
        return False
    name = takewhile(lambda token: token.kind == "name", facts.tokens[at + 1 :])
    last = at + (sum(1 for _ in name) if facts.tokens[at].kind == "name" else 0)
    return _governed(facts, start, at) or word_at(facts, last + 1) in words.GENITIVE


def _listed(facts: Facts, joint: int) -> Iterator[int]:
    """Give what comes before "and" or a comma where it is a list: "police, firemen and doctors"."""
    end = joint - 1 if word_at(facts, joint - 1) != "," else joint - 2
    start = opening(facts, end)
    inside = range(start + 1, end + 1)
    if any(roles.verbal(facts.tokens[n]) for n in inside) or _put_first(facts, start, joint):
        return
    yield from (n for n in inside if facts.tokens[n].content)
    if inside and word_at(facts, start) in (",", *JOINING):
        yield from _listed(facts, start)


def _put_first(facts: Facts, start: int, end: int) -> bool:
    """Tell whether words up to a comma only open a clause: "unlike the mayor, the clerk left"."""
    opens = {word_at(facts, start), word_at(facts, start + 1)}
    return word_at(facts, end) == "," and not PUT_FIRST.isdisjoint(opens)
