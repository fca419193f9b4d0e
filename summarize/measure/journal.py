"""What has been measured already: a journal for each way of asking.

An entry counts only for the same question to the same model, by the same templates and code.
"""

from __future__ import annotations

import re
from pathlib import Path

from summarize import journal, prompt
from summarize.measure.rows import QaRow, Work
from summarize.measure.ways import NAIVE, Outcome
from summarize.settings import Settings

WAY_OUT = "name another with --journal"


class Journal:
    """The outcomes of one way of asking, in a file that grows by a line for each text."""

    def __init__(self, path: Path, made_by: str) -> None:
        self.path = path
        self._made_by = made_by
        self._kept = journal.Journal(path, Outcome, way_out=WAY_OUT)

    def find(self, work: Work) -> Outcome | None:
        """Return what came of a text before; None when it is to be asked."""
        return self._kept.find(self._key(work))

    def add(self, work: Work, outcome: Outcome) -> None:
        """Keep what came of a text, but for an error that may not come again."""
        if not outcome.passing:
            self._kept.add(self._key(work), outcome)

    def _key(self, work: Work) -> str:
        asked = [row.question for row in work.rows if isinstance(row, QaRow)]
        return journal.digest([self._made_by, work.task, work.text, *asked])


def opened(way: str, model: str, settings: Settings, path: Path | None) -> Journal:
    """Open the journal of a way of asking a model.

    Args:
        way: `summarize` or `naive`.
        model: The model's name.
        settings: Where the cache is, and what else changes results.
        path: The file; None for one in the cache, another for each model, template and code.
    """
    made_by = journal.digest([way, model, *_influences(way, settings)])
    name = re.sub(r"[^\w.-]+", "-", f"{model}-{way}-{made_by[:12]}.jsonl")
    return Journal(path or settings.journals / f"measure-{name}", made_by)


def _influences(way: str, settings: Settings) -> list[str]:
    """Give what an outcome depends on, beside the text, the questions and the model's name."""
    if way == NAIVE:
        return [str(settings.base_url), prompt.digest([NAIVE], settings.prompts)]
    return [journal.influences(settings, without=[NAIVE])]
