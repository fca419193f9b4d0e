"""A text that breaks off states nothing, however well its words are grounded."""

from __future__ import annotations

import pytest

from summarize.ground import breaks_off


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("In the harbour of Norham, commonly known as", True),
        ("Quill thanked the", True),
        ("Quill thanked the crew, and", True),
        ("Quill thanked the crew,", True),
        ("He asked “what of”", True),
        ("Quill thanked the crew", False),
        ("Quill thanked the crew.", False),
        ("She was sworn in", False),
        ("", False),
    ],
)
def test_breaks_off(text: str, broken: bool) -> None:
    """An article, a conjunction or a comma ends no sentence; a missing full stop is no matter."""
    assert breaks_off(text) is broken


@pytest.mark.parametrize("mark", ['"', "”", "’", "'", ")", "]", "»"])
def test_what_closes_behind_it_is_looked_through(mark: str) -> None:
    """A quotation mark or a bracket does not end what broke off before it."""
    assert breaks_off(f"Quill thanked the crew,{mark}")
    assert breaks_off(f"Quill thanked THE{mark}")
    assert not breaks_off(f"Quill thanked the crew{mark}")
