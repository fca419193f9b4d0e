"""What a noun is the first half of: "the vaccine trial was stopped" has no vaccine stopped."""

from __future__ import annotations

from summarize.ground import words
from summarize.ground.alignment import aligned
from summarize.ground.facts import Facts, Token, word_at
from summarize.ground.rules import roles

_BEFORE = words.OF_THEM - {"of"}
_NO_HEADS = words.RELATIVE_DAYS | words.TIMES | {"alone", "enough", "overnight", "once", "again"}
_NO_HEADS |= {"city", "town", "area", "region", "instead", "each", "apart", "away", "worth"}
_NO_HEADS |= words.PREPOSITIONS | words.CONDITIONS | words.AUXILIARIES
"""What may stand behind a noun and is none, "the council yesterday", or needs no telling: "the
capital city"."""


def dropped(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has the first noun of a compound in the place of the whole."""
    return any(
        place is not None
        and _ends_noun(claim, own)
        and all(_goes_on(claim, evidence, other) for other in evidence.places[item.key])
        for own, (item, place) in enumerate(zip(claim.items, aligned(claim, evidence), strict=True))
    )


def _ends_noun(facts: Facts, place: int) -> bool:
    """Tell whether a word stands behind an article or its like, and no other noun behind it."""
    at = facts.token_places[place]
    behind = facts.tokens[at + 1] if at + 1 < len(facts.tokens) else None
    ends = behind is None or not behind.content or roles.verb_form(behind)
    return facts.items[place].kind == "word" and word_at(facts, at - 1) in _BEFORE and ends


def _goes_on(claim: Facts, evidence: Facts, place: int) -> bool:
    """Tell whether a noun of the source is followed by another one, which the claim lacks.

    Nouns in the plural are left out, behind which a verb may stand: "the people want".
    """
    at = evidence.token_places[place]
    first, head = evidence.items[place], evidence.tokens[at + 1 : at + 2]
    described = word_at(evidence, at - 1) in _BEFORE and not first.text.endswith(("s", "ed", "ing"))
    plural = first.text.lower() in words.PEOPLE | {"children", "police"}
    return described and not plural and bool(head) and _noun(head[0], claim)


def _noun(token: Token, claim: Facts) -> bool:
    lower = token.text.lower()
    other = roles.verb_form(token) or lower.endswith(("s", "ing", "ly")) or lower in _NO_HEADS
    return token.kind == "word" and not other and token.key not in claim.keys
