"""Questions: what each figure counts, for each way of asking, and which answers are wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import harbour
import pytest
from measured import CLOSED, COST, QUESTIONS, WHO, ran, value, written

from summarize import loop
from summarize.errors import UnreachableError
from summarize.measure import rows
from summarize.measure.questions import questions, wrong_answers
from summarize.measure.run import Plan, run
from summarize.measure.sections import Section
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Answer, Citation, Question, Status

ASKED = Question(id="q1", text="Who is the harbour master?")
CITED = tuple(Citation(quote=f"Ines Quill said {n}.", start=n, end=n + 1) for n in range(3))


def section(folder: Path, *replies: Line) -> Section:
    """Measure the three questions, the last of which has no answer."""
    model = ScriptedModel(replies)
    (only,) = questions(ran(folder, QUESTIONS, model, baseline=len(replies) > 1).measured)
    assert model.unused == 0
    return only


def test_all_right(tmp_path: Path) -> None:
    """Right words from right sentences, and not stated where nothing is: all figures are best."""
    found = section(tmp_path, harbour.answers((2, "12 days"), (3, "Ines Quill"), (None, None)))
    assert {line.name: line.figures["summarize"].value for line in found.lines} == {
        "exact match": 1,
        "token F1": 1,
        "token F1, answerable": 1,
        "not-stated recall": 1,
        "false not stated": 0,
        "right sentence": 1,
        "sentences cited an answer": 1,
        "answers not located": 0,
    }


def test_what_each_figure_counts(tmp_path: Path) -> None:
    """A partly right answer, a missed one, and one where nothing is stated."""
    found = section(tmp_path, harbour.answers((2, "closed for 12 days"), (None, None), (5, "May")))
    assert value(found, "exact match") == 0
    assert value(found, "token F1") == pytest.approx(6 / 7 / 3)
    assert value(found, "token F1, answerable") == pytest.approx(6 / 7 / 2)
    assert value(found, "not-stated recall") == 0
    assert value(found, "false not stated") == 0.5
    right = found.figure("right sentence")
    assert right is not None
    assert (right.value, right.n) == (1, 1), "of the answered answerable questions alone"


def test_naive_stands_beside_without_sentences(tmp_path: Path) -> None:
    """What cites nothing has no figure for citations."""
    answered = harbour.answers((2, "12 days"), (3, "Ines Quill"), (None, None))
    found = section(tmp_path, answered, "12 days", "Not stated", "Not stated")
    assert value(found, "token F1", "naive") == pytest.approx(2 / 3)
    assert value(found, "false not stated", "naive") == 0.5
    assert found.figure("right sentence", "naive") is None


def test_an_error_counts_as_wrong(tmp_path: Path) -> None:
    """Of every question about the text, be it answerable or not."""
    (found,) = questions(ran(tmp_path, QUESTIONS, ScriptedModel([UnreachableError("no")])).measured)
    assert value(found, "token F1") == 0
    assert value(found, "exact match") == 0
    assert value(found, "not-stated recall") == 0
    assert value(found, "false not stated") == 1


def test_several_files_have_a_section_each_and_one_for_all(tmp_path: Path) -> None:
    """The last section is that of all questions together, which thresholds look at."""
    files = [written(tmp_path / f"{n}.jsonl", [row]) for n, row in enumerate((CLOSED, COST))]
    model = ScriptedModel([harbour.answers((2, "12 days")), harbour.answers((5, "May"))])
    plan = Plan(rows.load(files))
    done = loop.run(run(plan, model, Settings(cache_dir=tmp_path, prompts=tmp_path)))
    found = list(questions(done.measured))
    assert [one.title for one in found] == [
        "questions of 0.jsonl",
        "questions of 1.jsonl",
        "all questions",
    ]
    assert [value(one, "token F1") for one in found] == [1, 0, 0.5]


def test_wrong_answers_are_told_with_what_was_expected(tmp_path: Path) -> None:
    """Other words, a wrong sentence, or an answer to what is not stated; right ones are not."""
    replies = [harbour.answers((2, "12 days"), (None, None), (5, "May")), *["naive nonsense"] * 3]
    done = ran(tmp_path, QUESTIONS, ScriptedModel(replies), baseline=True)
    found = list(wrong_answers(done.measured))
    assert [(one.id, one.expected, one.got) for one in found] == [
        ("who", ("Ines Quill",), "not stated"),
        ("cost", ("not stated",), "May"),
    ]
    assert found[0].line == 2
    assert found[0].asked == WHO["question"]
    assert found[1].cited[0].endswith("in May.")


def test_right_words_from_a_wrong_sentence_are_wrong(tmp_path: Path) -> None:
    """And "not stated" where nothing is stated needs no sentence to be right."""
    elsewhere = {**WHO, "answers": ["Quill", "the Coast Board"], "question": "Who will repair it?"}
    model = ScriptedModel([harbour.answers((4, "The Coast Board"), (None, None))])
    assert list(wrong_answers(ran(tmp_path, [elsewhere, COST], model).measured)) == []
    many = Answer(question=ASKED, text="Ines Quill", status=Status.ANSWERED, citations=CITED)
    done = ran(tmp_path, [WHO], ScriptedModel([harbour.answers((3, "Ines Quill"))])).measured[0]
    vague = replace(done, outcome=done.outcome.model_copy(update={"answers": (many,)}))
    assert len(list(wrong_answers([vague]))) == 1
