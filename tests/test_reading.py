"""Asking about a document: once more for a bad reply, within the window, with an account of it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from harbour import ANSWERS, DOCUMENT, PLAIN, answers, asked, model, yes

from summarize import Answer, ask, loop, summarize, tokens
from summarize.chat import Reply
from summarize.chunks import chunks, excerpt
from summarize.errors import InputError, NotJSONError, RefusedError, SchemaError, TruncatedError
from summarize.prompt import digest
from summarize.reading import AT_ONCE, Reading
from summarize.settings import Progress, Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Document, Question, Usage
from summarize.validate import AnswersDraft

GOOD = answers((1, "Nearly 40"))
CUT = Reply('{"answers":[', "length", Usage(calls=1, output_tokens=160))


def answer_of(scripted: ScriptedModel, settings: Settings = PLAIN) -> Answer:
    """Ask a scripted model how many boats left."""
    return ask(DOCUMENT, "How many boats left?", model=scripted, settings=settings)


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("Nearly 40 boats left.", "the reply is not JSON"),
        ({"answers": [{"question": 1}]}, "answers.0.sentence: field required"),
        ({"answers": "40"}, "answers: input should be a valid list"),
    ],
)
def test_a_bad_reply_is_asked_for_once_more(bad: Line, problem: str) -> None:
    """The model is shown what it said and what is wrong with it, after the same messages."""
    scripted = ScriptedModel([bad, GOOD])
    assert answer_of(scripted).text == "Nearly 40"
    first, second = scripted.requests
    assert second.messages[: len(first.messages)] == first.messages
    reply, complaint = second.messages[len(first.messages) :]
    assert reply.role == "assistant"
    assert reply.content == (bad if isinstance(bad, str) else json.dumps(bad))
    assert problem in complaint.content
    assert second.schema == first.schema


def test_a_second_bad_reply_is_an_error() -> None:
    """Once more is once: then the error that says what the reply is keeps it."""
    with pytest.raises(NotJSONError) as caught:
        answer_of(ScriptedModel(["Forty.", "I said forty."]))
    assert (caught.value.reply, caught.value.attempts) == ("I said forty.", 2)
    assert str(caught.value).endswith("; asked twice, try another model")
    with pytest.raises(SchemaError, match="answers: field required") as other:
        answer_of(ScriptedModel(["Forty.", "{}"]))
    assert other.value.problems == ("answers: field required",)


def test_a_cut_reply_gets_twice_the_room_once() -> None:
    """The same request with a higher limit, not the same call again; then it is an error."""
    scripted = ScriptedModel([CUT, GOOD])
    assert answer_of(scripted).text == "Nearly 40"
    first, second = scripted.requests
    assert second == replace(first, max_output_tokens=2 * first.max_output_tokens)
    scripted = ScriptedModel([CUT, CUT, GOOD])
    with pytest.raises(TruncatedError, match="cut at 160 tokens"):
        answer_of(scripted)
    assert scripted.unused == 1


def test_a_reply_that_goes_round_gets_a_way_out() -> None:
    """The same room, since more would be filled alike, and a penalty on what was said before."""
    round_and_round = '{"answers": [{"answer": "' + "The crews left, and then they came back. " * 9
    scripted = ScriptedModel([Reply(round_and_round, "length", Usage(output_tokens=160)), GOOD])
    assert answer_of(scripted).text == "Nearly 40"
    first, second = scripted.requests
    assert second == replace(first, frequency_penalty=1.0)


@pytest.mark.parametrize(("spare", "more"), [(1000, 160), (50, 50), (0, None)])
def test_a_cut_reply_gets_what_room_there_is(spare: int, more: int | None) -> None:
    """Where the window does not hold twice as much; where it holds no more, the cut is told."""
    long = Document.from_text("Nearly 40 boats left the port of Oldhaven on Monday. " * 100)
    roomy = ScriptedModel([GOOD])
    ask(long, "How many boats left?", model=roomy, settings=PLAIN)
    text = "".join(message.content for message in roomy.requests[0].messages)
    limit = roomy.requests[0].max_output_tokens
    window = tokens.count(text, "scripted") + limit + spare
    settings = PLAIN.model_copy(update={"context_window": window})
    scripted = ScriptedModel([CUT, GOOD])
    if more is None:
        with pytest.raises(TruncatedError):
            ask(long, "How many boats left?", model=scripted, settings=settings)
        assert scripted.unused == 1
    else:
        ask(long, "How many boats left?", model=scripted, settings=settings)
        assert scripted.requests[1].max_output_tokens == limit + more


def test_a_refusal_is_not_argued_with() -> None:
    """A model that declines is not asked again."""
    scripted = ScriptedModel([Reply("I would rather not.", "refusal", Usage(calls=1)), GOOD])
    with pytest.raises(RefusedError) as caught:
        answer_of(scripted)
    assert (caught.value.reply, scripted.unused) == ("I would rather not.", 1)


def test_every_call_counts() -> None:
    """The usage of failed attempts is in the sum."""
    each = Usage(calls=1, input_tokens=10, cached_tokens=4, output_tokens=3)
    lines = [Reply("Forty.", "stop", each), Reply(json.dumps(GOOD), "stop", each)]
    provenance = answer_of(ScriptedModel(lines)).provenance
    assert provenance is not None
    assert provenance.usage == each + each
    assert provenance.usage.calls == 2


def test_provenance_says_what_made_the_result(tmp_path: Path) -> None:
    """Document, model and version; the digest is that of the templates which had a part in it."""
    scripted = model(answers=["Forty.", GOOD])
    provenance = answer_of(scripted).provenance
    assert provenance is not None
    assert (provenance.source, provenance.model) == ("harbour.txt", "scripted")
    assert provenance.document_digest == DOCUMENT.digest
    assert provenance.template_digest == digest({"answers", "repair"}, PLAIN.prompts)
    assert provenance.version.count(".") == 2
    shorter = answer_of(model(answers=GOOD)).provenance
    assert shorter is not None
    assert shorter.template_digest == digest({"answers"}, PLAIN.prompts)
    (tmp_path / "answers.jinja").write_text("{% call user() %}Answer.{% endcall %}")
    own = answer_of(model(answers=GOOD), Settings(prompts=tmp_path)).provenance
    assert own is not None
    assert own.template_digest == digest({"answers"}, tmp_path) != shorter.template_digest


def test_a_prompt_too_long_for_the_window_is_refused_by_name() -> None:
    """Before anything is asked, with the count, the window and the way out."""
    long = Document.from_text("Ten ships left the harbour. " * 2000, source="long.txt")
    scripted = model()
    asked = [Question(id="q", text="How many?")]

    async def draft() -> None:
        reading = await Reading.begin(long, scripted, PLAIN)
        assert not reading.fits("answers", limit=100, questions=asked)
        await reading.draft("answers", AnswersDraft, limit=100, questions=asked)

    with pytest.raises(
        InputError, match=r"^long\.txt: takes [\d,]+ tokens .* SUMMARIZE_CONTEXT_"
    ) as caught:
        asyncio.run(draft())
    assert "16,384" in str(caught.value)
    assert caught.value.path == "long.txt"
    assert scripted.requests == []


@pytest.mark.parametrize("name", ["gpt-4o", "another"])
def test_what_has_room_fits(name: str) -> None:
    """Sentences that by their sizes fill the room exactly do not pass the window."""
    asked = [Question(id="q", text="How many ships?")]
    whole = Document.from_text("Ten ships left the harbour at 7.30. " * 2000)

    async def shares() -> tuple[float, bool]:
        reading = await Reading.begin(whole, ScriptedModel([], name=name), PLAIN)
        room = reading.room("answers", limit=100, questions=asked)
        first = chunks(reading.sentences, reading.size, room)[0]
        part = reading.part(excerpt(whole, first))
        filled = sum(map(reading.size, first)) / room
        return filled, part.fits("answers", limit=100, questions=asked)

    filled, fits = asyncio.run(shares())
    assert filled > 0.99
    assert fits


@pytest.mark.parametrize(
    "sentence", ["Go. ", "Ten ships left the harbour at 7.30. ", "1/2@#%^&~. "]
)
def test_what_is_short_enough_is_not_counted(
    sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And fits all the same: the longest text that is not counted takes less than the window."""
    asked = [Question(id="q", text="How many ships?")]
    counted: list[str] = []
    count = tokens.at_most
    monkeypatch.setattr(
        tokens, "at_most", lambda text, *rest: counted.append(text) or count(text, *rest)
    )

    def fits(times: int) -> Reading:
        document = Document.from_text(sentence * times)
        scripted = ScriptedModel([{"answers": []}], name="gpt-4o")
        reading = loop.run(Reading.begin(document, scripted, PLAIN))
        assert reading.fits("answers", limit=100, questions=asked)
        return reading

    times = 100
    while not counted:
        longest = fits(times)
        times += 20
    loop.run(longest.draft("answers", AnswersDraft, limit=100, questions=asked))
    assert times > 120


def test_the_same_request_for_the_same_question() -> None:
    """A request is a pure function of document, question, template and settings."""
    first, second = model(), model()
    answer_of(first)
    answer_of(second)
    assert first.requests == second.requests
    other = model()
    ask(Document.from_text("Ten ships left."), "How many boats left?", model=other, settings=PLAIN)
    fences = [
        request.prefix[1].content.split(">")[0] for request in (*first.requests, *other.requests)
    ]
    assert fences[0] != fences[1]


def test_the_prefix_is_shared_by_every_task() -> None:
    """System text and article come first and are the same, so that a server reads them once."""
    scripted = model()
    summarize(DOCUMENT, model=scripted, settings=PLAIN)
    drafts = [request for request in scripted.requests if request.schema]
    assert len(drafts) == 3
    assert len({request.prefix for request in drafts}) == 1


def test_the_input_s_faults_come_before_the_model() -> None:
    """A missing file is told before a model is chosen or started."""
    with pytest.raises(InputError):
        ask("missing.txt", "How many?", settings=Settings(model="gpt-x"))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (yes(0.7), 0.7),
        (Reply("Yes", "stop", Usage(), {"Yes": 0.4, " yes": 0.2, "No": 0.2, "Maybe": 0.2}), 0.75),
        (Reply("Yes.", "stop", Usage()), 1.0),
        (Reply("no", "stop", Usage()), 0.0),
        (Reply("Perhaps", "stop", Usage()), 0.0),
        (Reply("Yes", "stop", Usage(), {"Hm": 1.0}), 0.0),
    ],
)
def test_the_likelihood_of_yes(reply: Reply, expected: float) -> None:
    """Of yes and no in every spelling, the share of yes; without odds, by the word that came."""

    async def likelihood() -> float:
        reading = await Reading.begin(DOCUMENT, ScriptedModel([reply]), PLAIN)
        return await reading.likelihood("check_claim", passage="40 left.", statement="40 left.")

    assert asyncio.run(likelihood()) == pytest.approx(expected)


def test_progress_is_reported() -> None:
    """A caller learns the stage, and how much of it is done."""
    seen: list[Progress] = []
    settings = PLAIN.model_copy(update={"on_progress": seen.append})
    summarize(DOCUMENT, model=model(answers=ANSWERS), settings=settings)
    assert next(p.stage for p in seen if p.stage in ("summarising", "answering")) == "summarising"
    assert Progress("answering", 9, 9) in seen


def test_asked_is_what_was_asked() -> None:
    """The last message is the task, and holds the question."""
    scripted = model()
    answer_of(scripted)
    assert "1. How many boats left?" in asked(scripted, "answers")[0]


@pytest.mark.parametrize(("small", "parts"), [(True, 1), (False, AT_ONCE)])
def test_a_small_model_reads_one_part_at_a_time(small: bool, parts: int) -> None:
    """Its engine holds one prefix; what another endpoint bears is its gate's to decide."""
    model = ScriptedModel([], small=small)
    reading = asyncio.run(Reading.begin(DOCUMENT, model, PLAIN))
    assert reading.at_once == parts
