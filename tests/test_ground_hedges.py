"""Hedges: an answer is no more exact than its evidence."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.ground import hedged, hedges

EVIDENCE = "He noted nearly 110,000 deaths, over 73,822 arrests, 36 deportations and some 12 days."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("110,000", "nearly 110,000"),
        ("110,000 deaths", "nearly 110,000 deaths"),
        ("110000", "nearly 110000"),
        ("73,822", "over 73,822"),
        ("12 days", "some 12 days"),
        ("deaths: 110,000; arrests: 73,822", "deaths: nearly 110,000; arrests: over 73,822"),
    ],
)
def test_a_number_gets_its_hedge_back(answer: str, expected: str) -> None:
    """Each number the one that it has in the evidence, in the answer's own writing."""
    assert hedged(answer, EVIDENCE) == expected


@pytest.mark.parametrize(
    "answer", ["36", "nearly 110,000", "about 110,000", "109,999", "Nearly all", "", "deaths"]
)
def test_the_rest_is_left_alone(answer: str) -> None:
    """Plain numbers, hedged ones, other ones and words."""
    assert hedged(answer, EVIDENCE) == answer


def test_without_evidence_nothing_changes() -> None:
    """An answer that stands nowhere is told as it came."""
    assert hedged("110,000", "") == "110,000"


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_answer_is_broken(answer: str, evidence: str) -> None:
    """Words are added at most: what the answer says is there, in order, and once is enough."""
    told = hedged(answer, evidence)
    left = iter(told)
    assert all(character in left for character in answer)
    assert hedged(told, evidence) == told


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(hedges).failed == 0
