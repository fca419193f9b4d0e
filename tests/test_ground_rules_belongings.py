"""What somebody's own does is not told of its owner by rule alone."""

from __future__ import annotations

import pytest

from summarize.ground import Source
from summarize.ground.facts import facts
from summarize.ground.rules import belongings
from summarize.segment import segment
from summarize.types import Document, Verdict

ORDINARY = frozenset(("mayor", "son", "driver", "bus", "book", "residents", "city", "group"))


@pytest.mark.parametrize(
    ("claim", "evidence", "of_its_owner"),
    [
        ("The mayor was arrested.", "The mayor's son was arrested.", True),
        ("The mayor was arrested.", "The mayor’s son was arrested.", True),
        ("The mayor was arrested.", "Odo Farrin, son of the mayor, was arrested.", True),
        ("The bus sank.", "The driver of the bus sank.", True),
        ("Quill won a prize.", "The book about Quill won a prize.", True),
        ("The mayor's son was arrested.", "The son of the mayor was arrested.", False),
        ("A book about Quill won a prize.", "The book about Quill won a prize.", False),
        ("The son was arrested.", "The mayor's son was arrested.", False),
        ("Norham closed the port.", "The city of Norham closed the port.", False),
        ("12 sailors closed it.", "A group of 12 sailors closed it.", False),
        ("The mayor was arrested.", "The mayor's son was arrested, and the mayor too.", True),
        ("The mayor left.", "The mayor's son left, and then the mayor left.", False),
        ("Quill left.", "Quill and the son of Moor left.", False),
        ("Quill sank.", "The son of Moor left.", False),
        ("Closed.", "The son of Moor closed it.", False),
    ],
)
def test_what_an_owner_does(claim: str, evidence: str, of_its_owner: bool) -> None:
    """Where each verb of the source has another subject, which the claim leaves out."""
    claimed, stated = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert belongings.owner_acts(claimed, stated) is of_its_owner


@pytest.mark.parametrize(
    ("claim", "evidence", "of_its_owner"),
    [
        ("They closed the bus.", "They closed the doors of the bus.", True),
        ("They closed the bus.", "They closed the bus's doors.", True),
        ("The bus was closed.", "They closed the doors of the bus.", True),
        ("They closed the bus doors.", "They closed the doors of the bus.", False),
        ("They closed the doors.", "They closed the doors of the bus.", False),
        ("They closed the bus.", "They closed the doors of the bus and closed the bus.", False),
        ("They closed Norham.", "They closed the city of Norham.", False),
        ("They closed the buses.", "They closed 12 of the buses.", False),
        ("They closed the bus.", "They closed the doors in the bus.", False),
        ("They closed the bus.", "They sank the doors of the bus.", False),
    ],
)
def test_what_is_done_to_an_owner(claim: str, evidence: str, of_its_owner: bool) -> None:
    """Where each such act of the source is done to something else, which the claim leaves out."""
    claimed, stated = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert belongings.owner_suffers(claimed, stated) is of_its_owner


@pytest.mark.parametrize(
    "text", ["They arrested the union.", "The union resigned.", "Quill won a prize."]
)
def test_the_model_is_asked(text: str) -> None:
    """A union may be meant by its spokesman, and nobody can tell by rule; be it word for word."""
    document = Document.from_text(
        "It rained.\n\nA spokesman for the union resigned.\n\nThe book about Quill won a prize."
        "\n\nThey arrested the head of the union."
    )
    source = Source(document, segment(document))
    claim = source.claim(text)
    assert claim.verdict is Verdict.UNSUPPORTED
    assert source.doubtful(claim)
