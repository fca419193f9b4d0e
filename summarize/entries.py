"""A numbered list that a model is shown, and what its reply says of each entry."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar

from summarize.reading import Reading
from summarize.validate import NumberedDraft

T = TypeVar("T")
N = TypeVar("N", bound=NumberedDraft)

TOKENS_AROUND = 100
"""Of a reply, beside what it says of the entries."""


def by_place(said: Iterable[N], entries: Sequence[object]) -> dict[int, N]:
    """Give what a reply says of the entries, by their places.

    By its number and not by its order: a model that leaves one out must not have the words about
    one taken for those about another. What is said of one in two ways is said of none.
    """
    found: dict[int, N] = {}
    unclear: set[int] = set()
    for one in said:
        place = one.number - 1
        if found.setdefault(place, one) != one:
            unclear.add(place)
    return {n: one for n, one in found.items() if n in range(len(entries)) and n not in unclear}


async def in_halves(
    reading: Reading,
    entries: Sequence[T],
    ask: Callable[[Reading, Sequence[T]], Awaitable[dict[int, N]]],
) -> dict[int, N]:
    """Ask about each half of the entries by itself; give what is said of them, by their places."""
    half = (len(entries) + 1) // 2
    first = await ask(reading, entries[:half])
    second = await ask(reading, entries[half:])
    return first | {half + place: said for place, said in second.items()}
