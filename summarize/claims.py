"""Drafts -> claims with verdicts: by rule, then by the model's yes, then asked for once more.

A strong model is told what is wrong with its claims. A small one then repeats them; asked to tell
the sentences that come nearest in one of its own, it hardly ever says what they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarize import parts
from summarize.confirm import claim, confirmed, passage
from summarize.entries import TOKENS_AROUND, by_place, in_halves
from summarize.errors import ModelError
from summarize.ground import states_nothing
from summarize.reading import Reading
from summarize.types import Alteration, Claim, Sentence, Verdict
from summarize.validate import ClaimDraft, ClaimsDraft, RewrittenDraft

TOKENS_A_CLAIM = 80
"""Bound of a reply's length for each claim that is asked for again."""

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


async def claims(reading: Reading, drafts: Sequence[ClaimDraft]) -> list[Claim]:
    """Ground several claims, and ask once more for those that fail, or copy the document.

    What fails again stays as it was, marked by its verdict.
    """
    reading.progress("checking", 0, len(drafts))
    found = await _grounded(reading, drafts)
    for _ in range(reading.settings.ask_again):
        found = await _asked_again(reading, found)
    return found


async def _grounded(reading: Reading, drafts: Iterable[ClaimDraft]) -> list[Claim]:
    found = [reading.source.claim(draft.text, _cited(draft)) for draft in drafts]
    return await confirmed(reading, found)


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

    What does not fit the window together is asked in halves; one that does not fit by itself is
    not asked again.
    """
    reading.progress("asking again", 0, len(failures))
    limit = TOKENS_AROUND + TOKENS_A_CLAIM * len(failures)
    if not reading.fits("again", limit=limit, failures=failures):
        return await in_halves(reading, failures, rewritten) if len(failures) > 1 else {}
    draft = await reading.draft("again", ClaimsDraft, limit=limit, failures=failures)
    return by_place(draft.claims, failures)


def _cited(draft: ClaimDraft) -> list[int]:
    """Give the number of the sentence that the model names; it names none with 0."""
    return [draft.sentence] if draft.sentence else []
