"""Abbreviations that a document introduces, and names that it gives in full."""

from __future__ import annotations

from summarize.ground.names import names

TEXT = (
    "The Port Authority of Larne Bay (PALB) met Inspector Ada J. Merrow. UNO (United "
    "Norham Office) sent Jon Quill and Mia Quill."
)


def test_abbreviations_and_their_long_forms() -> None:
    """An abbreviation in brackets stands for the words whose initials it has, and they for it."""
    known = names(TEXT)
    assert known.abbreviated("palb", frozenset({"port", "authoriti", "larn", "bay"}))
    assert known.expanded(
        "port", frozenset({"port", "authoriti", "larn", "bay"}), frozenset({"palb"})
    )
    assert not known.expanded("port", frozenset({"port"}), frozenset({"palb"}))
    assert "uno" in known.long_forms


def test_a_surname_stands_for_its_only_bearer() -> None:
    """ "Ada Merrow" is "Merrow" in this document; "Jon Quill" may not be "Quill"."""
    known = names(TEXT)
    assert known.in_full(("ada", "j", "merrow"), frozenset({"merrow"}))
    assert not known.in_full(("jon", "quill"), frozenset({"quill"}))
    assert not known.in_full(("tom", "merrow"), frozenset({"merrow"}))
    assert not known.in_full(("ada", "j", "merrow"), frozenset({"merrow"}), [("zoe", "merrow")])
    assert not known.in_full(("ada", "merrow"), frozenset({"merrow"}), [("merrow", "airlin")])


def test_brackets_that_introduce_nothing() -> None:
    """Initials must fit."""
    assert names("The old pier (ABC) was shut.").long_forms == {}
