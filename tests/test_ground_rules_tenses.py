"""What is over is not still so, and what is done not under way."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import tenses


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Quill is mayor.", "Quill was mayor until May.", True),
        ("Quill was mayor.", "Quill was mayor until May.", False),
        ("Quill is mayor.", "Quill is mayor, as his father was.", False),
        ("Quill is mayor.", "Quill was mayor in May, and is mayor today.", False),
        ("Quill is mayor.", "Quill has been mayor since May.", False),
        ("A search is underway.", "A search was then underway.", True),
        ("The boats are in the harbour.", "The old boats were in the harbour.", True),
        ("The pier is now closed.", "The pier was suddenly closed.", True),
        ("The pier is closed.", "The closed pier was sold.", False),
        ("The crew is mending the pier.", "The crew has mended the pier.", True),
        ("The crew is mending the pier.", "The crew mended the pier.", True),
        ("The crew is mending the pier.", "The crew was mending the pier.", True),
        ("The crew is mending the pier.", "The crew mends the pier.", False),
        ("The crew mends the pier.", "The crew mended the pier.", False),
        ("The crew closes it.", "The crew closed it.", False),
        ("The mill employs 40 people.", "The mill employed 40 people.", True),
        ("The mill employed 40 people.", "The mill employs 40 people.", False),
        ("He serves in Norham.", "He served in Norham.", True),
        ("He serves in Norham.", "He is serving in Norham.", False),
        ("Quill works there.", "The works of Quill were there.", False),
        ("The works of Quill were there.", "Quill worked there.", False),
        ("The pier is safe.", "Quill said the pier was safe.", False),
        ("The pier is safe.", "The court ruled that the pier was safe.", False),
        ("The pier is safe.", "The pier that was safe closed.", True),
        ("It is old.", "It rained.", False),
        ("Larne is the capital of Sund.", "Larne, the former capital of Sund, sank.", True),
        ("Larne is the capital of Sund.", "Larne, the ex-capital of Sund, sank.", True),
        ("Larne is a former capital of Sund.", "Larne, the former capital of Sund, sank.", False),
        ("Larne was the capital of Sund.", "Larne, the former capital of Sund, sank.", False),
        ("Quill is still the yard's clerk.", "They heard Quill, the yard's former clerk.", True),
        ("Larne is the capital.", "Larne is the capital, and Norham a former capital.", False),
        ("Quill, who is here, was mayor.", "Former mayor Quill is here.", False),
        ("It is in what was once a yard.", "It is in a former yard.", False),
    ],
)
def test_still_so(claim: str, evidence: str, wrong: bool) -> None:
    """States and what lasts, in the past by the source; acts and reported speech are left alone."""
    assert tenses.still_so(facts(claim), facts(evidence)) is wrong
