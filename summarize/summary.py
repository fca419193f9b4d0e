"""Summarise one document: ask, ground every claim, ask once more for those that failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from summarize import loop
from summarize.errors import GroundingError
from summarize.qa import answer
from summarize.questions import fixed
from summarize.read import read
from summarize.reading import Model, Reading
from summarize.settings import Settings
from summarize.types import Alteration, Claim, Document, Figure, Question, Summary, Verdict
from summarize.validate import ClaimDraft, ClaimsDraft, FigureDraft, SummaryDraft

TOKENS_A_SUMMARY = 1000
TOKENS_A_CLAIM = 80

YES = 0.5
"""The model's yes counts from this likelihood on."""

REASONS = {
    Alteration.NUMBER: "It gives another number than the document.",
    Alteration.UNIT: "It gives another unit than the document.",
    Alteration.DATE: "It gives another date than the document.",
    Alteration.NAME: "It names somebody or something else than the document.",
    Alteration.NEGATION: "It denies what the document says, or says what the document denies.",
    Alteration.DIRECTION: "It turns the direction around.",
    Alteration.ROLE: "It changes who does it to whom.",
    Alteration.ATTRIBUTION: "It does not say who says so, as the document does.",
    Alteration.HEDGE: "It is more, or less, certain or exact than the document.",
}
UNSUPPORTED = "Part of it does not stand in the document."


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
    return await _written(await Reading.begin(document, model, settings), asked)


async def _written(reading: Reading, questions: Sequence[Question]) -> Summary:
    reading.progress("summarising")
    draft = await reading.draft("summary", SummaryDraft, limit=TOKENS_A_SUMMARY)
    title, abstract, key_points = await _grounded(reading, draft)
    answers = await answer(reading, questions)
    summary = Summary(
        title=title,
        date=reading.document.date,
        language=draft.language,
        abstract=abstract,
        key_points=key_points,
        people=_names(reading, draft.people),
        organisations=_names(reading, draft.organisations),
        places=_names(reading, draft.places),
        figures=tuple(_figure(reading, figure) for figure in draft.figures),
        answers={given.question.id: given for given in answers},
        provenance=reading.provenance(),
    )
    _refuse_ungrounded(reading, summary)
    return summary


async def _grounded(
    reading: Reading, draft: SummaryDraft
) -> tuple[Claim, tuple[Claim, ...], tuple[Claim, ...]]:
    """Ground title, abstract and key points together, so that one call asks again for all."""
    title = ClaimDraft(sentence=0, text=draft.title)
    claims = [await _claim(reading, d) for d in (title, *draft.abstract, *draft.key_points)]
    for _ in range(reading.settings.ask_again):
        claims = await _asked_again(reading, claims)
    middle = 1 + len(draft.abstract)
    return claims[0], tuple(claims[1:middle]), tuple(claims[middle:])


async def _claim(reading: Reading, draft: ClaimDraft) -> Claim:
    claim = reading.source.claim(draft.text, (draft.sentence,) if draft.sentence else ())
    if claim.grounded or not claim.citations or not reading.source.doubtful(claim):
        return claim
    passage = " ".join(citation.quote for citation in claim.citations)
    likelihood = await reading.likelihood("check", passage=passage, statement=claim.text)
    if likelihood < YES:
        return claim
    confirmed = {"verdict": Verdict.SUPPORTED, "reason": None, "judged_by": "model"}
    return claim.model_copy(update=confirmed)


async def _asked_again(reading: Reading, claims: list[Claim]) -> list[Claim]:
    failed = [n for n, claim in enumerate(claims) if not claim.grounded]
    if not failed:
        return claims
    reading.progress("asking again", 0, len(failed))
    draft = await reading.draft(
        "again",
        ClaimsDraft,
        limit=100 + TOKENS_A_CLAIM * len(failed),
        failures=[{"text": claims[n].text, "reason": _reason(claims[n])} for n in failed],
    )
    better = list(claims)
    for n, rewritten in zip(failed, draft.claims, strict=False):
        claim = await _claim(reading, rewritten)
        if claim.grounded and claim.text not in {c.text for c in better}:
            better[n] = claim
    return better


def _reason(claim: Claim) -> str:
    return REASONS[claim.reason] if claim.reason else UNSUPPORTED


def _names(reading: Reading, names: Iterable[str]) -> tuple[Claim, ...]:
    distinct = dict.fromkeys(name.strip() for name in names if name.strip())
    return tuple(reading.source.claim(name) for name in distinct)


def _figure(reading: Reading, draft: FigureDraft) -> Figure:
    parts = (draft.value, draft.unit.strip(), draft.counts.strip())
    words = [part for n, part in enumerate(parts) if part and part not in parts[:n]]
    claim = reading.source.claim(" ".join(words), (draft.sentence,))
    return Figure(
        **dict(claim),
        value=draft.value,
        unit=draft.unit.strip() or None,
        counts=draft.counts.strip(),
    )


def _refuse_ungrounded(reading: Reading, summary: Summary) -> None:
    problems = tuple(claim.text for claim in summary.claims if not claim.grounded)
    if reading.settings.strict and problems:
        raise GroundingError(
            f"{reading.document.source}: {len(problems)} of {len(summary.claims)} claims are not "
            f"found in it, the first being {problems[0]!r}; read them without --strict",
            problems,
        )
