"""Asking a small model one question from several sides."""

from __future__ import annotations

import pytest
from harbour import DOCUMENT, PLAIN, run

from summarize.chat import Reply, Request
from summarize.interview import Proposal, interview, words
from summarize.testing import ScriptedModel
from summarize.types import Question, Usage

CLOSED = Question(id="closed", text="How long had the harbour been closed?")


def reply(text: str, **odds: float) -> Reply:
    """Give a reply whose first token had these odds."""
    return Reply(text, "stop", Usage(calls=1), odds)


def small(question: Reply, passage: Reply, check: Reply) -> ScriptedModel:
    """Give a model with a reply for each of the three sides."""
    lines = {"question": question, "passage": passage, "check_answer": check}

    def say(request: Request) -> Reply:
        return lines[request.schema_name]

    return ScriptedModel(say)


def sides(model: ScriptedModel) -> list[str]:
    """Give the sides from which a model was asked, in order."""
    return [request.schema_name for request in model.requests]


def test_two_sure_replies_are_enough() -> None:
    """A model that is sure twice is not asked whether it is sure."""
    model = small(reply("12 days"), reply("12 days"), reply("No", No=1.0))
    assert run(lambda reading: interview(reading, CLOSED), model) == "12 days"
    assert sides(model) == ["question", "passage"]


def test_a_doubtful_answer_is_checked_and_kept_on_a_yes() -> None:
    """Some doubt leads to the third side, and its yes keeps the answer."""
    model = small(reply("12 days", Not=0.3), reply("12 days"), reply("Yes", Yes=0.9, No=0.1))
    assert run(lambda reading: interview(reading, CLOSED), model) == "12 days"
    assert sides(model) == ["question", "passage", "check_answer"]


def test_a_doubtful_answer_is_given_up_on_a_no() -> None:
    """The same doubt with a no means that the question is not answered."""
    model = small(reply("12 days", Not=0.3), reply("12 days"), reply("No", Yes=0.1, No=0.9))
    assert run(lambda reading: interview(reading, CLOSED), model) is None


def test_the_whole_text_leaves_it_open() -> None:
    """A model that finds nothing in the whole text is asked nothing more."""
    model = small(reply("not stated"), reply("12 days"), reply("Yes", Yes=1.0))
    assert run(lambda reading: interview(reading, CLOSED), model) is None
    assert sides(model) == ["question"]


def test_a_question_whose_words_stand_nowhere_raises_doubt() -> None:
    """The same replies answer a question of the passage's words, and not one of other words."""
    model = small(
        reply("12 days", Not=0.2), reply("12 days", Not=0.2), reply("Yes", Yes=0.9, No=0.1)
    )
    other = Question(id="other", text="Which ferry company runs the night service?")
    assert run(lambda reading: interview(reading, CLOSED), model) == "12 days"
    assert run(lambda reading: interview(reading, other), model) is None


@pytest.mark.parametrize(("opinion", "kept"), [("12 days", True), ("on Monday", False)])
def test_another_opinion_weighs(opinion: str, kept: bool) -> None:
    """The same replies are believed with an opinion that agrees, and not against another one."""
    doubt = reply("12 days", Not=0.35)
    model = small(doubt, doubt, reply("Yes", Yes=0.9, No=0.1))
    answer = run(lambda reading: interview(reading, CLOSED, Proposal(opinion)), model)
    assert (answer == "12 days") is kept


def test_an_opinion_that_there_is_no_answer_settles_it() -> None:
    """A small model that says of its own accord that there is no answer is believed."""
    model = small(reply("12 days"), reply("12 days"), reply("Yes", Yes=1.0))
    assert run(lambda reading: interview(reading, CLOSED, Proposal(None)), model) is None
    assert model.requests == []


def test_the_second_side_shows_only_the_passage() -> None:
    """The model is shown the sentence of its answer and its neighbours, not the whole text."""
    model = small(reply("Ines Quill"), reply("Ines Quill"), reply("Yes", Yes=1.0))
    who = Question(id="who", text="Which harbour master thanked the crews?")
    assert run(lambda reading: interview(reading, who), model) == "Ines Quill"
    shown = model.requests[1].messages[-1].content
    assert "thanked the crews" in shown
    assert "repair the pier" not in shown


def test_words_of_an_example_do_not_replace_an_answer() -> None:
    """A second reply that stands nowhere, such as a leaked example, leaves the first in place."""
    model = small(reply("12 days"), reply("900 pebbles"), reply("Yes", Yes=1.0))
    assert run(lambda reading: interview(reading, CLOSED), model) == "12 days"


def test_the_text_is_the_stable_prefix() -> None:
    """Two questions about one text share all messages but the last."""
    model = small(reply("not stated"), reply("-"), reply("-"))
    for text in ("Who came?", "Who left?"):
        run(lambda reading, text=text: interview(reading, Question(id="q", text=text)), model)
    first, second = model.requests
    assert first.prefix == second.prefix
    assert first.messages[-1] != second.messages[-1]
    assert DOCUMENT.digest[:12] in first.prefix[-2].content
    assert PLAIN.one_by_one is None


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
