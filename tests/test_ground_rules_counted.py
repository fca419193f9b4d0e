"""What a number is the number of: a claim gives none to other things, nor a part's to the whole."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import counted

ASKED = "Of the 640 sailors asked, 410 said they would strike, 150 were against it."
HELD = "Of those held, 36 have already been freed."
GUESTS = "Guests from 30 different ports ate 900 loaves in four halls, among them the Corn Hall."
PAY = "Sailors earn five crowns more than porters."
SHARE = "It cured 91 percent of adults under 50."
SIGNED = "The treaty was signed by all but two of the 27 ports."


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (
            "Fewer than half of the 80 farms sank.",
            "It took fewer than half of the town's 80 farms.",
        ),
        ("Three of the trawler's crew left.", "The trawler lost three of its crew."),
    ],
)
def test_what_an_owner_has_is_counted(claim: str, evidence: str) -> None:
    """ "Half of the town's farms" counts farms, no towns."""
    assert not counted.miscounted(facts(claim), facts(evidence))


def test_miscounted() -> None:
    """A number does not count what another number of the source counts."""
    evidence = facts("It carried 12 masts and 3 guns.")
    assert counted.miscounted(facts("It carried 3 masts and 12 guns."), evidence)
    assert not counted.miscounted(facts("It carried 3 guns and 12 masts."), evidence)


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("3 masts", "12 masts and 3 guns", True),
        ("3 guns", "12 masts and 3 guns", False),
        ("3 sank", "12 sank and 3 burned", False),
        ("3 saw", "12 saw and 3 burned", False),
        ("3 burned", "12 burned and 3 sank", False),
        ("3 Danes", "12 Danes and 3 Swedes", True),
        ("4 masts", "12 masts and 3 guns", False),
        ("3 masts", "3 masts and 12 masts", False),
        ("3 masts", "12 masts", False),
        ("12 masts and 3 masts", "12 masts and 3 guns", True),
        ("3 masts", "3 guns and 12 oars", False),
        ("40 masts", "It sold 40 of", False),
        ("12 masts", "3 guns, 12", False),
    ],
)
def test_what_a_number_counts(claim: str, evidence: str, wrong: bool) -> None:
    """Only the noun behind it; a verb, or a number that the source has not, tells nothing here."""
    assert counted.miscounted(facts(claim), facts(evidence)) is wrong


PART = "Three of the twelve sailors surveyed reached the quay."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Twelve sailors reached the quay.", PART, True),
        ("Three of the twelve sailors reached the quay.", PART, False),
        ("Twelve sailors were surveyed.", PART, False),
        ("Twelve sailors saw the quay.", PART, False),
        ("Sailors reached the quay.", PART, False),
        ("Twelve reached the quay.", "Sailors of twelve boats reached the quay.", False),
        ("Twelve reached the quay.", "Three with twelve reached the quay.", False),
        ("Twelve reached the quay.", "In 2030 twelve reached the quay.", False),
        ("Twelve reached the quay.", "Quill said three of the twelve reached the quay.", True),
        ("Twelve reached the quay.", "In 2030 3 boats and three of the twelve reached it.", True),
    ],
)
def test_parts(claim: str, evidence: str, wrong: bool) -> None:
    """What some of a number did, the number did not."""
    assert counted.part_taken_for_all(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("30 guests", True),
        ("900 ports", True),
        ("Four ports", True),
        ("30 ports", False),
        ("30 people", False),
        ("900 loaves", False),
        ("Four halls", False),
    ],
)
def test_what_stands_elsewhere_is_not_counted(claim: str, wrong: bool) -> None:
    """Of "guests from 30 ports" nobody knows how many guests there were."""
    assert counted.miscounted(facts(claim), facts(GUESTS)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("40 boats", "It sold 40 of its 210 boats.", False),
        ("40 masts", "It sold 40 of its 210 boats and three masts.", True),
        ("40 cooks", "There were 40 others, cooks and boys.", False),
        ("1946 boats", "In 1946 masts were sold, and boats.", False),
        ("2nd boats", "The 2nd mast was sold, and boats.", False),
    ],
)
def test_what_is_counted_further_on(claim: str, evidence: str, wrong: bool) -> None:
    """A part counts what its whole counts; what may be anything contradicts nothing."""
    assert counted.miscounted(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("640 sailors said they would strike.", ASKED, True),
        ("410 sailors said they would strike.", ASKED, False),
        ("640 sailors were asked.", ASKED, False),
        ("150 sailors were against it.", ASKED, False),
        ("Those held have been freed.", HELD, True),
        ("36 of those held have been freed.", HELD, False),
        ("12 of those held have been freed.", HELD, False),
        ("Those held were freed.", "Among those held, 36 were freed.", True),
        ("Those held were freed.", "It is over; of those held, 36 were freed.", True),
        ("Those held were freed.", "Of those held, sailors were freed.", False),
        ("Those held were freed.", "Of those held sailors were freed", False),
        ("210 boats burned.", "40 of its 210 boats sank; others burned.", False),
        ("In spring it had 210 boats.", "At the yard in spring 40 of its 210 boats sank.", False),
        ("The yard will sell 210 boats.", "The yard will sell 40 of its 210 boats.", True),
        ("The yard has 210 boats.", "The yard will sell 40 of its 210 boats.", False),
        ("Boats at 112 quays sank.", "Boats at 40 of the town's 112 quays sank.", True),
        ("Boats at 40 quays sank.", "Boats at 40 of the town's 112 quays sank.", False),
    ],
)
def test_the_whole_has_not_done_what_a_part_did(claim: str, evidence: str, wrong: bool) -> None:
    """Whether the part is named before its whole or after it."""
    assert counted.part_taken_for_all(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("36 were held.", HELD, True),
        ("36 of those held were freed.", HELD, False),
        ("36 were freed.", HELD, False),
        ("36 sailors left.", HELD, False),
        ("36 were held.", "They told of those held, 36 were freed.", False),
        ("410 sailors were asked.", ASKED, True),
        ("640 sailors were asked.", ASKED, False),
    ],
)
def test_a_part_is_not_the_whole(claim: str, evidence: str, wrong: bool) -> None:
    """How many were freed does not tell how many were held."""
    assert counted.all_taken_for_part(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Two of the 27 ports signed the treaty.", True),
        ("All 27 ports signed the treaty.", True),
        ("All but two of the 27 ports signed the treaty.", False),
        ("The treaty has 27 ports.", False),
    ],
)
def test_exceptions(claim: str, wrong: bool) -> None:
    """Those who are left out are not those who did it, and then not all did."""
    assert counted.exception_taken(facts(claim), facts(SIGNED)) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Sailors earn five crowns.", True),
        ("Sailors earn five crowns more than porters.", False),
        ("Sailors earn six crowns.", False),
        ("Sailors have a lead of five crowns.", True),
        ("Sailors have a gain of five crowns.", False),
        ("They have the drop of five crowns.", False),
    ],
)
def test_differences(claim: str, wrong: bool) -> None:
    """What something is more by is not what it is."""
    assert counted.differences_taken(facts(claim), facts(PAY)) is wrong


@pytest.mark.parametrize("more", ["more", "less", "fewer", "higher", "lower", "longer", "shorter"])
def test_what_makes_a_difference_of_a_number(more: str) -> None:
    """Behind it; a word before it belongs to something else."""
    difference = facts(f"In the long spring they get five crowns {more} than porters.")
    assert counted.differences_taken(facts("They get five crowns."), difference)
    of_others = facts(f"With {more} boats they get five crowns.")
    assert not counted.differences_taken(facts("They get five crowns."), of_others)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("It cured 91 percent of adults.", True),
        ("It cured 91 percent of adults under 50.", False),
        ("It cured adults.", False),
    ],
)
@pytest.mark.parametrize("bound", ["under", "aged", "over"])
def test_shares_of_a_group(claim: str, wrong: bool, bound: str) -> None:
    """A share of some is not one of all."""
    claimed, stated = (facts(text.replace("under", bound)) for text in (claim, SHARE))
    assert counted.group_widened(claimed, stated) is wrong


def test_a_time_is_no_bound() -> None:
    """ "Over ten years" is how long they were watched."""
    stated = facts("It cured 91 percent of adults over ten years.")
    assert not counted.group_widened(facts("It cured 91 percent of adults."), stated)


def test_a_difference_ends_at_a_mark() -> None:
    """ "1.9 miles, more than any other" is a length; "2 miles deeper than" is a difference."""
    claim = facts("It shrank by 1.9 miles.")
    assert not counted.differences_taken(claim, facts("It shrank by 1.9 miles, more than others."))
    assert counted.differences_taken(claim, facts("It shrank 1.9 miles deeper than others."))
