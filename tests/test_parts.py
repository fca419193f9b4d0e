"""A call that fails among a document's questions: it ends the run, or is told with the answers."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from harbour import FACTS, NONE_AGAIN, PLAIN, SUMMARY, TEXT

from summarize import Document, ask, loop, page, render, summarize, summarize_many, table
from summarize.chat import Reply, Request
from summarize.errors import (
    ModelError,
    RateLimitError,
    RefusedError,
    SchemaError,
    UnreachableError,
)
from summarize.qa import ask_all
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Answer, Question, Result, Status, Usage

WEATHER = "It rained on Monday. The wind turned at night. Clouds came in from the west. " * 300
MASTER = "Ines Quill runs the harbour of Oldhaven. " + "The harbour of Oldhaven is busy. " * 90
CARPENTER = "The carpenter Odo Larch repaired the mast. " + "The carpenter has a mast. " * 90
WHOLE = Document.from_text(WEATHER + MASTER + WEATHER + CARPENTER + WEATHER, source="long.txt")
WHO_RUNS, WHO_REPAIRED = "Who runs the harbour of Oldhaven?", "Which carpenter repaired the mast?"
BOTH = [WHO_RUNS, WHO_REPAIRED]
NARROW = PLAIN.model_copy(update={"context_window": 1_700, "ask_again": 0})
"""A window of which the passages of one question take more than half."""
PARTIAL = NARROW.model_copy(update={"on_error": "partial"})
THOROUGH = {"thorough": True}


def shown(request: Request) -> str:
    """Give the text that a model is shown."""
    return "\n".join(message.content for message in request.prefix)


def everything(request: Request) -> str:
    """Give the text and the task, and what came before where it is asked once more."""
    return "\n".join(message.content for message in request.messages)


def named(request: Request) -> Line:
    """Name who stands in the text."""
    asked = re.findall(r"^(\d+)\. (.*)", request.messages[-1].content, re.MULTILINE)
    return {"answers": [_answer(int(n), text, shown(request)) for n, text in asked]}


def reader(unreadable: str = "?", error: ModelError | None = None) -> ScriptedModel:
    """Give a model that names who stands in the text, and fails where these words stand in it."""

    def say(request: Request) -> Line:
        lost = unreadable in shown(request)
        return (error or UnreachableError("no connection")) if lost else named(request)

    return ScriptedModel(say)


def _answer(number: int, question: str, text: str) -> dict[str, object]:
    wanted = "Ines Quill" if question == WHO_RUNS else "Odo Larch"
    return {"question": number, "sentence": None, "answer": wanted if wanted in text else None}


def asked(model: ScriptedModel, settings: Settings) -> tuple[Answer, ...]:
    """Ask both questions about the long document."""
    return loop.run(ask_all(WHOLE, BOTH, model, settings))


def told(given: Answer) -> tuple[Status, str | None]:
    """Give what became of a question."""
    return given.status, given.text


def test_the_answers_that_are_done_are_kept() -> None:
    """The other question is unread, not `not_stated`: what was to be read, and why it was not."""
    runs, repaired = asked(reader("Ines Quill"), PARTIAL)
    assert told(repaired) == (Status.ANSWERED, "Odo Larch")
    assert repaired.unread == ()
    assert told(runs) == (Status.UNREAD, None)
    assert runs.problems == ("no connection",)
    assert any("Ines Quill" in WHOLE.text[part.start : part.end] for part in runs.unread)
    spans = [(part.start, part.end) for part in runs.unread]
    assert spans == sorted(spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))


def test_else_the_run_ends_and_says_what_was_asked() -> None:
    """The error is of its kind still, with what it carries."""
    with pytest.raises(UnreachableError, match=r"long\.txt, asked 'Who runs .*': no connection"):
        asked(reader("Ines Quill"), NARROW)
    shape = SchemaError("other shape", problems=("no answers",), reply="{}", attempts=2)
    with pytest.raises(SchemaError, match=r"long\.txt, asked 'Who runs.*': other shape") as raised:
        asked(reader("Ines Quill", shape), NARROW)
    assert (raised.value.problems, raised.value.reply, raised.value.attempts) == (
        ("no answers",),
        "{}",
        2,
    )


def test_questions_that_are_asked_together_are_counted() -> None:
    """The first is named, since all of them share what fails."""
    wide = PLAIN.model_copy(update={"context_window": 4_096, "ask_again": 0})
    with pytest.raises(UnreachableError, match=r"asked 'Who runs .*' and 1 more: no connection"):
        asked(reader("Ines Quill"), wide)


def test_a_further_passage_may_still_answer() -> None:
    """What could not be read is told beside the answer; the opening was read with the second."""
    decoys = "Who runs the harbour of Oldhaven, nobody says. " * 64
    document = Document.from_text(WEATHER + decoys + WEATHER + MASTER + WEATHER)
    calls = 0

    def say(request: Request) -> Line:
        nonlocal calls
        calls += 1
        return UnreachableError("no connection") if calls == 1 else named(request)

    found = ask(document, WHO_RUNS, model=ScriptedModel(say), settings=PARTIAL)
    assert told(found) == (Status.ANSWERED, "Ines Quill")
    assert found.problems == ("no connection",)
    assert all(part.start >= len(WEATHER) - 100 for part in found.unread)
    assert re.search(r"Ines Quill \[1\] \(NOT READ: [\d,]+ ch", render.answers_text([found]))


def test_thorough_keeps_what_the_other_parts_give() -> None:
    """A question that they leave open is unread, and the part that fails is told of both."""
    settings = PARTIAL.model_copy(update=THOROUGH)
    runs, repaired = asked(reader("Ines Quill"), settings)
    assert told(repaired) == (Status.ANSWERED, "Odo Larch")
    assert told(runs) == (Status.UNREAD, None)
    (part,) = runs.unread
    assert repaired.unread == runs.unread
    assert "Ines Quill" in WHOLE.text[part.start : part.end]
    assert "Odo Larch" not in WHOLE.text[part.start : part.end]
    which = rf"long\.txt, characters {part.start:,}-{part.end:,}: no connection"
    with pytest.raises(UnreachableError, match=which):
        asked(reader("Ines Quill"), NARROW.model_copy(update=THOROUGH))


@pytest.mark.parametrize("thorough", [True, False])
def test_where_nothing_can_be_read_there_is_no_answer(thorough: bool) -> None:
    """Also when parts may fail, and of a document that is read at once."""
    settings = PARTIAL.model_copy(update={"thorough": thorough})
    for document in (WHOLE, TEXT):
        given = document if isinstance(document, Document) else Document.from_text(document)
        with pytest.raises(UnreachableError):
            ask(given, WHO_RUNS, model=reader(""), settings=settings)


def test_a_batch_of_questions_that_fails_is_unread() -> None:
    """Of more questions than the window holds, the other batches keep their answers."""
    many = [Question(id=f"q{n}", text=f"{WHO_RUNS} {'x' * 300} {n}") for n in range(24)]

    def say(request: Request) -> Line:
        count = len(re.findall(r"^\d+\. ", request.messages[-1].content, re.MULTILINE))
        if f"{'x' * 300} 0\n" in request.messages[-1].content:
            return RefusedError("declined")
        return {
            "answers": [
                {"question": n, "sentence": 3, "answer": "Ines Quill"} for n in range(1, count + 1)
            ]
        }

    settings = PLAIN.model_copy(
        update={"context_window": 2_000, "ask_again": 0, "on_error": "partial"}
    )
    found = loop.run(ask_all(Document.from_text(TEXT), many, ScriptedModel(say), settings))
    states = [given.status for given in found]
    assert set(states) == {Status.UNREAD, Status.ANSWERED}
    assert states == sorted(states, key=lambda status: status is Status.ANSWERED)
    (whole,) = found[0].unread
    assert (whole.start, whole.end, whole.problem) == (0, len(TEXT), "declined")


SPOILT = {
    "not JSON": "I would rather not.",
    "another shape": {"said": "nothing"},
    "cut": Reply("{", "length", Usage(calls=1)),
    "refused": Reply("", "refusal", Usage(calls=1)),
}
"""Replies that are of no use, by what is wrong with them."""


def spoiling(reply: Line, *, of: str = WHO_RUNS) -> ScriptedModel:
    """Give a model that names who stands in the text, and says this where it is asked that."""

    def say(request: Request) -> Line:
        return reply if of in everything(request) else named(request)

    return ScriptedModel(say)


def and_others(count: int = 15) -> list[str]:
    """Give both questions, and further ones between them."""
    return [WHO_RUNS, *(f"Who of all {n} sang?" for n in range(count - 2)), WHO_REPAIRED]


BESIDE = Document.from_text(MASTER[:300] + CARPENTER[:300], source="port.txt")
"""A text that is read at once."""


@pytest.mark.parametrize("reply", SPOILT.values(), ids=SPOILT)
def test_a_question_that_spoils_a_call_is_asked_apart(reply: Line) -> None:
    """The others are answered, in few calls; it alone is unread, or ends the run by its name."""
    settings = PLAIN.model_copy(update={"ask_again": 0})
    partial = settings.model_copy(update={"on_error": "partial"})
    scripted = spoiling(reply)
    runs, *others = loop.run(ask_all(BESIDE, and_others(), scripted, partial))
    assert told(runs) == (Status.UNREAD, None)
    assert [told(given) for given in others] == [(Status.ANSWERED, "Odo Larch")] * 14
    assert len(scripted.requests) <= 2 * 5 + 4
    with pytest.raises(ModelError, match=r"port\.txt, asked 'Who runs [^']+': the (reply|model) "):
        loop.run(ask_all(BESIDE, and_others(), spoiling(reply), settings))


def test_a_call_that_is_too_much_at_once_is_made_in_halves() -> None:
    """Where they succeed nothing is lost and no error is told, whatever `on_error` says."""

    def say(request: Request) -> Line:
        return "Too many." if "\n9. " in everything(request) else named(request)

    settings = PLAIN.model_copy(update={"ask_again": 0})
    runs, *_, repaired = loop.run(ask_all(BESIDE, and_others(), ScriptedModel(say), settings))
    assert told(runs) == (Status.ANSWERED, "Ines Quill")
    assert told(repaired) == (Status.ANSWERED, "Odo Larch")


@pytest.mark.parametrize("error", [UnreachableError("gone"), RateLimitError("busy")])
def test_where_no_reply_comes_questions_are_not_asked_apart(error: ModelError) -> None:
    """It is the fault of none of them, and would be each one's again."""
    scripted = spoiling(error)
    with pytest.raises(type(error)):
        loop.run(ask_all(BESIDE, and_others(), scripted, PARTIAL))
    assert len(scripted.requests) == 1


@pytest.mark.parametrize("thorough", [False, True])
def test_a_question_that_spoils_a_call_about_a_part(thorough: bool) -> None:
    """The other one is answered of the same part; what it itself was to be read in is told."""
    update = {"context_window": 4_096, "thorough": thorough}
    runs, repaired = asked(spoiling("Nothing."), PARTIAL.model_copy(update=update))
    assert told(repaired) == (Status.ANSWERED, "Odo Larch")
    assert repaired.unread == ()
    assert told(runs) == (Status.UNREAD, None)
    assert any("Ines Quill" in WHOLE.text[part.start : part.end] for part in runs.unread)


def test_a_small_model_needs_no_call_about_all_questions() -> None:
    """Where it fails at that, it is asked each by itself as ever."""

    def say(request: Request) -> Line:
        if request.schema is not None:
            return "All of them?"
        return "Yes" if request.schema_name.startswith("check") else "Odo Larch"

    small = ScriptedModel(say, small=True)
    found = loop.run(ask_all(BESIDE, [WHO_REPAIRED, f"{WHO_REPAIRED} Who?"], small, PLAIN))
    assert [told(given) for given in found] == [(Status.ANSWERED, "Odo Larch")] * 2


def test_a_summary_is_kept_where_no_question_can_be_answered() -> None:
    """Its answers say so; else the run ends."""

    def say(request: Request) -> Line:
        lines = {"summary": SUMMARY, "facts": FACTS, "again": NONE_AGAIN}
        lost = RefusedError("declined")
        return lost if request.schema_name == "answers" else lines.get(request.schema_name, "No")

    question = Question(id="runs", text=WHO_RUNS)
    document = Document.from_text(TEXT)
    for settings in (PLAIN, PLAIN.model_copy(update={"on_error": "partial"})):
        if settings is PLAIN:
            with pytest.raises(RefusedError):
                summarize(
                    document, model=ScriptedModel(say), questions=[question], settings=settings
                )
            continue
        found = summarize(
            document, model=ScriptedModel(say), questions=[question], settings=settings
        )
        assert found.title.text == SUMMARY["title"]
        assert told(found.answers["runs"]) == (Status.UNREAD, None)


def test_asking_again_in_vain_loses_no_answer() -> None:
    """What could be located stays, and what could not is unverified as before."""

    def say(request: Request) -> Line:
        given = [
            {"question": 1, "sentence": 2, "answer": "12 days"},
            {"question": 2, "sentence": 2, "answer": "nine thousand euros"},
        ]
        lost = UnreachableError("no connection")
        return lost if request.schema_name == "again" else {"answers": given}

    settings = PLAIN.model_copy(update={"on_error": "partial"})
    questions = ["How long had it been closed?", "What did it cost?"]
    work = ask_all(Document.from_text(TEXT), questions, ScriptedModel(say), settings)
    assert [given.status for given in loop.run(work)] == [Status.ANSWERED, Status.UNVERIFIED]


def test_what_is_not_read_is_told_in_every_form() -> None:
    """In words for people, in the table, and on the page; never as not stated."""
    runs, repaired = asked(reader("Ines Quill"), PARTIAL)
    text = " ".join(render.answers_text([runs, repaired]).split())
    assert re.search(r"\(NOT READ: [\d,]+ characters; no connection\)", text)
    markdown = render.answers_markdown([runs, repaired])
    assert re.search(r"\(NOT READ: [\d,]+ characters; no connection\)", markdown)
    assert "not read: no connection" in page.answers_page((runs, repaired), WHOLE)
    for form in (text, markdown):
        assert "not stated" not in form
    row = table.row(
        Result(source="long.txt", answers=(runs, repaired)), [runs.question, repaired.question]
    )
    assert (row["q1 status"], row["q2 status"]) == ("unread", "answered")
    assert row["error"] == "not read: no connection"


def test_a_result_that_is_not_whole_is_asked_for_again(tmp_path: Path) -> None:
    """What could not be read may be there the next time; what is whole is not asked for again."""
    captains = " ".join(f"Captain Bell of boat {n} brought salt to town." for n in range(600))
    document = Document.from_text(captains, source="fleet.txt")

    def say(request: Request) -> Line:
        if away and "of boat 300 " in shown(request) and request.schema_name == "points":
            return UnreachableError("no connection")
        points = [{"sentence": 1, "text": "Captain Bell brought salt to town."}]
        whole = {"abstract": ["Captain Bell brought salt to town."], "key_points": points}
        listed = {"people": [], "organisations": [], "places": [], "figures": []}
        return {
            "points": {"points": points},
            "summary": {**whole, "title": "Salt", "language": "en", "facts": listed},
        }.get(request.schema_name, "No")

    def run() -> tuple[Result, int]:
        model = ScriptedModel(say)
        settings = PLAIN.model_copy(
            update={"context_window": 3_072, "ask_again": 0, "on_error": "partial"}
        )
        (result,) = summarize_many(
            [document], model=model, questions=[], settings=settings, journal=tmp_path / "journal"
        )
        return result, len(model.requests)

    away = True
    result, _ = run()
    assert result.summary is not None
    assert len(result.summary.coverage.failed) == 1
    assert not result.whole
    away = False
    result, calls = run()
    assert result.whole
    assert calls > 0
    assert run() == (result.model_copy(update={"repeated": True}), 0)


def test_a_summary_outlives_asking_again_in_vain() -> None:
    """Its claims stay as they were, marked by their verdicts; else the run ends."""

    def say(request: Request) -> Line:
        points = [{"sentence": 1, "text": "Exactly 75 boats left the port of Oldhaven on Monday."}]
        lines = {"summary": {**SUMMARY, "key_points": points}, "facts": FACTS}
        lost = UnreachableError("no connection")
        return lost if request.schema_name == "again" else lines.get(request.schema_name, "No")

    def told_of(settings: Settings) -> tuple[str, ...]:
        document = Document.from_text(TEXT)
        found = summarize(document, model=ScriptedModel(say), questions=[], settings=settings)
        return tuple(claim.verdict.value for claim in found.key_points)

    with pytest.raises(UnreachableError):
        told_of(PLAIN)
    assert told_of(PLAIN.model_copy(update={"on_error": "partial"})) == ("altered",)
