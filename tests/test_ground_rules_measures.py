"""An amount is found in another measure: as a share, in years or weeks."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules.measures import equal_to


@pytest.mark.parametrize(
    ("claim", "evidence", "text"),
    [
        ("by 20 percent", "by a fifth in May", "a fifth"),
        ("by a fifth in May", "by 20 percent", "20"),
        ("50% of it", "half of it", "half"),
        ("for 20 years", "for two decades", "two"),
        ("for 300 years", "for three centuries", "three"),
        ("for a fortnight or 4 weeks", "for 2 fortnights", "2"),
        ("by 20 percent", "in the fifth hour", None),
        ("by 20 percent", "by 20 boats", None),
        ("by 25 percent", "by a fifth in May", None),
        ("for 20 months", "for two decades", None),
        ("in 2000", "for 200 decades", None),
        ("the fifth", "20 percent", None),
    ],
)
def test_the_same_amount(claim: str, evidence: str, text: str | None) -> None:
    """A share is a percentage and a decade ten years; an order is no share, a year no span."""
    one, other = facts(claim), facts(evidence)
    item = next(item for item in reversed(one.items) if item.kind == "number")
    found = equal_to(item, one, other)
    assert (found and evidence[found.start : found.end]) == text
