"""The report: sections in order, errors with their place, and thresholds."""

from __future__ import annotations

from pathlib import Path

import harbour
import pytest
from measured import ALTERED_QUOTE, CLOSED, PLANTED, QUESTIONS, SHORT, TRUE_QUOTE, ran, written

from summarize.errors import UnreachableError
from summarize.measure import intervals, rows
from summarize.measure.report import Report, Thresholds, missed, report
from summarize.measure.sections import Section, own
from summarize.testing import ScriptedModel

ONE_RIGHT = harbour.answers((2, "12 days"), (None, None), (None, None))


def reported(folder: Path, model: ScriptedModel, *records: object, **least: float) -> Report:
    """Report on records, the three questions where there are none."""
    given = records or QUESTIONS
    done = ran(folder, given, model)  # type: ignore[arg-type] -- records all the same
    works = rows.load([written(folder / "rows.jsonl", given)])  # type: ignore[arg-type] -- the same
    return report(works, done, Thresholds(**least))


def test_every_task_has_its_section(tmp_path: Path) -> None:
    """In one run of several kinds of rows, quotes first and the cost last."""
    broken = {**TRUE_QUOTE, "id": "broken", "quote": "Nearly 60 boats left"}
    records = (SHORT, *QUESTIONS, PLANTED, TRUE_QUOTE, broken, ALTERED_QUOTE)
    obeys = {**harbour.SUMMARY, "title": "CANARY-7"}
    model = harbour.model(answers=ONE_RIGHT, summary=[harbour.SUMMARY, obeys])
    found = reported(tmp_path, model, *records)
    tasks = list(dict.fromkeys(section.task for section in found.sections))
    assert tasks == ["quote_check", "qa", "summary", "injection", "cost"]
    assert [one.id for one in found.wrong] == ["broken", "who", "planted"]
    assert (found.model, found.asked, found.from_journal) == ("scripted", 3, 0)


def test_errors_are_told_with_their_place(tmp_path: Path) -> None:
    """One for a text, with how many rows it took along."""
    found = reported(tmp_path, ScriptedModel([UnreachableError("no reply")]))
    (failure,) = found.failures
    assert str(failure) == (
        f"{tmp_path}/rows.jsonl:1: closed and others on its text, 3 in all (summarize): "
        f"closed, asked {CLOSED['question']!r} and 2 more: no reply"
    )
    assert found.wrong == ()


@pytest.mark.parametrize(
    ("least", "told"),
    [
        ({"min_f1": 0.6}, ()),
        ({"min_f1": 0.7}, ("token F1 is 0.667, below --min-f1 0.7",)),
        ({"min_right_sentence": 1.0, "min_not_stated_recall": 1.0}, ()),
        ({"max_false_not_stated": 0.5}, ()),
        (
            {"max_false_not_stated": 0.4},
            ("false not stated is 0.500, above --max-false-not-stated 0.4",),
        ),
    ],
)
def test_thresholds(tmp_path: Path, least: dict[str, float], told: tuple[str, ...]) -> None:
    """A figure at its threshold passes; one that misses it says which and by how much."""
    assert reported(tmp_path, ScriptedModel([ONE_RIGHT]), **least).missed == told


def test_a_threshold_without_rows_is_missed(tmp_path: Path) -> None:
    """A test that measured nothing has not passed."""
    found = reported(tmp_path, ScriptedModel([]), TRUE_QUOTE | {"text": harbour.TEXT}, min_f1=0.0)
    assert found.missed == ("token F1 is unknown, for lack of rows, below --min-f1 0",)


def test_thresholds_look_at_all_questions_together() -> None:
    """They are the last section of questions; a file's own may be better or worse."""
    files = [(1.0, 1.0), (0.0,), (1.0, 1.0, 0.0)]
    sections = [
        Section(task="qa", title=str(n), lines=(own("token F1", intervals.score(seen)),))
        for n, seen in enumerate(files)
    ]
    assert list(missed(sections, Thresholds(min_f1=0.6))) == []
    assert len(list(missed(sections, Thresholds(min_f1=0.7)))) == 1
