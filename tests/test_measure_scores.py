"""Scores of answers: as SQuAD 2.0 gives them, and the right sentence."""

from __future__ import annotations

import pytest

from summarize.measure import scores
from summarize.types import Answer, Citation, Claim, Question, Status, Verdict

QUESTION = Question(id="q1", text="How many boats left?")


def answer(text: str | None, *quotes: str, status: Status = Status.ANSWERED) -> Answer:
    """Give an answer that cites sentences."""
    cited = tuple(Citation(quote=quote, start=n, end=n + 1) for n, quote in enumerate(quotes))
    return Answer(question=QUESTION, text=text, status=status, citations=cited)


@pytest.mark.parametrize(
    ("given", "accepted", "exact", "f1"),
    [
        ("The Coast Board.", ["coast board"], 1, 1),
        ("over 40 boats", ["40 boats", "forty"], 0, 0.8),
        ("boats boats", ["boats"], 0, 2 / 3),
        ("", ["40"], 0, 0),
        ("40", [], 0, 0),
        ("", [], 1, 1),
        ("the", ["a"], 1, 1),
        ("theatre", ["the atre"], 0, 0),
    ],
)
def test_scores_are_those_of_squad(
    given: str, accepted: list[str], exact: float, f1: float
) -> None:
    """Lower case, no punctuation, no articles; best over the accepted; nothing wants nothing."""
    assert scores.exact(given, accepted) == exact
    assert scores.f1(given, accepted) == pytest.approx(f1)


def test_said_is_empty_for_not_stated() -> None:
    """Not stated and an error have no words; a conflict has those of all that it gives."""
    assert scores.said(None) == ""
    assert scores.said(answer(None, status=Status.NOT_STATED)) == ""
    given = [Claim(text=text, verdict=Verdict.VERBATIM) for text in ("40", "50")]
    conflict = answer(None, status=Status.CONFLICT).model_copy(update={"alternatives": given})
    assert scores.said(conflict) == "40; 50"


def test_the_right_sentence_holds_an_accepted_answer() -> None:
    """In whole words, in any of at most two cited sentences."""
    right, other = "Nearly 40 boats left.", "Quill thanked them."
    assert scores.right_sentence(answer("40", right), ["forty", "40"])
    assert scores.right_sentence(answer("40", other, right), ["40"])
    assert not scores.right_sentence(answer("40", other), ["40"])
    assert not scores.right_sentence(answer("40", "Some 140 boats left."), ["40"])
    assert not scores.right_sentence(answer("40", right, other, "They cheered."), ["40"])
    assert not scores.right_sentence(answer("40"), ["40"])
