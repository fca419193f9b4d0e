"""The ways of asking: as the product asks, and one plain question a call."""

from __future__ import annotations

from pathlib import Path

import harbour
import pytest
from measured import PLANTED, QUESTIONS, SHORT, Record, settings, written

from summarize import loop
from summarize.chat import Request
from summarize.errors import AuthenticationError, NotJSONError, RateLimitError, RefusedError
from summarize.measure import rows, ways
from summarize.measure.ways import Outcome, Way, naive, product
from summarize.testing import ScriptedModel
from summarize.types import Status

ANSWERS = harbour.answers((2, "12 days"), (3, "Ines Quill"), (None, None))


def came(folder: Path, way: Way, model: ScriptedModel, *records: Record) -> Outcome:
    """Give what comes of rows about one text."""
    (work,) = rows.load([written(folder / "rows.jsonl", records)])
    return loop.run(ways.outcome(way, work, model, settings(folder)))


def test_the_product_is_asked_all_questions_of_a_text_at_once(tmp_path: Path) -> None:
    """One call, as people get it, and answers with their citations in the rows' order."""
    model = harbour.model(answers=ANSWERS)
    found = came(tmp_path, product, model, *QUESTIONS)
    assert [answer and answer.text for answer in found.answers] == ["12 days", "Ines Quill", None]
    assert found.answers[0] is not None
    assert found.answers[0].citations[0].quote.startswith("The harbour had been closed")
    assert (len(model.requests), found.usage.calls) == (1, 1)
    assert found.seconds > 0


def test_a_small_model_is_measured_as_people_get_it(tmp_path: Path) -> None:
    """A small model is asked from several sides here too: what is measured is the product."""

    def say(request: Request) -> str | dict[str, object]:
        return ANSWERS if request.schema else "12 days"

    model = ScriptedModel(say, small=True)
    came(tmp_path, product, model, *QUESTIONS)
    assert {request.schema_name for request in model.requests} >= {"answers", "question", "passage"}


def test_summaries_come_without_questions_and_attacks_with_them(tmp_path: Path) -> None:
    """A planted instruction is tried on summary and answers both."""
    model = harbour.model()
    found = came(tmp_path, product, model, SHORT)
    assert found.summary is not None
    assert not found.summary.answers
    found = came(tmp_path, product, model, PLANTED)
    assert found.summary is not None
    assert len(found.summary.answers) > 3


def test_naive_is_one_plain_question_a_call(tmp_path: Path) -> None:
    """The whole article and the question, no schema; "not stated" is taken in any spelling."""
    model = ScriptedModel(["12 days", "Ines Quill\n", "Not stated."])
    found = came(tmp_path, naive, model, *QUESTIONS)
    assert [answer and answer.text for answer in found.answers] == ["12 days", "Ines Quill", None]
    assert [answer and answer.status for answer in found.answers] == [
        Status.UNVERIFIED,
        Status.UNVERIFIED,
        Status.NOT_STATED,
    ]
    for request, row in zip(model.requests, QUESTIONS, strict=True):
        assert request.schema is None
        assert harbour.TEXT.strip() in request.messages[0].content
        assert "answer: not stated" in request.messages[0].content
        assert request.messages[-1].content == row["question"]


def test_an_error_is_a_result(tmp_path: Path) -> None:
    """What concerns one text is told in its outcome, with the usage up to there.

    That is of three questions, of two, and of one, each asked for once more.
    """
    found = came(tmp_path, product, ScriptedModel(["no", "still no"] * 3), *QUESTIONS)
    assert found.answers == ()
    assert found.error is not None
    assert "JSON" in found.error
    assert not found.passing
    assert found.usage.calls == 6


def test_a_text_that_no_reply_serves_is_a_result_too(tmp_path: Path) -> None:
    """An error concerns this text and no other."""
    refused = ScriptedModel([RefusedError("the model declined")])
    found = came(tmp_path, product, refused, SHORT)
    assert found.error == "the model declined"
    assert not found.passing


def test_a_naive_error_concerns_one_question(tmp_path: Path) -> None:
    """The other questions about the text keep their answers."""
    model = ScriptedModel(["12 days", NotJSONError("broken\nreply"), "Not stated"])
    found = came(tmp_path, naive, model, *QUESTIONS)
    assert [answer is None for answer in found.answers] == [False, True, False]
    assert found.error == "broken reply"


def test_errors_that_may_not_come_again_are_marked(tmp_path: Path) -> None:
    """Too many requests or no connection say nothing about the row."""
    found = came(tmp_path, product, ScriptedModel([RateLimitError("wait")]), *QUESTIONS)
    assert found.passing


def test_what_is_not_set_up_ends_the_run(tmp_path: Path) -> None:
    """A refused key would fail every row alike: it is raised, not counted."""
    with pytest.raises(AuthenticationError):
        came(tmp_path, product, ScriptedModel([AuthenticationError("no key")]), *QUESTIONS)
