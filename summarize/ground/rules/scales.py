"""How many hundreds or thousands: "tens of thousands of people" are not "thousands of people"."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground.facts import Facts, word_at

_SCALES = frozenset(("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"))


def differ(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim has thousands of what the source has others of, or tens of these."""
    stated = set(_told(evidence))
    known = {scale for scale, _ in stated}
    return any(told not in stated for told in _told(claim) if told[0] in known)


def _told(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give each word such as "thousands" with the one it is multiplied by: "tens of", or ""."""
    for at, lower in enumerate(facts.lowers):
        if lower in _SCALES:
            by = word_at(facts, at - 2) if word_at(facts, at - 1) == "of" else ""
            inner = word_at(facts, at + 1) == "of" and word_at(facts, at + 2) in _SCALES
            if not inner:
                yield lower, by if by in _SCALES else ""
