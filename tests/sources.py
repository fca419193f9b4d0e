"""Texts as sources, for the tests of what they state."""

from __future__ import annotations

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document


def source(text: str) -> Source:
    """Make a source of a text."""
    document = Document.from_text(text)
    return Source(document, segment(document))
