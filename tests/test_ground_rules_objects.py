"""What an act is done to, and by whom where nobody is named."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import objects

ORDINARY = frozenset({"the", "she", "in", "he", "it", "a", "boats", "nine", "men"})
DAM = "When the dam was built, it flooded seven farms whose people were moved to Larne."
BILLS = "The union rejected the offer of a raise, demanding 9 crowns and a shorter week."
PIER = "The pier, built in 1911, gives a berth to 12 boats in the port."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The dam flooded Larne.", DAM, True),
        ("The dam flooded seven farms.", DAM, False),
        ("It flooded Larne.", "It flooded farms: Larne, Velden and Norham.", False),
        ("It flooded Larne.", "It flooded farms and Larne.", False),
        ("It flooded Larne.", "It flooded three of its farms, a port and Larne.", False),
        ("It flooded Larne.", "It flooded farms in Velden, near Larne.", True),
        ("It flooded Larne.", "It flooded ports, including Larne.", False),
        ("It flooded Larne.", "It flooded in spring what was Larne.", False),
        ("He robbed Quill.", "He robbed a bank and was held by Quill.", True),
        ("He took the planned road.", "He took a bribe, it was said, for the planned road.", True),
        ("He stressed safety.", "He stressed the focus on safety in the port.", False),
        ("He stressed safety.", "He stressed the speed of the port, and built on safety.", True),
        ("A clerk was arrested.", "Police arrested Quill at the home of a clerk.", True),
        ("Quill was arrested.", "Police arrested Quill at the home of a clerk.", False),
        ("A clerk was arrested.", "Police arrested Quill in Larne and a clerk in Velden.", False),
        ("Norham was flooded.", "The storm flooded nine farms near Norham.", True),
        ("The union rejected a shorter week.", BILLS, True),
        ("The union rejected the raise.", BILLS, False),
        ("He lost the boats.", "He praised the boats, having lost a ship.", True),
        ("Quill was given a prize.", "They gave a prize to Quill, and gave a prize.", False),
        ("The port was built in 1911.", PIER, True),
        ("The pier was built in 1911.", PIER, False),
        ("The pier was built.", "Built in 1911, the pier sank.", False),
        ("The pier was built.", "In Larne, built in stone, the pier sank.", False),
        ("A prize was given to Quill.", "Quill was given a prize.", False),
        ("The plan was voted on.", "The plan was dear; they voted on the plan.", False),
        ("The plan was voted on.", "They voted on the plan.", False),
        ("A ship was sunk.", "Sunk in May, off Larne, was a ship.", False),
        ("He worked nine days.", "He worked a field for nine days.", False),
        ("Quill said a boat sank.", "Quill said nothing in May of a boat.", False),
        ("He has built ships.", "He has built in Larne, and elsewhere, ships.", False),
        (
            "Quill was acquitted of theft.",
            "They acquitted the nurse of theft and convicted Quill.",
            True,
        ),
        (
            "The nurse was acquitted of theft.",
            "They acquitted the nurse of theft and convicted Quill.",
            False,
        ),
        ("Mills are made.", "The yard makes parts for mills.", True),
        ("Corvane sold its ferry arm.", "Corvane sold its loss-making ferry arm to Quill.", False),
    ],
)
def test_replaced(claim: str, evidence: str, wrong: bool) -> None:
    """What a preposition or another verb governs, or what follows a passive, is something else."""
    assert objects.replaced(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Boats built the pier.", PIER, True),
        ("Quill built the pier.", "The pier, built in 1911 by Ada Quill, sank.", False),
        ("Quill built the pier.", "Quill, by whom the pier was built, left.", False),
        ("Quill built boats.", "Quill built boats in 1911.", False),
        ("Moor built boats.", "The pier was built in 1911, and boats for Moor.", False),
        ("It built the pier.", PIER, False),
    ],
)
def test_done_by_another(claim: str, evidence: str, wrong: bool) -> None:
    """A passive without "by" tells of nobody that did it."""
    assert objects.done_by_another(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong
