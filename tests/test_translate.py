"""What is told in another language: grounded as ever, translated after, its numbers the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from harbour import DOCUMENT, FACTS, NO, NONE_AGAIN, PLAIN, SUMMARY, TEXT, answers, model
from shell import ran, serving

from summarize import Answer, Summary, summarize
from summarize.chat import Request
from summarize.loop import run
from summarize.qa import ask_all
from summarize.reading import Reading
from summarize.render import summary_text
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.translate import AT_ONCE, Translation, _numbers, translation
from summarize.types import Claim, Status

GERMAN = PLAIN.model_copy(update={"language": "German", "ask_again": 0})
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


def translator(say: Callable[[int, str], str]) -> ScriptedModel:
    """Give a model that translates each line with a function of its number and words."""

    def reply(request: Request) -> Line:
        if request.schema is not None:
            return SAID[request.schema_name]
        if "You translate" not in request.messages[0].content:
            return NO
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
        lambda number, line: f"[{number}] {line}",
        lambda *_: "",
    ],
    ids=["other numbers", "of nothing", "unnumbered", "empty", "the same", "no reply"],
)
def test_what_is_no_translation_is_left_out(say: Callable[[int, str], str]) -> None:
    """The original stays, as it was found, and says that it is none."""
    found, _ = run(ask_all(DOCUMENT, ASKED, translator(say), GERMAN))
    assert (found.text, found.original) == ("12 days", None)
    assert found.status is Status.ANSWERED


@pytest.mark.parametrize("new", ["110.000 Fälle", "110 000 cas", "١١٠٬٠٠٠ حالة"])
def test_numbers_may_be_written_as_the_language_writes_them(new: str) -> None:
    """Other marks between their digits, or digits of another script."""
    assert _numbers(new) == _numbers("110,000 cases")


def test_nothing_is_asked_where_there_is_no_language() -> None:
    """The default is the document's own: no further call, no other prompt."""
    scripted = translator(german)
    run(ask_all(DOCUMENT, ASKED, scripted, PLAIN))
    assert [r.schema_name for r in scripted.requests] == ["answers"]


def test_many_lines_are_several_calls() -> None:
    """A model loses count of too many."""
    scripted = translator(german)

    async def translated() -> Translation:
        reading = await Reading.begin(DOCUMENT, scripted, GERMAN)
        claims = [Claim(text=f"Boat {n}.", verdict="unsupported") for n in range(60)]
        return await translation(reading, claims, ())

    found = run(translated())
    assert found.said == {f"Boat {n}.": f"deutsch: Boat {n}." for n in range(60)}
    assert [len(lines(request)) for request in scripted.requests] == [AT_ONCE, AT_ONCE, 10]


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
