"""Claims as the rules found them -> claims as a model confirms them, where rules do not decide.

Models put the parts of a sentence together in ways that no rule foresees, so that what is pieced
together needs the model's own yes as well as what is told in words of its own. A small model is
asked about each claim by itself, and how sure it is of its yes counts; another one is asked about
all in one call, and says first what the document says.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from summarize import loop, parts
from summarize.entries import TOKENS_AROUND, by_place, in_halves
from summarize.errors import ModelError
from summarize.reading import Reading
from summarize.types import Citation, Claim, Verdict
from summarize.validate import CheckDraft, ChecksDraft

YES = 0.9
"""A small model's yes counts from this likelihood on: `benchmarks/confirming.py`."""

TOKENS_A_CHECK = 120
"""Bound of a reply's length for each claim."""


async def claim(reading: Reading, text: str, cited: Sequence[int]) -> Claim:
    """Ground one claim, by the rules and by the model's yes.

    Args:
        reading: The document that is read.
        text: What the model states.
        cited: Numbers of the sentences that the model takes it from; hints, no more.
    """
    return (await confirmed(reading, [reading.source.claim(text, cited)]))[0]


async def confirmed(reading: Reading, found: Sequence[Claim]) -> list[Claim]:
    """Have a model confirm those of several claims of which the rules alone do not decide.

    Where it cannot be asked, and `on_error` is "partial", it confirms none of them.
    """
    judged = list(found)
    left = [n for n, given in enumerate(found) if _open(reading, given)]
    if left:
        ask = _each if reading.one_by_one else _together
        told = await parts.attempted(reading, ask(reading, [found[n] for n in left]))
        stated = set() if isinstance(told, ModelError) else told
        for place, n in enumerate(left):
            judged[n] = _with_verdict(found[n], stated=place in stated)
    return judged


def _open(reading: Reading, found: Claim) -> bool:
    if found.grounded:
        return reading.source.pieced_together(found)
    return reading.source.doubtful(found, small=reading.one_by_one)


async def _each(reading: Reading, found: Sequence[Claim]) -> set[int]:
    """Ask about claims one by one; give the places of those that are stated."""

    async def one(given: Claim) -> float:
        shown = passage(given.citations)
        return await reading.likelihood("check_claim", passage=shown, statement=given.text)

    sure = await loop.together([partial(one, given) for given in found], reading.at_once)
    return {n for n, likely in enumerate(sure) if likely >= YES}


async def _together(reading: Reading, found: Sequence[Claim]) -> set[int]:
    """Ask about claims at once; give the places of those that are stated."""
    return {n for n, check in (await checked(reading, found)).items() if check.stated}


async def checked(reading: Reading, found: Sequence[Claim]) -> dict[int, CheckDraft]:
    """Ask, in one call, whether the sentences that claims cite state them; by the claims' places.

    What does not fit the window together is asked in halves, and so is what has a reply of no use:
    of one claim by itself, that confirms nothing.
    """
    reading.progress("confirming", 0, len(found))
    limit = TOKENS_AROUND + TOKENS_A_CHECK * len(found)
    shown = [{"passage": passage(given.citations), "text": given.text} for given in found]
    given = {"claims": shown, "fence": reading.shown["fence"]}
    if len(found) > 1 and not reading.fits("check_claims", limit=limit, apart=True, **given):
        return await in_halves(reading, found, checked)
    try:
        draft = await reading.draft("check_claims", ChecksDraft, limit=limit, apart=True, **given)
    except parts.OF_ONE:
        return await in_halves(reading, found, checked) if len(found) > 1 else {}
    return by_place(draft.checks, found)


def _with_verdict(found: Claim, *, stated: bool) -> Claim:
    """Give a claim the verdict of a model; where that is the one of the rules, it stays theirs."""
    verdict = Verdict.SUPPORTED if stated else Verdict.UNSUPPORTED
    if verdict is found.verdict:
        return found
    return found.model_copy(update={"verdict": verdict, "reason": None, "judged_by": "model"})


def passage(citations: Sequence[Citation]) -> str:
    """Return the cited sentences as one passage, to show a model nothing else."""
    return " ".join(citation.quote for citation in citations)
