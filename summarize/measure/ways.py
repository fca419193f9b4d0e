"""The ways of asking that are compared: as the product asks, and naively.

Both give an outcome: what came, unscored, so that a change of the scores needs no model.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from time import perf_counter

from pydantic import Field

from summarize import prompt
from summarize.chat import Reply, Request
from summarize.errors import InputError, ModelError, RateLimitError, UnreachableError
from summarize.measure.rows import QaRow, Work
from summarize.qa import ask_all
from summarize.questions import ANY_ARTICLE
from summarize.questions import load as fixed_questions
from summarize.reading import Model
from summarize.settings import Settings
from summarize.summary import asummarize
from summarize.types import Answer, Document, Question, Status, Summary, Usage, Value

PRODUCT, NAIVE = "summarize", "naive"

TOKENS_OF_A_NAIVE_ANSWER = 100

_NOT_STATED = re.compile(r"\W*not stated\b", re.IGNORECASE)


class Outcome(Value):
    """What came of a text; an error is one answer's or, where nothing came, the whole text's."""

    answers: tuple[Answer | None, ...] = Field((), description="In the order of the questions.")
    summary: Summary | None = None
    error: str | None = None
    passing: bool = Field(False, description="True when the error may not come again.")
    usage: Usage = Usage()
    seconds: float = 0.0


Way = Callable[[Work, Model, Settings], Awaitable[Outcome]]


class Metered:
    """A model whose usage is counted, whatever becomes of its replies."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self.small = model.small
        self.usage = Usage()
        self._model = model

    async def __call__(self, request: Request) -> Reply:
        """Ask the model."""
        reply = await self._model(request)
        self.usage += reply.usage
        return reply


async def outcome(way: Way, work: Work, model: Model, settings: Settings) -> Outcome:
    """Ask about a text in one of the ways; an error that concerns only this text is a result."""
    metered = Metered(model)
    began = perf_counter()
    try:
        found = await way(work, metered, settings)
    except (InputError, ModelError) as error:
        found = _failed(error)
    spent = {"usage": metered.usage, "seconds": perf_counter() - began}
    return found.model_copy(update=spent)


def _failed(error: InputError | ModelError, answers: tuple[Answer | None, ...] = ()) -> Outcome:
    passing = isinstance(error, RateLimitError | UnreachableError)
    return Outcome(answers=answers, error=" ".join(str(error).split()), passing=passing)


async def product(work: Work, model: Model, settings: Settings) -> Outcome:
    """Ask as the product does: all questions about a text at once."""
    document = Document.from_text(work.text, source=work.rows[0].id)
    if work.task == "qa":
        return Outcome(answers=await ask_all(document, _questions(work), model, settings))
    asked = fixed_questions(ANY_ARTICLE) if work.task == "injection" else ()
    summary = await asummarize(document, model=model, questions=asked, settings=settings)
    return Outcome(summary=summary)


async def naive(work: Work, model: Model, settings: Settings) -> Outcome:
    """Ask one plain question a call, and take what comes."""
    answers: list[Answer | None] = []
    failed = Outcome()
    for question in _questions(work):
        try:
            answers.append(await _plain_answer(work.text, question, model, settings))
        except (InputError, ModelError) as error:
            answers.append(None)
            failed = _failed(error)
    return failed.model_copy(update={"answers": tuple(answers)})


async def _plain_answer(text: str, question: Question, model: Model, settings: Settings) -> Answer:
    variables: dict[str, object] = {"article": text, "question": question.text}
    messages = prompt.render("naive", variables, settings.prompts)
    request = Request(messages, max_output_tokens=TOKENS_OF_A_NAIVE_ANSWER)
    reply = (await model(request)).text.strip()
    if not reply or _NOT_STATED.match(reply):
        return Answer(question=question, text=None, status=Status.NOT_STATED)
    return Answer(question=question, text=reply, status=Status.UNVERIFIED)


def _questions(work: Work) -> list[Question]:
    if work.task == "injection":
        return list(fixed_questions(ANY_ARTICLE))
    asked = [row.question for row in work.rows if isinstance(row, QaRow)]
    return [Question(id=f"q{number}", text=text) for number, text in enumerate(asked, 1)]


WAYS: dict[str, Way] = {PRODUCT: product, NAIVE: naive}
