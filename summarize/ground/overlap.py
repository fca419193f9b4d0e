"""How much of a text another one accounts for, things told apart as the verdicts tell them."""

from __future__ import annotations

from functools import lru_cache

from summarize.ground.facts import facts


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
