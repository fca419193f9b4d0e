"""What contradicts itself in a document: two sentences that give another number for one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.ground import words
from summarize.ground.attributions import attributions
from summarize.ground.facts import Facts, facts
from summarize.ground.index import Index
from summarize.numbers import Number

FEWEST = 2
"""Words of a question by which a sentence is known to speak of the same."""

CLOSE = 10
"""Percent; a number that is "about" or "nearly" another may differ by so much."""


@dataclass(frozen=True)
class Rival:
    """Another value than an answer's, and the sentence that gives it for the same thing."""

    text: str
    """As the document writes it, with hedge and unit."""
    place: int
    """The sentence's place among the document's."""


def rivals(index: Index, answer: str, question: str, place: int) -> tuple[Rival, ...]:
    """Give the values that other sentences state for what a question asks.

    Strict, since a document tells of many numbers: both sentences have every word of the question
    and the same names and days, neither tells of a change, both numbers have the same unit and
    count the same, and neither is what the other's hedge allows.

    Args:
        index: The document's sentences.
        answer: It has one number, and that is in question.
        question: What was asked.
        place: The sentence that states the answer.
    """
    asked = _asked(question, index.ordinary)
    value = _only_number(answer)
    if value is None or len(asked) < FEWEST:
        return ()
    own = index.facts(place)
    number = next((each for each in own.numbers if each.value == value.value), None)
    if number is None or number.ordinal or not asked <= own.keys or _changes(own):
        return ()
    return tuple(_rivals(index, asked, place, number))


def _rivals(index: Index, asked: frozenset[str], place: int, number: Number) -> Iterator[Rival]:
    own = index.facts(place)
    known = {each.value for each in own.numbers}
    shared = set.intersection(*(set(index.postings.get(key, ())) for key in asked))
    for other in sorted(shared - {place}):
        sentence, stated = index.sentences[other], index.facts(other)
        if sentence.number is None or not asked <= stated.keys or _changes(stated):
            continue
        if _told_apart(own, stated) or any(n.value == number.value for n in stated.numbers):
            continue
        for rival in stated.numbers:
            same = rival.unit == number.unit and _counted(stated, rival) == _counted(own, number)
            if same and rival.value not in known and not _allowed(number, rival):
                yield Rival(sentence.text[slice(*rival.outer)], other)


def disagreements(told: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Give the pairs of statements, by their places, that give another number for the same.

    As strict as `rivals`: all that one says but the number is in the other, names and days are the
    same, neither tells of a change, and both numbers have the same unit and count the same.
    """
    parts = [facts(text) for text in told]
    topics = [_topic(part) for part in parts]
    standing: dict[str, list[int]] = defaultdict(list)
    for n, topic in enumerate(topics):
        for key in topic:
            standing[key].append(n)
    near: set[tuple[int, int]] = set()
    for n, topic in enumerate(topics):
        if len(topic) >= FEWEST:  # all of it is in the other, its rarest word included
            rarest = min(sorted(topic), key=lambda key: len(standing[key]))
            near |= {(min(n, m), max(n, m)) for m in standing[rarest] if m != n}
    return tuple((n, m) for n, m in sorted(near) if _disagree(parts[n], parts[m]))


def _topic(stated: Facts) -> frozenset[str]:
    """Give what a statement of one number is about; nothing for any other statement."""
    if len(stated.numbers) != 1 or stated.numbers[0].ordinal or _changes(stated):
        return frozenset()
    return frozenset(item.key for item in stated.items if item.kind != "number")


def _disagree(one: Facts, other: Facts) -> bool:
    number, rival = one.numbers[0], other.numbers[0]
    topics = _topic(one), _topic(other)
    return (
        number.value != rival.value
        and (topics[0] <= topics[1] or topics[1] <= topics[0])
        and not _told_apart(one, other)
        and number.unit == rival.unit
        and _counted(one, number) == _counted(other, rival)
        and not _allowed(number, rival)
    )


def _asked(question: str, ordinary: frozenset[str]) -> frozenset[str]:
    items = facts(question, ordinary).items
    return frozenset(item.key for item in items if item.text.lower() not in words.ASKING)


def _only_number(answer: str) -> Number | None:
    found = facts(answer, opens=False)
    return found.numbers[0] if len(found.numbers) == 1 and not found.dates else None


def _changes(stated: Facts) -> bool:
    """Tell whether a sentence tells of an earlier or later state, or of something further."""
    return any(token.text.lower() in words.CHANGES for token in stated.tokens)


def _told_apart(one: Facts, other: Facts) -> bool:
    """Tell whether names or days that are no speaker's stand in one sentence alone."""
    apart = _names_and_days(one) ^ _names_and_days(other)
    return bool(apart)


def _names_and_days(stated: Facts) -> frozenset[str]:
    speakers = {key for said in attributions(stated) for key in said.speaker}
    years = {f"#{number.value}" for number in stated.numbers if number.year}
    named = {item.key for item in stated.items if item.kind in ("name", "date")}
    return frozenset((named | years) - speakers)


def _counted(stated: Facts, number: Number) -> str:
    """Give the key of what follows a number, which it counts; "" at the end of a clause."""
    end = max(number.end, number.outer[1])
    following = next((token for token in stated.tokens if token.start >= end), None)
    return following.key if following and following.kind in ("word", "name") else ""


def _allowed(one: Number, other: Number) -> bool:
    """Tell whether one number is what the other's hedge says: "over 100" and "107"."""
    return _admits(one, other) or _admits(other, one)


def _admits(hedged: Number, number: Number) -> bool:
    if hedged.hedge in ("over", "at least"):
        return number.value >= hedged.value
    if hedged.hedge in ("below", "at most"):
        return number.value <= hedged.value
    if hedged.hedge in ("nearly", "about"):
        return 100 * abs(number.value - hedged.value) <= CLOSE * abs(hedged.value)
    return False
