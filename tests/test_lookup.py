"""Questions about long documents: likely passages first, further ones next, all when asked to."""

from __future__ import annotations

import re

import pytest
from harbour import PLAIN

from summarize import Document, ask, loop, tokens
from summarize.chat import Request
from summarize.errors import ContextWindowError, UnreachableError
from summarize.qa import ask_all
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.types import Answer, Status

WEATHER = "It rained on Monday. The wind turned at night. Clouds came in from the west. "
NEEDLE = "Ines Quill runs the harbour of Oldhaven. She was elected with 424 votes. "
SMALL = PLAIN.model_copy(update={"context_window": 4_096, "ask_again": 0})
THOROUGH = SMALL.model_copy(update={"thorough": True})
VOTES = "With how many votes was the head of the harbour elected?"


def document(*parts: str, filler: int = 300) -> Document:
    """Give a document of these parts with so much weather around each."""
    return Document.from_text(WEATHER * filler + "".join(p + WEATHER * filler for p in parts))


def reader(*known: str) -> ScriptedModel:
    """Give a model that answers every question with the first of these words that it is shown."""

    def say(request: Request) -> dict[str, object]:
        shown = "\n".join(message.content for message in request.prefix)
        found = next((word for word in known if word in shown), None)
        asked = len(re.findall(r"^\d+\. ", request.messages[-1].content, re.MULTILINE))
        return {
            "answers": [
                {"question": number, "sentence": None, "answer": found}
                for number in range(1, asked + 1)
            ]
        }

    return ScriptedModel(say)


def read(scripted: ScriptedModel) -> int:
    """Count the tokens that a model was shown."""
    return sum(tokens.count(m.content, "gpt-4o") for r in scripted.requests for m in r.messages)


def test_likely_passages_are_enough() -> None:
    """One call reads a small part of the document, and the citation is of the original text."""
    whole = document(NEEDLE)
    scripted = reader("424")
    found = ask(whole, VOTES, model=scripted, settings=SMALL)
    assert (found.text, found.status, len(scripted.requests)) == ("424", Status.ANSWERED, 1)
    (cited,) = found.citations
    assert whole.text[cited.start : cited.end] == cited.quote
    assert cited.quote == "She was elected with 424 votes."
    assert read(scripted) < tokens.count(whole.text, "gpt-4o") / 10


def test_what_fits_is_read_whole() -> None:
    """A document within the window is read in one call, whatever the question."""
    scripted = reader("Clouds")
    ask(document(filler=10), "Who sang?", model=scripted, settings=SMALL)
    assert len(scripted.requests) == 1
    assert scripted.requests[0].prefix[1].content.count("Clouds") == 20 // 2


def test_not_stated_comes_after_further_passages() -> None:
    """Each passage is read once: the second look does not repeat the first."""
    whole = document("".join(f"Boat {n} left the harbour. The crew sang. " for n in range(400)))
    scripted = reader()
    found = ask(whole, "Which boat left the harbour?", model=scripted, settings=SMALL)
    assert (found.status, len(scripted.requests)) == (Status.NOT_STATED, 2)
    first, second = (set(re.findall(r"Boat (\d+)", r.prefix[1].content)) for r in scripted.requests)
    assert first
    assert len(second - first) > len(first)
    assert len(second & first) <= 1


def test_a_further_passage_answers() -> None:
    """What the likeliest passages do not say is found in the next."""
    decoys = "The votes of the head of the harbour were counted, elected or not. " * 60
    scripted = reader("424")
    found = ask(document(decoys, NEEDLE), VOTES, model=scripted, settings=SMALL)
    assert (found.text, len(scripted.requests)) == ("424", 2)


def test_thorough_reads_everything() -> None:
    """Also where no word of the question stands; every sentence is shown once."""
    whole = document(NEEDLE)
    scripted = reader("424")
    found = ask(whole, "Por cuántos sufragios?", model=scripted, settings=THOROUGH)
    assert found.text == "424"
    shown = "".join(request.prefix[1].content for request in scripted.requests)
    assert shown.count("Clouds came in") == whole.text.count("Clouds came in")
    assert found.citations[0].start == whole.text.index("She was elected")


def test_parts_that_contradict_one_another_are_a_conflict() -> None:
    """Both answers are kept, each with its citation, in the document's order."""
    other = "Ines Quill runs the harbour. She was elected with 512 votes. "
    whole = document(NEEDLE, other)
    found = ask(whole, VOTES, model=reader("424", "512"), settings=THOROUGH)
    assert found.status is Status.CONFLICT
    assert [claim.text for claim in found.alternatives] == ["424", "512"]
    quotes = [whole.text[c.start : c.end] for claim in found.alternatives for c in claim.citations]
    assert ["424" in quote for quote in quotes] == [True, False]


def answers_of(scripted: ScriptedModel, settings: Settings, *questions: str) -> tuple[Answer, ...]:
    """Ask several questions about the long document."""
    return loop.run(ask_all(document(NEEDLE), questions, scripted, settings))


def test_several_questions_share_the_reading() -> None:
    """Their passages are read in one call, and each has its answer in its place."""
    scripted = reader("424")
    found = answers_of(scripted, SMALL, VOTES, "Who was elected in the harbour?")
    assert [given.text for given in found] == ["424", "424"]
    assert len(scripted.requests) == 1


def test_a_small_model_reads_one_part_after_another() -> None:
    """Its engine holds one document at a time; it is asked from several sides as ever."""
    told = ScriptedModel(lambda _: "not stated", small=True)
    assert ask(document(NEEDLE), VOTES, model=told, settings=SMALL).status is Status.NOT_STATED
    assert all(request.schema is None for request in told.requests)


def test_a_small_model_is_spared_what_only_just_fits() -> None:
    """A wide window takes minutes to fill: of a long text it reads what can answer."""
    wide = PLAIN.model_copy(update={"context_window": 32_768, "ask_again": 0})
    whole = document(NEEDLE)
    every, few = reader("424"), reader("424")
    ask(whole, VOTES, model=every, settings=wide)
    ask(whole, VOTES, model=few, settings=wide.model_copy(update={"one_by_one": True}))
    assert max(map(_shown, every.requests)) > 4_000 > max(map(_shown, few.requests))


def _shown(request: Request) -> int:
    return sum(tokens.count(message.content, "gpt-4o") for message in request.messages)


def test_a_sentence_longer_than_the_window_is_read() -> None:
    """It is cut, and the citation is the piece that holds the answer."""
    endless = "the tide came and went and " * 3_000
    whole = Document.from_text(f"It is said that {endless}the keeper Odo Larch saw it {endless}.")
    found = ask(whole, "Which keeper saw it?", model=reader("Odo Larch"), settings=SMALL)
    assert found.text == "Odo Larch"
    assert "Odo Larch" in found.citations[0].quote
    assert len(found.citations[0].quote) <= 1_200


def test_a_window_too_small_for_the_task_is_told() -> None:
    """With the way out, and before anything is asked."""
    scripted = reader()
    long = [f"Who was elected in {' or '.join(map(str, range(1900, 2900)))}?"]
    with pytest.raises(ContextWindowError, match="SUMMARIZE_CONTEXT_WINDOW"):
        answers_of(scripted, SMALL, *long)
    assert scripted.requests == []


@pytest.mark.parametrize("settings", [SMALL, THOROUGH])
def test_more_questions_than_the_window_holds_are_asked_in_batches(settings: Settings) -> None:
    """Each has its answer, in its place, and no call goes beyond the window."""
    tight = settings.model_copy(update={"context_window": 2_048})
    questions = [f"With how many votes was head {n} of the harbour elected?" for n in range(60)]
    scripted = reader("424")
    whole = document(NEEDLE, filler=20)
    found = loop.run(ask_all(whole, questions, scripted, tight))
    assert [given.question.text for given in found] == questions
    assert {given.text for given in found} == {"424"}
    asked = [re.findall(r"was head (\d+) of", r.messages[-1].content) for r in scripted.requests]
    assert 4 <= len(asked) < 60
    assert {int(n) for batch in asked for n in batch} == set(range(60))
    for request in scripted.requests:
        text = "".join(message.content for message in request.messages)
        assert tokens.count(text, scripted.name) + request.max_output_tokens <= 2_048


def test_few_words_and_many_questions_are_batches_too() -> None:
    """A short document leaves no more room for the questions than there is."""
    tight = SMALL.model_copy(update={"context_window": 2_048})
    questions = [f"{'Who, if anybody, ' * 60} came {n}th?" for n in range(10)]
    scripted = reader("424")
    found = loop.run(ask_all(Document.from_text(NEEDLE), questions, scripted, tight))
    assert [given.question.text for given in found] == questions
    assert len(scripted.requests) > 1


def test_a_failure_is_raised_as_it_is() -> None:
    """Of many parts, and no group of errors."""
    failing = ScriptedModel(lambda _: UnreachableError("no connection"))
    with pytest.raises(UnreachableError, match="no connection"):
        ask(document(NEEDLE), VOTES, model=failing, settings=THOROUGH)
