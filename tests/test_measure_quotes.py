"""Quotes: true ones are to be found at their place, altered ones to be refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from measured import ALTERED_QUOTE, SHORT, TRUE_QUOTE, Record, value, written

from summarize.measure import rows
from summarize.measure.quotes import quotes, wrong_quotes
from summarize.measure.rows import Work


def works(folder: Path, *records: Record) -> list[Work]:
    """Load quotes of the short text."""
    return rows.load([written(folder / "rows.jsonl", [SHORT, *records])])


def test_true_and_altered_quotes(tmp_path: Path) -> None:
    """Each kind has its share; without quotes there is no section."""
    false_alarm = {**TRUE_QUOTE, "quote": "Nearly 60 boats left"}
    (found,) = quotes(works(tmp_path, TRUE_QUOTE, false_alarm, ALTERED_QUOTE))
    assert value(found, "true quotes accepted with their span") == 0.5
    assert value(found, "altered quotes rejected") == 1
    assert list(quotes(works(tmp_path))) == []


@pytest.mark.parametrize(
    ("span", "right"),
    [([17, 37], True), ([16, 38], True), ([15, 37], False), ([17, 39], False), (None, True)],
)
def test_a_span_may_differ_by_one_character(
    tmp_path: Path, span: list[int] | None, right: bool
) -> None:
    """At either end; a row without a span is content with being found."""
    given = works(tmp_path, {**TRUE_QUOTE, "span": span})
    (found,) = quotes(given)
    assert value(found, "true quotes accepted with their span") == right
    assert bool(list(wrong_quotes(given))) != right


def test_wrong_quotes_are_told(tmp_path: Path) -> None:
    """With what was expected, and where it was found or that it was not."""
    missing = {**TRUE_QUOTE, "quote": "Nearly 60 boats left"}
    refused = {**TRUE_QUOTE, "expected": "reject", "span": None}
    found = list(wrong_quotes(works(tmp_path, missing, refused, ALTERED_QUOTE)))
    assert [(one.expected, one.got) for one in found] == [
        (("accept [17, 37]",), "reject"),
        (("reject",), "accept [17, 37]"),
    ]
