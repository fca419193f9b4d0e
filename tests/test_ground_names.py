"""Abbreviations that a document introduces, and names that it gives in full."""

from __future__ import annotations

import pytest

from summarize.ground.names import names, run_key

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
    assert known.in_full(("ada", "j", "merrow"), frozenset({"merrow"}), [("ada", "merrow")])
    assert not known.in_full(("ada", "merrow", "merrow"), frozenset({"merrow"}))
    assert not known.in_full(("jon", "quill"), frozenset({"quill"}))
    assert not known.in_full(("tom", "merrow"), frozenset({"merrow"}))
    assert not known.in_full(("ada", "j", "merrow"), frozenset({"merrow"}), [("zoe", "merrow")])
    assert not known.in_full(("ada", "merrow"), frozenset({"merrow"}), [("merrow", "airlin")])


def test_brackets_that_introduce_nothing() -> None:
    """Initials must fit."""
    assert names("The old pier (ABC) was shut.").long_forms == {}


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("The Port Office (PO) left.", {"port", "offic"}),
        ("The Port Office (the PO) left.", {"port", "offic"}),
        ("The Port Office (“PO”) left.", {"port", "offic"}),
        ('The Port Office ("PO") left.', {"port", "offic"}),
        ("The Office of Ports (OP) left.", {"offic", "port"}),
        ("The Office of Ports (OOP) left.", {"offic", "port"}),
        ("The Port Office (P.O.) left.", {"port", "offic"}),
        ("The Port Office\n(PO) left.", {"port", "offic"}),
        ("The PO (Port Office) left.", {"port", "offic"}),
        ("The PO\u00a0(Port Office) left.", {"port", "offic"}),
        ("The O'Hare Port’s Office (OPO) left.", {"o'har", "port", "offic"}),
    ],
)
def test_how_an_abbreviation_is_introduced(text: str, long: set[str]) -> None:
    """Behind its words or before them, in brackets; small words may count or not."""
    ((short, found),) = names(text).long_forms.items()
    assert found == long
    assert short.isalpha()


@pytest.mark.parametrize(
    "text",
    [
        "The Port Office (P) left.",
        "The Port (P1) left.",
        "The Office (PO) of ports left.",
        "The Port Office (po) left.",
        "The Port Office PO left.",
        "The PO (old port office) left.",
        "The Port " + "and the long wharf " * 6 + "Office (PO) left.",
    ],
)
def test_what_introduces_none(text: str) -> None:
    """One letter, small ones, other initials, no brackets, or words too far away."""
    assert names(text).long_forms == {}


def test_an_abbreviation_stands_for_all_of_its_words() -> None:
    """Not for some of them; nor do they stand for it where one lacks."""
    known = names("The Port Office (PO) left.")
    both = frozenset({"port", "offic"})
    assert known.abbreviated("po", both)
    assert not known.abbreviated("po", frozenset({"port"}))
    assert not known.abbreviated("pa", both)
    assert known.expanded("port", both, frozenset({"po"}))
    assert not known.expanded("pier", both, frozenset({"po"}))
    assert not known.expanded("port", both, frozenset({"port"}))


@pytest.mark.parametrize(
    "text",
    [
        "the mayor Ada Merrow left",
        "the mayor Ada J. Merrow left",
        "the mayor Dr. Ada Merrow left",
        "the mayor Ada\u00a0Merrow left",
        "the mayor Ada van Merrow left",
        "the mayor A.J. Merrow’s boat left",
    ],
)
def test_runs_are_the_names_of_several_words(text: str) -> None:
    """With titles, initials and the small words inside them."""
    (run,) = names(text).runs
    assert len(run) > 1
    assert run[-1] == "merrow"


def test_titles_do_not_tell_people_apart() -> None:
    """ "President Merrow" and "Ada Merrow" may be one; "Ada" and "Zoe" are two."""
    one = names("Inspector Merrow came. Ada Merrow left.")
    assert one.in_full(("ada", "merrow"), frozenset({"merrow"}))
    two = names("Zoe Merrow came. Ada Merrow left.")
    assert not two.in_full(("ada", "merrow"), frozenset({"merrow"}))
    assert not one.in_full(("merrow",), frozenset({"merrow"}))
    assert not one.in_full(("ada", "merrow"), frozenset({"ada"}))
    assert run_key("P.J.") == run_key("PJ") == "pj"
    assert run_key("Merrow’s") == run_key("Merrow's") == "merrow"
