"""A comparison tells what is accounted for, by rarity, and how dates and names agree."""

from __future__ import annotations

from itertools import combinations

import pytest

from summarize.ground.compare import BENDING, Comparer
from summarize.ground.facts import facts
from summarize.ground.names import names

COMPARER = Comparer(names("Ada Merrow and PALB (Port Authority of Larne Bay)."), len, 2031)


@pytest.mark.parametrize(
    ("claim", "evidence", "supports"),
    [
        ("on 5 May 2031", "on Monday, May 5, 2031", True),
        ("on 5 May 2031", "on May 5", True),
        ("on 5 May 2030", "on May 5", False),
        ("in May", "on May 5", True),
        ("on May 5", "in May", False),
        ("on Monday, 5 May 2031", "on 5 May 2031", True),
        ("on Tuesday, 5 May 2031", "on 5 May 2031", False),
        ("in 2031", "on May 5, 2031", True),
        ("on 03/04/2031", "on 03/04/2031", True),
        ("on 3 April 2031", "on 03/04/2031", False),
        ("Ada Merrow left", "Merrow left", True),
        ("Zoe Merrow left", "Merrow left", False),
        ("PALB left", "The Port Authority of Larne Bay left", True),
        ("the Port Authority of Larne Bay left", "PALB left", True),
        ("the port left", "PALB left", False),
        ("on 03/04/2031", "on 05/06/2031", False),
        ("on 03/04/2030", "on 03/04/2031", False),
        ("on 03/04/2031", "on 3 April 2031", False),
        ("Quill said ships left", "Quill announced ships left", True),
        ("Quill announced ships left", "Quill saw ships left", False),
        ("Quill announced ships left", "Quill stated ships left", False),
    ],
)
def test_supports(claim: str, evidence: str, supports: bool) -> None:
    """A date says no more than its source's; a name may be shorter there, or abbreviated."""
    ordinary = frozenset({"left", "port"})
    found = COMPARER.compare(facts(claim, ordinary), facts(evidence, ordinary))
    assert found.supports is supports


def test_coverage_is_weighted() -> None:
    """What is missing counts by its weight: here, the length of its key."""
    found = COMPARER.compare(facts("big ships sank"), facts("ships"))
    assert [item.text for item in found.missing] == ["big", "sank"]
    assert found.coverage == pytest.approx(4 / 11)
    assert found.reason is None


FRAGMENTS = (
    "Nearly 40 boats did not leave the port of Oldhaven on Monday, the harbour master said.",
    "The Coast Board allegedly failed to repair the pier in May, and may close it for 12 days.",
    'According to Ines Quill, "the crews were not paid", and some of the boats left instead.',
    "Ada Merrow sued the board of Larne, which denied that it had sold 40 tons of salt to her.",
    "It is believed to be one of the oldest ports, though few of its 300 boats have ever sailed.",
    "No boat left before Tuesday because over 90 percent of the crews, unlike before, were ill.",
)


def test_a_fragment_is_bent_by_what_the_whole_comparison_says() -> None:
    """For each run of words of a sentence, looking for what bends it alone changes no verdict."""
    bent = 0
    for sentence in FRAGMENTS:
        evidence, words = facts(sentence), sentence.split()
        for first, last in combinations(range(len(words) + 1), 2):
            claim = facts(" ".join(words[first:last]))
            reason = COMPARER.compare(claim, evidence).reason
            assert COMPARER.bent(claim, evidence) is (reason in BENDING), claim.text
            bent += reason in BENDING
    assert bent > 100
