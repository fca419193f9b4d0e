"""DOCX: title, headings, paragraphs and tables, in their order."""

from __future__ import annotations

import io

import pytest
from files import bomb, docx

from summarize import Document, Settings
from summarize.errors import TooLargeError, UnreadableInputError
from summarize.read import read
from summarize.segment import segment


def opened(content: bytes, **tuned: object) -> Document:
    """Read a DOCX."""
    return read(io.BytesIO(content), Settings.model_validate(tuned))


def test_all_that_it_says_is_read() -> None:
    """In order, a blank line between the blocks, a line for each row of a table."""
    document = opened(docx())
    assert document.text == (
        "Harbour report\n\n## What happened\n\n"
        "The harbour had been closed for 12 days after a storm.\n\nBoats | 40"
    )
    assert (document.title, document.author) == ("Harbour report", "Ada Reporter")


def test_headings_are_headings() -> None:
    """They bear no number, as those of a text."""
    kinds = [sentence.kind for sentence in segment(opened(docx()))]
    assert kinds[:3] == ["heading", "heading", "sentence"]


def test_a_bomb_is_refused() -> None:
    """By what it would unfold to, before it is unfolded."""
    content = bomb(docx(), 30_000_000)
    assert len(content) < 1_000_000
    with pytest.raises(TooLargeError, match="unfolds to more than 1,000,000 characters"):
        opened(content, max_document_bytes=1_000_000)


@pytest.mark.parametrize("damage", [slice(0, 5_000), slice(0, 200)])
def test_a_damaged_one_is_told(damage: slice) -> None:
    """In one line, whatever is wrong inside."""
    content = docx()[damage] + b" word/"
    with pytest.raises(UnreadableInputError, match="is damaged"):
        opened(content)


def test_no_document_inside_is_told() -> None:
    """Where the text itself is no XML."""
    with pytest.raises(UnreadableInputError, match="is damaged"):
        opened(bomb(docx(), 10))
