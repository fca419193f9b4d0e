"""What belongs to which verb: a claim gives no verb another subject or object."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import clauses

ORDINARY = frozenset({"the", "she", "in", "he", "it", "a", "boats"})
JUDGE = "Judge Robert Quill sentenced the former mayor to six years."
COURT = "The court ruled that the law was void and ordered the council to amend it."
DAM = "When the dam was built, it flooded seven farms whose people were moved to Larne."
MOTH = "The tree is visited by a moth that lays its eggs in a fig."
UNION = "The union, which has 90 sailors, called off the strike after the yard offered crowns."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Judge Robert Quill was sentenced to six years.", JUDGE, True),
        ("Robert Quill, the former mayor, was sentenced to six years.", JUDGE, True),
        ("The former mayor was sentenced by Robert Quill.", JUDGE, False),
        ("Robert Quill's mayor was sentenced to six years.", JUDGE, False),
        ("Robert Quill sentenced the former mayor.", JUDGE, False),
        ("Robert Quill’s mayor was sentenced to six years.", JUDGE, False),
        ("Quill was closed.", "Quill left, and Moor closed the pier.", False),
        ("Quill was closed.", "Quill closed 3 May 2030.", False),
        ("Quill was closed.", "Quill closed the pier.", True),
        ("Boats rose by 9 percent.", "Boats rose 9 percent to 40.", False),
        ("The court was ruled void.", "The court ruled the law void.", True),
        ("The council was ordered to amend it.", COURT, False),
        ("850 boats were surveyed.", "Two thirds of the 850 boats surveyed said no.", False),
        ("The pier was closed on Sunday.", "The pier closed on Sunday.", False),
        ("In May Robert Quill's mayor was sentenced to six years.", JUDGE, False),
        ("Robert, Quill's friend, was sentenced to six years.", JUDGE, True),
        ("The Quills' mayor was sentenced to six years.", JUDGE, False),
        ("The Quills’ mayor was sentenced to six years.", JUDGE, False),
        ("The harbour crew was fined.", "The harbour fined the crew.", False),
        ("Quill was closed.", "Next to Quill, Moor closed the pier.", False),
        ("Quill was closed.", "Quill said Moor closed the pier.", False),
        ("Quill was closed.", "Quill closed", False),
        ("Quill was closed.", "Quill closed and Moor left.", False),
        ("Quill was closed.", "Quill closed not in Norham but in Larne.", False),
    ],
)
def test_patients(claim: str, evidence: str, wrong: bool) -> None:
    """Who does a thing is not the one that it is done to."""
    assert clauses.made_patient(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The council ruled that the law was void.", COURT, True),
        ("The court ruled that the law was void.", COURT, False),
        ("The council amended it.", COURT, False),
        ("The mayor opened the pier.", "Quill opened the pier for the mayor.", True),
        ("The mayor opened the pier.", "The mayor opened the pier for Quill.", False),
        ("The mayor Quill opened the pier.", "Quill opened the pier for the mayor.", False),
        ("Moor opened the pier.", "Quill opened the pier for Moor.", True),
        ("The mayor opened 12 piers.", "Quill opened 12 piers for the mayor.", True),
        ("The mayor opened the pier.", "Quill saw the pier with the mayor.", False),
        ("The mayor opened the pier.", "Quill opened the hall for the mayor.", False),
        ("The mayor opened the pier.", "Quill came and opened the pier for the mayor.", True),
        ("The mayor showed the pier.", "Quill was shown the pier by the mayor.", False),
        ("The mayor was shown the pier.", "Quill showed the pier to the mayor.", False),
        ("The crew of the mayor opened the pier.", "Quill opened the pier for the mayor.", False),
        ("He met the mayor and opened the pier.", "Quill opened the pier for the mayor.", False),
    ],
)
def test_subjects(claim: str, evidence: str, wrong: bool) -> None:
    """What the source names only behind an act is not the one that did it."""
    replaced = clauses.subjects_replaced(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert any(replaced) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("It reduced nausea.", "It reduced pain but caused nausea.", True),
        ("It reduced pain.", "It reduced pain but caused nausea.", False),
        ("Quill said it reduced nausea.", "It reduced pain but caused nausea.", True),
        ("It reduced by nausea.", "It reduced pain but caused nausea.", False),
        ("It caused nausea and reduced pain.", "It reduced pain but caused nausea.", False),
        ("It reduced nausea.", "It reduced pain and nausea.", False),
        ("It cured nausea.", "It reduced pain but caused nausea.", False),
        ("It reduced costs.", "It reduced pain but caused nausea.", False),
        ("It reduced nausea.", "It reduced pain and nausea but caused nausea.", False),
        ("With the pain it reduced nausea.", "It reduced pain but caused nausea.", False),
        ("It reduced and nausea came.", "It reduced pain but caused nausea.", False),
    ],
)
def test_objects(claim: str, evidence: str, wrong: bool) -> None:
    """What is done to one thing is not done to another one's."""
    assert clauses.objects_exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The yard called off the strike.", UNION, True),
        ("90 sailors called off the strike.", UNION, True),
        ("The union offered crowns.", UNION, True),
        ("The union called off the strike.", UNION, False),
        ("The yard offered crowns.", UNION, False),
        ("The farms were built.", DAM, True),
        ("The lake broke.", "The dam broke and the lake rose.", True),
        ("The dam broke.", "The dam broke and the lake rose.", False),
        ("Seven people were moved to Larne.", DAM, False),
        ("Porters earn 31 crowns.", "Sailors earn a lot, 31 crowns, and porters less.", True),
        ("Sailors earn 31 crowns.", "Sailors earn a lot, 31 crowns, and porters less.", False),
        ("The ferry saved sailors.", "The ferry sank; sailors were saved by a tug.", True),
        ("A tug saved sailors.", "The ferry sank; sailors were saved by a tug.", False),
        ("The mayor fined sailors.", "The mayor was fined, and sailors left.", True),
        ("The pier closed.", "The pier was closed.", False),
        ("The other sailors left.", "Three of the sailors sank; the others left.", False),
        ("Three sailors left.", "Three sailors sank; the others left.", True),
        ("20 tons of coal sank.", "The ship, which held 20 tons of coal, sank.", True),
        ("The tons of coal sank.", "The tons of coal on the ship sank.", False),
        ("Quill sank.", "He sank, and Quill left.", False),
        ("Coal rose 6 percent.", "Sales rose 6 percent as coal rose.", True),
        ("Sales rose 6 percent.", "Sales rose 6 percent as coal rose.", False),
        ("Sales at the mill fell.", "Sales at the mill rose, although coal fell.", True),
        ("Mayor Quill opened it.", "Deputy mayor Moor, standing in for Quill, opened it.", True),
        ("Mayor Moor opened it.", "Deputy mayor Moor, standing in for Quill, opened it.", False),
        ("The mayor resigned.", "After talks with the mayor, the clerk resigned.", True),
        ("The clerk resigned.", "After talks with the mayor, the clerk resigned.", False),
        ("Norham resigned.", "In Norham, the clerk resigned.", True),
        ("Its rivals pay no rent.", "Unlike its rivals, the yard pays no rent.", True),
        ("The judge keeps his post.", "Thanks to the judge, the clerk keeps his post.", True),
        ("The clerk keeps his post.", "Thanks to the judge, the clerk keeps his post.", False),
        ("The moth that visits the tree lays its eggs.", MOTH, False),
        ("Men against a dam have 12 notes.", "Men have 12 notes against a dam.", False),
        ("Sailors shut the pier.", "Sailors asked about the pier, which divers shut.", True),
        ("Divers shut the pier.", "Sailors asked about the pier, which divers shut.", False),
        ("The coves are crowded.", "Unlike the crowded boats, the coves sleep.", True),
        ("The boats are crowded.", "Unlike the crowded boats, the coves sleep.", False),
        ("Quill was injured.", "The injured keeper, Quill, left.", False),
        ("Quill was injured.", "Quill came on for the injured Moor.", True),
        ("Quill's aunt died.", "Quill, who died, wrote to his aunt.", True),
        ("Printers accuse Quill.", "Sailors accuse Quill, but printers pay.", True),
        ("The hotel serves eel.", "The hotel lost; a tavern that serves eel won.", True),
        ("Corvane closed it.", "Corvane lost it, and the firm closed it.", False),
    ],
)
def test_subjects_of_clauses(claim: str, evidence: str, wrong: bool) -> None:
    """What one clause tells of its subject is not told of another clause's."""
    found = clauses.subjects_replaced(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert any(found) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "left_open"),
    [
        ("Corvane closed it.", "Corvane lost a suit, and the firm closed it.", True),
        ("The firm closed it.", "Corvane lost a suit, and the firm closed it.", False),
        ("Corvane closed it.", "Corvane lost a suit, and Corvane closed it.", False),
        ("Quill closed it.", "Quill lost a suit, and the judge closed it.", False),
    ],
)
def test_what_a_firm_does_is_left_open(claim: str, evidence: str, left_open: bool) -> None:
    """Whether "the firm" is the one that a claim names, no rule knows."""
    told, stated = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert clauses.by_a_pronoun(told, stated) is left_open


@pytest.mark.parametrize(
    ("claim", "evidence", "mere"),
    [
        ("The sale was completed.", "It is subject to the completion of the sale.", True),
        ("The sale was completed.", "It followed the completion of the sale.", False),
        ("A club runs the pier.", "It stays open if a club can be found to run the pier.", True),
        ("A club will run the pier.", "A club was found to run the pier.", False),
    ],
)
def test_what_is_only_aimed_at(claim: str, evidence: str, mere: bool) -> None:
    """What is awaited, or to be done, is not done; what will be may be told so."""
    told, stated = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert clauses.of_a_mere_name(told, stated) is mere


def test_brackets_part_nothing() -> None:
    """Nor does what stands in two of them: a year with its dash."""
    claim = facts("Ada Quill lost the pier.", ORDINARY)
    for aside in ("(1874–1951)", "(born (in May) – late)"):
        assert not clauses.pieced_together(claim, facts(f"Ada Quill {aside} lost the pier."))
    assert clauses.pieced_together(claim, facts("Ada Quill (a pilot) sued and lost the pier."))
