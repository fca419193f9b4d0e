"""Confirming: a small model says of each claim by itself how sure it is, another one of all."""

from __future__ import annotations

import pytest
from harbour import DOCUMENT, NO, PLAIN, asked, checks, confirming, model, run, yes

from summarize import loop
from summarize.chat import Reply, Request
from summarize.confirm import claim, confirmed
from summarize.errors import UnreachableError
from summarize.reading import Reading
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Alteration, Claim, Document, Usage, Verdict

OPEN = "The storm ended the season at the port."
"""Its words stand in the article but one, and no rule says that it is wrong."""
PIECED = "On Monday, nearly 40 boats left the port of Oldhaven."
"""Its words stand in one sentence, in another order."""
REPAIRED = "In May, the Coast Board will repair the pier."
IN_ORDER = "The harbour had been closed for 12 days."


def judged(*texts: str, scripted: ScriptedModel, one_by_one: bool = False) -> list[Claim]:
    """Ground claims about the article, for a small model or another."""

    async def work(reading: Reading) -> list[Claim]:
        reading.one_by_one = one_by_one
        return await confirmed(reading, [reading.source.claim(text) for text in texts])

    return run(work, scripted)


def told(given: Claim) -> tuple[Verdict, str]:
    """Give a verdict, and whose it is."""
    return given.verdict, given.judged_by


def test_what_the_rules_decide_costs_no_call() -> None:
    """What stands there in its order, and what is altered, is asked about nobody."""
    scripted = ScriptedModel([])
    found = judged(IN_ORDER, "The harbour had been closed for 13 days.", scripted=scripted)
    assert [told(given) for given in found] == [
        (Verdict.SUPPORTED, "rules"),
        (Verdict.ALTERED, "rules"),
    ]


def test_all_that_is_open_is_asked_in_one_call() -> None:
    """Below the sentences that each cites, shown once, and nothing else of the document."""
    scripted = model()
    found = judged(PIECED, IN_ORDER, OPEN, REPAIRED, scripted=scripted)
    assert [told(given) for given in found] == [
        (Verdict.SUPPORTED, "rules"),
        (Verdict.SUPPORTED, "rules"),
        (Verdict.SUPPORTED, "model"),
        (Verdict.SUPPORTED, "rules"),
    ]
    (request,) = scripted.requests
    (task,) = asked(scripted, "check_claims")
    left, _, _, repaired = (" ".join(c.quote for c in one.citations) for one in found)
    fence = DOCUMENT.digest[:12]
    assert task == (
        f"<passage-{fence}>{left}</passage-{fence}>\n1. {PIECED}\n2. {OPEN}\n"
        f"<passage-{fence}>{repaired}</passage-{fence}>\n3. {REPAIRED}"
    )
    assert "Ines Quill" not in "".join(message.content for message in request.messages)


def test_what_is_denied_is_unsupported() -> None:
    """Whatever the rules found; the verdict is the model's where it is another than theirs."""
    denied = model(check_claims=confirming("1. \n2. ", stated=False, says="after a storm"))
    found = judged(PIECED, OPEN, scripted=denied)
    assert [told(given) for given in found] == [
        (Verdict.UNSUPPORTED, "model"),
        (Verdict.UNSUPPORTED, "rules"),
    ]
    assert all(given.citations for given in found)


def test_what_a_reply_says_nothing_of_is_not_confirmed() -> None:
    """By its number: what is said of one is not taken for what is said of another."""
    second = model(check_claims=confirming("2. \n3. \n0. "))
    found = judged(PIECED, OPEN, scripted=second)
    assert [given.verdict for given in found] == [Verdict.UNSUPPORTED, Verdict.SUPPORTED]


@pytest.mark.parametrize("bad", ["no JSON", Reply("", "refusal", Usage(calls=1))])
def test_a_reply_of_no_use_costs_only_what_spoils_it(bad: Line) -> None:
    """The claims are asked about in halves; the one that spoils each reply is not confirmed."""

    def say(request: Request) -> Line:
        task = request.messages[-1].content
        spoilt = OPEN in "".join(message.content for message in request.messages)
        return bad if spoilt else confirming(task)

    scripted = ScriptedModel(say)
    found = judged(PIECED, OPEN, REPAIRED, scripted=scripted)
    assert [given.verdict for given in found] == [
        Verdict.SUPPORTED,
        Verdict.UNSUPPORTED,
        Verdict.SUPPORTED,
    ]


@pytest.mark.parametrize("one_by_one", [True, False])
def test_where_nobody_can_be_asked_nothing_is_confirmed(one_by_one: bool) -> None:
    """With `on_error` "partial"; else the error ends the run."""

    def dead(_: Request) -> Line:
        return UnreachableError("no more")

    async def work(reading: Reading) -> list[Claim]:
        reading.one_by_one = one_by_one
        found = [reading.source.claim(text) for text in (PIECED, IN_ORDER)]
        with pytest.raises(UnreachableError):
            await confirmed(reading, found)
        reading.settings = PLAIN.model_copy(update={"on_error": "partial"})
        return await confirmed(reading, found)

    left, kept = run(work, ScriptedModel(dead))
    assert [left.verdict, kept.verdict] == [Verdict.UNSUPPORTED, Verdict.SUPPORTED]


def test_what_does_not_fit_the_window_is_asked_in_halves() -> None:
    """And every claim is asked about once, in its place."""
    sentence = "On {} morning nearly 40 boats with {} left the port of Oldhaven."
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    cargo = " and ".join(f"crate {number}" for number in range(150))
    text = " ".join(sentence.format(day, cargo) for day in days)
    texts = [f"Nearly 40 boats left the port of Oldhaven on {day} morning." for day in days]
    scripted = model()
    tight = PLAIN.model_copy(update={"context_window": 4_000})

    async def work() -> list[Claim]:
        reading = await Reading.begin(Document.from_text(text), scripted, tight)
        return await confirmed(reading, [reading.source.claim(each) for each in texts])

    found = loop.run(work())
    tasks = asked(scripted, "check_claims")
    assert len(tasks) > 1
    assert sum(task.count("Nearly 40 boats left the port") for task in tasks) == len(texts)
    assert [each for task in tasks for each in texts if each in task] == texts
    assert [told(given) for given in found] == [(Verdict.SUPPORTED, "rules")] * 5


def test_a_small_model_s_yes_supports_and_says_so() -> None:
    """Shown only the cited sentences and the statement, and recorded as the model's judgement."""
    scripted = model(check=yes(0.9))
    (found,) = judged(OPEN, scripted=scripted, one_by_one=True)
    assert told(found) == (Verdict.SUPPORTED, "model")
    (check,) = checks(scripted)
    assert f"Statement: {OPEN}" in check
    assert all(citation.quote in check for citation in found.citations)
    assert "Ines Quill" not in check
    assert scripted.requests[0].max_output_tokens == 1
    assert scripted.requests[0].top_logprobs > 1


@pytest.mark.parametrize("check", [NO, yes(0.89), Reply("Hm", "stop", Usage(), {"Hm": 1.0})])
def test_anything_but_its_yes_leaves_it_unsupported(check: Line) -> None:
    """No, a yes that is not sure, or neither word."""
    (found,) = judged(OPEN, scripted=model(check=check), one_by_one=True)
    assert told(found) == (Verdict.UNSUPPORTED, "rules")


@pytest.mark.parametrize("check", [yes(0.9), Reply("Yes.", "stop", Usage()), "yes"])
def test_its_sure_yes_is_enough(check: Line) -> None:
    """By the odds of the first token where a server tells them, else by the word that came."""
    (found,) = judged(OPEN, scripted=model(check=check), one_by_one=True)
    assert told(found) == (Verdict.SUPPORTED, "model")


@pytest.mark.parametrize(
    ("check", "expected"),
    [(yes(0.95), (Verdict.SUPPORTED, "rules")), (yes(0.5), (Verdict.UNSUPPORTED, "model"))],
)
def test_what_a_small_model_pieces_together_needs_its_yes(
    check: Line, expected: tuple[Verdict, str]
) -> None:
    """Each claim by itself, in turn."""
    scripted = model(check=check)
    found = judged(PIECED, IN_ORDER, PIECED, scripted=scripted, one_by_one=True)
    assert [told(given) for given in found] == [expected, (Verdict.SUPPORTED, "rules"), expected]
    assert [PIECED in each for each in checks(scripted)] == [True, True]


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("The harbour had been closed for 13 days.", Verdict.ALTERED, Alteration.NUMBER),
        ("The harbour had been closed for 12 weeks.", Verdict.ALTERED, Alteration.UNIT),
        ("The harbour had not been closed for 12 days.", Verdict.ALTERED, Alteration.NEGATION),
        ("Exactly 40 boats left the port of Oldhaven.", Verdict.ALTERED, Alteration.HEDGE),
        ("Nearly 50 vessels sailed from Oldhaven on Monday.", Verdict.UNSUPPORTED, None),
        ("Fishermen asked for better pay.", Verdict.UNSUPPORTED, None),
    ],
)
@pytest.mark.parametrize("small", [True, False])
def test_no_yes_rescues_what_is_altered(
    text: str, verdict: Verdict, reason: Alteration | None, small: bool
) -> None:
    """What contradicts the source, or comes near no sentence, is not put to the model at all."""
    scripted = model(check=yes(1.0))
    (found,) = judged(text, scripted=scripted, one_by_one=small)
    assert (found.verdict, found.reason) == (verdict, reason)
    assert scripted.requests == []


def test_one_claim() -> None:
    """Its citation, as the model named it, is a hint."""

    async def work(reading: Reading) -> Claim:
        return await claim(reading, PIECED, [2])

    found = run(work, model())
    assert found.verdict is Verdict.SUPPORTED
    assert [citation.moved for citation in found.citations] == [True]
    assert DOCUMENT.text[found.citations[0].start :].startswith("Nearly 40 boats left")
