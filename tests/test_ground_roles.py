"""Who does what to whom: the order around a verb, in either voice."""

from __future__ import annotations

import pytest

from summarize.ground import roles
from summarize.ground.facts import facts

ORDINARY = frozenset({"the", "a"})


@pytest.mark.parametrize(
    ("claim", "evidence", "swapped"),
    [
        ("Quill sued Merrow.", "Quill sued Merrow.", False),
        ("Merrow sued Quill.", "Quill sued Merrow.", True),
        ("Merrow was sued by Quill.", "Quill sued Merrow.", False),
        ("Quill was sued by Merrow.", "Quill sued Merrow.", True),
        ("The mayor thanked the crew.", "The crew thanked the mayor.", True),
        ("In Velden, Quill sued Merrow.", "Quill sued Merrow in Velden.", False),
        ("Merrow said Quill left.", "Quill left, said Merrow.", False),
        ("Merrow told Quill.", "Quill told Merrow.", True),
    ],
)
def test_swapped(claim: str, evidence: str, swapped: bool) -> None:
    """Exchanged places are seen, the passive and inverted speech are not taken for them."""
    assert roles.swapped(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is swapped


def test_turned() -> None:
    """ "from A to B" and "from B to A" are not the same."""
    evidence = facts("It rose from 40 to 65.")
    assert roles.turned(facts("It rose from 65 to 40."), evidence)
    assert not roles.turned(facts("From 40 to 65 it rose."), evidence)


def test_asserts() -> None:
    """A statement has a verb; a name has none."""
    assert roles.asserts(facts("Quill was late"))
    assert roles.asserts(facts("Ships carry many crates of figs."))
    assert not roles.asserts(facts("Ada Merrow"))


def test_name_runs() -> None:
    """Names of several words stand together."""
    (run,) = roles.name_runs(facts("the inspector Ada Merrow left", ORDINARY))
    assert [token.text for token in run] == ["Ada", "Merrow"]
