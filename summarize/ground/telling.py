"""Which sentences tell most of what a document is about, beside what is told already."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from summarize.ground.facts import Facts, Token, facts
from summarize.ground.index import Index
from summarize.ground.rules import roles

LEAST, MOST = 4, 40
"""Things that a sentence states, at the least and at the most, for it to be told in one."""

_WORTH = {"name": 2.0, "number": 1.5, "date": 1.5, "word": 1.0}
"""What names and figures count beside other words: they say who, where and how many."""

_TALKING = frozenset(("i", "we", "you", "me", "us", "my", "our", "your"))
"""Of whom a sentence tells with these, it does not say itself."""
TALK = 0.3
"""Share of the sentences with these from which a text is talk: a hearing, an interview."""
_POINTING = frozenset(("he", "she", "it", "they", "this", "that", "these", "those", "there"))
"""What opens a sentence that goes on from the one before."""


def telling(index: Index, told: Sequence[str], most: int) -> list[int]:
    """Give the places of the sentences that tell most, the best first.

    A thing counts by how many sentences tell of it, and once only: what is told already, or by a
    sentence before, counts nothing.

    Args:
        index: The document.
        told: What is told already.
        most: How many sentences to give.
    """
    known = set().union(*(facts(text, index.ordinary).keys for text in told)) if told else set()
    left = {place: index.facts(place) for place in _candidates(index)}
    chosen: list[int] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda place: (_worth(index, left[place], known), -place))
        known |= left.pop(best).keys
        chosen.append(best)
    return chosen


def _candidates(index: Index) -> Iterator[int]:
    """Give the places of what is a sentence, states something by itself, and can be told in one.

    Of talk, only what names somebody in full, as whoever reports it does: the rest is the word of
    a speaker whom it does not name.
    """
    stated = {
        place: index.facts(place)
        for place, sentence in enumerate(index.sentences)
        if sentence.number is not None
    }
    talking = sum(not _TALKING.isdisjoint(_pronouns(each)) for each in stated.values())
    talk = talking > TALK * len(stated)
    for place, each in stated.items():
        opens = index.sentences[place].text.rstrip("\"'”’)").endswith(("?", ":"))
        named = not talk or any(roles.name_runs(each))
        if LEAST <= len(each.items) <= MOST and named and not opens and _stands_alone(each):
            yield place


def _stands_alone(stated: Facts) -> bool:
    """Tell whether it says itself of whom it tells: "we sold it" does not."""
    pronouns = _pronouns(stated)
    return _POINTING.isdisjoint(pronouns[:1]) and _TALKING.isdisjoint(pronouns)


def _pronouns(stated: Facts) -> list[str]:
    """Give the words, "we" of "we've"."""
    return [re.split("['’]", lower)[0] for lower in stated.lowers if lower[:1].isalnum()]


def _worth(index: Index, stated: Facts, known: set[str]) -> float:
    """Say how much a sentence tells beside what is known, for its length."""
    new = {item.key: item for item in stated.items if item.key not in known}
    return sum(_recurring(index, item) for item in new.values()) / math.sqrt(len(stated.items))


def _recurring(index: Index, item: Token) -> float:
    standing = len(index.postings.get(item.key, ()))
    return _WORTH.get(item.kind, 1.0) * math.log(max(1, standing) + 1)
