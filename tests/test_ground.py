"""The room's face is small: a source to hold claims and answers against."""

from __future__ import annotations

from summarize import ground


def test_the_face() -> None:
    """`from summarize.ground import Source` works, and every name of the face is there."""
    assert "Source" in ground.__all__
    assert all(hasattr(ground, name) for name in ground.__all__)
