"""An amount for each year, hour or share is another one without it."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import rates

EMITS = "The yard burns 3 tonnes of oil a year."


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("The yard burns 3 tonnes of oil.", EMITS, True),
        ("The yard burns 3 tonnes of oil a day.", EMITS, True),
        ("The yard burns 3 tonnes of oil per year.", EMITS, False),
        ("Each year the yard burns 3 tonnes of oil.", EMITS, False),
        ("The yard burns 3 tonnes of oil annually.", EMITS, False),
        ("It cost 9 crowns a year.", "It cost 9 crowns between 2011 and 2016.", True),
        ("It pays 12 crowns a share.", "It pays 12 crowns per share.", False),
        ("It rose from 40 to 65 trips a week.", "It rose from 40 to 65 trips a week.", False),
        ("It sold 40 boats.", "It sold 40 boats in a year.", False),
        ("It was closed for 12 days.", "It was closed for 12 days after a storm.", False),
        ("It sold 40 boats, and 9 nets a year.", "It sold 40 boats, and 9 nets a year.", False),
        ("The yard burns oil.", EMITS, False),
        ("It sold 40 boats.", "It sold 40 boats a year ago.", False),
        ("It paid 30 cents.", "It paid 30 cents a year earlier.", False),
        ("It sold 40 boats.", "It sold 40 boats and bought a second yard.", False),
        ("It sold 40 boats.", "It sold 40 boats and a share of the yard.", False),
        ("It buys six boats.", "It buys six boats if a share issue is approved.", False),
    ],
)
def test_rates(claim: str, evidence: str, wrong: bool) -> None:
    """What is lost, added or exchanged makes another amount of it; "in a year" is no rate."""
    assert rates.differ(facts(claim), facts(evidence)) is wrong
