"""What a claim says with "is" and "has" alone: "Quill attacked the mayor" makes no mayor of Quill.

All the words of "Quill is the mayor" stand there, "is" being too small a word to be looked for. So
what links the two is: such a verb itself, one that says as much ("was elected mayor"), a comma
("Quill, the mayor,"), an owner's mark, or nothing, where they stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import Facts, Token, word_at
from summarize.ground.rules import company, roles, subjects

_BE = frozenset(("is", "are", "was", "were", "be", "been"))
_HAVE = frozenset(("has", "have", "had"))
_OWNERS = frozenset(("its", "his", "her", "their", "our", "my", "your", "whose"))
_OWNING = _OWNERS | words.GENITIVE | {"with", "of", "at", "including"}
_POINTING = words.DETERMINERS | _OWNERS
_STOPPING = _BE | _HAVE | words.PREPOSITIONS | words.CONDITIONS | {"and", "or", "but", "than"}
"""Small words that are not a noun's own."""
_LISTING = frozenset(("and", "or", ",", "(", "—", "–", ":"))
_TO_ITS_VERB = 5
"""Tokens from "is" to the first word of "at its very best" that states something."""
_LONGEST = 60
"""Tokens between two things beyond which nothing is looked for."""


def unlinked(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim links by "is" or "has" what another verb links in the source."""
    places = aligned(claim, evidence)
    for verb, before, behind in _links(claim):
        one, other = places[before], places[behind]
        if one is not None and other is not None and not _linked(evidence, one, other, verb):
            return True
    return any(_elsewhere(claim, evidence, at, places) for at in range(1, len(claim.tokens) - 1))


def _elsewhere(claim: Facts, evidence: Facts, at: int, places: Sequence[int | None]) -> bool:
    """Tell whether "is at its best" is told of what, by the source, something else is so."""
    if claim.lowers[at] not in _BE or claim.lowers[at + 1] not in words.PREPOSITIONS:
        return False
    if len(evidence.tokens) > subjects.LONGEST:
        return False
    items = {token: item for item, token in enumerate(claim.token_places)}
    noun = _noun_before(claim, at, items)
    behind = next((items[n] for n in range(at + 2, len(claim.tokens)) if n in items), None)
    if noun is None or behind is None or (there := places[behind]) is None:
        return False
    last = evidence.token_places[there]
    near = range(last - 1, max(0, last - _TO_ITS_VERB), -1)
    verb = next((n for n in near if evidence.lowers[n] in _BE), None)
    if verb is None and claim.items[behind].kind == "date":
        return not _verbs(evidence)  # a caption, "Quill (left) in May 2022"
    if verb is None or any(evidence.tokens[n].content for n in range(verb + 1, last)):
        return False
    found = subjects.ending_at(evidence, verb - 1)
    return bool(found.own) and claim.items[noun].key not in found.said


def _verbs(facts: Facts) -> bool:
    """Tell whether a verb stands there, outside of brackets."""
    outside = (facts.items[place] for place in company.outside_brackets(facts))
    return not words.AUXILIARIES.isdisjoint(facts.lowers) or any(map(roles.verb_form, outside))


def _links(claim: Facts) -> Iterator[tuple[str, int, int]]:
    """Give each "is" or "has" that helps no other verb, what stands before it, and what it has."""
    items = {token: item for item, token in enumerate(claim.token_places)}
    for at, lower in enumerate(claim.lowers):
        if lower not in _BE | _HAVE or claim.lowers[at + 1 : at + 2] == ("to",):
            continue
        before = _noun_before(claim, at, items)
        behind = _noun_behind(claim, at, items)
        if before is not None and behind is not None:
            yield lower, before, behind


def _noun_before(claim: Facts, at: int, items: dict[int, int]) -> int | None:
    """Find the noun right before a verb; None where a pronoun or something else stands there."""
    at -= 1
    while word_at(claim, at) in words.MODALS | words.NEGATIONS | _HAVE | {"be", "been", ","}:
        at -= 1
    return None if at not in items or _verb(claim.tokens[at]) else items[at]


def _noun_behind(claim: Facts, at: int, items: dict[int, int]) -> int | None:
    """Find the last word of the noun that follows a verb; None where none follows it at once."""
    found = None
    pointed = False
    for place in range(at + 1, len(claim.tokens)):
        token = claim.tokens[place]
        if token.text.lower() in _POINTING and found is None:
            pointed = True
            continue
        if token.text in words.GENITIVE:
            continue
        ended = found is not None or not pointed
        if place not in items or token.text.lower() in _STOPPING or (_verb(token) and ended):
            break
        if token.kind in ("number", "date") and word_at(claim, at) in _BE:
            return None  # "sales were 40 million" is "rose to 40 million"
        found = items[place]
    amount = found is not None and claim.items[found].kind in ("number", "date")
    return None if amount else found


def _verb(token: Token) -> bool:
    return roles.verb_form(token) or token.text.lower().endswith("ing")


def _linked(facts: Facts, one: int, other: int, verb: str) -> bool:
    """Tell whether two items of a source are linked by what may be told as "is", or as "has"."""
    first, last = sorted((facts.token_places[one], facts.token_places[other]))
    if last - first > _LONGEST:
        return True
    owned = word_at(facts, _before_noun(facts, facts.token_places[other], -1, verb))
    if verb in _HAVE and owned in _OWNERS:
        return True
    at = last
    joined = False
    while True:
        at = _before_noun(facts, at, first, verb)
        lower = word_at(facts, at)
        if at <= first and _put_first(facts, first, last):
            return False
        if at <= first:
            # "Quill is the mayor and Moor the clerk": the second "is" is left out.
            return not joined or not _BE.isdisjoint(facts.lowers[:first])
        if lower not in _LISTING:
            return _links_two(facts, at, verb)
        joined = lower in ("and", "or")


def _put_first(facts: Facts, first: int, last: int) -> bool:
    """Tell "born to a singer, Quill studied" from "a singer, Quill, studied"."""
    opening = roles.verb_form(facts.tokens[0]) or facts.lowers[0] in subjects.PUT_FIRST
    behind = facts.tokens[last + 1 : last + 2]
    return opening and facts.lowers[first:last].count(",") == 1 and any(map(roles.verbal, behind))


def _before_noun(facts: Facts, at: int, first: int, verb: str) -> int:
    """Go back to what stands before a noun, its own words, its article and brackets."""
    at -= 1
    opened = False
    while at > first:
        token, lower = facts.tokens[at], word_at(facts, at)
        described = word_at(facts, at - 1) in words.DETERMINERS
        if lower == ")" and "(" in facts.lowers[first:at]:
            at = at - facts.lowers[first:at][::-1].index("(") - 1
        elif token.content and (opened or (_verb(token) and not described)):
            break
        elif verb in _BE and lower in words.GENITIVE:
            opened = False
            at -= 1
            continue
        elif lower in _STOPPING or token.kind == "mark" or (verb in _HAVE and lower in _OWNERS):
            break
        opened = opened or lower in words.DETERMINERS
        at -= 1
    return at


def _links_two(facts: Facts, at: int, verb: str) -> bool:
    """Tell whether a word before a noun makes it what, or whose, something is."""
    token, lower = facts.tokens[at], word_at(facts, at)
    if lower in _BE | _HAVE:
        return True
    if verb in _BE:
        titled = token.key in words.TITLING and _titled(facts, at)
        return lower in ("as", "of") or token.key in words.BECOMING or titled
    return lower in _OWNING or token.key in words.OWNING


def _titled(facts: Facts, at: int) -> bool:
    """Tell "was elected mayor" and "Quill, named mayor," from "elected the mayor"."""
    before = [lower for lower in facts.lowers[max(0, at - 2) : at] if not lower.endswith("ly")]
    return before[-1:] == [","] or not words.BE.isdisjoint(before)
