"""Quotes -> the section that tells whether the true ones are found and the altered ones refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarize.measure import intervals
from summarize.measure.rows import QuoteRow, Work
from summarize.measure.sections import Section, own
from summarize.measure.wrong import Wrong, wrong
from summarize.types import Document, Span

SLACK = 1
"""Characters by which a span may differ at either end."""


def quotes(works: Iterable[Work]) -> Iterator[Section]:
    """Give the section of quotes, where there are any; it needs no model."""
    checked = [(row, _right(row, found)) for row, found in _checked(works)]
    if checked:
        lines = (
            own("true quotes accepted with their span", _share(checked, "accept")),
            own("altered quotes rejected", _share(checked, "reject")),
        )
        yield Section(task="quote_check", title="quotes", lines=lines)


def wrong_quotes(works: Iterable[Work]) -> Iterator[Wrong]:
    """Give the quotes that are accepted, rejected or located wrongly."""
    for row, found in _checked(works):
        if not _right(row, found):
            expected = f"{row.expected} {list(row.span)}" if row.span else row.expected
            got = f"accept [{found.start}, {found.end}]" if found else "reject"
            yield wrong(row, row.quote, (expected,), got)


def _checked(works: Iterable[Work]) -> Iterator[tuple[QuoteRow, Span | None]]:
    for work in works:
        document = Document.from_text(work.text)
        for row in work.rows:
            if isinstance(row, QuoteRow):
                yield row, document.find(row.quote)


def _right(row: QuoteRow, found: Span | None) -> bool:
    if row.expected == "reject" or found is None:
        return (found is None) == (row.expected == "reject")
    if row.span is None:
        return True
    start, end = row.span
    return abs(found.start - start) <= SLACK and abs(found.end - end) <= SLACK


def _share(checked: Iterable[tuple[QuoteRow, bool]], expected: str) -> intervals.Estimate:
    return intervals.share(right for row, right in checked if row.expected == expected)
