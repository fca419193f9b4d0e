"""Answer questions about one document: ask, ground, ask once more for what could not be found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from summarize import loop, parts
from summarize.claims import Rejected, rewritten
from summarize.confirm import passage
from summarize.errors import ContextWindowError, GroundingError, ModelError
from summarize.ground import hedged
from summarize.interview import TOKENS_AN_ANSWER, Proposal, interview, words
from summarize.lookup import everywhere, looked_up
from summarize.reading import Model, Reading
from summarize.settings import Settings
from summarize.translate import translation
from summarize.types import Answer, Citation, Claim, Document, Question, Status
from summarize.validate import AnswersDraft

NOT_FOUND = "These words do not stand in the document."

LONG_FOR_A_SMALL_MODEL = 4_000
"""Tokens of a document up to which a small model reads all of it for a question.

It reads some 65 of them a second on two cores, and fewer the longer the text, so that a text that
just fits its window would keep somebody waiting for minutes.
"""


def ask(
    source: str | Path | BinaryIO | Document,
    question: str | Question,
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
) -> Answer:
    """Answer a question about a document.

    Args:
        source: A path, `-` for standard input, a binary file object, or a document.
        question: The question.
        model: A model's name, or something to ask in its place; None: as the settings say.
        settings: What can be tuned; None: as the environment says.

    Returns:
        The answer with the characters of the source that state it; `not_stated` when the document
        does not answer the question.

    Raises:
        SummarizeError: The document cannot be read, or the model gives no usable reply.

    Example:
        >>> ask("article.txt", "How many people were arrested?").text  # doctest: +SKIP
        '216'
    """
    return loop.run(_ask(source, question, model, settings))


async def aask(
    source: str | Path | BinaryIO | Document,
    question: str | Question,
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
) -> Answer:
    """Answer a question about a document, as `ask` does, for asynchronous callers."""
    return await loop.arun(_ask(source, question, model, settings))


async def _ask(
    source: str | Path | BinaryIO | Document,
    question: str | Question,
    model: str | Model | None,
    settings: Settings | None,
) -> Answer:
    return (await ask_all(source, [question], model, settings or Settings.from_environment()))[0]


async def ask_all(
    source: str | Path | BinaryIO | Document,
    questions: Sequence[str | Question],
    model: str | Model | None,
    settings: Settings,
) -> tuple[Answer, ...]:
    """Answer several questions about a document, in one reading of it."""
    reading = await Reading.begin(source, model, settings)
    found = await answer(reading, [_as_question(q, n) for n, q in enumerate(questions, 1)])
    words = await translation(reading, (), found)
    account = {"provenance": reading.provenance()}
    made = (
        words.answer(given).model_copy(update=account | {"untranslated": words.lacking(given)})
        for given in found
    )
    return tuple(reading.placed(given) for given in made)


def _as_question(question: str | Question, number: int) -> Question:
    return question if isinstance(question, Question) else Question(id=f"q{number}", text=question)


async def answer(reading: Reading, questions: Sequence[Question]) -> tuple[Answer, ...]:
    """Answer questions about a document that is being read.

    Raises:
        ModelError: A call fails, and `on_error` is "raise"; or no question can be asked.
        GroundingError: In strict mode, when an answer cannot be located.
    """
    if not questions:
        return ()
    reading.progress("answering", 0, len(questions))
    batches = _batches(reading, questions)
    told = [given for batch in batches for given in await _read(reading, *batch)]
    parts.succeeded(told)
    answers = tuple(
        parts.unanswered(reading, question, given) if isinstance(given, ModelError) else given
        for question, given in zip(questions, told, strict=True)
    )
    reading.progress("answering", len(questions), len(questions))
    _refuse_unverified(reading, answers)
    return answers


def _batches(
    reading: Reading, questions: Sequence[Question]
) -> list[tuple[Sequence[Question], int | None]]:
    """Cut questions that leave no room for the document into as many halves as it takes.

    Each has the tokens of sentences that can be read at once with it; None where all are.

    Raises:
        ContextWindowError: One alone leaves none.
    """
    tasks = _tasks(reading, questions)
    long = reading.one_by_one and _size(reading) > LONG_FOR_A_SMALL_MODEL
    if not long and all(reading.fits(template, **task) for template, task in tasks.items()):
        return [(questions, None)]
    try:
        room = min(reading.room(template, **task) for template, task in tasks.items())
    except ContextWindowError:
        if len(questions) == 1:
            raise
        half = (len(questions) + 1) // 2
        return _batches(reading, questions[:half]) + _batches(reading, questions[half:])
    return [(questions, min(room, LONG_FOR_A_SMALL_MODEL) if long else room)]


def _size(reading: Reading) -> int:
    return sum(reading.size(sentence) for sentence in reading.sentences)


async def _read(
    reading: Reading, questions: Sequence[Question], room: int | None
) -> Sequence[Answer | ModelError]:
    """Answer questions that can be asked together, about all of the document or some of it."""
    if room is None:
        return await parts.shared(reading, questions, partial(_answered, reading))
    look = everywhere if reading.settings.thorough else looked_up
    told = await parts.attempted(reading, look(reading, questions, _answered, room))
    return [told] * len(questions) if isinstance(told, ModelError) else told


def _tasks(reading: Reading, questions: Sequence[Question]) -> dict[str, dict[str, Any]]:
    """Give what has to fit the window beside the document: templates, and what they are given."""
    longest = max(questions, key=lambda question: len(question.text))
    alone = {"question": {"limit": TOKENS_AN_ANSWER, "question": longest}}
    several = {"answers": {"limit": _limit(questions), "questions": questions}}
    if not reading.one_by_one:
        return several
    return alone | several if len(questions) > 1 else alone


async def _answered(reading: Reading, questions: Sequence[Question]) -> list[Answer]:
    """Answer questions about what can be read at once."""
    propose = _one_by_one if reading.one_by_one else _all_at_once
    proposals = await propose(reading, questions)
    answers = [_located(reading, q, p) for q, p in zip(questions, proposals, strict=True)]
    for _ in range(reading.settings.ask_again):
        answers = await _asked_again(reading, answers)
    return answers


async def _one_by_one(reading: Reading, questions: Sequence[Question]) -> list[Proposal]:
    said = await opinions(reading, questions) if len(questions) > 1 else {}
    return [Proposal(text) for text in await interview(reading, questions, said)]


async def _all_at_once(reading: Reading, questions: Sequence[Question]) -> list[Proposal]:
    said = await opinions(reading, questions)
    return [said.get(place, Proposal()) for place in range(len(questions))]


async def opinions(reading: Reading, questions: Sequence[Question]) -> dict[int, Proposal]:
    """Ask all questions in one call; give what is said of each, by its place."""
    limit = _limit(questions)
    draft = await reading.draft("answers", AnswersDraft, limit=limit, questions=questions)
    return {
        given.question - 1: Proposal(words(given.answer), given.sentence) for given in draft.answers
    }


def _limit(questions: Sequence[Question]) -> int:
    return 100 + TOKENS_AN_ANSWER * len(questions)


def _located(reading: Reading, question: Question, proposal: Proposal) -> Answer:
    if proposal.text is None:
        return Answer(question=question, text=None, status=Status.NOT_STATED)
    sentences = reading.source.evidence(proposal.text, question.text)
    cited = tuple(
        Citation(
            quote=sentence.text,
            start=sentence.start,
            end=sentence.end,
            heading=sentence.heading,
            moved=proposal.sentence is not None
            and proposal.sentence not in {s.number for s in sentences},
        )
        for sentence in sentences
    )
    if not cited and reading.source.planted(proposal.text):
        return Answer(question=question, text=None, status=Status.NOT_STATED)
    if not cited:
        return Answer(question=question, text=proposal.text, status=Status.UNVERIFIED)
    text = hedged(proposal.text, passage(cited))
    if several := reading.source.conflict(proposal.text, question.text):
        return _conflicting(question, text, several)
    return Answer(question=question, text=text, status=Status.ANSWERED, citations=cited)


def _conflicting(question: Question, text: str, several: tuple[Claim, ...]) -> Answer:
    """Give all that the document says, the model's choice being no more than the first of it."""
    cited = tuple(citation for claim in several for citation in claim.citations)
    return Answer(
        question=question,
        text=text,
        status=Status.CONFLICT,
        citations=cited,
        alternatives=several,
    )


async def _asked_again(reading: Reading, answers: list[Answer]) -> list[Answer]:
    failed = [n for n, given in enumerate(answers) if given.status is Status.UNVERIFIED]
    if not failed:
        return answers
    failures = [
        Rejected(answers[n].text or "", NOT_FOUND, answers[n].question.text) for n in failed
    ]
    better = list(answers)
    again = await parts.attempted(reading, rewritten(reading, failures))
    if isinstance(again, ModelError):
        return answers  # which say already that they could not be located
    for place, draft in again.items():
        n = failed[place]
        found = _located(reading, answers[n].question, Proposal(words(draft.text), draft.sentence))
        if found.citations:
            better[n] = found
    return better


def _told(given: Answer) -> str:
    return f"{given.question.text} {given.text}"


def _refuse_unverified(reading: Reading, answers: Sequence[Answer]) -> None:
    problems = tuple(_told(a) for a in answers if a.status is Status.UNVERIFIED)
    if reading.settings.strict and problems:
        raise GroundingError(
            f"{reading.document.source}: {len(problems)} of {len(answers)} answers cannot be "
            f"located, the first being {problems[0]!r}; read them without --strict",
            problems,
        )
