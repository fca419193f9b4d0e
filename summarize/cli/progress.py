"""Progress on a terminal while the model works; elsewhere only the line that names the model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from summarize.settings import Progress

NAMES_THE_MODEL = "model "


@contextmanager
def shown(known: set[str] | None = None) -> Iterator[Callable[[Progress], None]]:
    """Give a callback that shows progress on stderr, with rich where that is a terminal.

    Results are printed when it has ended: printed beside a bar, they would begin on its line.

    Args:
        known: The lines that have named a model, which are not repeated; one is added to it.
    """
    known = set() if known is None else known

    def news(progress: Progress) -> bool:
        before = progress.stage in known
        if progress.stage.startswith(NAMES_THE_MODEL):
            known.add(progress.stage)
        return not before

    console = terminal()
    if console is None:
        yield lambda progress: name_the_model(progress) if news(progress) else None
        return
    from rich import progress as bars_of_rich

    columns = (
        bars_of_rich.SpinnerColumn(),
        bars_of_rich.TextColumn("{task.description}"),
        bars_of_rich.BarColumn(bar_width=24),
        bars_of_rich.TimeElapsedColumn(),
    )
    with bars_of_rich.Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task("reading the document", total=None)

        def show(progress: Progress) -> None:
            if not news(progress) or named(progress, console):
                return
            bars.update(
                task, description=progress.stage, total=progress.total, completed=progress.done
            )

        yield show


def terminal() -> Console | None:
    """Give the terminal that stderr is; None where it is none, or one that can only add lines."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console

    console = Console(stderr=True)
    return None if console.is_dumb_terminal else console


def named(progress: Progress, console: Console) -> bool:
    """Print the line that names the model above the bars; tell whether the stage was that."""
    if not progress.stage.startswith(NAMES_THE_MODEL):
        return False
    console.print(_printable(progress.stage), style="dim", markup=False, highlight=False)
    return True


def name_the_model(progress: Progress) -> None:
    """Print the line that names the model, and no other stage."""
    if progress.stage.startswith(NAMES_THE_MODEL):
        click.echo(_printable(progress.stage), err=True)


def _printable(stage: str) -> str:
    """Make the stage safe for a terminal: a server may have named the model."""
    from summarize.render import printable

    return printable(stage)
