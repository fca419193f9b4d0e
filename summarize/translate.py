"""What is told in another language than the document's: grounded first, translated after.

A claim is held against the document in the document's own words, and only what has its verdict is
translated, by the model, a batch a call. Both wordings are in the result, since the verdict is of
the original one. A line that is left out, or comes with other numbers, is asked for once more,
without those that came well. What is lacking then, or where a call fails and `on_error` is
"partial", stays as it was and says so.
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

LEFT_OUT = "the model gave no translation with the same numbers"

_LINE = re.compile(r"^\s*\[(\d+)\]\s*(\S.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Translation:
    """What claims and answers say in another language, by what they said; empty where in none."""

    said: Mapping[str, str] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=dict)
    """Why what they said could not be translated."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Why not all is translated, each reason once."""
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
    left = texts
    asked: set[tuple[str, ...]] = set()  # the same lines once more would bring the same reply
    for _ in range(1 + reading.settings.ask_again):
        for start in range(0, len(left), AT_ONCE):
            reading.progress("translating", len(said), len(texts))
            batch = left[start : start + AT_ONCE]
            if tuple(batch) in asked:
                continue
            asked.add(tuple(batch))
            work = _translated(reading, batch, language)
            told = await parts.attempted(reading, work, f"translated into {language}")
            if isinstance(told, ModelError):
                lost |= dict.fromkeys(batch, str(told))
            else:
                said |= told
        left = [text for text in left if text not in said and text not in lost]
    changed = {text: new for text, new in said.items() if new != text}
    return Translation(changed, lost | dict.fromkeys(left, LEFT_OUT))


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
    return {text: new for text, new in pairs if new and _numbers(text) == _numbers(new)}


def _numbers(text: str) -> list[int]:
    """Give the groups of digits, whatever script they are in and whatever stands between them."""
    return sorted(int(digits) for digits in re.findall(r"\d+", text))
