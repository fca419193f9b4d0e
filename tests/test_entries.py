"""Numbered lists: what a reply says of an entry is taken by its number, and of no other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from harbour import run

from summarize.entries import by_place, in_halves
from summarize.reading import Reading
from summarize.testing import ScriptedModel
from summarize.validate import CheckDraft, NumberedDraft


def said(*numbers: int) -> list[NumberedDraft]:
    """Say something of entries."""
    return [NumberedDraft(number=number) for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "places"),
    [((1, 2), [0, 1]), ((2,), [1]), ((3, 2, 0, -1), [1]), ((), []), ((2, 2), [1])],
)
def test_by_their_numbers(numbers: tuple[int, ...], places: list[int]) -> None:
    """Of two entries; what is said of none of them is left out."""
    found = by_place(said(*numbers), ["one", "two"])
    assert sorted(found) == places
    assert [draft.number - 1 for draft in found.values()] == list(found)


def test_what_is_said_in_two_ways_is_not_said() -> None:
    """A list that begins again at 1 says two things of its first entry."""
    one, other = (CheckDraft(number=1, says=None, stated=stated) for stated in (False, True))
    second = CheckDraft(number=2, says=None, stated=True)
    assert by_place([one, second, other], "ab") == {1: second}


@pytest.mark.parametrize("entries", ["ab", "abc", "abcde"])
def test_halves_are_put_together(entries: str) -> None:
    """Each is asked about by itself, and what is said is of its place in the whole list."""
    asked: list[str] = []

    async def ask(_: Reading, half: Sequence[str]) -> dict[int, NumberedDraft]:
        asked.append("".join(half))
        return {n: NumberedDraft(number=ord(entry)) for n, entry in enumerate(half)}

    found = run(lambda reading: in_halves(reading, entries, ask), ScriptedModel([]))
    assert "".join(asked) == entries
    assert [len(asked), {n: chr(one.number) for n, one in found.items()}] == [
        2,
        dict(enumerate(entries)),
    ]
