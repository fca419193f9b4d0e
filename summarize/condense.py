"""A document that the model cannot read at once -> the claims of its parts, and their evidence.

Map: each chunk is asked for the facts that matter most in it, and these are grounded in it. Merge:
where the sentences that they rest on are too many to be read at once, those of several chunks
are asked as a document of their own, until they are not. What is left is an excerpt of the
original, summarised like any other document, with citations that lead back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest

from summarize import loop, merge, parts, prompt, tokens
from summarize.chunks import Excerpt, chunks, excerpt
from summarize.errors import ModelError
from summarize.ground import covered, disagreements
from summarize.reading import Reading
from summarize.types import Citation, Claim, Conflict, FailedChunk, Sentence
from summarize.validate import points_draft

POINTS = 5
"""Facts that are asked of a part."""
TOKENS_OF_POINTS = 400

A_LINE = 800
"""Characters that bear one number in a chunk: a number for each sentence would cost a fifth of a
transcript's tokens, and does no more than say where to look first."""

FEWEST = 2
"""Parts whose evidence is read at once, at the least, so that each merge leaves fewer of them."""
SHARE = 3
"""Share of a call, one in so many, that the evidence of one of them may take."""

EVIDENCE = 40
"""Share of a part, one in so many, that its evidence may take: it is read once more."""

Partial = tuple[Claim, ...]
"""What a part of a document states."""


@dataclass(frozen=True)
class Condensed:
    """What a long document was condensed to."""

    claims: Partial
    """What its parts state, in its order."""
    evidence: Excerpt
    """The sentences that matter most, few enough to be read at once."""
    conflicts: tuple[Conflict, ...]
    chunks: tuple[tuple[Sentence, ...], ...]
    failed: tuple[FailedChunk, ...]
    unmerged: tuple[str, ...] = ()
    """Why parts were put together without being weighed against one another, each reason once."""


async def condensed(reading: Reading, most: int) -> Condensed:
    """Condense a long document.

    Args:
        reading: The document.
        most: Tokens of sentences that can be read at once, with what is to be asked of them.

    Raises:
        ModelError: A part cannot be read, or parts not merged, and `on_error` is "raise"; or no
            part can be read.
    """
    room = reading.room("points", limit=TOKENS_OF_POINTS, most=POINTS)
    cut = chunks(reading.sentences, partial(_joined_size, reading), room - _label(reading))
    told, failed = await _mapped(reading, cut)
    claims = merge.merged(told, covered)
    left = [_bounded(reading, given, room // EVIDENCE) for given in told]
    problems: list[str] = []
    while len(left) > 1 and _size(reading, left) > most:
        left = await _merged(reading, left, room, problems)
    found = disagreements([claim.text for claim in claims if claim.grounded])
    grounded = [claim for claim in claims if claim.grounded]
    conflicts = tuple(Conflict(claims=(grounded[n], grounded[m])) for n, m in found)
    unmerged = tuple(dict.fromkeys(problems))
    return Condensed(claims, _evidence(reading, left, most), conflicts, cut, failed, unmerged)


async def _mapped(
    reading: Reading, cut: Sequence[Sequence[Sentence]]
) -> tuple[list[Partial], tuple[FailedChunk, ...]]:
    """Ask each chunk for its facts; give those of the ones that can be read, and the others."""
    done = 0

    async def one(chunk: Sequence[Sentence]) -> Partial | ModelError:
        nonlocal done
        points = _points(reading, excerpt(reading.document, chunk))
        given = await parts.attempted(reading, points, parts.place(chunk))
        reading.progress("reading parts", done := done + 1, len(cut))
        return given

    told = await loop.together([partial(one, chunk) for chunk in cut], reading.at_once)
    return parts.succeeded(told), parts.failures(cut, told)


async def _merged(
    reading: Reading, told: Sequence[Partial], room: int, problems: list[str]
) -> list[Partial]:
    """Ask the evidence of several parts for its facts, as many parts at a time as there is room.

    Why a call failed is added to the problems; what its parts stated first is then kept.
    """
    bounded = [_bounded(reading, partial_, room // SHARE) for partial_ in told]
    groups = _groups(reading, bounded, room)

    async def one(group: Sequence[Partial]) -> Partial:
        if len(group) == 1:
            return group[0]
        points = _points(reading, _evidence(reading, group, room))
        found = await parts.attempted(reading, points, "parts put together")
        if isinstance(found, ModelError):
            problems.append(str(found))
            return _bounded(reading, _in_turn(group), room // SHARE)
        known = [claim for given in group for claim in given]
        return merge.carried(found, known, covered)

    return await loop.together([partial(one, group) for group in groups], reading.at_once)


def _in_turn(group: Iterable[Partial]) -> Partial:
    """Give the first claim of each part, then the second of each: the first matter most."""
    return tuple(claim for claim in chain(*zip_longest(*group)) if claim is not None)


async def _points(reading: Reading, part: Excerpt) -> Partial:
    """Ask a part for its facts, and ground them in it by rule; the first matters most."""
    own = reading.part(part)
    lines = dict(_lines(part))
    draft = await own.draft(
        "points",
        points_draft(POINTS),
        limit=TOKENS_OF_POINTS,
        most=POINTS,
        sentences=tuple(lines.values()),
    )
    cited = _numbers(part, lines)
    claims = (own.source.claim(p.text, cited.get(p.sentence, ())) for p in draft.points[:POINTS])
    return tuple(part.claim(claim) for claim in claims if claim.citations)


def _lines(part: Excerpt) -> Iterator[tuple[int, Sentence]]:
    """Join sentences to lines that bear the number of their first; a heading stays by itself.

    Gives the place of each line's first sentence, and the line.
    """
    first = length = 0
    sentences = part.sentences
    for n, sentence in enumerate(sentences):
        following = sentences[n + 1] if n + 1 < len(sentences) else None
        length += len(sentence.text)
        if length >= A_LINE or following is None or None in (sentence.number, following.number):
            text = " ".join(part.document.text[sentences[first].start : sentence.end].split())
            yield first, sentences[first].model_copy(update={"end": sentence.end, "text": text})
            first, length = n + 1, 0


def _joined_size(reading: Reading, sentence: Sentence) -> int:
    """Return what a sentence takes in a chunk, in tokens: its text, and its share of a number.

    Shares are rounded up, so that those of a line's sentences are its number's or more. A heading
    ends a line early, and so takes what that one lacks beside its own.
    """
    label = _label(reading)
    text = tokens.count(f" {prompt.plain(sentence.text)}", reading.model.name) + 1
    return text + (2 * label if sentence.number is None else label * len(sentence.text) // A_LINE)


def _label(reading: Reading) -> int:
    """Return what the longest number of a line takes, in tokens."""
    return reading.size(reading.sentences[-1].model_copy(update={"text": ""}))


def _numbers(part: Excerpt, lines: Mapping[int, Sentence]) -> dict[int, list[int]]:
    """Give the numbers of the sentences of each line, by the number that it bears."""
    firsts = [*lines, len(part.sentences)]
    found: dict[int, list[int]] = {}
    for n, line in enumerate(lines.values()):
        if line.number is not None:
            within = part.sentences[firsts[n] : firsts[n + 1]]
            found[line.number] = [s.number for s in within if s.number is not None]
    return found


def _groups(reading: Reading, told: Sequence[Partial], room: int) -> list[list[Partial]]:
    """Put together, in order, parts whose evidence can be read at once; never fewer than two.

    So each level has fewer parts than the one below, whatever their evidence takes.
    """
    groups: list[list[Partial]] = [[]]
    for given in told:
        if len(groups[-1]) >= FEWEST and _size(reading, [*groups[-1], given]) > room:
            groups.append([])
        groups[-1].append(given)
    return groups


def _bounded(reading: Reading, told: Partial, limit: int) -> Partial:
    """Leave out the last claims of a part whose evidence takes more than the limit."""
    kept = told
    while len(kept) > 1 and _size(reading, [kept]) > limit:
        kept = kept[:-1]
    return kept


def _size(reading: Reading, told: Iterable[Partial]) -> int:
    return sum(map(reading.size, _cited(reading, told)))


def _evidence(reading: Reading, told: Iterable[Partial], most: int) -> Excerpt:
    """Make an excerpt of the sentences that claims rest on, and of what the document opens with.

    Of sentences so long that together they cannot be read at once, the last are left out.
    """
    return excerpt(reading.document, chunks(_cited(reading, told), reading.size, most)[0])


def _cited(reading: Reading, told: Iterable[Partial]) -> list[Sentence]:
    """Give the sentences, or their pieces, that claims cite, and the document's first."""
    opening = reading.sentences[0]
    if len(opening.text) > A_LINE:
        opening = opening.model_copy(
            update={"end": opening.start + A_LINE, "text": opening.text[:A_LINE]}
        )
    found = {
        (citation.start, citation.end): _sentence(reading, citation)
        for given in told
        for claim in given
        for citation in claim.citations
    }
    if not any(start == opening.start for start, _ in found):
        found[opening.start, opening.end] = opening
    return [found[at] for at in sorted(found)]


def _sentence(reading: Reading, citation: Citation) -> Sentence:
    """Give the sentence, or the piece of one, that a citation quotes."""
    place = bisect_right(reading.sentences, citation.start, key=lambda s: s.start) - 1
    piece = {"start": citation.start, "end": citation.end, "text": citation.quote}
    return reading.sentences[place].model_copy(update=piece)
