"""A text that breaks off or asks states nothing, however well its words are grounded."""

from __future__ import annotations

import pytest

from summarize.ground import states_nothing


@pytest.mark.parametrize(
    ("text", "nothing"),
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
        ("Quill, the keeper?", True),
        ("Who thanked the crew? ", True),
        ("Quill asked: “Who thanked the crew?”", False),
    ],
)
def test_what_states_nothing(text: str, nothing: bool) -> None:
    """An article or a comma ends no sentence, a question is none that states; no stop is needed."""
    assert states_nothing(text) is nothing


@pytest.mark.parametrize("mark", ['"', "”", "’", "'", ")", "]", "»"])
def test_what_closes_behind_it_is_looked_through(mark: str) -> None:
    """A quotation mark or a bracket does not end what broke off before it."""
    assert states_nothing(f"Quill thanked the crew,{mark}")
    assert states_nothing(f"Quill thanked THE{mark}")
    assert not states_nothing(f"Quill thanked the crew{mark}")
