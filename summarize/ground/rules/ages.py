"""How old who is: "Quill, 52, and Merrow, 47," tells it by a number behind each name."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.ground.facts import Facts, word_at

_OF_AN_AGE = frozenset(("is", "was", "aged", "at"))


def exchanged(claim: Facts, evidence: Facts) -> bool:
    """Tell whether a claim gives somebody the age of another."""
    stated: dict[str, set[str]] = {}
    for name, age in _ages(evidence):
        stated.setdefault(name, set()).add(age)
    known = set().union(*stated.values()) if stated else set()
    return any(
        age in known and name in stated and age not in stated[name] for name, age in _ages(claim)
    )


def _ages(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give each name and the number that is its age: ", 52,", "(52)", "is 52" and "aged 52"."""
    for at, token in enumerate(facts.tokens):
        if token.kind != "number" or token.key.endswith("."):
            continue
        before, after = word_at(facts, at - 1), word_at(facts, at + 1)
        apposed = (before, after) in ((",", ","), ("(", ")"), (",", "."), (",", ""))
        named = facts.tokens[at - 2 : at - 1] if at > 1 else ()
        if (apposed or before in _OF_AN_AGE) and named and named[0].kind == "name":
            yield named[0].key, token.key
