"""Results as JSON: read back as they were, and no terminal is driven by them."""

from __future__ import annotations

import json

from summarize.render.lines import as_json, line
from summarize.types import Question

ESCAPE = "a\x1b[31m\u202eb"


def test_what_drives_a_terminal_is_escaped_and_read_back() -> None:
    """Of a result and of a row."""
    asked = Question(id="q", text=ESCAPE)
    for printed in (as_json(asked), as_json(asked, indent=None), line(asked.model_dump())):
        assert printed.isascii()
        assert "\x1b" not in printed
        assert json.loads(printed)["text"] == ESCAPE


def test_letters_stay_readable() -> None:
    """Only what cannot be shown is escaped."""
    assert line({"a": "Zürich 東京"}) == '{"a": "Zürich 東京"}'
