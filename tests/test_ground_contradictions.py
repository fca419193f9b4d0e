"""What a claim says otherwise: numbers, units, hedges, negation, direction, attribution."""

from __future__ import annotations

import pytest

from summarize.ground.compare import Comparer
from summarize.ground.facts import facts
from summarize.ground.names import names
from summarize.types import Alteration

EVIDENCE = "Quill said that nearly 40 ships may not leave, and prices rose by 5 percent."


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (EVIDENCE, None),
        (EVIDENCE.replace("40", "forty").replace("5 percent", "5%"), None),
        (EVIDENCE.replace("40", "41"), Alteration.NUMBER),
        (EVIDENCE.replace("percent", "percentage points"), Alteration.UNIT),
        (EVIDENCE.replace("nearly", "over"), Alteration.HEDGE),
        (EVIDENCE.replace("nearly ", ""), Alteration.HEDGE),
        (EVIDENCE.replace("may ", "will "), Alteration.HEDGE),
        (EVIDENCE.replace("not ", ""), Alteration.NEGATION),
        (EVIDENCE.replace("prices rose", "prices did not rise"), Alteration.NEGATION),
        (EVIDENCE.replace("rose", "fell"), Alteration.DIRECTION),
        ("Nearly 40 ships may not leave, and prices rose by 5 percent.", Alteration.ATTRIBUTION),
    ],
)
def test_the_reason(claim: str, reason: Alteration | None) -> None:
    """One change gives its reason; other forms of the same give none."""
    ordinary = frozenset({"nearly"})
    comparer = Comparer(names(EVIDENCE), len, None)
    assert comparer.compare(facts(claim, ordinary), facts(EVIDENCE, ordinary)).reason is reason
