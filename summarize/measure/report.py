"""What a run found: its sections, its errors, wrong results, and the thresholds it misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field

from summarize.measure.attacks import attacks, surfaced
from summarize.measure.questions import F1, FALSE, RECALL, RIGHT, questions, wrong_answers
from summarize.measure.quotes import quotes, wrong_quotes
from summarize.measure.rows import Work
from summarize.measure.run import Measured, Run
from summarize.measure.sections import Section, cost
from summarize.measure.summaries import summaries
from summarize.measure.wrong import Wrong
from summarize.types import Value


@dataclass(frozen=True)
class Thresholds:
    """What the figures of all questions together have to reach; None sets no threshold."""

    min_f1: float | None = None
    min_right_sentence: float | None = None
    min_not_stated_recall: float | None = None
    max_false_not_stated: float | None = None


class Failure(Value):
    """An error that kept rows from being measured; they count as wrong."""

    file: str
    line: int
    id: str
    rows: int = Field(description="How many rows are about the same text, this one included.")
    way: str
    message: str

    def __str__(self) -> str:
        several = f" and others on its text, {self.rows} in all" if self.rows > 1 else ""
        return f"{self.file}:{self.line}: {self.id}{several} ({self.way}): {self.message}"


class Report(Value):
    """What a run found; with `--json` it is printed as it stands."""

    model: str | None = Field(description="None where no row needed a model.")
    sections: tuple[Section, ...]
    failures: tuple[Failure, ...]
    wrong: tuple[Wrong, ...]
    missed: tuple[str, ...] = Field(description="A line for each threshold that is missed.")
    journal: str | None
    asked: int = Field(description="How many texts a model was asked about, in any way.")
    from_journal: int = Field(description="How many of them the journal had already.")


def report(works: Sequence[Work], run: Run, thresholds: Thresholds) -> Report:
    """Report on a run."""
    measured = run.measured
    sections = (
        *quotes(works),
        *questions(measured),
        *summaries(measured),
        *attacks(measured),
        *cost(measured),
    )
    return Report(
        model=run.model,
        sections=sections,
        failures=tuple(failures(measured)),
        wrong=(*wrong_quotes(works), *wrong_answers(measured), *surfaced(measured)),
        missed=tuple(missed(sections, thresholds)),
        journal=str(run.journal) if run.journal else None,
        asked=len(measured),
        from_journal=run.from_journal,
    )


def failures(measured: Iterable[Measured]) -> Iterator[Failure]:
    """Give the errors of a run, one for each text."""
    for one in measured:
        if one.outcome.error is not None:
            row = one.work.rows[0]
            yield Failure(
                file=row.file,
                line=row.line,
                id=row.id,
                rows=len(one.work.rows),
                way=one.way,
                message=one.outcome.error,
            )


def missed(sections: Iterable[Section], thresholds: Thresholds) -> Iterator[str]:
    """Give a line for each threshold that is missed; a figure without observations misses."""
    of_questions = [section for section in sections if section.task == "qa"]
    # All questions together are the last section of theirs, be it that of the only file.
    last = of_questions[-1] if of_questions else None
    for option, name, wanted, sign in (
        ("--min-f1", F1, thresholds.min_f1, 1),
        ("--min-right-sentence", RIGHT, thresholds.min_right_sentence, 1),
        ("--min-not-stated-recall", RECALL, thresholds.min_not_stated_recall, 1),
        ("--max-false-not-stated", FALSE, thresholds.max_false_not_stated, -1),
    ):
        figure = last.figure(name) if last else None
        value = figure.value if figure else None
        if wanted is not None and (value is None or sign * value < sign * wanted):
            told = "unknown, for lack of rows" if value is None else f"{value:.3f}"
            yield f"{name} is {told}, {'below' if sign > 0 else 'above'} {option} {wanted:g}"
