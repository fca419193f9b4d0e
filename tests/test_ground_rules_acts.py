"""Whether an act is done: a claim makes nothing of what is to come, was tried or called off."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import acts

ORDINARY = frozenset({"the", "she", "in", "he", "it", "a", "boats"})
CUT = "The port announced that it would cut 300 jobs."
UNION = "The union, which has 90 sailors, called off the strike after the yard offered crowns."


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
    assert acts.times_differ(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


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
    assert acts.intention_realised(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


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
    assert acts.particle_dropped(facts(claim, ORDINARY), facts(UNION, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Quill stole the ring.", "Quill was cleared of stealing the ring.", True),
        ("The dam broke.", "Oaks kept the dam from breaking.", True),
        ("The port sold the pier.", "The port considered selling the pier.", True),
        ("The port agreed to sell the pier.", "The port agreed to consider selling it.", True),
        ("The port sells oaks.", "The port stopped selling oaks in May.", True),
        ("Survivors were found.", "Hopes of finding survivors are fading.", True),
        ("The port considered selling the pier.", "The port considered selling the pier.", False),
        ("Quill was cleared of theft.", "Quill was cleared of stealing the ring.", False),
        ("The port sold the pier.", "The port, selling the pier, kept the boats.", False),
        ("The port sold it.", "The port thought of selling it, and sold it.", False),
    ],
)
def test_what_is_avoided_is_not_done(claim: str, evidence: str, wrong: bool) -> None:
    """Nor is what somebody is cleared of, or only considers, unless it is told of as well."""
    assert acts.avoided(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Quill murdered a clerk.", "Quill is on trial for the murder of a clerk.", True),
        ("Quill stole the ring.", "Quill was charged with stealing the ring.", True),
        ("Quill stole the ring.", "Quill pleaded not guilty to stealing the ring.", True),
        ("Quill stole the ring.", "Quill pleaded guilty to stealing the ring.", False),
        ("Quill was charged with murder.", "Quill was charged with the murder of a clerk.", False),
        ("Quill stole the ring.", "Quill stole the ring and was charged in May.", False),
        ("Quill murdered a clerk.", "Quill was convicted of the murder of a clerk.", False),
    ],
)
def test_who_is_charged_has_not_done_it_yet(claim: str, evidence: str, wrong: bool) -> None:
    """Unless the claim says so, or he admits it."""
    assert acts.unproven(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The port bought the yard.", "The port is in talks to buy the yard.", True),
        ("The port is buying the yard.", "The port is in talks to buy the yard.", True),
        ("The port bought the yard.", "The port was about to buy the yard.", True),
        ("The port is in talks to buy the yard.", "The port is in talks to buy the yard.", False),
    ],
)
def test_what_is_talked_of_is_not_done(claim: str, evidence: str, wrong: bool) -> None:
    """Nor is it under way."""
    assert acts.intention_realised(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is wrong
