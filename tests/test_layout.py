"""Headings and date lines: told from running text by their form."""

from __future__ import annotations

import pytest

from summarize import Document
from summarize.layout import date_length, heading, heading_text, opening


@pytest.mark.parametrize(
    "line", ["The Pier", "What comes next", "## Aims", "== Aims ==", "  A title with spaces  "]
)
def test_a_short_line_without_a_stop_is_a_heading(line: str) -> None:
    """Plain and marked headings are recognised."""
    assert heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The pier is open.",
        "Is the pier open?",
        "- a list item",
        "1. first",
        "a) first",
        "Quill: The pier is open",
        "2024-03-28",
        "March 28, 2024",
        "Two lines\nof verse",
        "He said “yes”",
        "long " * 30,
    ],
)
def test_other_lines_are_not(line: str) -> None:
    """Sentences, list items, speakers, dates, verse and long lines are text."""
    assert not heading(line)


@pytest.mark.parametrize("line", ["== Aims ==", "## Aims", "### Aims ###", "Aims"])
def test_the_text_of_a_heading_has_no_marks(line: str) -> None:
    """A title is what a reader would call it."""
    assert heading_text(line) == "Aims"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" date 2024-03-28 In a storm, ten ships left.", " date 2024-03-28"),
        ("Published: March 28, 2024 Ten ships left.", "Published: March 28, 2024"),
        ("28 March 2024\nTen ships left.", "28 March 2024"),
        ("On 28 March 2024 ten ships left.", ""),
        ("2024-03-28 was a stormy day.", ""),
        ("Ten ships left.", ""),
        ("date of the storm: unknown", ""),
        ("", ""),
    ],
)
def test_a_date_line_is_a_date_alone_or_labelled(text: str, line: str) -> None:
    """A date that belongs to a sentence is left to it."""
    assert text[: date_length(text)] == line


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("Harbour reopens\n\n2024-03-28\n\nTen ships left.", "Harbour reopens", "2024-03-28"),
        ("date 2024-03-28 Ten ships left.\n\nAfterwards\n\nMore.", None, "2024-03-28"),
        ("Ten ships left.\n\nAfterwards\n\n2024-03-28", None, None),
        ("2024-03-28\n\n2023-01-01\n\nTen ships left.", None, "2024-03-28"),
        ("First\n\nSecond\n\nTen ships left.", "First", None),
        ("", None, None),
    ],
)
def test_title_and_date_stand_before_the_first_sentence(
    text: str, title: str | None, date: str | None
) -> None:
    """A document's title and date are read off its opening, and nowhere else."""
    assert (opening(text).title, opening(text).date) == (title, date)
    document = Document.from_text(text)
    assert (document.title, document.date) == (title, date)
