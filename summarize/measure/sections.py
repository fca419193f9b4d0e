"""What is printed: sections of lines, a line's figure side by side for each way of asking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from summarize.measure import intervals
from summarize.measure.intervals import Estimate
from summarize.measure.run import Measured
from summarize.measure.ways import PRODUCT, WAYS
from summarize.types import Value


class Line(Value):
    """A figure, in each way of asking that has it."""

    name: str
    figures: dict[str, Estimate]


class Section(Value):
    """The figures of one task, for one file or for several together."""

    task: str
    title: str
    lines: tuple[Line, ...]

    def figure(self, name: str, way: str = PRODUCT) -> Estimate | None:
        """Return a figure by its line; None where this section has no such line."""
        lines = (line for line in self.lines if line.name == name)
        return next((line.figures.get(way) for line in lines), None)


def own(name: str, figure: Estimate) -> Line:
    """Make a line of a figure that only the product's way of asking has."""
    return Line(name=name, figures={PRODUCT: figure})


def by_way(measured: Iterable[Measured]) -> dict[str, list[Measured]]:
    """Sort what was measured by the way of asking; a way that nothing was asked in is left out."""
    ways: dict[str, list[Measured]] = {way: [] for way in WAYS}
    for one in measured:
        ways[one.way].append(one)
    return {way: found for way, found in ways.items() if found}


def titles(files: Iterable[str]) -> dict[str, str]:
    """Return what files are called: by their names, where no two share one."""
    paths = list(dict.fromkeys(files))
    names = [Path(path).name for path in paths]
    return {p: p if names.count(n) > 1 else n for p, n in zip(paths, names, strict=True)}


def cost(measured: Iterable[Measured]) -> Iterator[Section]:
    """Give the section of what the model was asked to do, for each text."""
    ways = by_way(measured)
    lines = tuple(
        Line(name=name, figures={way: intervals.amount(map(spent, ways[way])) for way in ways})
        for name, spent in _SPENT
    )
    if ways:
        yield Section(task="cost", title="cost of a text", lines=lines)


_SPENT: tuple[tuple[str, Callable[[Measured], float]], ...] = (
    ("calls", lambda one: one.outcome.usage.calls),
    ("tokens in", lambda one: one.outcome.usage.input_tokens),
    ("of them cached", lambda one: one.outcome.usage.cached_tokens),
    ("tokens out", lambda one: one.outcome.usage.output_tokens),
    ("seconds", lambda one: one.outcome.seconds),
)
