"""Asking a small model one question from several sides."""

from __future__ import annotations

import pytest
from harbour import DOCUMENT, run

from summarize.chat import Reply, Request
from summarize.interview import Proposal, interview, words
from summarize.testing import ScriptedModel
from summarize.types import Question, Usage

CLOSED = Question(id="closed", text="How long had the harbour been closed?")
STATEMENT = "The harbour had been closed for 12 days."


def reply(text: str, **odds: float) -> Reply:
    """Give a reply whose first token had these odds."""
    return Reply(text, "stop", Usage(calls=1), odds)


def small(
    question: Reply, passage: Reply, check: Reply, statement: str = STATEMENT
) -> ScriptedModel:
    """Give a model with a reply for each side."""
    lines = {
        "question": question,
        "passage": passage,
        "statement": reply(statement),
        "check_claim": check,
    }

    def say(request: Request) -> Reply:
        return lines[request.schema_name]

    return ScriptedModel(say)


def answer(model: ScriptedModel, question: Question, opinion: Proposal | None = None) -> str | None:
    """Ask one question."""
    opinions = {0: opinion} if opinion else {}
    (found,) = run(lambda reading: interview(reading, [question], opinions), model)
    return found


def sides(model: ScriptedModel) -> list[str]:
    """Give the sides from which a model was asked, in order."""
    return [request.schema_name for request in model.requests]


SURE, DOUBTFUL = reply("12 days", Not=0.01), reply("12 days", Not=0.3)
YES, NO = reply("Yes", Yes=0.99, No=0.01), reply("No", Yes=0.2, No=0.8)
PERHAPS = reply("Yes", Yes=0.75, No=0.25)


@pytest.mark.parametrize(
    ("passage", "check", "kept"),
    [
        (SURE, YES, True),
        (DOUBTFUL, YES, True),
        (SURE, PERHAPS, True),
        (DOUBTFUL, PERHAPS, False),
        (SURE, NO, False),
    ],
)
def test_an_answer_is_given_up_where_the_doubts_add_up(
    passage: Reply, check: Reply, kept: bool
) -> None:
    """Some doubt about the passage and some about the statement: the question is left open."""
    found = answer(small(SURE, passage, check), CLOSED)
    assert found == ("12 days" if kept else None)


def test_the_whole_text_leaves_it_open() -> None:
    """A model that finds nothing in the whole text is asked nothing more."""
    model = small(reply("not stated"), SURE, YES)
    assert answer(model, CLOSED) is None
    assert sides(model) == ["question"]


def test_an_opinion_is_looked_into_where_the_whole_text_gives_nothing() -> None:
    """What the model said when asked everything at once is asked about the passage it stands in."""
    model = small(reply("not stated"), SURE, YES)
    assert answer(model, CLOSED, Proposal("12 days")) == "12 days"
    assert "closed for 12 days" in model.requests[1].messages[-1].content


def test_question_and_answer_are_held_against_the_passage_as_one_statement() -> None:
    """The model puts them together without the passage, and is then shown both."""
    model = small(SURE, SURE, YES)
    assert answer(model, CLOSED) == "12 days"
    put_together, checked = (request.messages[-1].content for request in model.requests[2:])
    assert put_together == f"Question: {CLOSED.text}\nAnswer: 12 days"
    assert checked.endswith(f"\n\nStatement: {STATEMENT}")
    assert "closed for 12 days" in checked


def test_what_cannot_be_put_together_is_not_checked() -> None:
    """The doubt about the passage decides alone."""
    model = small(SURE, reply("12 days", Not=0.001), YES, statement=" ")
    assert answer(model, CLOSED) == "12 days"
    assert sides(model) == ["question", "passage", "statement"]
    assert answer(small(SURE, DOUBTFUL, YES, statement=" "), CLOSED) is None


def test_an_opinion_that_there_is_no_answer_settles_it() -> None:
    """A small model that says of its own accord that there is no answer is believed."""
    model = small(SURE, SURE, YES)
    assert answer(model, CLOSED, Proposal(None)) is None
    assert model.requests == []


@pytest.mark.parametrize(("refusal", "kept"), [(0.001, True), (0.1, False)])
def test_an_answer_that_stands_nowhere_needs_a_sure_model(refusal: float, kept: bool) -> None:
    """It is kept, and will be marked, only where the model hardly thought of refusing."""
    model = small(reply("a fortnight", Not=refusal), SURE, YES)
    assert answer(model, CLOSED) == ("a fortnight" if kept else None)
    assert sides(model) == ["question"]


@pytest.mark.parametrize(
    ("passage", "check", "kept"),
    [("12 days", "Yes", True), ("12 days", "No", False), ("not stated", "No", False)],
)
def test_a_server_without_odds_is_taken_at_its_word(passage: str, check: str, kept: bool) -> None:
    """Where no odds come with a reply, its words are all there is."""
    model = small(reply("12 days"), reply(passage), reply(check))
    assert answer(model, CLOSED) == ("12 days" if kept else None)


def test_the_second_side_shows_only_the_passage() -> None:
    """The model is shown the sentence of its answer and its neighbours, not the whole text."""
    quill = reply("Ines Quill", Not=0.01)
    model = small(quill, quill, YES)
    who = Question(id="who", text="Which harbour master thanked the crews?")
    assert answer(model, who) == "Ines Quill"
    shown = model.requests[1].messages[-1].content
    assert "thanked the crews" in shown
    assert "repair the pier" not in shown


def test_words_of_an_example_do_not_replace_an_answer() -> None:
    """A second reply that stands nowhere, such as a leaked example, leaves the first in place."""
    model = small(SURE, reply("900 pebbles", Not=0.01), YES)
    assert answer(model, CLOSED) == "12 days"


def test_each_side_is_done_with_all_questions_before_the_next() -> None:
    """Two questions about one text are asked so that the engine reads each prefix once."""
    model = small(SURE, SURE, YES)
    asked = [CLOSED, Question(id="again", text="For how long was the harbour closed?")]
    found = run(lambda reading: interview(reading, asked, {}), model)
    assert found == ["12 days", "12 days"]
    order = ("question", "passage", "statement", "check_claim")
    assert sides(model) == [side for side in order for _ in asked]
    for first, second in zip(model.requests[::2], model.requests[1::2], strict=True):
        assert first.prefix == second.prefix
    assert DOCUMENT.digest[:12] in model.requests[0].prefix[-2].content


@pytest.mark.parametrize(
    "text",
    ["not stated", "Not stated.", "null", "N/A", "None", "unknown", "is not mentioned", "", "  "],
)
def test_the_ways_to_say_that_there_is_no_answer(text: str) -> None:
    """However a model says that there is no answer, there is none."""
    assert words(text) is None


@pytest.mark.parametrize(
    "text", ["No. 7", "Nonesuch Palace", "Notre Dame", "Unknown Bay Road", "None of the crews"]
)
def test_answers_that_only_begin_alike(text: str) -> None:
    """An answer that begins like a refusal is an answer."""
    assert words(text) == text
