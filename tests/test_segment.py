"""Sentences: they tile the text, so that nothing is lost and every citation holds."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarize import Document
from summarize import segment as room
from summarize.segment import segment
from summarize.types import Sentence

PIECES = st.sampled_from(
    [
        *("Ten ships left.", "Dr. Bell stayed!", "Why?", "“Two,” she said, “came back.”"),
        *("The Pier", "== Aims ==", "- item", "2024-03-28", " date 2024-03-28 ", "U.S. 3.5 kg"),
        *("\n\n", "\n", " ", "\t", "\r\n", "\u00a0", "\u2028", "\u3000", "\x85", "\x1c", "\ufeff"),
        *("。", "彼は来た。", "👩‍👩‍👧", "e\u0301", "\u00a0.", "...", "\u200b", "\0", "é", "?!"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=200))


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences."""
    return segment(Document.from_text(text))


@pytest.mark.parametrize("space", [c for c in map(chr, range(0x10000)) if c.isspace()])
def test_white_space_of_every_kind_is_cut_at(space: str) -> None:
    """Thin, no-break and ideographic spaces may stand before a stop, as French and others do."""
    text = f"Quill saw M{space}. Ten{space}ships left{space}! Why{space}?"
    found = sentences_of(text)
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
    assert all(s.text == text[s.start : s.end] for s in found)


@given(TEXTS)
@example("Ten ships left\u00a0. Two came back.")
@example(" date 2024-03-28 Ten ships left.")
@example("Ten \ud800 ships left. Two came back.")
def test_sentences_tile_the_text(text: str) -> None:
    """They are in order, do not overlap, say what stands there, and leave out only white space."""
    end = 0
    for sentence in sentences_of(text):
        assert not text[end : sentence.start].strip()
        assert end <= sentence.start < sentence.end
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        end = sentence.end
    assert not text[end:].strip()


@given(TEXTS)
@example("The Pier\n\nTen ships left.\n\nThe Boats\n\nTwo came back.")
def test_numbers_count_what_can_be_cited(text: str) -> None:
    """From 1 in reading order, headings without one; where there is text there is a sentence."""
    found = sentences_of(text)
    numbered = [s.number for s in found if s.number is not None]
    assert numbered == list(range(1, len(numbered) + 1))
    assert all((s.kind == "heading") == (s.number is None) for s in found)
    assert bool(numbered) == bool(text.strip())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The Pier\n\nTen ships left. Two came back.", ["heading", "sentence", "sentence"]),
        ("Ten ships left.\n\nThe Pier\n\nIt is open.", ["sentence", "heading", "sentence"]),
        (" date 2024-03-28 Ten ships left.", ["date", "sentence"]),
        ("2024-03-28\n\nTen ships left.", ["date", "sentence"]),
        ("The Pier\n\nThe Boats\n\n", ["sentence", "sentence"]),
        ("Dr. Bell left at 3.30 p.m. on Monday. She was tired.", ["sentence", "sentence"]),
    ],
)
def test_headings_and_dates_are_told_apart(text: str, kinds: list[str]) -> None:
    """A heading is no sentence of the story, unless there is nothing else; a date is citable."""
    assert [sentence.kind for sentence in sentences_of(text)] == kinds


def test_the_seed_opens_with_its_date(seed: Path) -> None:
    """Its date line can be cited, and its three headings are no sentences of the story."""
    found = sentences_of(seed.read_text("utf-8"))
    assert (found[0].kind, found[0].text, found[0].number) == ("date", "date 2024-03-28", 1)
    assert [s.text for s in found if s.kind == "heading"] == [
        "Operation Details and Impact",
        "The Ongoing Drug Crisis",
        "Future Enforcement and Community Safety",
    ]


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(room).failed == 0


def test_a_sentence_names_what_it_stands_under() -> None:
    """The last heading before it, without its marks; none before the first."""
    found = sentences_of("It rained.\n\n## The Pier\n\nIt sank. It burned.\n\n== Aims ==\n\nNone.")
    headings = {sentence.text: sentence.heading for sentence in found if sentence.number}
    assert headings == {
        "It rained.": None,
        "It sank.": "The Pier",
        "It burned.": "The Pier",
        "None.": "Aims",
    }
