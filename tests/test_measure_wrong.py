"""A wrong result as a person reads it."""

from __future__ import annotations

from summarize.measure.rows import QaRow
from summarize.measure.wrong import wrong


def test_it_reads_as_place_expected_got_and_quotes() -> None:
    """Accepted answers once each, quotes on one line."""
    row = QaRow(id="who", file="a.jsonl", line=3, text="T", question="Who?")
    assert str(wrong(row, "Who?", ("Quill", "Quill", "she"), "Odo", ("Odo\n left.",))) == (
        'a.jsonl:3: who: Who?\n  expected Quill | she\n  got      Odo\n    "Odo left."'
    )
