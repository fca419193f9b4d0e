"""Questions about a document that the model cannot read at once.

The passages that can answer a question are read first, further ones when these do not, and only
then is it said that the document does not state it. `thorough` reads the whole document, in parts.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from summarize import loop, parts
from summarize.chunks import chunks, excerpt
from summarize.errors import ModelError
from summarize.ground import alike, terms
from summarize.reading import Reading
from summarize.retrieve import Passages
from summarize.types import Answer, Claim, FailedChunk, Question, Sentence, Status, Verdict

Answered = Callable[[Reading, Sequence[Question]], Awaitable[list[Answer]]]
"""How questions are answered about what can be read at once."""

LOOKS = (700, 1_400)
"""Tokens of passages that are read for a question, and that are read further where these do not
answer it: together a twentieth of 64,000 tokens, with all that a call has beside them."""

TOGETHER = 2_000
"""Tokens of passages that a small model reads at once; more of them, and it mixes them up."""

LONGEST = 1_200
"""Characters of a line; a longer sentence is cut, so that a passage of it can be read."""

OPENING = 2
"""Lines at the start of a document that are read with any passage: they say what it is."""

FOUND = (Status.ANSWERED, Status.CONFLICT)


async def looked_up(
    reading: Reading, questions: Sequence[Question], answered: Answered, room: int
) -> list[Answer]:
    """Answer questions about a long document.

    Args:
        reading: The document.
        questions: The questions.
        answered: Answers questions about an excerpt.
        room: Tokens of sentences that the model can read at once.
    """
    longest = min(LONGEST, room // 4)
    lines = [s for chunk in chunks(reading.sentences, _characters, longest) for s in chunk]
    asked = [_Asked(reading, question, lines, room) for question in questions]
    passages = Passages(lines, terms)
    for one in asked:
        one.rank(passages)
    most = min(room, TOGETHER) if reading.one_by_one else room
    done: list[Answer | ModelError] = []
    for tokens in LOOKS:
        open_ = [one for one in asked if not one.found and one.look(tokens)]
        groups = _groups(open_, most)
        works = [partial(_read, reading, lines, group, answered) for group in groups]
        done += chain(*await loop.together(works, reading.at_once))
    parts.succeeded(done)
    return [parts.lacking(one.answer, one.unread) for one in asked]


async def everywhere(
    reading: Reading, questions: Sequence[Question], answered: Answered, room: int
) -> list[Answer]:
    """Answer questions about a long document by reading all of it, part by part.

    What parts give otherwise than one another is a conflict, in the order of the document.
    """
    cut = chunks(reading.sentences, reading.size, room)

    async def one(chunk: Sequence[Sentence]) -> list[Answer | ModelError]:
        part = excerpt(reading.document, chunk)
        work = partial(answered, reading.part(part))
        told = await parts.shared(reading, questions, work, parts.place(chunk))
        return [given if isinstance(given, ModelError) else part.answer(given) for given in told]

    told = await loop.together([partial(one, chunk) for chunk in cut], reading.at_once)
    parts.succeeded([*chain(*told)])
    return [
        parts.lacking(_put_together(question, given), parts.failures(cut, given))
        for question, given in zip(questions, zip(*told, strict=True), strict=True)
    ]


def _put_together(question: Question, told: Sequence[Answer | ModelError]) -> Answer:
    """Make one answer to a question of what came of it in each part of a document."""
    found = [given for given in told if not isinstance(given, ModelError)]
    return _one_of(found or [_open(question)])


def _open(question: Question) -> Answer:
    """Give the answer to a question of which nothing is found so far."""
    return Answer(question=question, text=None, status=Status.NOT_STATED)


class _Asked:
    """A question, the passages that are still to be read for it, and its answer so far."""

    def __init__(
        self, reading: Reading, question: Question, lines: Sequence[Sentence], room: int
    ) -> None:
        self.question = question
        self.answer = _open(question)
        self.places: set[int] = set()
        """Of the lines to be read now."""
        self._lost: dict[int, str] = {}
        """Why lines could not be read, by their places."""
        self._reading = reading
        self._lines = lines
        self._room = room
        self._seen: set[int] = set()
        self._left: Iterator[range] = iter(())

    @property
    def found(self) -> bool:
        """Whether there is an answer that stands in the document."""
        return self.answer.status in FOUND

    def rank(self, passages: Passages) -> None:
        """Order the passages from the best on; where no word stands, as the document goes."""
        ranked = passages.ranked(self.question.text)
        first = next(ranked, None)
        order = chain([first], ranked) if first else (range(n, n + 1) for n in self._all)
        self._left = iter(order)

    @property
    def _all(self) -> range:
        return range(len(self._lines))

    @property
    def unread(self) -> tuple[FailedChunk, ...]:
        """What was to be read for it and could not be, in the document's order."""
        stretches: list[list[int]] = []
        for place, problem in sorted(self._lost.items()):
            before = stretches[-1][-1] if stretches else None
            if before != place - 1 or self._lost[before] != problem:
                stretches.append([])
            stretches[-1].append(place)
        lines = self._lines
        return tuple(
            FailedChunk(start=lines[s[0]].start, end=lines[s[-1]].end, problem=self._lost[s[0]])
            for s in stretches
        )

    def size(self, places: Iterable[int]) -> int:
        """Return what lines take, in tokens."""
        return sum(self._reading.size(self._lines[place]) for place in places)

    def keep(self, given: Answer, read: Iterable[int]) -> None:
        """Add an answer that these lines give."""
        self.answer = _one_of([self.answer, given])
        for place in read:
            self._lost.pop(place, None)

    def lose(self, problem: str) -> None:
        """Note that the lines that were to be read now could not be."""
        self._lost |= dict.fromkeys(self.places, problem)

    def look(self, tokens: int) -> bool:
        """Choose the best passages that were not read, of so many tokens; False where none is."""
        self.places = set(self._all[:OPENING])
        taken = self.size(self.places)
        before = len(self._seen)
        for passage in self._left:
            new = set(passage) - self.places
            if new <= self._seen:
                continue
            taken += self.size(new)
            if taken > self._room:
                break
            self.places |= new
            self._seen |= new
            if taken >= tokens:
                break
        return len(self._seen) > before


def _groups(asked: Sequence[_Asked], most: int) -> list[list[_Asked]]:
    """Put questions together whose passages can be read at once, as many as there is room for."""
    groups: list[list[_Asked]] = []
    taken: set[int] = set()
    for one in asked:
        if not groups or one.size(taken | one.places) > most:
            groups.append([])
            taken = set()
        groups[-1].append(one)
        taken |= one.places
    return groups


async def _read(
    reading: Reading, lines: Sequence[Sentence], group: Sequence[_Asked], answered: Answered
) -> list[Answer | ModelError]:
    """Read the passages of some questions at once, and keep what they say."""
    places = sorted(set().union(*(one.places for one in group)))
    part = excerpt(reading.document, [lines[place] for place in places])
    questions = [one.question for one in group]
    told = await parts.shared(reading, questions, partial(answered, reading.part(part)))
    for one, given in zip(group, told, strict=True):
        if isinstance(given, ModelError):
            one.lose(str(given))
        else:
            one.keep(part.answer(given), places)
    return told


def _one_of(given: Sequence[Answer]) -> Answer:
    """Make one answer of those that parts of a document give; what contradicts another is kept."""
    found = [answer for answer in given if answer.status in FOUND]
    if not found:
        return next((a for a in given if a.status is Status.UNVERIFIED), given[0])
    claims: list[Claim] = []
    for claim in (claim for answer in found for claim in _claims(answer)):
        if not any(alike(claim.text, other.text) for other in claims):
            claims.append(claim)
    if len(claims) == 1:
        return found[0]
    cited = tuple(citation for claim in claims for citation in claim.citations)
    several = {"status": Status.CONFLICT, "citations": cited, "alternatives": tuple(claims)}
    return found[0].model_copy(update=several)


def _claims(answer: Answer) -> Sequence[Claim]:
    """Give what an answer says, as claims."""
    alone = Claim(text=answer.text or "", citations=answer.citations, verdict=Verdict.SUPPORTED)
    return answer.alternatives or (alone,)


def _characters(sentence: Sentence) -> int:
    return len(sentence.text)
