"""Hedges: an answer is no more exact than its evidence."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import numbers
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


@pytest.mark.parametrize(
    ("answer", "evidence", "expected"),
    [
        ("40 boats", "40 or so boats left.", "40 or so boats"),
        ("40 boats", "40+ boats left.", "40+ boats"),
        ("40 boats", "40 boats or more left.", "40 boats or more"),
        ("12 Days.", "It took 12 days or more.", "12 Days or more."),
        ("12", "It took 12 days or so.", "12 days or so"),
        ("40%", "40% or more stayed.", "40% or more"),
    ],
)
def test_a_hedge_may_stand_behind_its_number(answer: str, evidence: str, expected: str) -> None:
    """It goes after the noun where the evidence has it so, and no noun is said twice."""
    assert hedged(answer, evidence) == expected


@pytest.mark.parametrize(
    ("answer", "evidence", "expected"),
    [
        ("$40", "The rope cost about $40.", "about $40"),
        ("US$40", "The rope cost about $40.", "about US$40"),
        ("40", "The rope cost about $40.", "about $40"),
        ("40 dollars", "The rope cost about $40.", "about 40 dollars"),
        ("$40", "The rope cost nearly 40 dollars.", "nearly $40"),
        ("$40", "The rope cost $40 or more.", "$40 or more"),
    ],
)
def test_a_currency_is_said_once(answer: str, evidence: str, expected: str) -> None:
    """The hedge stands before the sign, and no sign beside a word for the same."""
    assert hedged(answer, evidence) == expected


@pytest.mark.parametrize(
    ("answer", "evidence"),
    [
        ("the 40th boat", "Nearly 40 boats left."),
        ("40 days", "Nearly 40 percent left."),
        ("12 sailing days", "It took 12 days or so."),
        ("40 boatsmen", "40 boats or more left."),
    ],
)
def test_a_number_of_something_else_gets_none(answer: str, evidence: str) -> None:
    """A rank, another unit, another noun: the hedge is not theirs."""
    assert hedged(answer, evidence) == answer


HEDGES = st.sampled_from(["nearly ", "up to ", "at least ", "over ", "about ", ""])
COUNTED = st.sampled_from([" boats", " days", " percent", " km", ""])


@given(HEDGES, st.integers(2, 10**9), COUNTED)
def test_answer_and_evidence_then_agree(hedge: str, value: int, counted: str) -> None:
    """Value, unit and hedge of the answer's number are those of the evidence's."""
    evidence = f"It was {hedge}{value}{counted}"
    (told,) = numbers.find(hedged(f"It was {value}{counted}", evidence))
    (source,) = numbers.find(evidence)
    assert (told.value, told.unit, told.hedge) == (source.value, source.unit, source.hedge)


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(hedges).failed == 0


@pytest.mark.parametrize(
    ("answer", "evidence", "expected"),
    [
        ("40 boats", "Nearly 40 boats sank. The 40 boats were old.", "40 boats"),
        ("40 boats", "40 boats sank, about 40 boats in all.", "40 boats"),
        ("40", "Nearly 40 boats sank on the 40th day.", "Nearly 40"),
        ("40 boats", "Nearly 40 boats sank in 40 minutes.", "Nearly 40 boats"),
    ],
)
def test_what_the_evidence_also_says_outright_needs_no_hedge(
    answer: str, evidence: str, expected: str
) -> None:
    """Where both stand, the answer is as exact as one of them; another unit is not."""
    assert hedged(answer, evidence) == expected


def test_a_hedge_within_an_answer_opens_no_sentence() -> None:
    """Its capital is that of the evidence's first word, and stays at the answer's start alone."""
    evidence = "Nearly 40 boats sank. Over 12 crews left."
    assert hedged("40 boats and 12 crews", evidence) == "Nearly 40 boats and over 12 crews"


@pytest.mark.parametrize(
    ("answer", "evidence", "expected"),
    [
        ("40", "40 sank; nearly 40 burned.", "40"),
        ("the 40th", "Nearly 40 boats sank.", "the 40th"),
        ("40", "Nearly the 40th boat sank.", "40"),
        ("40 of them", "40 boats or more sank.", "40 of them"),
        ("It was 40", "Nearly 40 boats sank.", "It was nearly 40"),
        ("40 and 12", "Nearly 40 boats and over 12 men sank.", "Nearly 40 and over 12"),
        ("40 percent", "Nearly 40 percent sank, and 40 boats.", "Nearly 40 percent"),
        ("40 dollars", "Nearly 40 euros were lost.", "40 dollars"),
        ("NATO lost 40", "NATO nearly lost over 40 boats.", "NATO lost over 40"),
    ],
)
def test_which_number_of_the_evidence_it_is(answer: str, evidence: str, expected: str) -> None:
    """One of the same unit that is no ordinal, and stands there without a hedge nowhere."""
    assert hedged(answer, evidence) == expected
