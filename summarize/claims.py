"""Drafts -> claims with verdicts: by rule, then by the model's yes, then asked for once more.

A strong model is told what is wrong with its claims. A small one then repeats them; asked to tell
the sentences that come nearest in one of its own, it hardly ever says what they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from summarize import loop, parts
from summarize.errors import ModelError
from summarize.ground import states_nothing
from summarize.reading import Reading
from summarize.types import Alteration, Citation, Claim, Sentence, Verdict
from summarize.validate import ClaimDraft, ClaimsDraft, RewrittenDraft

TOKENS_A_CLAIM = 80
"""Bound of a reply's length for each claim that is asked for again."""

YES = 0.9
"""The model's yes counts from this likelihood on: `benchmarks/confirming.py`."""

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
NO_STATEMENT = "It breaks off in the middle of a sentence, or asks a question: state a fact."
UNSUPPORTED = "Part of it does not stand in the document."

LONGEST_COPY = 12
"""Words up to which a claim may be a copy of the document's: what is short is hard to reword."""
MOST_VERBATIM = 1 / 2
"""Share of the claims up to which copies may stay."""
COPIED = (
    "It copies the document. Say it in fewer words of your own, at most 15; keep its names, "
    "numbers and words such as 'nearly'."
)


@dataclass(frozen=True)
class Rejected:
    """A claim or an answer that the document does not state, and why."""

    text: str
    reason: str
    question: str | None = None
    """What it was an answer to; None for a claim."""


async def claim(reading: Reading, text: str, cited: Sequence[int]) -> Claim:
    """Ground one claim, by the rules and, where they leave it open, by the model's yes.

    A small model puts parts of a sentence together in ways that no rule foresees, so that what it
    pieces together needs its own yes as well; of any model it does where the settings are strict.

    Args:
        reading: The document that is read.
        text: What the model states.
        cited: Numbers of the sentences that the model takes it from; hints, no more.
    """
    found = reading.source.claim(text, cited)
    return await _confirmed(reading, found) if _open(reading, found) else found


async def _grounded(reading: Reading, drafts: Iterable[ClaimDraft]) -> list[Claim]:
    """Ground several claims; the model is asked about those that are open at the same time."""
    found = [reading.source.claim(draft.text, _cited(draft)) for draft in drafts]
    left = [n for n, given in enumerate(found) if _open(reading, given)]
    if not left:
        return found
    asked = [partial(_confirmed, reading, found[n]) for n in left]
    for n, given in zip(left, await loop.together(asked, reading.at_once), strict=True):
        found[n] = given
    return found


def _open(reading: Reading, found: Claim) -> bool:
    """Tell whether the rules alone do not decide."""
    small = reading.one_by_one
    if found.grounded:
        confirmed = small or reading.settings.strict
        return confirmed and reading.source.pieced_together(found)
    return reading.source.doubtful(found, small=small)


async def _confirmed(reading: Reading, found: Claim) -> Claim:
    """Have the model say whether the cited sentences state a claim."""
    said = await reading.likelihood(
        "check_claim", passage=passage(found.citations), statement=found.text
    )
    verdict = Verdict.SUPPORTED if said >= YES else Verdict.UNSUPPORTED
    if verdict is found.verdict:
        return found
    return found.model_copy(update={"verdict": verdict, "reason": None, "judged_by": "model"})


def passage(citations: Sequence[Citation]) -> str:
    """Return the cited sentences as one passage, to show a model nothing else."""
    return " ".join(citation.quote for citation in citations)


async def claims(reading: Reading, drafts: Sequence[ClaimDraft]) -> list[Claim]:
    """Ground several claims, and ask once more for those that fail, or copy the document.

    What fails again stays as it was, marked by its verdict.
    """
    reading.progress("checking", 0, len(drafts))
    found = await _grounded(reading, drafts)
    for _ in range(reading.settings.ask_again):
        found = await _asked_again(reading, found)
    return found


async def _asked_again(reading: Reading, found: list[Claim]) -> list[Claim]:
    copies = reading.one_by_one or _mostly_verbatim(found)
    wanting = {n: why for n, given in enumerate(found) if (why := _wanting(given, copies))}
    if not wanting:
        return found
    again = _one_by_one if reading.one_by_one else _all_at_once
    told = await parts.attempted(reading, again(reading, found, wanting))
    if isinstance(told, ModelError):
        return found  # whose verdicts say already what is wrong with them
    better = list(found)
    for n, given in told.items():
        if given.grounded and not states_nothing(given.text) and not _copied_anew(given, found[n]):
            better[n] = given
    return better


async def _all_at_once(
    reading: Reading, found: Sequence[Claim], wanting: Mapping[int, str]
) -> dict[int, Claim]:
    """Have claims written once more, in one call, each with what was wanting in it."""
    places = list(wanting)
    drafts = await rewritten(reading, [Rejected(found[n].text, why) for n, why in wanting.items()])
    told = await _grounded(reading, drafts.values())
    return {places[place]: given for place, given in zip(drafts, told, strict=True)}


async def _one_by_one(
    reading: Reading, found: Sequence[Claim], wanting: Iterable[int]
) -> dict[int, Claim]:
    """Have the cited sentences of each claim told in one: asked again, a small model repeats it."""
    passages = {n: passage(found[n].citations) for n in wanting if found[n].citations}
    told = {shown: await _retold(reading, shown) for shown in dict.fromkeys(passages.values())}
    return {n: await claim(reading, told[shown], []) for n, shown in passages.items()}


async def _retold(reading: Reading, shown: str) -> str:
    """Have a passage told in one sentence."""
    return (await reading.reply("restate", limit=TOKENS_A_CLAIM, passage=shown)).text


async def retold(reading: Reading, sentence: Sentence) -> Claim:
    """Have a sentence of the document told in one of the model's, and ground that."""
    return await claim(reading, await _retold(reading, sentence.text), [])


def _mostly_verbatim(found: Sequence[Claim]) -> bool:
    """Tell whether more of the claims are copies than a summary may have.

    A small model tells a copy once more in a second; another one is spared a whole call for few.
    """
    return sum(given.verdict is Verdict.VERBATIM for given in found) > len(found) * MOST_VERBATIM


def _wanting(found: Claim, copies: bool) -> str | None:
    """Say what is wanting in a claim; None where it may stay."""
    if not found.grounded:
        return REASONS[found.reason] if found.reason else UNSUPPORTED
    if states_nothing(found.text):
        return NO_STATEMENT
    return COPIED if copies and _copied(found) else None


def _copied_anew(given: Claim, before: Claim) -> bool:
    """Tell whether a claim that was told again copies, and stood before without."""
    return _copied(given) and before.grounded and not states_nothing(before.text)


def _copied(found: Claim) -> bool:
    return found.verdict is Verdict.VERBATIM and len(found.text.split()) > LONGEST_COPY


async def rewritten(reading: Reading, failures: Sequence[Rejected]) -> dict[int, RewrittenDraft]:
    """Ask once more for what failed, in one call; give what is rewritten, by its place.

    By its number and not by its order: a model that leaves one out must not have the words for
    one question taken for the answer to another. What does not fit the window together is asked
    in halves; one that does not fit by itself is not asked again.
    """
    reading.progress("asking again", 0, len(failures))
    limit = 100 + TOKENS_A_CLAIM * len(failures)
    if not reading.fits("again", limit=limit, failures=failures):
        return await _in_halves(reading, failures)
    draft = await reading.draft("again", ClaimsDraft, limit=limit, failures=failures)
    places = range(len(failures))
    return {given.number - 1: given for given in draft.claims if given.number - 1 in places}


async def _in_halves(reading: Reading, failures: Sequence[Rejected]) -> dict[int, RewrittenDraft]:
    if len(failures) == 1:
        return {}
    half = (len(failures) + 1) // 2
    first = await rewritten(reading, failures[:half])
    second = await rewritten(reading, failures[half:])
    return first | {half + place: draft for place, draft in second.items()}


def _cited(draft: ClaimDraft) -> list[int]:
    """Give the number of the sentence that the model names; it names none with 0."""
    return [draft.sentence] if draft.sentence else []
