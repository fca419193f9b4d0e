"""Who does what to whom: the order around a verb, in either voice."""

from __future__ import annotations

import pytest

from summarize.ground import Source, roles
from summarize.ground.facts import facts
from summarize.segment import segment
from summarize.types import Document, Verdict

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


def source(text: str) -> Source:
    """Give a document to ground claims in."""
    document = Document.from_text(text)
    return Source(document, segment(document))


TWO = (
    "The list names a Norham pilot fined for smuggling lamps and maps, and an Oldhaven baker fined "
    "in May for burning bread."
)


@pytest.mark.parametrize(
    "text",
    [
        "An Oldhaven baker was fined for smuggling lamps.",
        "The Oldhaven baker was fined for smuggling maps.",
        "The Norham and Oldhaven traders were fined for smuggling lamps and maps.",
        "A Norham pilot was fined for burning bread.",
    ],
)
def test_what_is_said_of_one_is_not_said_of_the_other(text: str) -> None:
    """Of two people in a sentence, neither is given what the other one did or suffered."""
    found = source(TWO).claim(text)
    assert not found.grounded, found


@pytest.mark.parametrize(
    "text",
    [
        "A Norham pilot was fined for smuggling lamps.",
        "The Norham pilot was fined for smuggling lamps and maps.",
        "An Oldhaven baker was fined in May for burning bread.",
    ],
)
def test_what_each_of_two_did_is_supported(text: str) -> None:
    """A participle behind a name and a passive of it say the same."""
    assert source(TWO).claim(text).verdict is Verdict.SUPPORTED


def test_a_subject_behind_its_participle_is_no_other_one() -> None:
    """A name that a preposition governs is nobody's rival."""
    text = "In Norham, thanked by the crews, Quill left for Oldhaven."
    assert source(text).claim("Quill was thanked by the crews.").grounded


@pytest.mark.parametrize(
    ("claim", "evidence", "made"),
    [
        ("Many defeated by Quill.", "Merrow was defeating Quill by 40 votes.", True),
        ("Merrow was defeated by Quill.", "Quill was defeating Merrow.", False),
        ("He was defeated by Quill.", "He was defeated by Quill.", False),
        ("He was defeated by night.", "He was defeating Quill.", False),
    ],
)
def test_made_agent(claim: str, evidence: str, made: bool) -> None:
    """Whom it is done to does not do it."""
    assert roles.made_agent(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is made
