"""Summarise or ask many documents: results come as they finish, and an error is one of them.

Of the documents, `Settings.concurrency` are in memory at once. Every result goes into a journal
before it is given, so that a run is taken up where it ended, and a document that is there twice,
under whatever names, is asked about once.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from summarize import loop
from summarize.beside import Beside
from summarize.errors import RateLimitError, UnexpectedError, UnreachableError
from summarize.journal import Journal, digest, influences
from summarize.listing import files
from summarize.outcome import Task, answered, failed, summarised
from summarize.questions import fixed, load
from summarize.read import read, readable
from summarize.reading import Model, chosen
from summarize.settings import Progress, Settings
from summarize.types import Answer, Document, Failure, Question, Result, Summary

Source = str | Path | Document

PASSING = {RateLimitError.__name__, UnreachableError.__name__, UnexpectedError.__name__}
"""Errors that may not come again, and so are no end of the work on a document."""
LONGEST_END = 10.0
"""Seconds that cancelled work may take to end, before a run ends without it."""
WAY_OUT = "make room, or set SUMMARIZE_CACHE_DIR to another place, and resume"


def summarize_many(
    sources: Iterable[Source],
    *,
    model: str | Model | None = None,
    questions: str | Path | Sequence[Question] | None = None,
    settings: Settings | None = None,
    journal: str | Path | Journal[Result] | None = None,
) -> Iterator[Result]:
    """Summarise many documents, and answer their fixed questions; give results as they finish.

    Args:
        sources: Documents, paths, directories, and patterns such as `reports/**/*.txt`.
        model: A model's name, or something to ask in its place; None: as the settings say.
        questions: A questions file, or questions; None: those beside each document, or those for
            any article.
        settings: What can be tuned; None: as the environment says.
        journal: A file that keeps what is finished, or the journal that it is. What it holds
            already, by the same model, questions, templates and version, is not asked again.

    Returns:
        An iterator, which gives for each document its summary, or its error: one bad document does
        not stop the rest.

    Raises:
        SummarizeError: No document can succeed: the model is not set up, a limit is reached, or
            the journal cannot be written.

    Example:
        >>> for result in summarize_many(["reports/"]):  # doctest: +SKIP
        ...     print(result.source, result.summary or result.error)
    """
    settings = settings or Settings.from_environment()
    with _journal(journal) as kept:
        fixed_ones = _fixed(questions, settings)
        asked = loop.run(chosen(model, settings))
        yield from Batch.of(summarised, asked, fixed_ones, settings, kept).run(sources)


def ask_many(
    sources: Iterable[Source],
    questions: Sequence[Question],
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
    journal: str | Path | Journal[Result] | None = None,
) -> Iterator[Result]:
    """Ask many documents the same questions; as `summarize_many`, with answers for summaries."""
    settings = settings or Settings.from_environment()
    with _journal(journal) as kept:
        asked = loop.run(chosen(model, settings))
        yield from Batch.of(answered, asked, questions, settings, kept).run(sources)


@dataclass(frozen=True)
class Batch:
    """What is done with each document, and where what is finished is kept."""

    task: Task
    model: Model
    questions: Sequence[Question] | None
    """None for those of each document."""
    settings: Settings
    journal: Journal[Result]
    made_by: str
    """What a result depends on, beside its document and its questions."""
    beside: Beside
    """Where it is done."""
    under_way: dict[str, asyncio.Task[Result]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        task: Task,
        model: Model,
        questions: Sequence[Question] | None,
        settings: Settings,
        journal: Journal[Result],
    ) -> Batch:
        """Make a batch, whose documents do not report how far each has come."""
        strict = str(settings.strict)
        made_by = digest([task.__name__, model.name, strict, influences(settings)])
        quiet = settings.model_copy(update={"on_progress": _ignore})
        beside = Beside(task, model, quiet)
        return cls(task, model, questions, quiet, journal, made_by, beside)

    def run(self, sources: Iterable[Source]) -> Iterator[Result]:
        """Give the result of each document as it finishes, so many being under way."""
        # A small model is the embedded one, which holds one document at a time in its cache.
        window = 1 if self.model.small else self.settings.concurrency
        try:
            yield from _as_finished((self.result(one) for one in _each(sources)), window)
        finally:
            self._end()

    def _end(self) -> None:
        """Wait until what was cancelled has ended, so that nothing is kept after the journal."""
        if not sys.is_finalizing():  # the loop runs no more then
            with suppress(TimeoutError):
                loop.start(self._ended()).result(2 * LONGEST_END)

    async def _ended(self) -> None:
        if self.under_way:
            await asyncio.wait(list(self.under_way.values()), timeout=LONGEST_END)
        await self.beside.close()

    async def result(self, source: Source) -> Result:
        """Give what comes of a document, whether it is asked about, or was before."""
        try:
            document = read(source, self.settings)
            asked = self._questions(document)
        except BaseException as error:  # noqa: BLE001 -- see `failed`
            return failed(_named(source), error)
        key = digest([self.made_by, document.digest, *(q.model_dump_json() for q in asked)])
        if (known := self.journal.find(key)) is not None:
            return _again(known, document.source)
        if (task := self.under_way.get(key)) is not None:
            return _again(await asyncio.shield(task), document.source)
        self.under_way[key] = asyncio.ensure_future(self._computed(key, document, asked))
        try:
            return await self.under_way[key]
        finally:
            del self.under_way[key]

    def _questions(self, document: Document) -> Sequence[Question]:
        return fixed(document.source, None) if self.questions is None else self.questions

    async def _computed(self, key: str, document: Document, asked: Sequence[Question]) -> Result:
        result = await self.beside.outcome(document, asked)
        if result.whole and (result.error is None or result.error.error not in PASSING):
            self.journal.add(key, result)
        return result


def _as_finished(works: Iterator[Coroutine[None, None, Result]], window: int) -> Iterator[Result]:
    """Run coroutines on the background loop, so many at once; give results as they finish.

    A slow caller holds them up: what is finished and not taken counts as under way.
    """
    finished: SimpleQueue[Future[Result]] = SimpleQueue()
    under_way: set[Future[Result]] = set()

    def next_one() -> Result:
        future = finished.get()
        under_way.remove(future)
        return future.result()

    try:
        for work in works:
            future = loop.start(work)
            under_way.add(future)
            future.add_done_callback(finished.put)
            if len(under_way) >= window:
                yield next_one()
        while under_way:
            yield next_one()
    finally:
        for future in under_way:
            future.cancel()


def _each(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        if isinstance(source, Document):
            yield source
        else:
            yield from files(str(source))


@contextmanager
def _journal(path: str | Path | Journal[Result] | None) -> Iterator[Journal[Result]]:
    """Open the journal; without a path one for this run, in which copies are found."""
    if isinstance(path, Journal):
        yield path
        return
    with TemporaryDirectory(prefix="summarize-") as folder:
        file = Path(folder) / "journal.jsonl" if path is None else Path(path)
        yield Journal(file, Result, way_out=WAY_OUT)


def _fixed(
    questions: str | Path | Sequence[Question] | None, settings: Settings
) -> Sequence[Question] | None:
    if questions is None and settings.questions is None:
        return None
    if questions is None or isinstance(questions, str | Path):
        return load(Path(questions or settings.questions or ""))
    return questions


def _named(source: Source) -> str:
    return source.source if isinstance(source, Document) else readable(str(source))


def _again(known: Result, source: str) -> Result:
    """Return what was finished before, as the result of a document of this name."""
    return known.model_copy(
        update={
            "source": source,
            "summary": known.summary and _of(known.summary, source),
            "answers": tuple(_of(answer, source) for answer in known.answers),
            "error": known.error and _naming(known.error, known.source, source),
            "repeated": True,
        }
    )


def _of(result: Summary | Answer, source: str) -> Summary | Answer:
    if result.provenance is None:
        return result
    provenance = result.provenance.model_copy(update={"source": source})
    return result.model_copy(update={"provenance": provenance})


def _naming(error: Failure, before: str, source: str) -> Failure:
    return error.model_copy(update={"message": error.message.replace(before, source)})


def _ignore(_: Progress) -> None:
    """Report to nobody."""
