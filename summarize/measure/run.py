"""The run: every text is asked in every way, unless the journal has it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.measure import journal as journals
from summarize.measure.journal import Journal
from summarize.measure.rows import Work
from summarize.measure.ways import PRODUCT, WAYS, Outcome, outcome
from summarize.reading import Model, chosen
from summarize.settings import Progress, Settings

MODEL_FREE = "quote_check"


@dataclass(frozen=True)
class Measured:
    """What came of a text in one way of asking."""

    work: Work
    way: str
    outcome: Outcome


@dataclass(frozen=True)
class Run:
    """What a run brought; `model` is None where no row needed one."""

    measured: tuple[Measured, ...]
    model: str | None = None
    journal: Path | None = None
    from_journal: int = 0
    """How many of `measured` were in the journal."""


@dataclass(frozen=True)
class Plan:
    """What is to be asked, and where it is kept."""

    works: Sequence[Work]
    baseline: bool = False
    """Ask naively too."""
    journal: Path | None = None

    @property
    def asks(self) -> list[tuple[Work, str]]:
        """Every text that needs a model, with the ways in which it is asked.

        The naive way of summarising is to take the first sentences, and needs no model.
        """
        texts = [work for work in self.works if work.task != MODEL_FREE]
        return [
            (work, way)
            for work in texts
            for way in WAYS
            if way == PRODUCT or (self.baseline and work.task != "summary")
        ]


async def run(plan: Plan, model: str | Model | None, settings: Settings) -> Run:
    """Ask all that the plan asks, one text after the other.

    Raises:
        SummarizeError: The model cannot be used at all, or the journal cannot be written; an
            error that concerns one text is in its outcome.
    """
    asks = plan.asks
    if not asks:
        return Run(())
    asked = await chosen(model, settings)
    kept = {way: journals.opened(way, asked.name, settings, plan.journal) for way in WAYS}
    known = sum(kept[way].find(work) is not None for work, way in asks)
    measured = []
    for done, (work, way) in enumerate(asks):
        stage = f"measuring: {done + 1} of {len(asks)}"
        settings.on_progress(Progress(stage, done, len(asks)))
        found = await _asked(kept[way], way, work, asked, _quiet(settings))
        measured.append(Measured(work, way, found))
    return Run(tuple(measured), asked.name, kept[PRODUCT].path, known)


async def _asked(
    journal: Journal, way: str, work: Work, model: Model, settings: Settings
) -> Outcome:
    if (known := journal.find(work)) is not None:
        return known
    found = await outcome(WAYS[way], work, model, settings)
    journal.add(work, found)
    return found


def _quiet(settings: Settings) -> Settings:
    """Return the settings for one text: no progress of its own, and nothing raised by --strict."""
    return settings.model_copy(update={"strict": False, "on_progress": lambda _: None})
