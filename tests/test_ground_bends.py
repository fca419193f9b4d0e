"""Negations, hedges and allegations govern the next words."""

from __future__ import annotations

import pytest

from summarize.ground.bends import Bend, bends, dropped, unmatched
from summarize.ground.facts import facts


@pytest.mark.parametrize(
    ("text", "kind", "governed"),
    [
        ("It did not open.", "not", "open"),
        ("It never opened.", "not", "open"),
        ("It may open.", "may", "open"),
        ("It probably opened.", "likely", "open"),
        ("He allegedly stole it.", "alleged", "steal"),
        ("He was accused of stealing it.", "alleged", "steal"),
    ],
)
def test_a_bend_governs_what_follows(text: str, kind: str, governed: str) -> None:
    """The first word that states something is what is denied or doubted."""
    (bend,) = [bend for bend in bends(facts(text, frozenset({"it"}))) if bend.kind == kind]
    assert bend.governed[0] == governed


def test_a_bend_does_not_reach_across_a_mark() -> None:
    """ "if not worn, straps" denies nothing of the straps."""
    assert bends(facts("if not worn, straps help"))[0].governed == ("wear",)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The bridge has yet to open.", ["not"]),
        ("The bridge has not opened yet.", ["not"]),
        ("One of the sailors drowned.", ["one of"]),
        ("One sailor drowned.", []),
        ("Some of the ships sank.", ["some"]),
        ("Some ships sank.", ["some"]),
        ("Some water remained.", []),
        ("The crew failed to moor.", ["not"]),
        ("The crew failed.", []),
        ("The crew refused to moor.", ["not"]),
        ("Water was used instead of oil.", ["not"]),
        ("They used water rather than oil.", ["not"]),
        ("The pier lacks a crane.", ["not"]),
        ("He is considered a founder.", ["alleged"]),
        ("They considered a dam.", []),
        ("He was described by many.", []),
        ("The mayor is said to own it.", ["alleged"]),
        ("The mayor said of it little.", []),
        ("He was charged with theft.", ["alleged"]),
        ("According to Quill, it sank.", []),
        ("The mayor denied theft.", ["not"]),
        ("It was planned as a pier.", ["alleged"]),
        ("It was planned in May.", []),
    ],
)
def test_what_bends(text: str, kinds: list[str]) -> None:
    """Phrases bend as a whole; their words alone, or in another place, do not."""
    assert [bend.kind for bend in bends(facts(text, frozenset({"the", "some", "one"})))] == kinds


def test_a_bend_at_the_end_governs_what_stands_before() -> None:
    """Where nothing follows, it is the last word before that is denied; where none is, nothing."""
    (bend,) = bends(facts("Sailors came, captains not."))
    assert bend.governed == ("captain",)
    (bend,) = bends(facts("It did not “open” piers."))
    assert bend.governed == ("open", "pier")
    (bend,) = bends(facts("It is no longer open."))
    assert bend.governed == ("open",)
    (alone,) = bends(facts("Not so."))
    assert (alone.governed, alone.place) == ((), None)


def test_a_bend_governs_two_words_and_no_hedge() -> None:
    """The next two that state something; hedges between are skipped."""
    (bend,) = bends(facts("It did not really close northern piers."))
    assert bend.governed == ("realli", "clos")
    found = [bend for bend in bends(facts("It did not perhaps close piers.")) if bend.kind == "not"]
    assert found[0].governed == ("clos", "pier")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It is held as a fort.", []),
        ("He was thought to be a baker.", ["alleged"]),
        ("He was believed to be a baker.", ["alleged"]),
        ("He was suspected of theft.", ["alleged"]),
        ("They rarely sank.", ["rarely"]),
        ("The crew declined to moor.", ["not"]),
        ("Prices declined to 40 dollars.", []),
        ("Prices declined.", []),
        ("The crew neglected to moor.", ["not"]),
        ("All except for the mast burned.", ["not"]),
        ("Some of it burned.", ["some"]),
        ("He was regarded as a founder.", ["alleged"]),
        ("He was seen by a founder.", []),
        ("He is considered an heir.", ["alleged"]),
        ("He is considered the heir.", ["alleged"]),
        ("He is considered to be late.", ["alleged"]),
        ("It is considered one of them.", ["alleged", "one of"]),
        ("He was widely considered a founder.", ["alleged"]),
        ("He was named the heir.", []),
        ("He is considering the heir.", []),
        ("The crew was unable to moor.", ["not"]),
        ("The crew declined to", []),
        ("He reported of it.", []),
        ("He thought of it.", []),
        ("He believed with her.", []),
        ("They accused Quill.", []),
        ("It sank, according to Quill.", []),
    ],
)
def test_phrases_that_bend(text: str, kinds: list[str]) -> None:
    """What is only thought of somebody, what did not happen, what holds of a part."""
    assert [bend.kind for bend in bends(facts(text, frozenset({"the", "some", "all"})))] == kinds


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("They expect the storm to weaken soon.", ("weaken", "soon")),
        ("They expect rain, and boats to sail.", ("rain",)),
        ("They expect rain on hills.", ("rain", "hill")),
        ("Quill denied this and said boats sank.", ()),
        ("Quill denied this theft.", ("theft",)),
        ("Quill never did so.", ()),
        ("It is weaker than they had expected.", ()),
        ("Sailors left, and most of them, he says, sank.", ()),
        ("Boats came mainly for eels.", ("com", "eel")),
        ("Mainly in May boats sank.", ("boat", "sink")),
    ],
)
def test_what_is_expected_or_denied(text: str, governed: tuple[str, ...]) -> None:
    """What is expected of something is unsure, not the thing; "this" is nothing that is named."""
    (bend,) = bends(facts(text))
    assert bend.governed == governed


def test_neither_and_nor_deny_the_same() -> None:
    """Of "neither the driver nor the guard was hurt" both are denied to be hurt."""
    one, other = bends(facts("Neither the driver nor the guard was hurt."))
    assert (one.governed, other.governed) == (("driver", "guard", "hurt"), ("guard", "hurt"))
    assert bends(facts("Neither driver was hurt."))[0].governed == ("driver", "hurt")


def test_bends_of_the_same_words_are_a_pair() -> None:
    """What is left has no partner; those that govern nothing are each other's."""
    sank, burned, nothing = Bend("not", ("sink",)), Bend("not", ("burn", "boat")), Bend("not", ())
    assert unmatched([sank, nothing], [burned, nothing]) == ([sank], [burned])
    assert unmatched([burned], [Bend("not", ("boat", "burn"))]) == ([], [])


@pytest.mark.parametrize(
    ("claim", "governed"),
    [
        ("The boat sank.", [("sink",)]),
        ("The boat may have sunk.", []),
        ("The crew swam.", []),
    ],
)
def test_a_bend_is_dropped_where_its_words_are_kept(
    claim: str, governed: list[tuple[str, ...]]
) -> None:
    """Of "the boat may have sunk", "sank" is kept without "may"; what is left out is no matter."""
    evidence = facts("The crew swam, and the boat may have sunk.")
    assert [bend.governed for bend in dropped(facts(claim), evidence, "may")] == governed


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Had the wind not dropped, it would have burned.", ["unreal"]),
        ("It would have burned, had Quill not come.", ["unreal"]),
        ("If the wind had not dropped, it would have burned.", ["unreal"]),
        ("If the wind does not drop, it would burn.", ["not"]),
        ("Had the wind not dropped?", ["not"]),
        ("Quill, who left, had not said that it would burn.", ["not"]),
    ],
)
def test_what_is_denied_of_what_was_not(text: str, kinds: list[str]) -> None:
    """ "Had the wind not dropped, it would have burned" says that the wind did."""
    assert [bend.kind for bend in bends(facts(text))] == kinds
