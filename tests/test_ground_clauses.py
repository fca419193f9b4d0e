"""What belongs to which verb: a claim gives no verb another subject, amount or time."""

from __future__ import annotations

import pytest

from summarize.ground import clauses
from summarize.ground.facts import facts

ORDINARY = frozenset({"the", "she", "in", "he", "it", "a", "boats"})
CUT = "The port announced that it would cut 300 jobs."
FIRE = "A fire killed four sailors and injured eleven others."
BORN = "Born in Larne in 1901, she studied in Norham and became head of the school in 1946."
JUDGE = "Judge Robert Quill sentenced the former mayor to six years."
COURT = "The court ruled that the law was void and ordered the council to amend it."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The port announced that it had cut 300 jobs.", CUT, True),
        ("The port will cut 300 jobs.", CUT, False),
        ("The port announced that 300 jobs would be cut.", CUT, False),
        ("The port announced the cut of 300 jobs.", CUT, False),
        ("Quill will resign on Sunday.", "Quill resigned on Sunday.", True),
        ("Quill resigned on Sunday.", "Quill will resign on Sunday.", True),
        ("The pier was closed in May.", "The pier will be closed in May.", True),
        ("The pier closes in May.", "The pier will be closed in May.", False),
        ("The pier has closed.", "The pier will close.", True),
        ("The pier had been closed.", "The pier will be closed.", True),
        ("The pier did close.", "The pier will surely close.", True),
        ("The pier closed.", "It will be the pier that closed.", False),
        ("The pier closed.", "It will, in winter, be closed.", False),
        ("The pier would close daily.", "The pier closed daily.", False),
        ("Prices will rise.", "Prices rose in May and will rise in June.", False),
        ("The pier closed.", "The pier shall close.", True),
        ("The piers were closed.", "The piers will be closed.", True),
        ("The piers have closed.", "The piers will close.", True),
        ("The crew left, the pier having been closed.", "The pier will be closed.", True),
        ("The lost boats returned.", "Boats will be lost, and others returned.", False),
        ("Lists of lost boats burned.", "Boats will be lost, and lists burned.", False),
    ],
)
def test_times(claim: str, evidence: str, wrong: bool) -> None:
    """What is to come has not happened, and what has happened is not to come."""
    assert clauses.times_differ(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


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
        ("A fire injured four sailors and killed eleven others.", FIRE, ["four", "eleven"]),
        ("A fire killed four sailors and injured eleven others.", FIRE, []),
        ("Four sailors were killed and eleven injured.", FIRE, []),
        ("Four sailors were injured and eleven killed.", FIRE, ["Four", "eleven"]),
        ("She was born in 1946.", BORN, ["1946"]),
        ("She was born in 1901.", BORN, []),
        ("In 1946 she became head of the school.", BORN, []),
        ("It rose on 3 May.", "It rose on 2 May and fell on 3 May.", ["3 May"]),
        ("It rose by 9 tons.", "It fell by 9 tons.", []),
        ("On 3 May 9 boats sank.", "On 3 May 4 boats sank and 9 burned.", ["9"]),
        ("Pier 9 burned.", "On Sunday pier 4 burned and pier 9 closed.", ["9"]),
        ("4 boats sank.", "9 boats sank but 4 burned.", ["4"]),
        ("4 boats sank.", "9 boats sank or 4 burned.", ["4"]),
        ("4 boats sank.", "9 boats sank while 4 burned.", ["4"]),
        ("4 boys sank.", "9 boats sank which 4 boys burned.", ["4"]),
        ("4 boys sank.", "9 boats sank that 4 boys burned.", ["4"]),
        ("4 boys drowned.", "9 sailors drowned who 4 boys saved.", ["4"]),
        (
            "It sank 3 metres deeper than planned.",
            "It sank 9 metres, 3 metres deeper than planned.",
            [],
        ),
    ],
)
def test_amounts(claim: str, evidence: str, wrong: list[str]) -> None:
    """A number or a date keeps its verb, in whatever voice; what no other one has is not judged."""
    found = clauses.amounts_exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert [item.text for item in found] == wrong


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


TICKETS = "Tickets cost 15 crowns for adults and 8 crowns for children."
VOTED = "The guild voted against the dam in January but supported it in June."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Tickets cost 8 crowns for adults.", TICKETS, ["8"]),
        ("Tickets cost 15 crowns for children.", TICKETS, ["15"]),
        ("Tickets cost 15 crowns for adults.", TICKETS, []),
        ("For children tickets cost 8 crowns.", TICKETS, []),
        ("The guild supported the dam in January.", VOTED, ["January"]),
        ("The guild supported the dam in June.", VOTED, []),
        (
            "It costs 8 crowns for children.",
            "Children pay 8 crowns, and 15 crowns for children with dogs.",
            [],
        ),
        (
            "It costs 12 crowns for adults.",
            "It costs 15 crowns for adults on Sunday and 12 crowns for adults on Monday.",
            [],
        ),
        (
            "It fell in the second quarter.",
            "It rose in the first and fell in the second quarter.",
            [],
        ),
    ],
)
def test_complements(claim: str, evidence: str, wrong: list[str]) -> None:
    """A number keeps what it is for, a month what was done in it."""
    found = clauses.amounts_exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert [item.text for item in found][:1] == wrong


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


DAM = "When the dam was built, it flooded seven farms whose people were moved to Larne."
UNION = "The union, which has 90 sailors, called off the strike after the yard offered crowns."


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
        ("Men against a dam have 12 notes.", "Men have 12 notes against a dam.", False),
    ],
)
def test_subjects_of_clauses(claim: str, evidence: str, wrong: bool) -> None:
    """What one clause tells of its subject is not told of another clause's."""
    found = clauses.subjects_replaced(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert any(found) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The dam flooded Larne.", DAM, True),
        ("The dam flooded seven farms.", DAM, False),
        ("It flooded Larne.", "It flooded farms: Larne, Velden and Norham.", False),
        ("It flooded Larne.", "It flooded in spring what was Larne.", False),
        ("It flooded Larne.", "It flooded them; then Larne was built.", False),
        ("He tried to rob Quill.", "He tried to rob a bank and was held by Quill.", True),
        ("He took the planned road.", "He took a bribe, it was said, for the planned road.", True),
    ],
)
def test_objects_of_clauses(claim: str, evidence: str, wrong: bool) -> None:
    """What is done to one thing is not done to what a later clause tells of."""
    assert clauses.object_replaced(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("A man robbed a bank.", "A man tried to rob a bank.", True),
        ("A man tried to rob a bank.", "A man tried to rob a bank.", False),
        ("Quill wanted to found a port.", "Quill wanted to found a port.", False),
        ("A man robbed a bank.", "A man managed to rob a bank.", False),
        ("A man robbed a bank.", "A man tried to rob a bank and robbed a boat.", False),
        ("The strike is to be called off.", "The strike is due to be called off.", False),
        ("The strike was called off.", "The strike is due to be called off.", True),
        ("40 jobs were lost.", "The union expects another 40 jobs to be lost.", True),
        ("Ports sold boats.", "Under the plan, ports would have to sell boats.", True),
        ("Boats were sold.", "In the end ports had to sell boats.", False),
        ("40 jobs were lost.", "The union says, as we expect, that it is to be lost.", False),
    ],
)
def test_what_was_only_intended(claim: str, evidence: str, wrong: bool) -> None:
    """What somebody tried, wanted or was due to do has not been done."""
    assert clauses.intention_realised(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("The union called the strike.", True),
        ("The union called off the strike.", False),
        ("The union called the strike off.", False),
        ("The union met.", False),
    ],
)
def test_particles(claim: str, wrong: bool) -> None:
    """Who calls a strike off does not call it."""
    assert clauses.particle_dropped(facts(claim, ORDINARY), facts(UNION, ORDINARY)) is wrong
