"""What is linked by "is" and "has" in a claim is linked in the source, too."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import links

ORDINARY = frozenset({"the", "there", "its", "no", "mayor", "boats"})


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Quill is the mayor.", "Quill attacked the mayor.", True),
        ("Quill is the mayor.", "Quill met, in Norham, the mayor.", True),
        ("Quill is the mayor.", "Quill is, some say, the mayor.", False),
        ("Quill is the mayor.", "Quill, the mayor, left.", False),
        ("Quill is the mayor.", "The mayor, Ada Quill, left.", False),
        ("Quill is the mayor.", "Mayor Quill left.", False),
        ("Quill is the mayor.", "Quill, a lawyer and mayor, left.", False),
        ("Quill is the mayor.", "Quill and the mayor left.", True),
        ("Quill is the mayor.", "Quill was elected mayor.", False),
        ("Quill is the mayor.", "Quill was elected by the mayor.", True),
        ("Quill is the mayor.", "Quill serves as mayor.", False),
        ("Quill is the mayor.", "Quill called the mayor.", True),
        ("Quill is the mayor.", "Quill has hired the mayor.", True),
        ("Quill is the mayor.", "Quill was recently named mayor.", False),
        ("Quill is the mayor.", "Quill, elected mayor in May, left.", False),
        ("Quill is the mayor.", "Quill became mayor.", False),
        ("Quill is the old mayor of Norham.", "Quill (Norham's old mayor) left.", False),
        ("Quill is the mayor of Norham.", "Quill left Norham (a port) to the mayor.", True),
        ("Quill was an elected mayor.", "Quill, an elected mayor, left.", False),
        ("The brewery is his sister.", "He sold the brewery to his sister.", True),
        ("The storm was a new danger.", "The storm (with hail) was a new danger.", False),
        ("The storm was a danger.", "The storm hid a (then unseen) danger.", True),
        ("The bank has 40 branches.", "The bank closed 40 branches.", True),
        ("The bank has 40 branches.", "The bank has now 40 branches.", False),
        ("The bank has 40 branches.", "The bank, with 40 branches, closed.", False),
        ("The bank has 40 branches.", "The bank's 40 branches closed.", False),
        ("The bank has 40 branches.", "The 40 branches of the bank closed.", False),
        ("The bank has 40 branches.", "Its 40 branches cost the bank much.", False),
        ("The bank has 40 branches.", "The bank runs 40 branches.", False),
        ("The bank has a branch.", "The bank lacked a branch.", True),
        ("The bank has a branch.", "The bank said no branch closed.", True),
        ("The bank has closed a branch.", "The bank closed a branch.", False),
        ("The branch is closed.", "The bank closed a branch.", False),
        ("The branch is closing.", "The bank closed a branch.", False),
        ("The bank has to close branches.", "The bank closed branches.", False),
        ("Moor is the clerk.", "Quill is the clerk of the court and Moor of the port.", False),
        ("The bank had 40.", "The bank closed 40.", False),
        ("Sales were 40 million.", "Sales rose to 40 million.", False),
        ("It has taken two years.", "It lost two years.", False),
        ("It is the mayor.", "Quill attacked the mayor.", False),
        ("Quill, who was the mayor, left.", "Quill attacked the mayor and left.", False),
        ("Quill cannot be the mayor.", "Quill attacked the mayor.", True),
        ("Quill is the mayor.", "Quill left.", False),
        (f"Quill is {'so ' * 70}the mayor.", f"Quill attacked{' x' * 70} the mayor.", False),
        ("Quill was a singer.", "Born to a clerk and a singer, Quill studied law.", True),
        ("Quill was a singer.", "A singer, Quill studied law.", False),
        ("Norham is a port.", "Born in Norham, a port, Quill left.", False),
        (
            "The mines are at their best.",
            "Known for its mines, Larne has orchards, which are at their best.",
            True,
        ),
        (
            "The orchards are at their best.",
            "Known for its mines, Larne has orchards, which are at their best.",
            False,
        ),
        ("The orchards are in May.", "They have orchards.", False),
        ("Quill was on 4 May 2022.", "Quill (left) on 4 May 2022.", True),
        ("The vote is on 4 May 2022.", "Quill left before the vote on 4 May 2022.", False),
        ("The apples are at best.", f"The apples {'that ' * 250}are at best.", False),
    ],
)
def test_unlinked(claim: str, evidence: str, wrong: bool) -> None:
    """By such a verb, one that says as much, a comma, an owner, or standing side by side."""
    assert links.unlinked(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong
