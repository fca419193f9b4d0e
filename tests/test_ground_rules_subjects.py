"""Whose act a verb tells of: found past brackets, relative clauses and joined verbs."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import subjects


def subject(text: str, verb: str) -> tuple[set[str], set[str]]:
    """Find the subject of the verb that is written so."""
    found = facts(text)
    place = next(place for place, item in enumerate(found.items) if item.text == verb)
    told = subjects.subject(found, place)
    return set(told.own), set(told.said - told.own)


@pytest.mark.parametrize(
    ("text", "verb", "own", "said"),
    [
        ("The mayor of Norham fined two boats.", "fined", {"mayor"}, {"norham"}),
        ("The mayor has not fined boats.", "fined", {"mayor"}, set()),
        ("The mayor has also fined boats.", "fined", {"mayor"}, set()),
        ("The dam broke, and the lake has since lost water.", "lost", {"lak"}, set()),
        ("The dam broke and was mended.", "mended", {"dam"}, set()),
        ("The union, which has 90 sailors, called.", "called", {"union"}, set()),
        ("The union, which helped sailors, called.", "helped", {"union"}, set()),
        ("A man who tried to rob Merrow was caught.", "caught", {"man"}, set()),
        ("A man who tried to rob Merrow was caught.", "tried", {"man"}, set()),
        ("Her ship, the Swift, sank.", "sank", {"ship"}, {"swift"}),
        ("The ship (the Swift) sank.", "sank", {"ship"}, {"swift"}),
        ("After talks with the mayor, the clerk resigned.", "resigned", {"clerk"}, set()),
        ("Unlike the mayor, the clerk resigned.", "resigned", {"clerk"}, set()),
        ("In Norham, the clerk resigned.", "resigned", {"clerk"}, set()),
        ("In Norham, Quill, Merrow and Moor resigned.", "resigned", {"moor"}, {"merrow", "quill"}),
        ("The mayor, the clerk and Quill resigned.", "resigned", {"quill"}, {"mayor", "clerk"}),
        ("After Quill and Merrow resigned, it closed.", "resigned", {"merrow"}, {"quill"}),
        ("Police, firemen and doctors came.", "came", {"doctor"}, {"polic", "firemen"}),
        ("He said it sank.", "sank", set(), set()),
        ("The man held after the storm was freed.", "freed", {"storm"}, {"man", "hold"}),
        ("The bank warned, having predicted a fall.", "predicted", set(), set()),
        ("Rents doubled, whereas wages sank.", "sank", {"wag"}, set()),
        ("It sank. But was raised.", "raised", set(), set()),
        ("Sank, and rose.", "rose", set(), set()),
        ("In Norham, sank a ship.", "sank", set(), set()),
        ("Quill has already closed it.", "closed", {"quill"}, set()),
        ("Quill now closed it.", "closed", {"quill"}, set()),
        ("Quill then closed it.", "closed", {"quill"}, set()),
        ("Quill surely closed it.", "closed", {"quill"}, set()),
        ("Quill – a pilot – closed it.", "closed", {"quill"}, {"pilot"}),
        ("Quill — a pilot — closed it.", "closed", {"quill"}, {"pilot"}),
        ("Quill, who burned it, closed it.", "closed", {"quill"}, set()),
        ("The old boats that burned it closed it.", "closed", {"old", "boat"}, set()),
        ("The old boats, that burned it, closed it.", "closed", {"old", "boat"}, set()),
        ("Men saw the old boats, which closed it.", "closed", {"old", "boat"}, set()),
        ("Men saw the old boats that closed it.", "closed", {"old", "boat"}, set()),
        ("The mayor with the hat of Norham closed it.", "closed", {"mayor"}, {"hat", "norham"}),
        ("As she knew, Quill closed it.", "closed", {"quill"}, set()),
        ("Quill opened it, but closed it.", "closed", {"quill"}, set()),
        ("Quill opened it or closed it.", "closed", {"quill"}, set()),
        ("Moor left. Quill opened it and closed it.", "closed", {"quill"}, set()),
        ("Moor left? Quill opened it and closed it.", "closed", {"quill"}, set()),
        ("Moor left and Quill opened it and closed it.", "closed", {"quill"}, {"moor"}),
        ("Moor left; and closed it.", "closed", set(), set()),
        ("Moor and Quill closed it.", "closed", {"quill"}, {"moor"}),
        ("Moor or Quill closed it.", "closed", {"quill"}, {"moor"}),
        ("Larne, Moor, and Quill closed it.", "closed", {"quill"}, {"moor", "larn"}),
        ("Boats sank, Quill closed it.", "closed", {"quill"}, set()),
        ("Boats sank and Quill closed it.", "closed", {"quill"}, set()),
        ("Boats were late and Quill closed it.", "closed", {"quill"}, set()),
        ("Quill, on for the injured Moor, scored.", "scored", {"quill"}, set()),
        ("Quill, built like a bull, scored.", "scored", {"quill"}, set()),
        ("A pilot who, after the death of Moor, closed it left.", "closed", {"pilot"}, set()),
        ("Moor left and, to the surprise of Quill, raised it.", "raised", {"moor"}, set()),
        ("Quill, whose street was closed, left.", "left", {"quill"}, set()),
        (
            "Ada Quill (born 1874) was a pilot who closed it.",
            "closed",
            {"pilot"},
            {"quill", "ada"},
        ),
        ("Boats saw the injured keeper.", "injured", {"keeper"}, set()),
        ("They saw the mayor that injured him.", "injured", set(), set()),
        ("Built in 1911, the old dam leaks.", "Built", {"old", "dam", "leak"}, set()),
        ("Though built in 1911, the dam leaks.", "built", {"dam", "leak"}, set()),
        ("Built in 1911 and later raised, the dam leaks.", "raised", {"dam", "leak"}, set()),
        ("Built in 1911.", "Built", set(), set()),
        ("Boats that could swim sank.", "sank", {"boat"}, set()),
        (
            "A petition signed by nurses of Larne demands it.",
            "demands",
            set(),
            {"larn", "nurs", "petition"},
        ),
        ("Born in Larne, Tarn, Quill left.", "Born", {"quill"}, set()),
        ("Led by its captain, Quill, the team won.", "Led", {"team"}, set()),
        ("Mayor Of Larne Opens Bridge", "Opens", {"mayor"}, {"larn"}),
    ],
)
def test_subject(text: str, verb: str, own: set[str], said: set[str]) -> None:
    """Nothing is given where a pronoun, or nobody, does it."""
    assert subject(text, verb) == (own, said)


CONJUNCTIONS = ("although", "because", "if", "though", "unless", "when", "whereas", "while", "but")


@pytest.mark.parametrize("opening", [*CONJUNCTIONS, "where", "whom", "and", "or", ":", "(", "–"])
def test_what_opens_a_clause(opening: str) -> None:
    """What stands before it is no part of the subject."""
    assert subject(f"Boats will sail {opening} Quill closed it.", "closed") == ({"quill"}, set())


def test_whose_deed_it_is() -> None:
    """ "Quill, whose boat closed the harbour": the boat did."""
    assert subject("They saw men whose boat closed it.", "closed") == ({"boat"}, set())


@pytest.mark.parametrize("opening", ["after", "before", "until", "since", "than", "as"])
def test_what_may_open_a_clause_or_govern_a_noun(opening: str) -> None:
    """ "The boats seen after Quill closed": either may be meant, and Quill comes first."""
    told = subject(f"Boats seen {opening} Quill closed it.", "closed")
    assert told == ({"quill"}, {"boat", "see"})
    for before in ("Boats will sail", "Boats took the mole"):
        assert subject(f"{before} {opening} Quill closed it.", "closed") == ({"quill"}, set())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It passed a boat, built by friends, that closed it.", {"friend", "boat"}),
        ("Men passed a boat, old friends, that closed it.", set()),
        ("Men passed friends, that closed it.", set()),
    ],
)
def test_a_clause_behind_an_aside_may_be_about_what_stands_before_it(
    text: str, said: set[str]
) -> None:
    """Past a participle behind a comma either noun may be meant, past a noun only that."""
    assert subject(text, "closed")[1] == said


@pytest.mark.parametrize("pronoun", ["He", "She", "It", "They", "We", "You", "I"])
def test_a_pronoun_may_be_anybody(pronoun: str) -> None:
    """Whoever it stands for is not read."""
    assert subject(f"{pronoun} closed the pier.", "closed") == (set(), set())
    assert subject(f"On Sunday {pronoun.lower()} closed it.", "closed") == (set(), set())
    assert subject(f"Boats that {pronoun.lower()} closed sank.", "closed") == (set(), set())


@pytest.mark.parametrize(
    "text",
    [
        f"The ship {' and '.join(['sank', 'rose'] * 400)}.",
        f"The ship {'who sank and ' * 500}rose.",
        f"The {', '.join(f'man{n}' for n in range(900))} and dogs sank.",
    ],
)
def test_a_sentence_without_end_is_not_looked_into(text: str) -> None:
    """Verb upon verb: nothing is told of it, and nothing raises."""
    found = facts(text)
    assert subjects.subject(found, len(found.items) - 1) == subjects.Subject()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Corvane lost, and the firm closed it.", True),
        ("Corvane lost, and a firm closed it.", False),
        ("Corvane lost, and the old firm closed it.", False),
        ("Corvane lost, and the mayor closed it.", False),
        ("Corvane lost, and it closed it.", False),
    ],
)
def test_what_stands_for_a_name(text: str, stands: bool) -> None:
    """ "The firm" may be any that was named; "a firm" is another one."""
    found = facts(text, frozenset(("the", "a")))
    (verb,) = found.places["clos"]
    assert subjects.stands_for_a_name(found, verb) is stands
