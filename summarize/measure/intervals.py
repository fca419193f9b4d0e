"""Shares and means with their 95 % intervals."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field

from summarize.types import Value

Z = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""

RESAMPLES = 2000
SEED = 0
"""The same figures give the same interval, in every run and on every machine."""


class Estimate(Value):
    """A figure with its interval; all but `n` are None where there is nothing to estimate."""

    kind: Literal["share", "score", "amount"] = Field(
        description="'share' of yes among yes and no, 'score' from 0 to 1, or 'amount'."
    )
    n: int = Field(ge=0, description="How many observations it rests on.")
    value: float | None = None
    low: float | None = None
    high: float | None = None


def share(observations: Iterable[bool]) -> Estimate:
    """Estimate a share, with Wilson's interval (Wilson 1927, JASA 22:209-212).

    Example:
        >>> round(share([True] * 8 + [False] * 2).low, 3)
        0.49
    """
    seen = list(observations)
    n = len(seen)
    if not n:
        return Estimate(kind="share", n=0)
    p = sum(seen) / n
    centre = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    low, high = max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half))
    return Estimate(kind="share", n=n, value=p, low=low, high=high)


def score(observations: Iterable[float]) -> Estimate:
    """Estimate a mean of scores from 0 to 1, with a bootstrap interval."""
    return _mean("score", list(observations))


def amount(observations: Iterable[float]) -> Estimate:
    """Estimate a mean of amounts, with a bootstrap interval."""
    return _mean("amount", list(observations))


def _mean(kind: Literal["score", "amount"], seen: Sequence[float]) -> Estimate:
    """Estimate a mean, with the percentile bootstrap (Efron 1979, Annals of Statistics 7:1-26)."""
    n = len(seen)
    if not n:
        return Estimate(kind=kind, n=0)
    drawn = random.Random(SEED)  # noqa: S311 -- a resample is no secret
    means = sorted(sum(drawn.choices(seen, k=n)) / n for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
    return Estimate(kind=kind, n=n, value=sum(seen) / n, low=low, high=high)
