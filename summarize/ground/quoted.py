"""Sentences that are nothing but quotation, and who is quoted: what they say is her word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarize.ground.attributions import attributions
from summarize.ground.facts import Facts, facts
from summarize.types import Sentence

LONGEST = 12
"""Words that state something in "said the mayor"; more of them say more than who speaks."""

_OPENING = re.compile(r"[\W_]*?[\"“«]")
_QUOTATION = re.compile(r"[\"“«][^\"”»]*(?:[\"”»]|$)")


@dataclass(frozen=True)
class Speaker:
    """Who says a sentence that is a quotation."""

    place: int
    """Of the sentence that names the speaker."""
    said: str
    """Its words outside of quotations: "said the mayor, Ines Quill"."""


def speakers(
    sentences: Sequence[Sentence], text: str, facts_at: Callable[[int], Facts]
) -> Mapping[int, Speaker]:
    """Find the sentences that go on with the quotation of the one before them.

    Args:
        sentences: Of the document, in its order; a quotation is not taken apart.
        text: The document.
        facts_at: Gives the facts of the sentence at a place.
    """
    found: dict[int, Speaker] = {}
    for place, sentence in enumerate(sentences):
        if not place or not _all_quoted(sentence.text):
            continue
        before = sentences[place - 1]
        if "\n" in text[before.end : sentence.start]:
            continue
        if attributions(facts_at(place)):
            continue
        speaker = found.get(place - 1) or _speaker(before.text, place - 1)
        if speaker is not None:
            found[place] = speaker
    return found


def _all_quoted(text: str) -> bool:
    if not _OPENING.match(text):  # as most sentences do not: they need no further look
        return False
    outside, quotations = _QUOTATION.subn("", text)
    return bool(quotations) and not any(character.isalnum() for character in outside)


def _speaker(text: str, place: int) -> Speaker | None:
    """Read who is quoted in a sentence that has more than a quotation."""
    outside, quotations = _QUOTATION.subn("", text)
    said = outside.strip(" ,:;.\n")
    told = facts(f"It is so, {said}.")
    if not quotations or len(told.items) > LONGEST:
        return None
    return Speaker(place, said) if any(one.speaker for one in attributions(told)) else None
