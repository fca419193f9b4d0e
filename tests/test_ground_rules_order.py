"""What the order of words, and the small words between them, say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.ground.facts import facts
from summarize.ground.rules import order

ORDINARY = frozenset({"the", "in", "at", "after", "before", "it", "they", "two"})


@pytest.mark.parametrize(
    ("claim", "evidence", "kind", "wrong"),
    [
        (
            "It met in Velden and sat in Norham.",
            "It met in Norham and sat in Velden.",
            "name",
            True,
        ),
        (
            "It began in Larne, met in Velden and sat in Norham.",
            "It began in Larne, met in Norham and sat in Velden.",
            "name",
            True,
        ),
        ("In Norham, Quill met Merrow.", "Quill met Merrow in Norham.", "name", False),
        ("Norham was opened by Quill.", "Quill opened Norham.", "name", False),
        ("Norham's mayor Quill left.", "Quill, mayor of Norham, left.", "name", False),
        ("Velden's port of Norham closed.", "Norham's port of Velden closed.", "name", True),
        ("Pier 7, not Pier 4, closed.", "Pier 4, not Pier 7, closed.", "number", True),
        (
            "By Larne, it met in Velden and sat in Norham.",
            "It met in Norham and sat in Velden by Larne.",
            "name",
            True,
        ),
        (
            "In Larne it met in Velden and sat in Norham.",
            "It met in Norham and sat in Velden by Larne.",
            "name",
            True,
        ),
        ("It won 40 to Merrow's 12.", "It won 12 to Merrow's 40.", "number", True),
        ("Larne near Velden burned.", "Velden near Larne burned.", "name", True),
        ("Larne by Velden burned.", "Velden by Larne burned.", "name", True),
        ("It met Larne and Velden.", "Velden met Larne.", "name", False),
        ("Larne met Velden.", "It met Velden and Larne.", "name", False),
    ],
)
def test_exchanged_around(claim: str, evidence: str, kind: str, wrong: bool) -> None:
    """Two names are exchanged when each has the other's place and its preposition."""
    one, other = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert order.exchanged_around(one, other, kind) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("They sent a letter from Norham.", "They sent a letter to Norham.", True),
        ("It rose to 40 from 65.", "It rose from 40 to 65.", True),
        ("It rose from 65.", "It rose from 40 to 65.", True),
        ("It rose to 65.", "It rose from 40 to 65.", False),
        ("It stands at Norham.", "It stands in Norham.", False),
        ("The mayor is off duty.", "The mayor is on duty.", True),
        ("The pier was opened by Quill.", "Quill opened the pier.", False),
        ("It fled under Quill.", "It fled to Quill.", True),
        ("Lamps burned; they sent a letter from Norham.", "They sent a letter to Norham.", True),
        ("They sent a letter to Norham from Velden.", "They sent a letter to Norham.", False),
        ("It fled from storms.", "It fled to storms.", True),
        ("It fled from storms.", "It fled, old and worn and ill, to storms.", False),
        ("It fled from storms.", "It fled wild to storms.", False),
        ("Lamps burned; it fled from storms.", "It fled to storms.", True),
        ("Many fled from storms.", "Many in fear fled to storms.", True),
        ("It was open to Sunday.", "From Sunday it was open.", True),
        ("It rose by 40.", "It rose to 40.", True),
        ("It rose from 40.", "It rose by 40.", True),
        ("It rose in 40.", "It rose at 40.", False),
        ("It was open until Sunday.", "It was open since Sunday.", True),
        ("It was open till Sunday.", "It was open since Sunday.", True),
        ("It was open since Sunday.", "It was open till Sunday.", True),
        ("It was open since Sunday.", "It was open on Monday.", False),
        ("It was built by Quill.", "It was built in Norham for Quill.", False),
        ("They took coins from Norham.", "They broke into Norham and took coins.", False),
        ("They took coins from Norham.", "They moved into Norham and took coins from Larne.", True),
    ],
)
def test_ways(claim: str, evidence: str, wrong: bool) -> None:
    """The preposition between the same two words is the same, or says the same."""
    assert any(order.ways(facts(claim, ORDINARY), facts(evidence, ORDINARY))) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The pier will open.", "The pier can open.", True),
        ("The pier can open.", "The pier can open.", False),
        ("Quill said the pier would open.", '"The pier will open," said Quill.', False),
        ("Quill said the pier must open.", "Quill said the pier can open.", True),
        ("They said it would open and must close.", "It will open and can close.", True),
        ("It opens.", "It must open.", False),
        ("It can close lamps.", "It must sell lamps and can close.", False),
        ("It must not open.", "It can not open.", True),
    ],
)
def test_modals_differ(claim: str, evidence: str, wrong: bool) -> None:
    """What can be is not what will be; only reported speech turns "will" to "would"."""
    assert order.modals_differ(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("After the pier closed, the crew left.", False),
        ("The crew left after the pier closed.", False),
        ("The pier closed after the crew left.", True),
        ("After the crew left, the pier closed.", True),
    ],
)
def test_conditions_exchanged(claim: str, wrong: bool) -> None:
    """A clause behind "after" may change its place, and not its conjunction."""
    evidence = facts("The crew left after the old pier closed.", ORDINARY)
    assert order.conditions_exchanged(facts(claim, ORDINARY), evidence) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("It takes 10 men.", "It takes 10 to 20 men.", True),
        ("It takes 10 to 20 men.", "It takes 10 to 20 men.", False),
        ("It takes 20 men.", "It takes between 10 and 20 men.", True),
        ("It rose to 20.", "It rose from 10 to 20.", False),
        ("It takes 10 men.", "It takes 10 men and 2 to 3 boats.", False),
        ("It takes 10 men.", "It has 3 or 5 boats and takes 10 to 20 men.", True),
        ("It takes 10 men.", "It rose from 3 to 5 and takes 10 to 20 men.", True),
        ("It was open in 1987.", "It was open 1987 to 1990.", False),
        ("It takes the 10th.", "It takes the 10th to 20 men.", False),
    ],
)
def test_range_cut(claim: str, evidence: str, wrong: bool) -> None:
    """One end of a range is not the number."""
    assert order.range_cut(facts(claim), facts(evidence)) is wrong


def test_score_turned() -> None:
    """A score is not the other side's."""
    evidence = facts("Norham won 2 – 1 at home.")
    assert order.score_turned(facts("Norham won 1 – 2 at home."), evidence)
    assert not order.score_turned(facts("Norham won 2-1 at home."), evidence)


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("They sang the Harbour of the Song.", "They sang the Song of the Harbour.", True),
        ("They sang the Song of the Harbour.", "They sang the Song of the Harbour.", False),
        ("They sang the Song of the Larne.", "They sang the Song of the Harbour.", False),
        ("They sang the Harbour of the Song.", "They sang the Song and the Harbour.", False),
        ("They sang the Old Harbour of the Song.", "They sang the Song of the Old Harbour.", True),
    ],
)
def test_names_turned(claim: str, evidence: str, wrong: bool) -> None:
    """The song of a harbour is no harbour of a song."""
    assert order.names_turned(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@given(st.text(), st.text())
def test_any_texts(claim: str, evidence: str) -> None:
    """No text raises, and none says otherwise than itself."""
    for one, other in ((claim, evidence), (claim, claim)):
        said, stated = facts(one), facts(other)
        otherwise = (
            order.exchanged_around(said, stated, "name"),
            order.names_turned(said, stated),
            any(order.ways(said, stated)),
            order.modals_differ(said, stated),
            order.conditions_exchanged(said, stated),
            order.range_cut(said, stated),
            order.score_turned(said, stated),
        )
        assert not any(otherwise) or one != other


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("All people left.", "Some people left, and all shops closed.", True),
        ("All of the people left.", "Some of the people left.", True),
        ("All shops closed.", "Some people left, and all the shops closed.", False),
        ("Every shop closed.", "All shops closed.", False),
        ("Several shops closed.", "Some of its shops closed.", False),
        ("Some shops closed.", "Some shops closed, and later all shops did.", False),
        ("All ships sank.", "Some people left.", False),
        ("They saw all", "They saw some boats", False),
    ],
)
def test_amounts(claim: str, evidence: str, wrong: bool) -> None:
    """All, most, some or few of a thing is not another share of it."""
    one, other = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert order.amounts_differ(one, other) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("All people left.", "Some people left.", True),
        ("Some people left.", "Some people left.", False),
        ("All of the people left.", "Some of the people left.", True),
        ("All people left.", "The people left.", False),
        ("All people left.", "Some people left, and all people slept.", False),
        ("Most boats left.", "Few boats left.", True),
        ("All boats left.", "Small boats left, all but two of them.", True),
        ("All boats left.", "Gulls left.", False),
    ],
)
def test_amounts_differ(claim: str, evidence: str, wrong: bool) -> None:
    """ "All" of them is not "some"; what the source has both of, or neither, tells nothing."""
    assert order.amounts_differ(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("It takes 10 men.", True),
        ("It takes 20 men.", True),
        ("It takes 10 or 20 men.", False),
        ("It takes 30 men.", False),
    ],
)
@pytest.mark.parametrize(
    "evidence",
    [
        "It takes 10-20 men.",
        "It takes 10 – 20 men.",
        "It takes 10—20 men.",
        "It takes 10 TO 20 men.",
        "It takes between 10 and 20 men.",
        "It costs 10-$20.",
    ],
)
def test_either_end_of_a_range_is_not_it(evidence: str, claim: str, wrong: bool) -> None:
    """However the range is written; both ends may be told otherwise."""
    assert order.range_cut(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    "evidence",
    [
        "It takes 10 and 20 men.",
        "It rose by 10 to 20 men.",
        "It was open from 1987 to 1990 for 10 men.",
        "It takes 10 to 10 men.",
        "It takes the 10th to 20 men.",
        "It takes between them, in all and every year, 10 and 20 men.",
    ],
)
def test_two_numbers_are_no_range(evidence: str) -> None:
    """Without "to" or "between", from something to it, years, or one number twice."""
    assert not order.range_cut(facts("It takes 10 men."), facts(evidence))


@pytest.mark.parametrize(
    ("claim", "evidence", "kind", "wrong"),
    [
        ("12 men met 40 boys.", "40 men met 12 boys.", "number", True),
        ("It has 12 or 40.", "It has 40 or 12.", "number", False),
        ("In May it met and in June sat.", "In June it met and in May sat.", "date", True),
        ("Velden met Velden.", "Velden met Velden.", "name", False),
        (
            "It sat in Norham and met in Velden.",
            "It met in Norham and sat in Velden.",
            "name",
            False,
        ),
        ("Larne met Velden.", "Norham met Velden.", "name", False),
    ],
)
def test_what_has_changed_places(claim: str, evidence: str, kind: str, wrong: bool) -> None:
    """Numbers and days too, around a word that both have between them."""
    one, other = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert order.exchanged_around(one, other, kind) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("won 2-1", "won 1-2", True),
        ("won 2 to 1", "won 1 to 2", True),
        ("won 2-1", "won 2-1", False),
        ("won 2-2", "won 2-2", False),
        ("from 2 to 1", "from 1 to 2", False),
        ("won 2, 1", "won 1, 2", False),
        ("won 2-1", "won 1-2 and 2-1", False),
        ("won 2-1", "won 3-2", False),
    ],
)
def test_scores(claim: str, evidence: str, wrong: bool) -> None:
    """Two joined numbers in the other order; what the source has both ways tells nothing."""
    assert order.score_turned(facts(claim), facts(evidence)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("It would open.", "It will open.", True),
        ("They said it would open.", "It will open.", False),
        ("They said it would open.", "It can open.", True),
        ("It can fully open.", "It may fully open.", True),
        ("It must open.", "It opens.", False),
        ("It must open and will close.", "It must open and can close.", True),
    ],
)
def test_which_modal_stands_before_a_verb(claim: str, evidence: str, wrong: bool) -> None:
    """Also past an adverb, and of any verb; without one in the source it is no other one."""
    assert order.modals_differ(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Boats left because lamps burned.", "Boats left because lamps burned.", False),
        ("Before lamps burned, boats left.", "Boats left before lamps burned.", False),
        ("Before lamps burned, boats left.", "Before boats left, lamps burned.", True),
        ("Boats left.", "Boats left before lamps burned.", False),
        ("Boats left after lamps burned.", "Boats left before lamps burned.", False),
        ("Boats left before men sang.", "Boats left before lamps burned.", False),
    ],
)
def test_what_a_clause_is_behind(claim: str, evidence: str, wrong: bool) -> None:
    """The same conjunction with the other clause; another conjunction is another matter."""
    found = order.conditions_exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert found is wrong


VOTED = "The guild voted against the dam in January but supported it in June."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The guild voted for the dam.", VOTED, True),
        ("The guild voted against the dam.", VOTED, False),
        ("The guild supported the dam.", VOTED, False),
        ("The guild voted on the dam.", "The guild voted for the dam.", False),
        ("The old guild met and voted for the dam.", VOTED, True),
    ],
)
def test_sides(claim: str, evidence: str, wrong: bool) -> None:
    """For a thing is not against it."""
    assert order.sides_changed(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("It sank by 1946.", "It has sunk since 1946.", True),
        ("It sank before 4 May 1946.", "It sank after 4 May 1946.", True),
        ("It sank since 1946.", "It has sunk since 1946.", False),
        ("It sank in 1946.", "It has sunk since 1946.", False),
        ("Rents rose by 40 crowns.", "Rents rose to 40 crowns.", True),
        ("Rents rose to 40 crowns.", "Rents rose by 40 crowns.", True),
        ("Rents rose by 40 crowns.", "Rents rose by 40 crowns.", False),
        ("Rents rose by 40 crowns.", "Rents rose 40 crowns.", False),
    ],
)
def test_bounds_and_amounts(claim: str, evidence: str, wrong: bool) -> None:
    """Since then is not until then, and a rise by so much is not one to so much."""
    assert any(order.ways(facts(claim, ORDINARY), facts(evidence, ORDINARY))) is wrong


PAY = "Sailors earn five crowns more than porters and half as much as pilots."


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Sailors earn five crowns more than pilots.", True),
        ("Sailors earn five crowns more than the porters.", False),
        ("Sailors earn half as much as porters.", True),
        ("Sailors earn half as much as pilots.", False),
        ("Sailors earn more than cooks.", False),
        ("Sailors are as porters.", False),
    ],
)
def test_compared_otherwise(claim: str, wrong: bool) -> None:
    """What is held against one thing is not held against another."""
    assert order.compared_otherwise(facts(claim, ORDINARY), facts(PAY, ORDINARY)) is wrong


def test_what_most_are_most_of() -> None:
    """ "Most of the 12 boats" are not all the boats."""
    stated = facts("Most of the 12 boats sank.", ORDINARY)
    assert order.amounts_differ(facts("All the boats sank.", ORDINARY), stated)
    assert not order.amounts_differ(facts("Most of the boats sank.", ORDINARY), stated)


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Rents fell more in winter.", "Rents fell more in summer than in winter.", True),
        ("Rents fell more in summer.", "Rents fell more in summer than in winter.", False),
        ("Rents fell in winter.", "Rents fell more in summer than in winter.", False),
        ("Winter saw 12 more boats.", "Summer saw 12 more boats than winter.", False),
        ("Rents fell more in winter than summer.", "Rents fell more in summer than winter.", True),
        ("Rents fell more, and in winter.", "Rents fell more than wages, and in winter.", False),
        ("Rents fell less in all towns.", "Rents fell less than wages did in all towns.", False),
        (
            "Rents fell more in those given it.",
            "Rents fell more in these than in those given it.",
            True,
        ),
    ],
)
def test_what_others_have_more_than(claim: str, evidence: str, wrong: bool) -> None:
    """It has less; a number says by how much."""
    assert order.compared_otherwise(facts(claim), facts(evidence)) is wrong
