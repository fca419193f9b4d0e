"""Claims as the rules found them -> claims as a model confirms them, where rules do not decide.

Models put the parts of a sentence together in ways that no rule foresees, so that what is pieced
together needs the model's own yes as well as what is told in words of its own. A small model is
asked about each claim by itself, and how sure it is of its yes counts; another one is asked about
all in one call, and says first what the document says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from summarize import loop
from summarize.entries import TOKENS_AROUND, by_place, in_halves
from summarize.reading import Reading
from summarize.types import Citation, Claim, Verdict
from summarize.validate import CheckDraft, ChecksDraft

YES = 0.9
"""A small model's yes counts from this likelihood on: `benchmarks/confirming.py`."""

TOKENS_A_CHECK = 80
"""Bound of a reply's length for each claim."""


@dataclass(frozen=True)
class Judged:
    """A claim with its verdict, and what the document says instead where a model has told."""

    claim: Claim
    instead: str | None = None


async def claim(reading: Reading, text: str, cited: Sequence[int]) -> Claim:
    """Ground one claim, by the rules and by the model's yes.

    Args:
        reading: The document that is read.
        text: What the model states.
        cited: Numbers of the sentences that the model takes it from; hints, no more.
    """
    return (await confirmed(reading, [reading.source.claim(text, cited)]))[0].claim


async def confirmed(reading: Reading, found: Sequence[Claim]) -> list[Judged]:
    """Have a model confirm those of several claims of which the rules alone do not decide."""
    judged = [Judged(given) for given in found]
    left = [n for n, given in enumerate(found) if _open(reading, given)]
    ask = _each if reading.one_by_one else _together
    for n, given in zip(left, await ask(reading, [found[n] for n in left]), strict=True):
        judged[n] = given
    return judged


def _open(reading: Reading, found: Claim) -> bool:
    if found.grounded:
        return reading.source.pieced_together(found)
    return reading.source.doubtful(found, small=reading.one_by_one)


async def _each(reading: Reading, found: Sequence[Claim]) -> list[Judged]:
    async def one(given: Claim) -> Judged:
        sure = await reading.likelihood(
            "check_claim", passage=passage(given.citations), statement=given.text
        )
        return Judged(_with_verdict(given, stated=sure >= YES))

    return await loop.together([partial(one, given) for given in found], reading.at_once)


async def _together(reading: Reading, found: Sequence[Claim]) -> list[Judged]:
    checks = await checked(reading, found) if found else {}
    return [_by_check(given, checks.get(n)) for n, given in enumerate(found)]


def _by_check(found: Claim, check: CheckDraft | None) -> Judged:
    """Give a claim the verdict of a reply; what that says nothing of is not confirmed."""
    stated = check is not None and check.stated
    instead = check.says if check and not stated else None
    return Judged(_with_verdict(found, stated=stated), instead)


def _with_verdict(found: Claim, *, stated: bool) -> Claim:
    """Give a claim the verdict of a model; where that is the one of the rules, it stays theirs."""
    verdict = Verdict.SUPPORTED if stated else Verdict.UNSUPPORTED
    if verdict is found.verdict:
        return found
    return found.model_copy(update={"verdict": verdict, "reason": None, "judged_by": "model"})


async def checked(reading: Reading, found: Sequence[Claim]) -> dict[int, CheckDraft]:
    """Ask, in one call, whether the sentences that claims cite state them; by the claims' places.

    What does not fit the window together is asked in halves.
    """
    reading.progress("confirming", 0, len(found))
    limit = TOKENS_AROUND + TOKENS_A_CHECK * len(found)
    shown = [{"passage": passage(given.citations), "text": given.text} for given in found]
    together = reading.fits("check_claims", limit=limit, apart=True, claims=shown)
    if len(found) > 1 and not together:
        return await in_halves(reading, found, checked)
    draft = await reading.draft("check_claims", ChecksDraft, limit=limit, apart=True, claims=shown)
    return by_place(draft.checks, found)


def passage(citations: Sequence[Citation]) -> str:
    """Return the cited sentences as one passage, to show a model nothing else."""
    return " ".join(citation.quote for citation in citations)
