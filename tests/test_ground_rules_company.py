"""A name or number keeps the company that it keeps in the source."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import company

ORDINARY = frozenset({"the", "storm"})


@pytest.mark.parametrize(
    ("claim", "evidence", "kind", "wrong"),
    [
        ("238 were killed.", "It killed 107 and wounded 238.", "number", True),
        ("107 were killed and 238 wounded.", "It killed 107 and wounded 238.", "number", False),
        (
            "Norham led after Quill scored.",
            "Velden led after Quill scored in Norham.",
            "name",
            True,
        ),
        ("Quill scored in Norham.", "Velden led after Quill scored in Norham.", "name", False),
        (
            "In 1946 she led the pier.",
            "She left in 1901 and led the pier in 1946.",
            "number",
            False,
        ),
        ("In 1946 she left.", "She left in 1901 and led the pier in 1946.", "number", True),
        ("Pay was fined 9 pounds by Norham.", "Norham fined Pay 9 pounds.", "name", False),
        ("9 boats came and 238 were killed.", "It killed 107 and wounded 238.", "number", True),
        (
            "238 were killed.",
            "Killed were 238 in two weeks of May before it killed 107.",
            "number",
            False,
        ),
        (
            "In 1946 she led 40 men.",
            "She led 40 men at Larne near Norham in 1946.",
            "number",
            False,
        ),
        (
            "Since 1946 she led 40 men.",
            "She led 40 men at Larne and Norham since 1946.",
            "number",
            False,
        ),
        (
            "Until 1946 she led 40 men.",
            "She led 40 men at Larne and Norham until 1946.",
            "number",
            False,
        ),
        ("She led 1946 men.", "She led 40 men at Larne near Norham in 1946.", "number", True),
        ("In 1946 she led 40 men.", "She led 40 men and 1946 boys.", "number", True),
        (
            "In 1946 she left.",
            "She had 12 boats, left in 1901 and led the pier in 1946.",
            "number",
            True,
        ),
        ("Quill left.", "Quill (of Norham, Larne and Velden) left Merrow.", "name", False),
        ("left Quill", "Merrow left (with Norham, Larne and Velden) Quill.", "name", False),
        (
            "Norham and Merrow came.",
            "Velden and Merrow left in the night; Norham stayed.",
            "name",
            True,
        ),
        (
            "On Sunday Quill rested.",
            "Quill came early with his crew and rested; on Sunday Merrow left.",
            "name",
            False,
        ),
        ("Divers suspect the crew.", "Divers led by Quill suspect the crew.", "name", False),
    ],
)
def test_exchanged(claim: str, evidence: str, kind: str, wrong: bool) -> None:
    """A number or name in the company of another one is seen."""
    found = company.exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY), kind)
    assert any(found) is wrong


def test_repeated() -> None:
    """A name that stands a second time, in another one's place, is seen."""
    evidence = facts("the storm hit Velden and then hit Norham", ORDINARY)
    assert company.repeated(
        facts("the storm hit Velden and then hit Velden", ORDINARY), evidence, "name"
    )
    assert not company.repeated(evidence, evidence, "name")


def test_said_twice() -> None:
    """What the source says once is no evidence for saying it twice."""
    evidence = facts("the last ship left in 2030", ORDINARY)
    twice = facts("the last ship left in 2030, and it was the last ship", ORDINARY)
    assert [item.key for item in company.said_twice(twice, evidence)] == ["last", "ship"]
    assert company.said_twice(evidence, evidence) == ()


def test_torn_names() -> None:
    """Half of one name and half of another make none."""
    evidence = facts("the storm met Ada Merrow, an old friend, and Jon Quill", ORDINARY)
    assert company.torn_names(facts("the storm met Ada Quill", ORDINARY), evidence)
    assert not company.torn_names(facts("the storm met Jon Quill", ORDINARY), evidence)
    evidence = facts("the old storm met Ada Merrow in her yard, and Jon Quill", ORDINARY)
    assert not company.torn_names(facts("the storm met old Quill", ORDINARY), evidence)


def test_unbracketed() -> None:
    """A name of the brackets does not take the place of one outside them."""
    evidence = facts("the storm left Velden (near Norham) in ruins", ORDINARY)
    assert company.unbracketed(facts("the storm left Norham in ruins", ORDINARY), evidence)
    assert not company.unbracketed(facts("the storm left Velden in ruins", ORDINARY), evidence)


def test_opposites() -> None:
    """A word that stands twice while its opposite is left out is in the opposite's place."""
    evidence = facts("prices were higher and wages lower")
    assert any(company.opposites(facts("prices were higher and wages higher"), evidence))
    assert not any(company.opposites(evidence, evidence))


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("wages were higher", True),
        ("prices were higher", False),
        ("boats were higher", False),
        ("higher", False),
    ],
)
def test_a_word_in_the_company_of_its_opposite(claim: str, wrong: bool) -> None:
    """Of two opposites, each keeps what it is said of."""
    evidence = facts("prices were higher at Larne and Norham this year, and wages lower")
    assert any(company.opposites(facts(claim), evidence)) is wrong


def test_an_opposite_that_stands_nowhere_is_not_exchanged() -> None:
    """It is missing, which is told by itself."""
    assert not any(company.opposites(facts("wages were higher"), facts("wages were lower")))


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("they met Ada Merrow and Jon Quill", "name", ["Ada Merrow", "Jon Quill"]),
        ("they met the Bank of the Norham", "name", ["Bank Norham"]),
        ("they met Ada, Merrow", "name", ["Ada", "Merrow"]),
        ("they met Ada in Norham", "name", ["Ada", "Norham"]),
        ("they lost 12 boats, 13 men", "number", ["12", "13"]),
        ("they lost 12 13", "number", ["12", "13"]),
        ("Ada", "name", ["Ada"]),
        ("they sank", "name", []),
    ],
)
def test_the_words_of_a_name_stand_together(text: str, kind: str, found: list[str]) -> None:
    """With "of" and "the" between; numbers are one each."""
    taken = facts(text, frozenset({"they"}), opens=False)
    groups = company.groups(taken, kind)
    assert [" ".join(taken.items[at].text for at in group) for group in groups] == found


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("met Ada (of Norham) there", ["met", "Ada"]),
        ("met [Ada (Velden) left] Quill", ["met", "Quill"]),
        ("met) Ada", ["met", "Ada"]),
        ("met (Ada", ["met"]),
        ("(Ada) met", ["met"]),
        ("(Ada) met (Quill) and left", ["met", "left"]),
    ],
)
def test_what_stands_outside_of_brackets(text: str, outside: list[str]) -> None:
    """Round or square, one in another; one that nothing opens is no bracket."""
    found = facts(text, opens=False)
    assert [found.items[at].text for at in company.outside_brackets(found)] == outside


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("the storm hit Velden", "the storm hit Velden, then Norham", False),
        ("the storm hit Velden, then Velden", "the storm hit Velden", False),
        ("the storm hit Velden, then Velden", "the storm hit Velden, then Norham", True),
    ],
)
def test_a_second_time_is_wrong_in_a_place_of_another(
    claim: str, evidence: str, wrong: bool
) -> None:
    """Where the source has nobody else, it is said twice and of the same."""
    assert company.repeated(facts(claim, ORDINARY), facts(evidence, ORDINARY), "name") is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Ada Quill", True),
        ("Ada of Quill", True),
        ("Ada of the Quill", True),
        ("Ada's Quill", True),
        ("Ada’s Quill", True),
        ("Ada-Quill", True),
        ("Ada, Quill", False),
        ("Ada in Quill", False),
        ("Ada Velden", False),
        ("Velden Quill", False),
        ("Ada Merrow", False),
        ("Jon Quill", False),
        ("they met Ada in Quill", False),
        ("Zoe Larne met Ada Quill", True),
        ("Jon Quill met Ada Quill", True),
    ],
)
def test_halves_of_names(claim: str, wrong: bool) -> None:
    """The second half belongs to another name of the source; nothing but "of" stands between."""
    evidence = facts("the storm met Ada Merrow, an old friend, and Jon Quill", ORDINARY)
    assert company.torn_names(facts(claim, opens=False), evidence) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("the storm left Norham", True),
        ("the storm left Velden, Norham in ruins", False),
        ("the storm was Norham", False),
        ("the storm left NATO in ruins", False),
        ("the storm left Larne in ruins", False),
    ],
)
def test_names_out_of_brackets(claim: str, wrong: bool) -> None:
    """One in the place of a name that is left out; an abbreviation may stand for it."""
    evidence = facts("the storm left Velden (near Norham, or NATO) in ruins", ORDINARY)
    assert company.unbracketed(facts(claim, ORDINARY), evidence) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "found"),
    [
        ("boats met boats", "boats sank", ["boats"]),
        ("boats", "boats", []),
        ("boats met boats", "lamps", []),
        ("boats", "boats met boats", []),
        ("boats met boats met boats", "boats met boats", ["boats"]),
    ],
)
def test_excess(claim: str, evidence: str, found: list[str]) -> None:
    """What stands more often than in the source, and in it at least once."""
    items = company.excess(facts(claim), facts(evidence), "word")
    assert [item.text for item in items if item.text == "boats"] == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("last ship left, last ship sank", ["last", "ship"]),
        ("last ship left, ship sank", []),
        ("last ship", []),
        ("lamp ship left, lamp ship sank", ["lamp", "ship"]),
    ],
)
def test_two_words_once_more(claim: str, found: list[str]) -> None:
    """Two neighbours a second time make a second statement; one word makes none."""
    evidence = facts("last ship left and sank")
    assert [item.text for item in company.said_twice(facts(claim), evidence)] == found


@pytest.mark.parametrize(
    ("claim", "evidence", "there"),
    [
        ("they left Velden today", "they left Norham today", True),
        ("Velden sank", "Norham sank", True),
        ("they saw Velden", "they saw Norham", True),
        ("they saw Velden", "they saw Norham burn", True),
        ("they met Velden", "they saw Norham", False),
        ("they met Velden and saw Norham", "they saw Norham and met it", False),
    ],
)
def test_another_name_stands_there(claim: str, evidence: str, there: bool) -> None:
    """Beside the same word on either side, and the claim has not used it elsewhere."""
    found = facts(claim, ORDINARY | {"they"}, opens=False)
    item = next(item for item in found.items if item.text == "Velden")
    assert company.replaced(found, facts(evidence, ORDINARY, opens=False), item) is there


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Quill Quill left.", "Quill left.", True),
        ("Quill Quill left.", "Quill Quill left.", False),
        ("Quill met Quill.", "Quill left.", False),
        ("It was a very very old boat.", "It was a very old boat.", False),
    ],
)
def test_a_name_twice_in_a_row(claim: str, evidence: str, wrong: bool) -> None:
    """Nobody bears it but whom the source calls by it."""
    assert company.doubled(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong
