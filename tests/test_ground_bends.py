"""Negations, hedges and allegations govern the next words; attributions have speaker and scope."""

from __future__ import annotations

import pytest

from summarize.ground.bends import attributions, bends, reports
from summarize.ground.facts import facts


@pytest.mark.parametrize(
    ("text", "kind", "governed"),
    [
        ("It did not open.", "not", "open"),
        ("It never opened.", "not", "open"),
        ("It may open.", "may", "open"),
        ("It probably opened.", "likely", "open"),
        ("He allegedly stole it.", "alleged", "steal"),
        ("He was accused of stealing it.", "alleged", "steal"),
    ],
)
def test_a_bend_governs_what_follows(text: str, kind: str, governed: str) -> None:
    """The first word that states something is what is denied or doubted."""
    (bend,) = [bend for bend in bends(facts(text, frozenset({"it"}))) if bend.kind == kind]
    assert bend.governed[0] == governed


def test_a_bend_does_not_reach_across_a_mark() -> None:
    """ "if not worn, straps" denies nothing of the straps."""
    assert bends(facts("if not worn, straps help"))[0].governed == ("wear",)


@pytest.mark.parametrize(
    "text",
    [
        "Quill said that the pier was safe.",
        "Quill says the pier was safe.",
        "The pier was safe, Quill said.",
        "The pier was safe, said Quill.",
        "According to Quill, the pier was safe.",
        "The pier was safe, according to Quill.",
        "Quill reported that the pier was safe.",
    ],
)
def test_attributions(text: str) -> None:
    """Before or behind what is said, the speaker is found, and the words said."""
    (said,) = attributions(facts(text, frozenset({"the"})))
    assert said.speaker == {"quill"}
    assert {"pier", "saf"} <= said.scope
    assert reports(said.verb)


@pytest.mark.parametrize(
    "text", ["The report was late.", "Iodine is added to salt.", "It shows progress."]
)
def test_what_attributes_nothing(text: str) -> None:
    """Nouns, passives and verbs without a statement are no attributions."""
    assert attributions(facts(text)) == ()
