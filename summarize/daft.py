"""Summaries and answers as columns of a Daft dataframe, on one machine or on a cluster of Ray.

    import daft
    from summarize.daft import ask_column, summarize_column

    articles = daft.read_parquet("s3://bucket/articles/*.parquet")
    articles = articles.with_column("summary", summarize_column(articles["text"]))
    articles.write_parquet("summaries/")

After `daft.set_runner_ray()` the same lines run on a cluster. Of all rows, `Settings.concurrency`
are asked about at once, however many machines do so: each takes its share of an endpoint's limit.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from summarize import loop
from summarize.errors import ConfigurationError, QuestionsError
from summarize.outcome import Task, answered, failed, outcome, summarised
from summarize.questions import ANY_ARTICLE, load
from summarize.read import read
from summarize.reading import Model, chosen
from summarize.settings import Settings
from summarize.types import Answer, Document, Failure, Question, Result, Summary

if TYPE_CHECKING:
    from daft import DataType, Expression

Row = dict[str, object]

ERROR = "error"
"""The field of a struct that says why a row has nothing else."""
UNNAMED = "row"
"""What a document is called that has no name."""


def summarize_column(
    text: Expression,
    *,
    source: Expression | None = None,
    model: str | Model | None = None,
    questions: str | Path | Sequence[Question] | None = None,
    settings: Settings | None = None,
) -> Expression:
    """Give an expression whose values are the summaries of a column of texts.

    Args:
        text: The texts; the value of a null is null.
        source: What the documents are called; None: `row`.
        model: A model's name, or something to ask in its place; None: as the settings say.
        questions: A questions file, or questions; None: those for any article.
        settings: What can be tuned; None: as the environment of the driver says.

    Returns:
        A struct with the fields of `Summary`, answers as a list, and `error`: null, or why this
        row has no summary, all other fields being null.

    Raises:
        ConfigurationError: Daft is not installed.
        QuestionsError: The questions file cannot be used.

    Example:
        >>> table.with_column("summary", summarize_column(table["text"]))  # doctest: +SKIP
    """
    _need_daft()
    settings = settings or Settings.from_environment()
    file = settings.questions if questions is None else questions
    asked = (
        load(Path(file or ANY_ARTICLE)) if file is None or isinstance(file, str | Path) else file
    )
    fields = _fields(Summary) | {ERROR: _type(Failure)}
    return _column(Work(summarised, model, tuple(asked), settings, _summary), fields)(text, source)


def ask_column(
    text: Expression,
    questions: str | Question | Sequence[str | Question],
    *,
    source: Expression | None = None,
    model: str | Model | None = None,
    settings: Settings | None = None,
) -> Expression:
    """Give an expression whose values are the answers that a column of texts gives to questions.

    Args:
        text: The texts; the value of a null is null.
        questions: A question or several, which share one reading of each text.
        source: What the documents are called; None: `row`.
        model: A model's name, or something to ask in its place; None: as the settings say.
        settings: What can be tuned; None: as the environment of the driver says.

    Returns:
        A struct with a field for each question, of the fields of `Answer`, and `error`: null, or
        why this row has no answers. A field is called by the question's id, or else `q1`, `q2`.

    Raises:
        ConfigurationError: Daft is not installed.
        QuestionsError: There is no question, or two fields would have one name.

    Example:
        >>> table.with_column("who", ask_column(table["text"], "Who won?"))  # doctest: +SKIP
    """
    _need_daft()
    several = [questions] if isinstance(questions, str | Question) else questions
    asked = tuple(
        q if isinstance(q, Question) else Question(id=f"q{number}", text=q)
        for number, q in enumerate(several, 1)
    )
    work = Work(answered, model, asked, settings or Settings.from_environment(), _answers)
    fields = {name: _type(Answer) for name in _names(asked)} | {ERROR: _type(Failure)}
    return _column(work, fields)(text, source)


def _names(questions: Sequence[Question]) -> list[str]:
    """Name the fields of questions.

    Raises:
        QuestionsError: There is none, or one has the name of another or of the error's field.
    """
    names = [question.id for question in questions]
    if not names:
        raise QuestionsError("no question is asked; give at least one")
    if taken := next((name for name in names if [ERROR, *names].count(name) > 1), None):
        raise QuestionsError(f"two fields would be called {taken!r}; give a question another id")
    return names


@dataclass(frozen=True)
class Work:
    """What is done with each row; it goes to the processes that do it."""

    task: Task
    model: str | Model | None
    questions: tuple[Question, ...]
    settings: Settings
    told: Callable[[Result], Row]

    async def row(self, text: str | None, source: str) -> Row | None:
        """Give what comes of a row; it runs on this process' background loop, as all calls do."""
        return None if text is None else await loop.arun(self._row(text, source))

    async def _row(self, text: str, source: str) -> Row:
        desk = _desk(self)
        model = await desk.model()
        try:
            document = read(Document.from_text(text, source=source), self.settings)
        except BaseException as error:  # noqa: BLE001 -- see `failed`
            return self.told(failed(source, error))
        async with desk.turns(model):
            return self.told(
                await outcome(self.task, document, self.questions, model, self.settings)
            )


@dataclass
class Desk:
    """What the rows of one piece of work share in a process: the model, and whose turn it is."""

    work: Work
    _chosen: asyncio.Task[Model] | None = None
    _turns: asyncio.Semaphore | None = field(default=None, repr=False)

    async def model(self) -> Model:
        """Choose the model, once."""
        if self._chosen is None:
            self._chosen = asyncio.ensure_future(chosen(self.work.model, self.work.settings))
        return await asyncio.shield(self._chosen)

    def turns(self, model: Model) -> asyncio.Semaphore:
        """Give what lets so many rows through at once.

        Daft's own limit for asynchronous functions is none for the rows of one batch.
        """
        if self._turns is None:
            share = self.work.settings.concurrency // _processes()
            self._turns = asyncio.Semaphore(1 if model.small else max(1, share))
        return self._turns


_desks: dict[str, Desk] = {}


def _desk(work: Work) -> Desk:
    key = work.settings.api_key.get_secret_value() if work.settings.api_key else ""
    model = work.model if isinstance(work.model, str | None) else id(work.model)
    name = f"{key} {model} {work.settings.model_dump_json()}"
    return _desks.setdefault(name, Desk(work))


@cache
def _processes() -> int:
    """Count the processes that share an endpoint: on a cluster of Ray one for each machine."""
    ray = sys.modules.get("ray")
    if ray is None or not ray.is_initialized():
        return 1
    working = [n for n in ray.nodes() if n["Alive"] and n["Resources"].get("CPU", 0)]
    return max(1, len(working))


def _column(
    work: Work, fields: dict[str, DataType]
) -> Callable[[Expression, Expression | None], Expression]:
    import daft

    async def row(text: str | None, source: str) -> Row | None:
        return await work.row(text, source)

    made = daft.func(row, return_dtype=daft.DataType.struct(fields), use_process=False)

    def column(text: Expression, source: Expression | None) -> Expression:
        return made(text, daft.lit(UNNAMED) if source is None else source)

    return column


def _summary(result: Result) -> Row:
    if result.summary is None:
        return _nothing(Summary, result)
    told: Row = result.summary.model_dump(mode="json")
    answers = result.summary.answers.values()
    return told | {"answers": [one.model_dump(mode="json") for one in answers], ERROR: None}


def _answers(result: Result) -> Row:
    told = {one.question.id: one.model_dump(mode="json") for one in result.answers}
    return told | {ERROR: result.error and result.error.model_dump()}


def _nothing(value: type[BaseModel], result: Result) -> Row:
    return dict.fromkeys(value.model_fields) | {ERROR: result.error and result.error.model_dump()}


def _fields(value: type[BaseModel]) -> dict[str, DataType]:
    """Give Daft's types for the fields of one of our values."""
    return {name: _type(field.annotation) for name, field in value.model_fields.items()}


def _type(annotation: object) -> DataType:
    """Give Daft's type for one of ours; a map by id becomes a list, since each entry has its id."""
    from daft import DataType as kinds  # noqa: N813 -- its classes' names are not ours to choose

    inner = [one for one in get_args(annotation) if one is not NoneType]
    if get_origin(annotation) in (Union, UnionType):
        return _type(inner[0])
    if get_origin(annotation) is Literal:
        return _type(type(inner[0]))
    made: DataType = kinds.string()
    if get_origin(annotation) in (tuple, dict):
        made = kinds.list(_type(inner[-1] if get_origin(annotation) is dict else inner[0]))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        made = kinds.struct(_fields(annotation))
    elif isinstance(annotation, type) and annotation in (bool, int, float):
        made = {bool: kinds.bool(), int: kinds.int64(), float: kinds.float64()}[annotation]
    return made


def _need_daft() -> None:
    try:
        import_module("daft")
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{error.name} is not installed; add it with: pip install 'summarize-qa[daft]'"
        ) from None
