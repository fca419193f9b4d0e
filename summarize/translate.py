"""What is told in another language than the document's: grounded first, translated after.

A claim is held against the document in the document's own words, and only what has its verdict is
translated, by the model, a batch a call. Both wordings are in the result, since the verdict is of
the original one. A translation with other numbers is left out, and the original stays; so it does
where a call fails and `on_error` is "partial".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from summarize import parts, tokens
from summarize.errors import ContextWindowError, ModelError
from summarize.reading import Reading
from summarize.types import Answer, Claim

C = TypeVar("C", bound=Claim)

TEMPLATE = "translate"
AT_ONCE = 25
"""Lines of a call: more, and a model loses count."""
LONGER = 4
"""How many times the tokens of the original a translation may take, at most."""

_LINE = re.compile(r"^\s*\[(\d+)\]\s*(\S.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Translation:
    """What claims and answers say in another language, by what they said; empty where in none."""

    said: Mapping[str, str] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=dict)
    """Why what they said could not be translated, where a call failed."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Why calls failed, each reason once."""
        return tuple(dict.fromkeys(self.lost.values()))

    def lacking(self, given: Answer) -> str | None:
        """Say why an answer, as it was before, could not be translated; None where it could."""
        return next((self.lost[text] for text in _texts((), [given]) if text in self.lost), None)

    def claim(self, given: C) -> C:
        """Give a claim in the other language; what could not be translated stays as it was."""
        told = self.said.get(given.text)
        if told is None:
            return given
        return given.model_copy(update={"text": told, "original": given.text})

    def claims(self, given: Iterable[C]) -> tuple[C, ...]:
        """Give claims in the other language."""
        return tuple(self.claim(one) for one in given)

    def answer(self, given: Answer) -> Answer:
        """Give an answer in the other language."""
        told = self.said.get(given.text or "")
        alternatives = self.claims(given.alternatives)
        if told is None:
            return given.model_copy(update={"alternatives": alternatives})
        return given.model_copy(
            update={"text": told, "original": given.text, "alternatives": alternatives}
        )


async def translation(
    reading: Reading, claims: Iterable[Claim], answers: Iterable[Answer]
) -> Translation:
    """Translate what claims and answers say, where the settings ask for a language.

    Raises:
        ModelError: A call fails, and `on_error` is "raise".
    """
    language = reading.settings.language
    if language is None:
        return Translation()
    texts = list(dict.fromkeys(_texts(claims, answers)))
    said: dict[str, str] = {}
    lost: dict[str, str] = {}
    for start in range(0, len(texts), AT_ONCE):
        reading.progress("translating", start, len(texts))
        batch = texts[start : start + AT_ONCE]
        work = _translated(reading, batch, language)
        told = await parts.attempted(reading, work, f"translated into {language}")
        if isinstance(told, ModelError):
            lost |= dict.fromkeys(batch, str(told))
        else:
            said |= told
    return Translation(said, lost)


def _texts(claims: Iterable[Claim], answers: Iterable[Answer]) -> Iterator[str]:
    yield from (claim.text for claim in claims)
    for answer in answers:
        yield from [answer.text] if answer.text else []
        yield from (claim.text for claim in answer.alternatives)


async def _translated(reading: Reading, texts: Sequence[str], language: str) -> dict[str, str]:
    """Translate lines in one call, or in as many halves as a narrow window takes."""
    taken = sum(tokens.count(text, reading.model.name) + 1 for text in texts)
    try:
        reply = await reading.reply(TEMPLATE, limit=LONGER * taken, lines=texts, language=language)
    except ContextWindowError:
        if len(texts) == 1:
            raise
        half = (len(texts) + 1) // 2
        first = await _translated(reading, texts[:half], language)
        return first | await _translated(reading, texts[half:], language)
    told = {int(number): text for number, text in _LINE.findall(reply.text)}
    pairs = ((text, told.get(number)) for number, text in enumerate(texts, 1))
    changed = ((text, new) for text, new in pairs if new and new != text)
    return {text: new for text, new in changed if _numbers(text) == _numbers(new)}


def _numbers(text: str) -> list[int]:
    """Give the groups of digits, whatever script they are in and whatever stands between them."""
    return sorted(int(digits) for digits in re.findall(r"\d+", text))
