"""Summarise one document: ask, ground every claim, ask once more for those that failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from summarize import loop, merge, parts
from summarize.claims import claims
from summarize.condense import Condensed, condensed
from summarize.confirm import claim, confirmed
from summarize.errors import GroundingError, ModelError
from summarize.facts import TOKENS_OF_FACTS, Facts, facts
from summarize.ground import covered
from summarize.qa import answer
from summarize.questions import fixed
from summarize.read import read
from summarize.reading import Model, Reading
from summarize.segment import segment
from summarize.selection import distinct, filled, fitting
from summarize.settings import Length, Settings
from summarize.translate import translation
from summarize.types import Answer, Claim, Conflict, Coverage, Document, Question, Summary
from summarize.validate import ClaimDraft, SummaryDraft, summary_draft

C = TypeVar("C", bound=Claim)

TOKENS_OF_A_SUMMARY = 1000
TOKENS_OF_NUMBERS = 200
"""Of the numbers whose meaning is asked, in the task."""


@dataclass(frozen=True)
class Extent:
    """How many sentences and key points a summary has."""

    sentences: int
    key_points: int


EXTENTS: dict[Length, Extent] = {
    "short": Extent(1, 3),
    "medium": Extent(2, 5),
    "long": Extent(3, 8),
}

CHOICES = 2
"""How often key points are chosen from the parts of a document, without those that are denied."""

UNTOLD = "und"
"""The language of a document of which no model told it, in ISO 639."""
NOTHING_LISTED = Facts((), (), (), ())


def summarize(
    source: str | Path | BinaryIO | Document,
    *,
    model: str | Model | None = None,
    questions: str | Path | Sequence[Question] | None = None,
    settings: Settings | None = None,
) -> Summary:
    """Summarise a document, and answer its fixed questions.

    Args:
        source: A path, `-` for standard input, a binary file object, or a document.
        model: A model's name, or something to ask in its place; None: as the settings say.
        questions: A questions file, or questions; None: those beside the document, or those for
            any article.
        settings: What can be tuned; None: as the environment says.

    Returns:
        The summary; each of its claims carries a verdict and the characters of the source that
        state it.

    Raises:
        SummarizeError: The document cannot be read, or the model gives no usable reply.

    Example:
        >>> summarize("article.txt").key_points[0].citations[0].quote  # doctest: +SKIP
        'Ten ships left the harbour on Monday.'
    """
    return loop.run(_summarize(source, model, questions, settings))


async def asummarize(
    source: str | Path | BinaryIO | Document,
    *,
    model: str | Model | None = None,
    questions: str | Path | Sequence[Question] | None = None,
    settings: Settings | None = None,
) -> Summary:
    """Summarise a document, as `summarize` does, for asynchronous callers."""
    return await loop.arun(_summarize(source, model, questions, settings))


async def _summarize(
    source: str | Path | BinaryIO | Document,
    model: str | Model | None,
    questions: str | Path | Sequence[Question] | None,
    settings: Settings | None,
) -> Summary:
    settings = settings or Settings.from_environment()
    asked = None if questions is None or isinstance(questions, str | Path) else questions
    file = Path(questions) if isinstance(questions, str | Path) else settings.questions
    document = read(source, settings)
    asked = fixed(document.source, file) if asked is None else asked
    return await written(await Reading.begin(document, model, settings), asked)


async def written(reading: Reading, questions: Sequence[Question]) -> Summary:
    """Summarise a document that is being read, and answer questions about it.

    Raises:
        GroundingError: In strict mode, when a claim is not grounded.
    """
    reading.progress("summarising")
    if _fits(reading):
        told, found = await _told(reading), None
    else:
        found = await condensed(reading, _room(reading))
        told, found = await _told_of(found, reading)
    answers = await _answers(reading, questions)
    several = found.conflicts if found else ()
    stated = (*told.claims, *(claim for conflict in several for claim in conflict.claims))
    words = await translation(reading, stated, answers)
    text = reading.document.text
    summary = Summary(
        title=words.claim(told.title),
        date=reading.document.date,
        language=told.language,
        abstract=words.claims(told.abstract),
        key_points=words.claims(told.key_points),
        people=words.claims(told.listed.people),
        organisations=words.claims(told.listed.organisations),
        places=words.claims(told.listed.places),
        figures=words.claims(told.listed.figures),
        answers={given.question.id: words.answer(given) for given in answers},
        conflicts=tuple(Conflict(claims=words.claims(one.claims)) for one in several),
        coverage=_coverage(reading, found, merge.shares(told.claims, len(text)), words.problems),
        provenance=reading.provenance(),
    )
    _refuse_ungrounded(reading, summary)
    return reading.placed(summary)


async def _answers(reading: Reading, questions: Sequence[Question]) -> tuple[Answer, ...]:
    """Answer questions; where none can be, and `on_error` is "partial", the summary is kept."""
    told = await parts.attempted(reading, answer(reading, questions))
    if isinstance(told, ModelError):
        return tuple(parts.unanswered(reading, question, told) for question in questions)
    return told


@dataclass(frozen=True)
class _Told:
    """What is told of what can be read at once."""

    title: Claim
    abstract: tuple[Claim, ...]
    key_points: tuple[Claim, ...]
    language: str
    listed: Facts

    @property
    def claims(self) -> tuple[Claim, ...]:
        listed = self.listed
        names = (*listed.people, *listed.organisations, *listed.places)
        return (self.title, *self.abstract, *self.key_points, *names, *listed.figures)


def _fits(reading: Reading) -> bool:
    """Tell whether a document can be read at once with every task of a summary."""
    return reading.fits("summary", **_task(reading))


def _room(reading: Reading) -> int:
    """Return how many tokens of sentences can be read at once with every task of a summary."""
    return reading.room("summary", **_task(reading))


def _task(reading: Reading) -> dict[str, Any]:
    """Give what has to fit the window beside the document; its numbers are not looked for yet."""
    whole = not reading.one_by_one
    return {
        "limit": TOKENS_OF_A_SUMMARY + (TOKENS_OF_FACTS + TOKENS_OF_NUMBERS if whole else 0),
        "extent": EXTENTS[reading.settings.length],
        "quantities": () if whole else None,
    }


async def _told(reading: Reading) -> _Told:
    """Summarise what can be read at once."""
    extent = EXTENTS[reading.settings.length]
    draft = await _drafted(reading, extent)
    sentences = [text for part in draft.abstract for text in _sentences(part)][: extent.sentences]
    uncited = [ClaimDraft(sentence=0, text=text) for text in (draft.title, *sentences)]
    key_points = draft.key_points[: extent.key_points]
    title, *stated = await claims(reading, [*uncited, *key_points])
    if not title.grounded or any(title.text == given.text for given in stated):
        title = await _headline(reading) or title
    told = distinct(reading, stated[: len(sentences)])
    both = distinct(reading, [*told, *stated[len(sentences) :]])
    both = fitting(both, (reading.whole or reading).document.text)
    points = await filled(reading, both[: len(told)], both[len(told) :], extent.key_points)
    listed = await facts(reading, draft.listed)
    return _Told(title, both[: len(told)], points, draft.language, listed)


async def _told_of(found: Condensed, reading: Reading) -> tuple[_Told, Condensed]:
    """Summarise the evidence of a long document, with key points from each third of it.

    Where that fails and `on_error` is "partial", what the parts state is all that is told.
    """
    told = await parts.attempted(reading, _told(reading.part(found.evidence)), "parts put together")
    if isinstance(told, ModelError):
        if not any(claim.grounded for claim in found.claims):
            raise told
        found = replace(found, unmerged=(*found.unmerged, str(told)))
        told = _Told(_opening(found, reading), (), (), UNTOLD, NOTHING_LISTED)
        return await _filled_up(told, found, reading), found
    told = replace(
        told,
        title=_original(found, [told.title])[0],
        abstract=_original(found, told.abstract),
        key_points=_original(found, told.key_points),
        listed=Facts(
            people=_original(found, told.listed.people),
            organisations=_original(found, told.listed.organisations),
            places=_original(found, told.listed.places),
            figures=_original(found, told.listed.figures),
        ),
    )
    return await _filled_up(told, found, reading), found


async def _filled_up(told: _Told, found: Condensed, reading: Reading) -> _Told:
    """Add to the key points what the parts state; what the model does not confirm is left out."""
    part = reading.part(found.evidence)
    sure = list(told.key_points)
    chosen: tuple[Claim, ...] = ()
    for _ in range(CHOICES):
        chosen = _balanced(found, told, reading)
        added = [given for given in chosen if given not in sure]
        judged = await confirmed(part, added)
        sure += [given for given, one in zip(added, judged, strict=True) if one.grounded]
        left = tuple(given for given in found.claims if given in sure or given not in added)
        if len(left) == len(found.claims):
            break
        found = replace(found, claims=left)
    return replace(told, key_points=tuple(given for given in chosen if given in sure))


def _opening(found: Condensed, reading: Reading) -> Claim:
    """Give the document's own headline, or else the first that its parts state, without asking."""
    first = next(given for given in found.claims if given.grounded)
    if not reading.document.title:
        return first
    headline = reading.part(found.evidence).source.claim(reading.document.title)
    return found.evidence.claim(headline) if headline.grounded else first


def _original(found: Condensed, told: Iterable[C]) -> tuple[C, ...]:
    """Give claims of the evidence as claims of the document, with all citations for the same."""
    back = [found.evidence.claim(given) for given in told]
    return merge.carried(back, found.claims, covered)


def _balanced(found: Condensed, told: _Told, reading: Reading) -> tuple[Claim, ...]:
    """Fill up the key points with what the parts state, as many from each third of the document."""
    most = EXTENTS[reading.settings.length].key_points
    most += -most % merge.THIRDS
    known = (*told.abstract, *told.key_points)
    length = len(reading.document.text)
    grounded = [given for given in found.claims if given.grounded]
    few = merge.balanced((), (), grounded, 4 * most, length)  # of the thousand of a book
    spare = distinct(reading.part(found.evidence), [*known, *few])
    others = [given for given in spare if given not in known]
    preferred = [given for given in told.key_points if given.grounded]
    beside = (told.title, *told.abstract)
    return merge.balanced(beside, preferred, others, most, length)


def _coverage(
    reading: Reading,
    found: Condensed | None,
    thirds: tuple[float, float, float],
    untranslated: tuple[str, ...],
) -> Coverage:
    length = len(reading.document.text)
    failed = found.failed if found else ()
    return Coverage(
        characters=length,
        characters_read=length - sum(chunk.end - chunk.start for chunk in failed),
        chunks=len(found.chunks) if found else 1,
        failed=failed,
        unmerged=found.unmerged if found else (),
        untranslated=untranslated,
        thirds=thirds,
    )


async def _drafted(reading: Reading, extent: Extent) -> SummaryDraft:
    """Ask for the summary; of all but a small model, for the names and numbers in the same call."""
    whole = not reading.one_by_one
    form = summary_draft(extent.sentences, extent.key_points, whole=whole)
    limit = TOKENS_OF_A_SUMMARY + (TOKENS_OF_FACTS if whole else 0)
    quantities = reading.quantities if whole else None
    return await reading.draft("summary", form, limit=limit, extent=extent, quantities=quantities)


async def _headline(reading: Reading) -> Claim | None:
    """Ground the document's own headline, to stand in for a title that fails or adds nothing."""
    if not reading.document.title:
        return None
    headline = await claim(reading, reading.document.title, [])
    return headline if headline.grounded else None


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in segment(Document.from_text(text))]


def _refuse_ungrounded(reading: Reading, summary: Summary) -> None:
    problems = tuple(given.text for given in summary.claims if not given.grounded)
    if reading.settings.strict and problems:
        raise GroundingError(
            f"{reading.document.source}: {len(problems)} of {len(summary.claims)} claims are not "
            f"found in it, the first being {problems[0]!r}; read them without --strict",
            problems,
        )
