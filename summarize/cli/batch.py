"""Many documents in a command: a line for each as it finishes, how far it has come on stderr.

What is finished is in a journal in the cache, one for each command line, from which `--resume`
goes on.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli import options, progress

if TYPE_CHECKING:
    from rich.console import Console

    from summarize import settings as tuned
    from summarize.journal import Journal
    from summarize.types import Result, Usage

HELP = """\b
Many documents:
  A directory is every file in it and below; a quoted pattern such as
  'reports/**/*.txt' is what it matches. Documents are read side by side and
  printed as they finish; one that is bad is a line that says why, and the
  command ends with 9. Copies are asked about once. What is finished is kept:
  after an interruption, a crash or a full disk the same command with --resume
  prints it again without asking, and goes on with the rest.
"""
GO_ON = "the same command with --resume goes on from there"


@dataclass
class Tally:
    """What has come of the documents so far."""

    done: int = 0
    failed: int = 0
    lacking: int = 0
    """Those of which something could not be read or translated."""
    repeated: int = 0
    usage: Usage | None = None
    began: float = field(default_factory=time.monotonic)
    exit_code: int = 0
    """That of the last error."""
    changed: Callable[[], None] = lambda: None
    """Told of every document."""

    def add(self, result: Result) -> None:
        """Count a document."""
        self.done += 1
        self.lacking += not result.whole
        self.repeated += result.repeated
        self.usage = result.usage if self.usage is None else self.usage + result.usage
        if result.error is not None:
            self.failed += 1
            self.exit_code = result.error.exit_code
        self.changed()

    @property
    def ends_with(self) -> int:
        """The exit code: of one document its own, of several that a part failed."""
        several = options.PART_FAILED if self.failed else 0
        return self.exit_code if self.done == 1 else several

    @property
    def rate(self) -> float:
        """Documents a second that were asked about."""
        return (self.done - self.repeated) / max(time.monotonic() - self.began, 1e-9)

    @property
    def tokens(self) -> int:
        """Tokens read and written for them."""
        return self.usage.input_tokens + self.usage.output_tokens if self.usage else 0

    def __str__(self) -> str:
        plural = "" if self.done == 1 else "s"
        parts = [f"{self.done:,} document{plural}", f"{self.failed:,} failed"]
        parts += [f"{self.lacking:,} not whole"] if self.lacking else []
        parts += [f"{self.repeated:,} not asked again"] if self.repeated else []
        seconds = time.monotonic() - self.began
        return ", ".join([*parts, _spent(self), f"{seconds:,.1f} s"])


def journal(
    command: str, paths: Iterable[str], settings: tuned.Settings, *, resume: bool
) -> Journal[Result]:
    """Open the journal of a command line, in the cache directory."""
    from summarize.journal import Journal
    from summarize.many import WAY_OUT
    from summarize.types import Result

    places = "\0".join(str(Path(path).absolute()) for path in paths)
    name = hashlib.sha256(places.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    path = settings.journals / f"{command}-{name}.jsonl"
    return Journal(path, Result, resumed=resume, way_out=WAY_OUT)


@contextmanager
def shown(paths: Iterable[str]) -> Iterator[tuple[Tally, Callable[[tuned.Progress], None]]]:
    """Give a tally, shown as a bar where stderr is a terminal, and a callback that names the model.

    At the end, however it comes, the tally is printed.
    """
    tally = Tally()
    try:
        if (console := progress.terminal()) is not None:
            with _bar(paths, tally, console) as show:
                yield tally, show
        else:
            yield tally, progress.name_the_model
    except BaseException as error:
        if options.interrupted(error):
            click.echo(f"interrupted; {GO_ON}", err=True)
        raise
    finally:
        click.echo(str(tally), err=True)


@contextmanager
def _bar(
    paths: Iterable[str], tally: Tally, console: Console
) -> Iterator[Callable[[tuned.Progress], None]]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from summarize.listing import files

    total = sum(1 for path in paths for _ in files(path))
    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bars:
        task = bars.add_task("", total=total, told="")

        def show() -> None:
            bars.update(task, completed=tally.done, told=_told(tally))

        def name(stage: tuned.Progress) -> None:
            progress.named(stage, console)

        tally.changed = show
        yield name


def _told(tally: Tally) -> str:
    failed = f"  {tally.failed:,} failed" if tally.failed else ""
    return f"{tally.rate:.1f}/s  {_spent(tally)}{failed}"


def _spent(tally: Tally) -> str:
    """Tell the tokens, and what they cost where that is known."""
    from summarize.models.prices import told

    cost = tally.usage and tally.usage.cost
    return f"{tally.tokens:,} tokens" + (f", {told(cost)}" if cost else "")
