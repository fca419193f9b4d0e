"""Whose word it is: the speaker dropped, added or exchanged."""

from __future__ import annotations

import pytest

from summarize.ground.compare import Comparer
from summarize.ground.facts import facts
from summarize.ground.names import names
from summarize.ground.rules import testimony
from summarize.types import Alteration

ORDINARY = frozenset({"the", "it", "boats", "ships", "he", "all", "some", "sailors"})


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("He stole it.", "He allegedly stole it.", Alteration.ATTRIBUTION),
        ("He allegedly stole it.", "He stole it.", Alteration.ATTRIBUTION),
        ("The pier was safe.", "Quill said the pier was safe.", Alteration.ATTRIBUTION),
        ("The pier was safe.", "Quill showed that the pier was safe.", None),
        ("He said it sank.", "It sank.", Alteration.ATTRIBUTION),
        ("He allegedly sank.", "He sank.", Alteration.ATTRIBUTION),
        ("He said the pier was safe.", "Quill said the pier was safe.", None),
        ("Quill said the pier was safe.", "He said the pier was safe.", None),
        ("The pier.", "Quill said the pier was safe.", None),
        ("It was the safe pier.", "Quill said the pier was safe.", Alteration.ATTRIBUTION),
        (
            "The pier of the town of Larne was safe.",
            "Of the town of Larne, Quill said the pier was safe.",
            Alteration.ATTRIBUTION,
        ),
        (
            "The crew said it leaked.",
            "Quill said it leaked; the crew was told.",
            Alteration.ATTRIBUTION,
        ),
        ("It sank.", "It did not allegedly sink.", Alteration.ATTRIBUTION),
        ("It is the longest pier.", "It was planned as the longest pier.", Alteration.ATTRIBUTION),
        ("Quill said most of the boats sank.", "Most of the 12 boats sank, Quill said.", None),
    ],
)
def test_a_claim_is_its_speaker_s_word(
    claim: str, evidence: str, reason: Alteration | None
) -> None:
    """Told as a fact, as an allegation or as another one's word, it is altered; else not."""
    comparer = Comparer(names(evidence), lambda _: 1.0, 2031)
    found = comparer.compare(facts(claim, ORDINARY), facts(evidence, ORDINARY))
    assert found.reason is reason
    assert found.supports is (reason is None and not found.missing)


@pytest.mark.parametrize(
    ("claim", "another"),
    [
        ("The crew said it leaked.", True),
        ("Quill said it leaked.", False),
        ("It leaked.", False),
        ("The crew has not said that it leaked.", False),
    ],
)
def test_another_speaker(claim: str, another: bool) -> None:
    """Who is told to have said it did not; nobody is where saying it is denied."""
    evidence = facts("Quill said it leaked; the crew was told.", ORDINARY)
    assert testimony.another_speaker(facts(claim, ORDINARY), evidence) is another


@pytest.mark.parametrize(
    ("claim", "another"),
    [
        ("Corvane said it leaked.", False),
        ("The mayor said it leaked.", True),
        ("The union said it leaked.", True),
    ],
)
def test_a_speaker_who_is_the_company_may_be_named(claim: str, another: bool) -> None:
    """Which company it is, no rule tells; that it is neither the mayor nor a union, it does."""
    evidence = facts("The mayor sued Corvane and the union; the company said it leaked.", ORDINARY)
    assert testimony.another_speaker(facts(claim, ORDINARY), evidence) is another


def test_what_is_told_of_a_speaker_is_nobody_s_word() -> None:
    """ "The nurse who found him said that he had thanked her": that she found him is told."""
    evidence = facts("The nurse who found the boy said his mother had thanked her.", ORDINARY)
    claim = facts("The nurse found the boy.", ORDINARY)
    assert list(testimony.attribution_reasons(claim, evidence, ())) == []
