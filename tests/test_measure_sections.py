"""Sections: lines with a figure for each way, the names of files, and what it cost."""

from __future__ import annotations

from pathlib import Path

import harbour
import pytest
from measured import CLOSED, QUESTIONS, measured, value

from summarize.measure.intervals import share
from summarize.measure.sections import Section, by_way, cost, own, titles


def test_a_figure_is_found_by_its_line() -> None:
    """A section without the line, or a line without the way, gives None."""
    section = Section(task="qa", title="all", lines=(own("recall", share([True])),))
    assert section.figure("recall") == share([True])
    assert section.figure("recall", "naive") is None
    assert section.figure("precision") is None


def test_files_are_called_by_their_names() -> None:
    """Two files of one name are told apart by their paths."""
    assert titles(["a/x.jsonl", "a/y.jsonl", "a/x.jsonl"]) == {
        "a/x.jsonl": "x.jsonl",
        "a/y.jsonl": "y.jsonl",
    }
    assert titles(["a/x.jsonl", "b/x.jsonl"]) == {p: p for p in ("a/x.jsonl", "b/x.jsonl")}


def test_the_cost_of_a_text(tmp_path: Path) -> None:
    """Calls, tokens and seconds a text, for each way; nothing where no model was asked."""
    model = harbour.model(answers=harbour.answers((2, "12 days")), check="12 days")
    found = measured(
        tmp_path, [*QUESTIONS, {**CLOSED, "text": "It was closed for 12 days."}], model
    )
    (section,) = cost(found)
    assert list(by_way(found)) == ["summarize", "naive"]
    assert value(section, "calls") == 1
    assert value(section, "calls", "naive") == pytest.approx(2)
    assert value(section, "seconds") is not None
    assert list(cost(())) == []
