"""Sections -> a table for people, in plain text or with rich."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from summarize.measure.intervals import Estimate
from summarize.measure.sections import Section
from summarize.render import printable

if TYPE_CHECKING:
    from rich.table import Table

NONE = "-"


def ways(section: Section) -> list[str]:
    """Return the ways of asking that a section compares, in their order."""
    return list(dict.fromkeys(way for line in section.lines for way in line.figures))


def cells(section: Section) -> list[list[str]]:
    """Return a section as rows of texts, the head first."""
    columns = ways(section)
    rows = [
        [line.name, *(_figure(line.figures.get(way)) for way in columns)] for line in section.lines
    ]
    return [[printable(section.title), *columns], *rows]


def _figure(found: Estimate | None) -> str:
    if found is None:
        return NONE
    if found.value is None or found.low is None or found.high is None:
        return f"{NONE} n={found.n}"
    value, low, high = (_number(x, found.kind) for x in (found.value, found.low, found.high))
    return f"{value} [{low}, {high}] n={found.n:,}"


def _number(value: float, kind: str) -> str:
    if kind != "amount":
        return f"{value:.3f}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def plain(sections: Iterable[Section]) -> str:
    """Render sections as aligned text."""
    return "\n\n".join(_aligned(cells(section)) for section in sections)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = (
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def rich(section: Section) -> Table:
    """Render a section as a table of rich."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    head, *rows = cells(section)
    table = Table(box=box.SIMPLE_HEAD, title_justify="left")
    for n, name in enumerate(head):
        table.add_column(Text(name), justify="left" if n == 0 else "right")
    for row in rows:
        table.add_row(*(Text(text) for text in row))
    return table
