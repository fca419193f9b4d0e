"""Answers -> sections: how right they are, and on what they rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarize.measure import intervals, scores
from summarize.measure.intervals import Estimate
from summarize.measure.rows import QaRow
from summarize.measure.run import Measured
from summarize.measure.sections import Line, Section, by_way, own, titles
from summarize.measure.ways import PRODUCT
from summarize.measure.wrong import NOT_STATED, Wrong, wrong
from summarize.types import Answer, Status

F1, RIGHT = "token F1", "right sentence"
RECALL, FALSE = "not-stated recall", "false not stated"
"""The lines that have thresholds."""


@dataclass(frozen=True)
class Given:
    """A question, and what came of it: None where an error kept it from being answered."""

    row: QaRow
    answer: Answer | None

    @property
    def said(self) -> str:
        """The answer's words; "" when there are none."""
        return scores.said(self.answer)

    @property
    def stated(self) -> bool:
        """True when an answer came, be it right or wrong."""
        return self.answer is not None and self.answer.status not in scores.WITHOUT

    @property
    def refused(self) -> bool:
        """True when the question was called not stated."""
        return self.answer is not None and self.answer.status is Status.NOT_STATED

    @property
    def f1(self) -> float:
        """Token F1; an error scores nothing."""
        return 0.0 if self.answer is None else scores.f1(self.said, self.row.expected)

    @property
    def exact(self) -> float:
        """1 for an exact match; an error scores nothing."""
        return 0.0 if self.answer is None else scores.exact(self.said, self.row.expected)

    @property
    def cited(self) -> tuple[str, ...]:
        """The sentences that the answer cites."""
        return () if self.answer is None else tuple(scores.cited(self.answer))

    @property
    def on_the_right_sentence(self) -> bool:
        """True when a cited sentence holds an accepted answer."""
        return self.answer is not None and scores.right_sentence(self.answer, self.row.expected)


def questions(measured: Iterable[Measured]) -> Iterator[Section]:
    """Give a section for each file of questions, and one for all together."""
    found = [one for one in measured if one.work.task == "qa"]
    names = titles(one.work.file for one in found)
    for file, name in names.items():
        yield _section(f"questions of {name}", [one for one in found if one.work.file == file])
    if len(names) > 1:
        yield _section("all questions", found)


def wrong_answers(measured: Iterable[Measured]) -> Iterator[Wrong]:
    """Give the questions that the product got wrong: in its words, or in its evidence."""
    for one in _given(m for m in measured if m.way == PRODUCT):
        evident = one.on_the_right_sentence or not one.row.expected
        if one.answer is not None and not (one.exact == 1 and evident):
            expected = one.row.expected or (NOT_STATED,)
            yield wrong(one.row, one.row.question, expected, one.said or NOT_STATED, one.cited)


def _given(measured: Iterable[Measured]) -> list[Given]:
    found = []
    for one in measured:
        rows = [row for row in one.work.rows if isinstance(row, QaRow)]
        answers = one.outcome.answers or (None,) * len(rows)
        found += [Given(row, answer) for row, answer in zip(rows, answers, strict=True)]
    return found


def _section(title: str, measured: Sequence[Measured]) -> Section:
    ways = {way: _given(found) for way, found in by_way(measured).items()}
    lines = [
        Line(name=name, figures={way: estimate(found) for way, found in ways.items()})
        for name, estimate in _OF_EVERY_WAY
    ]
    cited = [own(name, estimate(ways.get(PRODUCT, []))) for name, estimate in _OF_CITATIONS]
    return Section(task="qa", title=title, lines=(*lines, *cited))


def _answerable(found: Iterable[Given]) -> list[Given]:
    return [one for one in found if one.row.expected]


def _unanswerable(found: Iterable[Given]) -> list[Given]:
    return [one for one in found if not one.row.expected]


Figure = tuple[str, Callable[[list[Given]], Estimate]]

_OF_EVERY_WAY: tuple[Figure, ...] = (
    ("exact match", lambda found: intervals.score(one.exact for one in found)),
    (F1, lambda found: intervals.score(one.f1 for one in found)),
    ("token F1, answerable", lambda found: intervals.score(o.f1 for o in _answerable(found))),
    (RECALL, lambda found: intervals.share(one.refused for one in _unanswerable(found))),
    # An error leaves a question without an answer as well, and counts against both rates.
    (FALSE, lambda found: intervals.share(not one.stated for one in _answerable(found))),
)
_OF_CITATIONS: tuple[Figure, ...] = (
    (
        RIGHT,
        lambda found: intervals.share(
            one.on_the_right_sentence for one in _answerable(found) if one.stated
        ),
    ),
    (
        "sentences cited an answer",
        lambda found: intervals.amount(len(one.cited) for one in found if one.cited),
    ),
    (
        "answers not located",
        lambda found: intervals.share(not one.cited for one in found if one.stated),
    ),
)
