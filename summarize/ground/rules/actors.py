"""Who acts in a claim: the word before its verb, and what tells that it is a verb."""

from __future__ import annotations

from functools import lru_cache

from summarize.ground import words
from summarize.ground.facts import REMEMBERED, Facts, word_at
from summarize.ground.rules import contents, roles, subjects

_BELONGING = frozenset(("of", "at", "in", "from"))
"""What stands between a subject and what it belongs to: "sales at the mill fell"."""


def acting(facts: Facts, verb: int, known: frozenset[str] = frozenset()) -> int | None:
    """Find the subject of a claim's verb: the item before it, or what that belongs to.

    A verb is told by its form, by what helps it, by the object behind it, "nurses earn the", or
    by its key, where that is known to be a verb's.
    """
    helping = subjects.helped_by(facts, verb)
    before = facts.token_places[verb] - len(helping) - 1
    if before not in facts.token_places:
        return None
    behind = facts.tokens[facts.token_places[verb] + 1 :][:1]
    governs = any(t.kind == "number" or t.text.lower() in subjects.OBJECT for t in behind)
    helped = not words.AUXILIARIES.isdisjoint(helping)
    item = facts.items[verb]
    told = helped or governs or roles.verb_form(item) or item.key in known
    standing = item.text.lower() in words.PREPOSITIONS and not helped  # "those against the bill"
    if item.kind != "word" or standing or not told:
        return None
    acting = facts.token_places.index(before)
    if facts.items[acting].kind == "number" and not helped and _before_a_noun(facts, verb):
        return None
    while acting > 0 and roles.preposition(facts, acting) in _BELONGING:
        acting -= 1
    if roles.preposition(facts, acting) or roles.verb_form(facts.items[acting]):
        return None
    return None if _relative(facts, facts.token_places[acting]) else acting


@lru_cache(maxsize=REMEMBERED)
def verbs(facts: Facts) -> frozenset[str]:
    """Give the keys of what must be verbs: behind "who", "to" or "will", and what accuses."""
    before = {"who", "which", "to"} | words.MODALS | subjects.ACTING
    return frozenset(
        item.key
        for item, at in zip(facts.items, facts.token_places, strict=True)
        if item.kind == "word"
        and (
            word_at(facts, at - 1) in before
            or item.text.lower().startswith("accus")
            or _serves(facts, at)
        )
    )


def _serves(facts: Facts, at: int) -> bool:
    """Tell "a tavern that serves eel" from "said that prices fall"."""
    noun = facts.tokens[at - 2] if at > 1 and word_at(facts, at - 1) == "that" else None
    return (
        noun is not None
        and noun.content
        and noun.key not in words.SAYING | contents.OPENING_IT
        and not roles.verb_form(noun)
        and facts.lowers[at].endswith("s")
    )


def _before_a_noun(facts: Facts, participle: int) -> bool:
    """Tell "two trapped miners were" from "two trapped miners": a verb comes behind the noun."""
    at = facts.token_places[participle] + 1
    noun = at < len(facts.tokens) and facts.tokens[at].content
    return noun and any(roles.verbal(token) for token in facts.tokens[at + 1 :])


def _relative(facts: Facts, at: int) -> bool:
    """Tell whether a word ends a relative clause: "the moth that visits the orchid lays eggs"."""
    start = subjects.opening(facts, at)
    reported = facts.tokens[start - 1].key in words.SAYING  # "said that the moth"
    if word_at(facts, start) not in subjects.RELATIVES or reported:
        return False
    return any(token.text.lower() in subjects.OBJECT for token in facts.tokens[start + 2 : at])
