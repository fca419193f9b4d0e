"""Many documents: results as they finish, errors among them, nothing asked twice."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from harbour import ANSWERS, FACTS, NO, NONE_AGAIN, PLAIN, SUMMARY, TEXT, answers, model

from summarize import Document, Question, Summary, summarize, summarize_many
from summarize import many as many_
from summarize.chat import Reply, Request
from summarize.errors import (
    AuthenticationError,
    OutputError,
    QuestionsError,
    RefusedError,
    UnreachableError,
)
from summarize.many import Source, ask_many
from summarize.read import read
from summarize.reading import Model
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Result, Usage

CLOSED = Question(id="closed", text="How long had it been closed?")


def document(number: int) -> Document:
    """Give the article with a number that no other has."""
    return Document.from_text(f"{TEXT}\nBoat {number} came last.\n", source=f"{number}.txt")


def many(
    sources: Sequence[Source],
    scripted: Model | None = None,
    *,
    questions: Sequence[Question] | None = (),
    journal: Path | None = None,
    **changed: object,
) -> list[Result]:
    """Summarise with a scripted model, and give the results in the order of their sources."""
    settings = PLAIN.model_copy(update=changed)
    asked = scripted or model()
    found = summarize_many(
        sources, model=asked, questions=questions, settings=settings, journal=journal
    )
    return sorted(found, key=lambda result: result.source)


class Pausing(ScriptedModel):
    """A model that lets all else go on before it answers, as one that is far away does."""

    async def __call__(self, request: Request) -> Reply:
        """Answer, later."""
        for _ in range(20):
            await asyncio.sleep(0)
        return await super().__call__(request)


def _usual(request: Request) -> Line:
    lines = {"summary": SUMMARY, "facts": FACTS, "answers": ANSWERS, "again": NONE_AGAIN}
    return lines[request.schema_name] if request.schema else NO


def pausing(*, small: bool = False) -> Pausing:
    """Give the model of the article, pausing."""
    return Pausing(_usual, small=small)


class Slow:
    """A model of which each call waits until it is let go; tells how many wait."""

    name = "slow"
    small = False

    def __init__(self, expected: int) -> None:
        self.running = self.most = 0
        self._expected = expected
        self._asked = model()

    async def __call__(self, request: Request) -> Reply:
        """Wait until as many as expected are under way, for a while, then answer."""
        self.running += 1
        self.most = max(self.most, self.running)
        for _ in range(200):
            if self.most >= self._expected:
                break
            await asyncio.sleep(0.001)
        self.running -= 1
        return await self._asked(request)


def test_each_document_has_a_result() -> None:
    """The summary that it would have by itself, under its own name."""
    found = many([document(n) for n in range(5)])
    assert [result.source for result in found] == [f"{n}.txt" for n in range(5)]
    alone = summarize(document(3), model=model(), questions=(), settings=PLAIN)
    assert found[3] == Result(source="3.txt", summary=alone)


def test_paths_directories_and_patterns(tmp_path: Path) -> None:
    """All that mean documents are read."""
    for name in ("a.txt", "deep/b.txt", "more/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name)
    found = many([tmp_path / "a.txt", str(tmp_path / "deep"), str(tmp_path / "m*" / "*.txt")])
    assert [Path(result.source).name for result in found] == ["a.txt", "b.txt", "c.txt"]
    assert all(result.summary for result in found)


def test_a_bad_document_is_one_error(tmp_path: Path) -> None:
    """It is told by name, with kind and exit code, and the rest are summarised."""
    (tmp_path / "binary").write_bytes(b"\0\1\2" * 100)
    found = many([document(1), tmp_path / "binary", tmp_path / "missing", document(2)])
    summaries = [result for result in found if result.summary]
    errors = {Path(r.source).name: r.error for r in found if r.error}
    assert len(summaries) == 2
    assert errors.keys() == {"binary", "missing"}
    binary = errors["binary"]
    assert binary is not None
    assert (binary.error, binary.exit_code) == ("UnreadableInputError", 3)
    assert binary.message.startswith(str(tmp_path / "binary"))


def test_a_model_s_refusal_is_one_error() -> None:
    """What the model does with one document says nothing of the others."""

    usual = model()

    class Choosy:
        name = "choosy"
        small = False

        async def __call__(self, request: Request) -> Reply:
            if _boat(request) == "2":
                raise RefusedError("no")
            return await usual(request)

    found = many([document(n) for n in range(4)], Choosy())
    errors = [result.error and result.error.error for result in found]
    assert errors == [None, None, "RefusedError", None]


class Panic(BaseException):
    """What a native library raises that has failed: no `Exception`."""


class Failing:
    """A model on whose answer about one boat this package, or what it stands on, fails."""

    name = "failing"
    small = False

    def __init__(self, error: BaseException) -> None:
        self._error = error
        self._usual = model()

    async def __call__(self, request: Request) -> Reply:
        """Answer, or fail."""
        if _boat(request) == "2":
            raise self._error
        return await self._usual(request)


@pytest.mark.parametrize("error", [KeyError("sk-0123456789abcdef0123"), Panic("overflow")])
def test_what_nobody_expected_is_one_error(
    error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told without secrets, and logged with its place; the rest are summarised."""
    with caplog.at_level(logging.ERROR, logger="summarize"):
        found = many([document(n) for n in range(4)], Failing(error))
    assert [result.summary is None for result in found] == [False, False, True, False]
    told = found[2].error
    assert told is not None
    assert (told.error, told.exit_code) == ("UnexpectedError", 1)
    assert told.message.startswith(f"2.txt: unexpected {type(error).__name__}: ")
    (record,) = caplog.records
    assert "Traceback" not in record.message.partition(chr(10))[0]
    assert "in __call__" in record.message
    for said in (told.message, record.message):
        assert "sk-0123456789" not in said


def test_what_nobody_expected_is_asked_again(tmp_path: Path) -> None:
    """It is no end of the work on a document: the next version may be without the fault."""
    kept = tmp_path / "journal.jsonl"
    many([document(2)], Failing(KeyError("x")), journal=kept)
    scripted = Failing(KeyError("x"))
    scripted._error = RefusedError("no")
    (again,) = many([document(2)], scripted, journal=kept)
    assert again.error is not None
    assert again.error.error == "RefusedError"


def test_a_document_that_cannot_be_read_for_no_known_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault in reading is one error as well."""

    def broken(source: Source, settings: Settings) -> Document:
        if isinstance(source, Document) and source.source == "1.txt":
            raise RecursionError("too deep")
        return read(source, settings)

    monkeypatch.setattr(many_, "read", broken)
    found = many([document(n) for n in range(3)])
    assert [result.error and result.error.error for result in found] == [
        None,
        "UnexpectedError",
        None,
    ]


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit])
def test_what_ends_a_program_ends_the_run(ending: type[BaseException]) -> None:
    """And leaves the loop running for the next."""
    with pytest.raises(ending):
        many([document(n) for n in range(4)], Failing(ending()))
    assert many([document(1)])[0].summary


def test_a_run_ends_when_its_work_has() -> None:
    """Nothing is written behind its back: what was cancelled has ended by then, too."""
    begun, ended = [], []

    class Slow(Failing):
        async def __call__(self, request: Request) -> Reply:
            if _boat(request) == "2":
                raise self._error
            begun.append(_boat(request))
            try:
                await asyncio.sleep(60)
            finally:
                await asyncio.sleep(0.05)
                ended.append(_boat(request))
            raise AssertionError("nobody cancelled it")

    with pytest.raises(KeyboardInterrupt):
        many([document(n) for n in range(4)], Slow(KeyboardInterrupt()))
    assert begun
    assert sorted(ended) == sorted(begun)


def test_strict_makes_it_an_error() -> None:
    """A summary with something that is not found is no result in strict mode."""
    altered = model(summary={**SUMMARY, "abstract": ["The harbour had been closed for 30 days."]})
    (result,) = many([document(1)], altered, strict=True)
    assert result.error is not None
    assert (result.error.error, result.error.exit_code) == ("GroundingError", 8)


def test_what_no_document_can_mend_ends_the_run() -> None:
    """A refused key would fail each alike: it is raised, once."""
    scripted = ScriptedModel(lambda _: AuthenticationError("no key"))
    with pytest.raises(AuthenticationError):
        many([document(n) for n in range(100)], scripted, concurrency=4)
    assert len(scripted.requests) < 20


def test_copies_are_asked_about_once(tmp_path: Path) -> None:
    """Whatever they are called, and whether they come together or long after each other."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "z.txt").write_text(TEXT)
    for window in (1, 8):
        scripted = pausing()
        found = many(
            [tmp_path / "a.txt", document(1), tmp_path / "z.txt"], scripted, concurrency=window
        )
        alone = model()
        many([tmp_path / "a.txt", document(1)], alone)
        assert len(scripted.requests) == len(alone.requests)
        copies = [result for result in found if result.source != "1.txt"]
        assert [Path(result.source).name for result in copies] == ["a.txt", "z.txt"]
        assert sorted(result.repeated for result in copies) == [False, True]
        for result in copies:
            assert result.summary is not None
            assert result.summary.provenance.source == result.source
            assert result.usage == (Usage() if result.repeated else result.summary.provenance.usage)


def test_copies_with_other_questions_are_not_the_same(tmp_path: Path) -> None:
    """A file of questions beside one of them makes it another piece of work."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
        entry = f'[[questions]]\nid = "{name}"\ntext = "How long?"\n'
        (tmp_path / f"{name}.questions.toml").write_text(entry)
    found = many([tmp_path], questions=None)
    assert [list(r.summary.answers) for r in found if r.summary] == [["a"], ["b"]]
    assert not any(result.repeated for result in found)


def test_so_many_are_under_way_and_no_more() -> None:
    """`concurrency` is reached, where there are as many, and never passed."""
    slow = Slow(expected=4)
    settings = PLAIN.model_copy(update={"concurrency": 4})
    list(
        summarize_many(
            [document(n) for n in range(12)], model=slow, questions=(), settings=settings
        )
    )
    assert slow.most == 4


def test_a_small_model_has_one_document_at_a_time() -> None:
    """It holds one in its cache, and would read each anew for every call."""
    scripted = pausing(small=True)
    many([document(n) for n in range(4)], scripted)
    order = [_boat(request) for request in scripted.requests]
    assert [boat for boat, before in zip(order, ["", *order], strict=False) if boat != before] == [
        str(n) for n in range(4)
    ]


def _boat(request: Request) -> str:
    return "\n".join(m.content for m in request.messages).partition("Boat ")[2].partition(" ")[0]


def test_documents_are_taken_as_results_are() -> None:
    """A caller that stops taking holds the reading up: never are all documents in memory."""
    taken = []

    def sources() -> Iterator[Document]:
        for number in range(1000):
            taken.append(number)
            yield document(number)

    settings = PLAIN.model_copy(update={"concurrency": 8})
    found = summarize_many(sources(), model=model(), questions=(), settings=settings)
    for _ in range(3):
        next(found)
    assert len(taken) <= 3 + 8
    found.close()  # type: ignore[attr-defined]  # it is a generator


def test_stopping_stops_the_work() -> None:
    """What is under way when the caller goes away is given up."""
    given_up = threading.Event()
    under_way = threading.Event()

    class Endless:
        name = "endless"
        small = False

        async def __call__(self, request: Request) -> Reply:
            if "Boat 0 " in request.messages[1].content:
                while not under_way.is_set():
                    await asyncio.sleep(0)
                return await usual(request)
            try:
                under_way.set()
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                given_up.set()
                raise
            raise AssertionError("it was not stopped")

    usual = model()
    found = summarize_many(
        [document(n) for n in range(4)], model=Endless(), questions=(), settings=PLAIN
    )
    assert next(found).source == "0.txt"
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert given_up.wait(5)


def test_a_journal_is_gone_on_with(tmp_path: Path) -> None:
    """The next run asks about what is new, and gives all results alike."""
    journal = tmp_path / "journal.jsonl"
    first = many([document(1), document(2)], journal=journal)
    again = model()
    second = many([document(1), document(2), document(3)], again, journal=journal)
    assert [result.repeated for result in second] == [True, True, False]
    assert [r.model_copy(update={"repeated": False}) for r in second[:2]] == first
    assert {_boat(request) for request in again.requests} == {"3"}


def test_other_questions_and_settings_are_asked_anew(tmp_path: Path) -> None:
    """What a journal holds counts for the same work only."""
    journal = tmp_path / "journal.jsonl"
    many([document(1)], journal=journal)
    assert not many([document(1)], journal=journal, length="short")[0].repeated
    assert not many([document(1)], journal=journal, strict=True)[0].repeated
    assert not many([document(1)], journal=journal, questions=[CLOSED])[0].repeated
    assert many([document(1)], journal=journal)[0].repeated


def test_an_error_that_may_not_come_again_is_asked_again(tmp_path: Path) -> None:
    """A server that was away is no end; a refusal of the model is one."""
    for error, kept in ((UnreachableError("away"), False), (RefusedError("no"), True)):
        journal = tmp_path / f"{kept}.jsonl"
        failing = ScriptedModel(lambda _, error=error: error, name="scripted")
        (failed,) = many([document(1)], failing, journal=journal)
        assert failed.error is not None
        (result,) = many([document(1)], journal=journal)
        assert result.repeated is kept
        assert (result.error is not None) is kept


def test_a_journal_that_cannot_be_written_ends_the_run() -> None:
    """Going on would lose what is finished."""
    with pytest.raises(OutputError, match="make room"):
        many([document(1)], journal=Path("/proc/nothing/journal"))


def test_a_file_of_questions_that_is_broken_ends_the_run(tmp_path: Path) -> None:
    """It concerns every document, and is told before a model is looked for."""
    with pytest.raises(QuestionsError):
        list(
            summarize_many(
                [document(1)], model="gpt-4.1", questions=tmp_path / "no.toml", settings=PLAIN
            )
        )


def test_questions_to_many() -> None:
    """Each document has its answers, in the order of the questions, and one account of usage."""
    scripted = model(answers=answers((2, "12 days"), (None, None)))
    asked = [CLOSED, Question(id="cost", text="What did it cost?")]
    found = list(ask_many([document(1), document(2)], asked, model=scripted, settings=PLAIN))
    assert sorted(result.source for result in found) == ["1.txt", "2.txt"]
    for result in found:
        assert [answer.text for answer in result.answers] == ["12 days", None]
        assert result.usage.calls == 1


def test_a_result_reads_back() -> None:
    """A line of JSON is the value again."""
    (result,) = many([document(1)])
    assert isinstance(result.summary, Summary)
    assert Result.model_validate_json(result.model_dump_json()) == result
