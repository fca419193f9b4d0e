"""Control characters: shown as pictures, never sent."""

from __future__ import annotations

import doctest

from summarize import controls
from summarize.controls import printable


def test_each_kind_is_shown_by_one_character() -> None:
    """White space as a space, control codes as their pictures, what turns a text as a mark."""
    assert printable("a\tb\rc\nd") == "a b c\nd"
    assert printable("\x00\x1b\x7f") == "␀␛␡"
    assert printable("a\u202eb\u2066c\u200fd\ud800e") == "a�b�c�d�e"


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(controls).failed == 0
