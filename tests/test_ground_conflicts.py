"""A document that gives two numbers for the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document
from summarize.ground import Source, disagreements
from summarize.segment import segment

QUESTION = "How many sailors were injured in the storm?"


def told(text: str, answer: str, question: str = QUESTION) -> list[str]:
    """Give the answers that a text has, each of which its citation states."""
    document = Document.from_text(text)
    several = Source(document, segment(document)).conflict(answer, question)
    for claim in several:
        (citation,) = claim.citations
        assert document.text[citation.start : citation.end] == citation.quote
        assert claim.grounded
        assert claim.text in citation.quote
    return [claim.text for claim in several]


def test_two_numbers_for_the_same_are_both_kept() -> None:
    """The answer comes first, the others in the order of the source."""
    text = (
        "The storm injured 12 sailors. The harbour was closed. "
        "The mayor said that 15 sailors were injured in the storm."
    )
    assert told(text, "12") == ["12", "15"]
    assert told(text, "15") == ["15", "12"]


@pytest.mark.parametrize(
    "other",
    [
        "The storm injured 12 sailors.",
        "The storm injured twelve sailors.",
        "The storm injured over 10 sailors.",
        "The storm injured about 13 sailors.",
        "The storm injured 15 dockers.",
        "The storm killed 15 sailors.",
        "The storm injured 15 percent of the sailors.",
        "The storm injured 15 sailors in Norham.",
        "The storm injured 15 sailors on May 12.",
        "The storm of 1987 injured 15 sailors.",
        "The storm injured another 15 sailors.",
        "At first, the storm had injured 15 sailors, as was said earlier.",
        "Not 12 but 15 sailors were injured in the storm.",
        "The 15th of the sailors was injured in the storm.",
    ],
)
def test_another_thing_is_no_conflict(other: str) -> None:
    """Another noun, unit, place, day, time or a hedge that allows it: both may be true."""
    assert told(f"The storm injured 12 sailors. {other}", "12") == []


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("sailors", "Who was injured in the storm?"),
        ("12", "How many?"),
        ("12 of 40", QUESTION),
        ("", QUESTION),
        ("15", "How many dockers were injured in the storm?"),
    ],
)
def test_without_a_number_in_question_there_is_none(answer: str, question: str) -> None:
    """Only numbers are compared, and only where the sentences have the question's words."""
    text = "The storm injured 12 sailors. The storm injured 15 sailors."
    assert told(text, answer, question) == []


@given(st.text(), st.text(), st.text())
def test_any_texts(text: str, answer: str, question: str) -> None:
    """No text raises, and every quote stands where it says."""
    document = Document.from_text(text)
    for claim in Source(document, segment(document)).conflict(answer, question):
        for citation in claim.citations:
            assert document.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("one", "other", "several"),
    [
        ("The pier cost 40 dollars.", "The pier cost 55 dollars.", True),
        ("The pier cost 40 dollars.", "The old pier cost 55 dollars.", True),
        ("The pier cost 40 dollars.", "The pier cost 40 dollars.", False),
        ("The pier cost 40 dollars.", "The pier cost 40 euros.", False),
        ("The pier cost 40 dollars.", "The ferry cost 55 dollars.", False),
        ("The pier cost 40 dollars.", "The pier cost nearly 42 dollars.", False),
        ("The pier cost 40 dollars in May.", "The pier cost 55 dollars in June.", False),
        ("Quill sold 40 boats.", "Merrow sold 55 boats.", False),
        ("The first pier has 40 steps.", "The first pier has 2 doors and 55 steps.", False),
        ("The pier is old.", "The pier is closed.", False),
        ("The pier cost 40", "The pier cost 55", True),
        ("The pier cost 40 dollars.", "The pier cost 55 euros.", False),
        ("The pier cost 40 dollars.", "The pier cost 55 dollars in Norham.", False),
        ("The pier cost 40 dollars.", "Later the pier cost 55 dollars.", False),
        ("The 4th pier is old.", "The 5th pier is old.", False),
        ("40 boats left the pier.", "Boats left the pier with 55.", False),
    ],
)
def test_statements_that_disagree(one: str, other: str, several: bool) -> None:
    """Of one number each, on the same thing; whatever else differs tells them apart."""
    assert bool(disagreements([one, "It rained.", other])) is several
    assert disagreements([one, "It rained.", other]) in ((), ((0, 2),))


def test_what_several_statements_share_is_not_the_same_thing() -> None:
    """Each of two statements may say what the other does not."""
    told = ("The old pier cost 40 dollars.", "The new pier cost 55 dollars.")
    assert disagreements((*told, "The old mill has 3 doors.", "The new mill has 3 doors.")) == ()


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("12", "at least 13", True),
        ("12", "at least 12", False),
        ("12", "at least 11", False),
        ("12", "over 11", False),
        ("12", "over 13", True),
        ("12", "at most 12", False),
        ("12", "at most 11", True),
        ("12", "at most 13", False),
        ("12", "below 13", False),
        ("12", "below 11", True),
        ("110", "about 100", False),
        ("111", "about 100", True),
        ("90", "nearly 100", False),
        ("89", "nearly 100", True),
        ("over 11", "12", False),
        ("12", "15", True),
    ],
)
def test_what_a_hedge_allows_is_no_conflict(one: str, other: str, both: bool) -> None:
    """Both bounds in their direction, and a tenth of what is "about" it, on either side."""
    text = f"The storm injured {one} sailors. The storm injured {other} sailors."
    assert bool(told(text, one)) is both


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("The storm injured 12 sailors. The old storm injured 15 sailors, Quill said.", True),
        ("The storm injured 12 sailors in 1987. The storm injured 15 sailors in 1988.", False),
        ("Quill injured 12 sailors. Merrow injured 15 sailors.", False),
        ("The storm injured 12. The storm injured 15.", True),
        ("The storm injured 12 sailors. The storm injured 15.", False),
        ("The storm injured 12 sailors and 15 dogs. The storm injured 15 sailors.", False),
        ("The 12th sailor was injured in the storm. The storm injured 15 sailors.", False),
        ("The list has 12 sailors. The storm injured 15 sailors.", False),
        ("Earlier, the storm injured 12 sailors. The storm injured 15 sailors.", False),
        ("The storm injured 12 sailors. The storm injured 15 sailors on Monday.", False),
        ("Storm injured 15 sailors\n\nThe storm injured 12 sailors.", False),
        (
            "The storm injured 12 sailors. Earlier, the storm injured 14 sailors. "
            "The storm injured 15 sailors.",
            True,
        ),
        (
            "The storm injured 12 sailors. The storm injured 14 sailors in Norham. "
            "The storm injured 15 sailors.",
            True,
        ),
    ],
)
def test_only_one_thing_may_be_told_otherwise(text: str, several: bool) -> None:
    """Whoever says it does not matter; a year, a name or another count does."""
    assert bool(told(text, "12", "What was injured by a storm?")) is several
