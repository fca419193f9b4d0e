"""Summaries -> sections: what their claims rest on, how short they are, and what they cover.

Beside each summary stand the first sentences of its text: three of them, and as many words as the
summary has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.measure import coverage, intervals
from summarize.measure.rows import SummaryRow
from summarize.measure.run import Measured
from summarize.measure.sections import Line, Section, own, titles
from summarize.measure.ways import PRODUCT
from summarize.segment import segment
from summarize.types import Claim, Document, Summary, Verdict

THREE, AS_LONG = "first three sentences", "as many first words"
LONG = 500
"""Words from which on a summary is to take no more than a fifth."""
SHORT_ENOUGH = 1 / 5

COVERED = "names and figures covered"


@dataclass(frozen=True)
class Written:
    """A text and its summary: None where an error prevented it."""

    row: SummaryRow
    summary: Summary | None

    @cached_property
    def texts(self) -> dict[str, str]:
        """What is compared: the summary's sentences, and the text's own first ones."""
        sentences = segment(Document.from_text(self.row.text))
        own = [sentence.text for sentence in sentences if sentence.kind == "sentence"]
        claims = (*self.summary.abstract, *self.summary.key_points) if self.summary else ()
        written = " ".join(claim.text for claim in claims)
        as_long = " ".join(" ".join(own).split()[: len(written.split())])
        return {PRODUCT: written, THREE: " ".join(own[:3]), AS_LONG: as_long}

    @property
    def length(self) -> int:
        """How many words the text has."""
        return len(self.row.text.split())

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim; none where there is no summary."""
        return self.summary.claims if self.summary else ()

    @property
    def sentences(self) -> tuple[Claim, ...]:
        """The claims that are sentences of the model's, and no mere names and figures."""
        found = self.summary
        return (found.title, *found.abstract, *found.key_points) if found else ()

    def share(self, text: str) -> float:
        """Return how many words `text` has for each word of the document."""
        return len(text.split()) / self.length

    def covered(self, compared: str) -> list[bool]:
        """Tell of each name and figure of the references whether a text has it."""
        wanted = coverage.items("\n".join(self.row.references), self.row.text)
        return coverage.covered(wanted, self.texts[compared])


def summaries(measured: Iterable[Measured]) -> Iterator[Section]:
    """Give a section for each file of texts, and one for all genres."""
    found = list(_written(measured))
    for file, name in titles(one.row.file for one in found).items():
        lines = tuple(_lines([one for one in found if one.row.file == file]))
        yield Section(task="summary", title=f"summaries of {name}", lines=lines)
    genres = sorted({one.row.genre for one in found if one.row.genre})
    if genres:
        lines = tuple(_covered(g, [one for one in found if one.row.genre == g]) for g in genres)
        yield Section(task="summary", title=f"{COVERED}, by genre", lines=lines)


def _written(measured: Iterable[Measured]) -> Iterator[Written]:
    for one in measured:
        for row in one.work.rows:
            if isinstance(row, SummaryRow):
                yield Written(row, one.outcome.summary)


def _lines(found: Sequence[Written]) -> Iterator[Line]:
    claims = [claim for one in found for claim in one.claims]
    for verdict in Verdict:
        yield own(f"claims {verdict}", intervals.share(c.verdict is verdict for c in claims))
    by_model = intervals.share(c.grounded and c.judged_by == "model" for c in claims)
    yield own("claims on the model's yes", by_model)
    sentences = [claim for one in found for claim in one.sentences]
    verbatim = intervals.share(claim.verdict is Verdict.VERBATIM for claim in sentences)
    yield own("sentences verbatim", verbatim)
    yield _compression(found)
    short = [_short_enough(one) for one in found if one.length > LONG]
    yield own(f"a fifth or less, texts over {LONG} words", intervals.share(short))
    yield _covered(COVERED, found)


def _compression(found: Sequence[Written]) -> Line:
    done = [one for one in found if one.summary]
    figures = {
        compared: intervals.score(one.share(one.texts[compared]) for one in done)
        for compared in (PRODUCT, THREE, AS_LONG)
    }
    return Line(name="words for each of the text", figures=figures)


def _short_enough(one: Written) -> bool:
    return one.summary is not None and one.share(one.texts[PRODUCT]) <= SHORT_ENOUGH


def _covered(name: str, found: Sequence[Written]) -> Line:
    figures = {
        compared: intervals.share(yes for one in found for yes in one.covered(compared))
        for compared in (PRODUCT, THREE, AS_LONG)
    }
    return Line(name=name, figures=figures)
