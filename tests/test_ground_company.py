"""A name or number keeps the company that it keeps in the source."""

from __future__ import annotations

import pytest

from summarize.ground import company
from summarize.ground.facts import facts

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
    ],
)
def test_exchanged(claim: str, evidence: str, kind: str, wrong: bool) -> None:
    """A number or name in the company of another one is seen."""
    found = company.exchanged(facts(claim, ORDINARY), facts(evidence, ORDINARY), kind)
    assert any(found) is wrong


def test_miscounted() -> None:
    """A number does not count what another number of the source counts."""
    evidence = facts("It carried 12 masts and 3 guns.")
    assert company.miscounted(facts("It carried 3 masts and 12 guns."), evidence)
    assert not company.miscounted(facts("It carried 3 guns and 12 masts."), evidence)


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
