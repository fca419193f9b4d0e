"""The run: what is asked of which text in which way, what is not asked again, and progress."""

from __future__ import annotations

from pathlib import Path

import harbour
from measured import (
    ALTERED_QUOTE,
    CLOSED,
    PLANTED,
    QUESTIONS,
    SHORT,
    TRUE_QUOTE,
    ran,
    settings,
    written,
)

from summarize import loop
from summarize.errors import NotJSONError
from summarize.measure import rows
from summarize.measure.run import Plan, Run, run
from summarize.settings import Progress
from summarize.testing import ScriptedModel

ANSWERS = harbour.answers((2, "12 days"), (3, "Ines Quill"), (None, None))


def asked(done: Run) -> list[tuple[str, str]]:
    """Give the tasks and ways that were asked."""
    return [(one.work.task, one.way) for one in done.measured]


def test_quotes_need_no_model(tmp_path: Path) -> None:
    """A run without texts for a model chooses none, and keeps no journal."""
    plan = Plan(rows.load([written(tmp_path / "a.jsonl", [SHORT, TRUE_QUOTE, ALTERED_QUOTE])]))
    quotes = Plan([work for work in plan.works if work.task == "quote_check"])
    assert loop.run(run(quotes, "no-such-model", settings(tmp_path))) == Run(())


def test_the_baseline_asks_questions_and_attacks_naively(tmp_path: Path) -> None:
    """The naive summary is the text's first sentences, for which no model is asked."""
    model = harbour.model(check="12 days")
    done = ran(tmp_path, [CLOSED, SHORT, PLANTED], model, baseline=True)
    assert asked(done) == [
        ("qa", "summarize"),
        ("qa", "naive"),
        ("summary", "summarize"),
        ("injection", "summarize"),
        ("injection", "naive"),
    ]
    assert done.model == "scripted"


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    """What is in the journal is given from there, and counted."""
    first = ran(tmp_path, QUESTIONS, ScriptedModel([ANSWERS]))
    second = ran(tmp_path, QUESTIONS, ScriptedModel([]))
    assert second.measured[0].outcome == first.measured[0].outcome
    assert (first.from_journal, second.from_journal) == (0, 1)


def test_an_error_does_not_stop_the_run(tmp_path: Path) -> None:
    """The text after the one that failed is measured."""
    other = {**CLOSED, "text": "Odo Farrin closed the harbour for 12 days."}
    replies = [NotJSONError("no"), harbour.answers((1, "12 days"))]
    done = ran(tmp_path, [CLOSED, other], ScriptedModel(replies))
    assert [one.outcome.error for one in done.measured] == [
        f"closed, asked {CLOSED['question']!r}: no",
        None,
    ]


def test_progress_counts_the_texts(tmp_path: Path) -> None:
    """A row is told to whoever listens; stages inside a text are not."""
    told: list[Progress] = []
    works = rows.load([written(tmp_path / "rows.jsonl", QUESTIONS)])
    listening = settings(tmp_path).model_copy(update={"on_progress": told.append})
    loop.run(run(Plan(works), ScriptedModel([ANSWERS]), listening))
    assert told == [Progress("measuring: 1 of 1", 0, 1)]


def test_a_strict_setting_does_not_raise(tmp_path: Path) -> None:
    """What is not grounded is measured, whatever the environment says of being strict."""
    works = rows.load([written(tmp_path / "rows.jsonl", [CLOSED])])
    strict = settings(tmp_path).model_copy(update={"strict": True, "ask_again": 0})
    model = ScriptedModel([harbour.answers((2, "ninety weeks of fog"))])
    (one,) = loop.run(run(Plan(works), model, strict)).measured
    assert one.outcome.error is None
    assert one.outcome.answers[0] is not None
    assert one.outcome.answers[0].status == "unverified"
