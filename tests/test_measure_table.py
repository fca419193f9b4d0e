"""The table: aligned text, a table of rich, and figures in a form that suits them."""

from __future__ import annotations

import io

from rich.console import Console

from summarize.measure import intervals, table
from summarize.measure.sections import Line, Section

SECTION = Section(
    task="qa",
    title="questions of a\x1b[31m.jsonl",
    lines=(
        Line(
            name="token F1",
            figures={"summarize": intervals.score([1, 1]), "na[i]ve": intervals.score([0.5])},
        ),
        Line(name="right [b]sentence", figures={"summarize": intervals.share([])}),
        Line(name="tokens in", figures={"na[i]ve": intervals.amount([1234.4])}),
    ),
)


def test_plain_text_is_aligned() -> None:
    """A column for each way, value, interval and n in a cell, "-" for what there is not."""
    assert table.plain([SECTION, SECTION]).splitlines()[:5] == [
        "questions of a␛[31m.jsonl  summarize                 na[i]ve",
        "token F1                   1.000 [1.000, 1.000] n=2  0.500 [0.500, 0.500] n=1",
        "right [b]sentence          - n=0                     -",
        "tokens in                  -                         1,234 [1,234, 1,234] n=1",
        "",
    ]


def test_rich_shows_the_same() -> None:
    """Brackets are text, no markup."""
    screen = Console(file=io.StringIO(), width=100)
    screen.print(table.rich(SECTION))
    assert isinstance(screen.file, io.StringIO)
    shown = screen.file.getvalue()
    for row in table.cells(SECTION):
        for cell in row:
            assert cell in shown
