"""Words that make another office of one: a former minister is none, a deputy mayor no mayor."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground import words
from summarize.ground.facts import Facts, word_at


def raised(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim gives somebody an office without what limits it in the source."""
    stated = list(_limited(evidence))
    claimed = list(_limited(claim))
    return any(
        office <= claim.keys
        and not any(limit == other for other, _ in claimed)
        and not _held(evidence, office)
        for limit, office in stated
    )


def exchanged(claim: Facts, evidence: Facts) -> bool:
    """Tell whether somebody has the title that the source gives to somebody else alone."""
    stated = list(_titled(evidence))
    for title, name in _titled(claim):
        bearers = [other for held, other in stated if held == title]
        known = name <= evidence.keys and bool(bearers)
        if known and not any(name & other for other in bearers):
            return True
    return False


def _titled(facts: Facts) -> Iterator[tuple[str, frozenset[str]]]:
    """Give each title and the name that it stands before: "Mayor Quill", "the mayor, Ida Quill"."""
    for place, token in enumerate(facts.tokens):
        if token.key not in words.TITLES:
            continue
        start = place + 1 + (word_at(facts, place + 1) == ",")
        name: set[str] = set()
        for following in facts.tokens[start:]:
            if following.text != "." and (
                following.kind != "name" or following.key in words.TITLES
            ):
                break
            name.add(following.key)
        if name - {""}:
            yield token.key, frozenset(name - {""})


def _limited(facts: Facts) -> Iterator[tuple[str, frozenset[str]]]:
    """Give each limiting word, and the keys of the office that it limits."""
    for place, lower in enumerate(facts.lowers):
        if lower in words.LIMITING and (office := _office(facts, place + 1)):
            yield lower, office


def _office(facts: Facts, start: int) -> frozenset[str]:
    """Give the words of an office, up to its title; empty where no title stands there."""
    found: list[str] = []
    titled = 0
    for token in facts.tokens[start:]:
        if not token.content and token.text != "-":
            break
        found.append(token.key)
        titled = len(found) if token.key in words.TITLES else titled
    return frozenset(found[:titled]) - {""}


def _held(facts: Facts, office: frozenset[str]) -> bool:
    """Tell whether an office stands there once more, without a limit."""
    limited = [keys for _, keys in _limited(facts)]
    return all(
        len(facts.places.get(key, ())) > sum(key in keys for keys in limited) for key in office
    )
