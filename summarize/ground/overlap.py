"""What two texts share: things told apart as the verdicts tell them, and words to look up."""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.ground import words
from summarize.ground.facts import facts

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_TERM = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’](?!s\b)[^\W_{_UNSPACED}]+)*")


def covered(text: str, by: str) -> float:
    """Return the share of a text's numbers, dates, names and content words that `by` has.

    Example:
        >>> covered("Who mended the pier?", "The crew mends the old pier in May.")
        1.0
    """
    wanted = _keys(text)
    return len(wanted & _keys(by)) / len(wanted) if wanted else 1.0


@lru_cache(maxsize=256)
def _keys(text: str) -> frozenset[str]:
    """Take a text apart; each of a summary's claims is compared with all others."""
    return facts(text).keys


def alike(text: str, other: str) -> bool:
    """Tell whether two short answers give the same thing: half of either is in the other."""
    return max(covered(text, other), covered(other, text)) >= 0.5


def terms(text: str) -> list[str]:
    """Return the words by which a passage is looked up: stems, small words left out.

    Of a script that puts no space between words, each character is one.

    Example:
        >>> terms("Who was elected to the councils?")
        ['elect', 'council']
    """
    found = (word.lower() for word in _TERM.findall(text))
    return [words.stem(word) for word in found if word not in words.FUNCTION | words.ASKING]
