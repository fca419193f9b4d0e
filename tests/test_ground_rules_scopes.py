"""How far a denial reaches, and of which of many a sentence tells."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import scopes


@pytest.mark.parametrize(
    ("claim", "evidence", "widened"),
    [
        ("The ferries do not run.", "The ferries do not run on Sundays or at night.", True),
        ("The ferries did not run.", "The ferries did not run on Sunday or at night.", False),
        ("The ferries do not run.", "The ferries do not run in heavy fog.", True),
        ("The ferries do not run in fog.", "The ferries do not run in heavy fog.", True),
        ("The ferries do not run in heavy fog.", "The ferries do not run in heavy fog.", False),
        ("The ferries run.", "The ferries run in heavy fog.", False),
        ("No boat sank.", "No boat sank more often than the Alda.", True),
        ("The clerk did not reply.", "The clerk did not reply, and the mayor left.", False),
        ("The clerk did not sell it.", "The clerk did not sell it to either Quill or Moor.", True),
        ("The clerk never sold Quill it.", "The clerk never sold either Quill or Moor it.", False),
        ("The clerk did not leave.", "The mayor did not stay, and the clerk left.", False),
    ],
)
def test_a_denial_that_has_lost_its_limits(claim: str, evidence: str, widened: bool) -> None:
    """What is denied of some of it is not denied of all; a day or a number may be left out."""
    assert scopes.widened(facts(claim), facts(evidence)) is widened


@pytest.mark.parametrize(
    ("claim", "evidence", "widened"),
    [
        ("Skippers rarely drowned.", "Skippers who could swim rarely drowned.", True),
        ("All skippers were told.", "All skippers who had asked were told.", True),
        ("Skippers who asked were told.", "All skippers who had asked were told.", False),
        ("Two skippers were told.", "Two skippers who had asked were told.", False),
        ("The skipper was told.", "The skipper who had asked was told.", False),
        ("Skippers were told.", "Skippers, who had asked, were told.", False),
        ("People drowned.", "People who could not swim drowned.", True),
        ("Skippers asked.", "Skippers who asked were told.", False),
        ("Skippers left.", "The boats sank, and the skippers who had asked left.", True),
        ("Skippers left.", "The pilots left before the skippers who had asked.", False),
    ],
)
def test_those_of_whom_it_is_told(claim: str, evidence: str, widened: bool) -> None:
    """Of many, those are meant whom a clause tells apart; one and a number are who they are."""
    assert scopes.widened(facts(claim), facts(evidence)) is widened
