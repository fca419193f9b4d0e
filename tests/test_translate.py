"""What is told in another language: grounded as ever, translated after, its numbers the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from harbour import DOCUMENT, FACTS, NO, NONE_AGAIN, PLAIN, SUMMARY, TEXT, answers, model
from shell import ran, serving

from summarize import Answer, Summary, page, summarize, table
from summarize.chat import Request
from summarize.errors import UnreachableError
from summarize.loop import run
from summarize.qa import ask_all
from summarize.reading import Reading
from summarize.render import answers_text, summary_text
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.translate import AT_ONCE, LEFT_OUT, Translation, _numbers, translation
from summarize.types import Citation, Claim, Question, Result, Status

GERMAN = PLAIN.model_copy(update={"language": "German", "ask_again": 0})
PARTIAL = GERMAN.model_copy(update={"on_error": "partial"})
ASKED = ["How long had it been closed?", "What did it cost?"]
SAID = {
    "summary": SUMMARY,
    "facts": FACTS,
    "answers": answers((2, "12 days"), (None, None)),
    "again": NONE_AGAIN,
}


def lines(request: Request) -> list[str]:
    """Give what a model is to translate."""
    return re.findall(r"^\[\d+\] (.+)$", request.messages[-1].content, re.MULTILINE)


def translator(say: Callable[[int, str], str], unreached: str = "?") -> ScriptedModel:
    """Give a model that translates each line with a function of its number and words.

    Where a line says this, there is no connection.
    """

    def reply(request: Request) -> Line:
        if request.schema is not None:
            return SAID[request.schema_name]
        if "You translate" not in request.messages[0].content:
            return NO
        if any(unreached in line for line in lines(request)):
            return UnreachableError("no connection")
        return "\n".join(say(number, line) for number, line in enumerate(lines(request), 1))

    return ScriptedModel(reply)


def german(number: int, line: str) -> str:
    """Translate, as far as these tests can."""
    return f"[{number}] deutsch: {line}"


def everything(summary: Summary) -> list[Claim | Answer]:
    """Give all that a summary says in words of its own."""
    return [*summary.claims, *(a for a in summary.answers.values() if a.text)]


def test_a_summary_is_grounded_and_then_translated() -> None:
    """The same verdicts and quotes as without, and both wordings."""
    plain = summarize(DOCUMENT, model=model(answers=SAID["answers"]), settings=PLAIN)
    told = summarize(DOCUMENT, model=translator(german), settings=GERMAN)
    assert len(told.claims) == len(plain.claims) > 5
    for new, old in zip(told.claims, plain.claims, strict=True):
        assert (new.text, new.original) == (f"deutsch: {old.text}", old.text)
        assert (new.citations, new.verdict) == (old.citations, old.verdict)
    assert told.language == "en"
    assert "translated by the model" in summary_text(told)
    assert "translated" not in summary_text(plain)


def test_an_answer_is_translated_and_what_is_not_stated_is_not() -> None:
    """In one call for all of them; the usage counts it."""
    scripted = translator(german)
    found, missing = run(ask_all(DOCUMENT, ASKED, scripted, GERMAN))
    assert (found.text, found.original) == ("deutsch: 12 days", "12 days")
    assert found.status is Status.ANSWERED
    assert found.citations[0].quote in TEXT
    assert (missing.text, missing.original) == (None, None)
    asked = [r for r in scripted.requests if r.schema is None]
    assert [lines(request) for request in asked] == [["12 days"]]
    assert "in this language: German." in asked[0].messages[0].content
    assert found.provenance
    assert found.provenance.usage.calls == len(scripted.requests)


@pytest.mark.parametrize(
    "say",
    [
        lambda number, line: f"[{number}] {line}".replace("12", "21"),
        lambda number, line: f"[{number + 100}] deutsch: {line}",
        lambda _, line: f"deutsch: {line}",
        lambda number, _: f"[{number}]",
        lambda *_: "",
    ],
    ids=["other numbers", "of nothing", "unnumbered", "empty", "no reply"],
)
def test_what_is_no_translation_is_left_out(say: Callable[[int, str], str]) -> None:
    """The original stays, as it was found, and says that it is none."""
    found, missing = run(ask_all(DOCUMENT, ASKED, translator(say), GERMAN))
    assert (found.text, found.original, found.untranslated) == ("12 days", None, LEFT_OUT)
    assert found.status is Status.ANSWERED
    assert missing.untranslated is None


def test_what_is_the_same_in_both_languages_is_translated() -> None:
    """A name, say: nothing is lacking, and there is one wording."""
    found, _ = run(ask_all(DOCUMENT, ASKED, translator(lambda n, line: f"[{n}] {line}"), GERMAN))
    assert (found.text, found.original, found.untranslated) == ("12 days", None, None)


def test_what_is_left_out_is_asked_for_once_more() -> None:
    """By itself, within the budget for asking again."""

    def forgetful(number: int, line: str) -> str:
        return german(number, line) if "Boat 7" not in line or number == 1 else ""

    scripted = translator(forgetful)
    found = run(sixty(scripted, GERMAN.model_copy(update={"ask_again": 1})))
    assert found.said["Boat 7."] == "deutsch: Boat 7."
    assert (len(found.said), found.lost) == (60, {})
    assert lines(scripted.requests[-1]) == ["Boat 7."]
    again = run(sixty(translator(forgetful), GERMAN))
    assert again.lost == {"Boat 7.": LEFT_OUT}


@pytest.mark.parametrize("new", ["110.000 Fälle", "110 000 cas", "١١٠٬٠٠٠ حالة"])
def test_numbers_may_be_written_as_the_language_writes_them(new: str) -> None:
    """Other marks between their digits, or digits of another script."""
    assert _numbers(new) == _numbers("110,000 cases")


def test_nothing_is_asked_where_there_is_no_language() -> None:
    """The default is the document's own: no further call, no other prompt."""
    scripted = translator(german)
    run(ask_all(DOCUMENT, ASKED, scripted, PLAIN))
    assert [r.schema_name for r in scripted.requests] == ["answers"]


async def sixty(scripted: ScriptedModel, settings: Settings) -> Translation:
    """Translate sixty claims."""
    reading = await Reading.begin(DOCUMENT, scripted, settings)
    claims = [Claim(text=f"Boat {n}.", verdict="unsupported") for n in range(60)]
    return await translation(reading, claims, ())


def test_many_lines_are_several_calls() -> None:
    """A model loses count of too many."""
    scripted = translator(german)
    found = run(sixty(scripted, GERMAN))
    assert found.said == {f"Boat {n}.": f"deutsch: Boat {n}." for n in range(60)}
    assert [len(lines(request)) for request in scripted.requests] == [AT_ONCE, AT_ONCE, 10]


def test_a_call_that_fails_costs_its_own_lines() -> None:
    """The calls before and after it are kept, and why it failed; else the run ends."""
    found = run(sixty(translator(german, "Boat 30."), PARTIAL))
    kept = [*range(AT_ONCE), *range(2 * AT_ONCE, 60)]
    assert list(found.said) == [f"Boat {n}." for n in kept]
    assert found.lost == {f"Boat {n}.": "no connection" for n in range(AT_ONCE, 2 * AT_ONCE)}
    assert found.problems == ("no connection",)
    told = f"{DOCUMENT.source}, translated into German: no connection"
    with pytest.raises(UnreachableError, match=told):
        run(sixty(translator(german, "Boat 30."), GERMAN))


def test_a_narrow_window_takes_fewer_lines() -> None:
    """What does not fit it with its translation is translated in halves, and none is lost."""
    scripted = translator(german)
    narrow = GERMAN.model_copy(update={"context_window": 512})
    assert len(run(sixty(scripted, narrow)).said) == 60
    assert 3 < len(scripted.requests) < 60


def test_a_summary_outlives_a_translation_that_fails() -> None:
    """As it was found, with its verdicts, and its reader is told, as is a program."""
    with pytest.raises(UnreachableError):
        summarize(DOCUMENT, model=translator(german, ""), settings=GERMAN)
    plain = summarize(DOCUMENT, model=translator(german), settings=PLAIN)
    told = summarize(DOCUMENT, model=translator(german, ""), settings=PARTIAL)
    assert everything(told) == everything(plain)
    assert told.coverage.untranslated == ("no connection",)
    assert "NOT WHOLE\nnot all is translated: no connection" in summary_text(told)
    assert "not all is translated: no connection" in page.summary_page(told, DOCUMENT)
    assert not Result(source="", summary=told).whole
    assert Result(source="", summary=plain).whole


def test_an_answer_outlives_a_translation_that_fails() -> None:
    """What needed none is whole; what did is told with the reason, in every form."""
    with pytest.raises(UnreachableError):
        run(ask_all(DOCUMENT, ASKED, translator(german, ""), GERMAN))
    found, missing = run(ask_all(DOCUMENT, ASKED, translator(german, ""), PARTIAL))
    assert (found.text, found.original, found.untranslated) == ("12 days", None, "no connection")
    assert found.status is Status.ANSWERED
    assert missing.untranslated is None
    assert "12 days [1] (NOT TRANSLATED: no connection)" in answers_text([found])
    assert "not translated: no connection" in page.answers_page((found,), DOCUMENT)
    result = Result(source="harbour.txt", answers=(found, missing))
    assert not result.whole
    row = table.row(result, [found.question, missing.question])
    assert row["error"] == "not translated: no connection"


def test_each_of_several_answers_may_be_untranslated() -> None:
    """An answer that the document contradicts lacks what its alternatives lack."""
    cited = (Citation(quote=TEXT[:5], start=0, end=5),)
    both = [Claim(text=text, citations=cited, verdict="verbatim") for text in ("one", "two")]
    given = Answer(
        question=Question(id="q", text="How many?"),
        text="one",
        status=Status.CONFLICT,
        alternatives=tuple(both),
    )
    assert Translation({"one": "eins"}, {"two": "no more"}).lacking(given) == "no more"
    assert Translation({"one": "eins", "two": "zwei"}).lacking(given) is None
    untold = given.model_copy(update={"untranslated": "no more"})
    shown = page.answers_page((untold,), DOCUMENT)
    assert "one of 2 answers that the source gives; not translated: no more" in shown


@pytest.mark.parametrize("command", ["summarize", "qa"])
def test_the_option(command: str) -> None:
    """It asks for it, and so does its variable."""
    given = [ASKED[0], "-"] if command == "qa" else ["-"]
    with serving(check="[1] deutsch", answers=SAID["answers"]) as server:
        by_flag = ran(command, *given, "--language", "German", server=server, document=TEXT)
        by_name = ran(command, *given, server=server, document=TEXT, SUMMARIZE_LANGUAGE="de")
        assert (by_flag.exit_code, by_name.exit_code) == (0, 0)
    bodies = [str(r.body) for r in server.requests]
    assert sum("in this language: German." in body for body in bodies) == 1
    assert sum("in this language: de." in body for body in bodies) == 1
