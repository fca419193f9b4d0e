"""Claims: verdicts by rule, by the model's yes where the rules leave it open, and once more."""

from __future__ import annotations

import pytest
from harbour import DOCUMENT, NO, NONE_AGAIN, PLAIN, again, asked, checks, model, run, yes
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from summarize import claims as room
from summarize import loop
from summarize.chat import Reply, Request
from summarize.claims import claims
from summarize.reading import Reading
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Alteration, Claim, Document, Usage, Verdict
from summarize.validate import ClaimDraft

OPEN = "The storm ended the season at the port."
"""Its words stand in the article but one, and no rule says that it is wrong."""
WRONG_NUMBER = "The harbour had been closed for 13 days."
NOWHERE_NEAR = "Fishermen asked for better pay."


def grounded(
    *drafts: tuple[int, str], scripted: ScriptedModel, settings: Settings = PLAIN
) -> list[Claim]:
    """Ground claims about the article."""

    async def work(reading: Reading) -> list[Claim]:
        reading.settings = settings
        return await claims(reading, [ClaimDraft(sentence=n, text=text) for n, text in drafts])

    return run(work, scripted)


def begun(text: str, *, scripted: ScriptedModel, one_by_one: bool) -> Claim:
    """Ground one claim about the article, for a small model or another."""

    async def work(reading: Reading) -> Claim:
        reading.one_by_one = one_by_one
        return await room.claim(reading, text, [])

    return run(work, scripted)


def test_what_the_rules_support_costs_no_call() -> None:
    """A claim that stands in the article, or follows from it by rule, is asked about nobody."""
    scripted = ScriptedModel([])
    found = grounded(
        (3, "Ines Quill thanked the crews."),
        (2, "The harbour had been closed for 12 days."),
        scripted=scripted,
    )
    assert [(claim.verdict, claim.judged_by) for claim in found] == [
        (Verdict.VERBATIM, "rules"),
        (Verdict.SUPPORTED, "rules"),
    ]


def test_the_model_s_yes_supports_and_says_so() -> None:
    """Shown only the cited sentences and the statement, and recorded as the model's judgement."""
    scripted = model(check=yes(0.9))
    (found,) = grounded((1, OPEN), scripted=scripted)
    assert (found.verdict, found.judged_by) == (Verdict.SUPPORTED, "model")
    (check,) = checks(scripted)
    assert f"Statement: {OPEN}" in check
    assert all(citation.quote in check for citation in found.citations)
    assert "Ines Quill" not in check
    assert scripted.requests[0].max_output_tokens == 1
    assert scripted.requests[0].top_logprobs > 1


@pytest.mark.parametrize("check", [NO, yes(0.89), Reply("Hm", "stop", Usage(), {"Hm": 1.0})])
def test_anything_but_a_yes_leaves_it_unsupported(check: Line) -> None:
    """No, a yes that is not sure, or neither word."""
    (found,) = grounded((1, OPEN), scripted=model(check=check))
    assert (found.verdict, found.judged_by) == (Verdict.UNSUPPORTED, "rules")


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        (WRONG_NUMBER, Verdict.ALTERED, Alteration.NUMBER),
        ("The harbour had been closed for 12 weeks.", Verdict.ALTERED, Alteration.UNIT),
        ("The harbour had not been closed for 12 days.", Verdict.ALTERED, Alteration.NEGATION),
        ("Exactly 40 boats left the port of Oldhaven.", Verdict.ALTERED, Alteration.HEDGE),
        ("Nearly 50 vessels sailed from Oldhaven on Monday.", Verdict.UNSUPPORTED, None),
        (NOWHERE_NEAR, Verdict.UNSUPPORTED, None),
    ],
)
def test_no_yes_rescues_what_is_altered(
    text: str, verdict: Verdict, reason: Alteration | None
) -> None:
    """What contradicts the source, or comes near no sentence, is not put to the model at all."""
    scripted = model(check=yes(1.0))
    (found,) = grounded((2, text), scripted=scripted)
    assert (found.verdict, found.reason) == (verdict, reason)
    assert checks(scripted) == []


@pytest.mark.parametrize(
    ("check", "verdict", "judged_by"),
    [(yes(0.95), Verdict.SUPPORTED, "rules"), (yes(0.5), Verdict.UNSUPPORTED, "model")],
)
def test_what_a_small_model_tells_in_another_order_needs_its_yes(
    check: Line, verdict: Verdict, judged_by: str
) -> None:
    """Its words stand in one sentence; another model is not asked about them."""
    text = "On Monday, nearly 40 boats left the port of Oldhaven."
    scripted = model(check=check)
    small = begun(text, scripted=scripted, one_by_one=True)
    assert (small.verdict, small.judged_by, small.reason) == (verdict, judged_by, None)
    assert [text in each for each in checks(scripted)] == [True]
    large = begun(text, scripted=model(check=NO), one_by_one=False)
    assert (large.verdict, large.judged_by) == (Verdict.SUPPORTED, "rules")


@pytest.mark.parametrize(("check", "judged_by"), [(yes(0.95), "rules"), (NO, "model")])
def test_in_strict_mode_any_model_confirms_what_it_pieces_together(
    check: Line, judged_by: str
) -> None:
    """And what follows its sentence is left to the rules as ever."""
    text = "On Monday, nearly 40 boats left the port of Oldhaven."
    scripted = model(check=check)
    strict = PLAIN.model_copy(update={"strict": True, "ask_again": 0})
    found = grounded(
        (1, text), (3, "Ines Quill thanked the crews."), scripted=scripted, settings=strict
    )
    assert [given.judged_by for given in found] == [judged_by, "rules"]
    assert [text in each for each in checks(scripted)] == [True]


def test_what_fails_is_asked_for_once_more() -> None:
    """All that failed in one call, each with its reason; what is better takes the place."""
    better = again((2, "The harbour had been closed for 12 days."), (1, "They asked for more."))
    scripted = model(again=better)
    found = grounded(
        (2, WRONG_NUMBER),
        (3, "Ines Quill thanked the crews."),
        (1, NOWHERE_NEAR),
        scripted=scripted,
    )
    assert [claim.text for claim in found] == [
        "The harbour had been closed for 12 days.",
        "Ines Quill thanked the crews.",
        NOWHERE_NEAR,
    ]
    assert [claim.grounded for claim in found] == [True, True, False]
    (task,) = asked(scripted, "again")
    assert f"1. {WRONG_NUMBER}\n   {room.REASONS[Alteration.NUMBER]}" in task
    assert f"2. {NOWHERE_NEAR}\n   {room.UNSUPPORTED}" in task
    assert "3. " not in task


def test_what_fails_again_stays_and_is_marked() -> None:
    """Neither dropped nor replaced by what is no better; a short reply leaves the rest alone."""
    for reply in (again((2, "The harbour had been closed for 14 days.")), NONE_AGAIN):
        scripted = model(again=reply)
        found = grounded((2, WRONG_NUMBER), (1, NOWHERE_NEAR), scripted=scripted)
        assert [claim.text for claim in found] == [WRONG_NUMBER, NOWHERE_NEAR]
        assert found[0].reason is Alteration.NUMBER
        assert len(asked(scripted, "again")) == 1


COPY = "Nearly 40 boats left the port of Oldhaven on Monday after a long storm had passed by."
LONG_WINDED = Document.from_text(f"{COPY} The harbour master thanked the crews.")


def test_a_long_copy_is_asked_for_in_other_words() -> None:
    """It is replaced by what is grounded and no copy; a short one may stay as it stands."""
    short = "The harbour master thanked the crews."
    own = "Nearly 40 boats left Oldhaven on Monday."
    for reply, kept in (
        (again((1, own)), own),
        (again((1, COPY)), COPY),
        (again((1, "No.")), COPY),
    ):
        scripted = model(again=reply)

        async def work(scripted: ScriptedModel = scripted) -> list[Claim]:
            reading = await Reading.begin(LONG_WINDED, scripted, PLAIN)
            drafts = [ClaimDraft(sentence=0, text=text) for text in (COPY, short)]
            return await claims(reading, drafts)

        assert [claim.text for claim in loop.run(work())] == [kept, short]
        (task,) = asked(scripted, "again")
        assert f"1. {COPY}\n   {room.COPIED}" in task
        assert "2. " not in task


def test_few_copies_cost_no_call() -> None:
    """Up to half of the claims may be verbatim, however long; only with more is one asked again."""
    own = "Nearly 40 boats left Oldhaven on Monday."

    async def work() -> list[Claim]:
        reading = await Reading.begin(LONG_WINDED, ScriptedModel([]), PLAIN)
        return await claims(reading, [ClaimDraft(sentence=0, text=text) for text in (COPY, own)])

    assert [claim.text for claim in loop.run(work())] == [COPY, own]


def small(told: str) -> ScriptedModel:
    """Give a small model that tells every passage so, and says no to every check."""

    def say(request: Request) -> Line:
        return told if request.schema_name == "restate" else NO

    return ScriptedModel(say, small=True)


def test_a_small_model_tells_the_nearest_sentences_once_more() -> None:
    """It is shown these alone, and each of them once."""
    right = "The harbour was closed for 12 days."
    scripted = small(right)
    found = grounded((2, WRONG_NUMBER), (2, WRONG_NUMBER), (1, NOWHERE_NEAR), scripted=scripted)
    assert [claim.text for claim in found] == [right, right, NOWHERE_NEAR]
    assert not any(citation.moved for claim in found for citation in claim.citations)
    (shown,) = (r.messages[-1].content for r in scripted.requests if r.schema_name == "restate")
    assert shown == f"Passage: {found[0].citations[0].quote}"


def test_what_a_small_model_tells_wrongly_is_not_taken() -> None:
    """What is told once more has to be grounded as well."""
    (found,) = grounded((2, WRONG_NUMBER), scripted=small("It was closed for 14 days."))
    assert (found.text, found.reason) == (WRONG_NUMBER, Alteration.NUMBER)


@pytest.mark.parametrize("often", [0, 2])
def test_how_often_is_a_setting(often: int) -> None:
    """`ask_again` bounds the calls."""
    scripted = model()
    settings = PLAIN.model_copy(update={"ask_again": often})
    grounded((2, WRONG_NUMBER), scripted=scripted, settings=settings)
    assert len(asked(scripted, "again")) == often


def test_a_wrong_citation_is_moved_and_says_so() -> None:
    """The sentence that states the claim is cited; 0 names no sentence, so that nothing moved."""
    text = "The harbour had been closed for 12 days."
    found = grounded((2, text), (4, text), (0, text), scripted=ScriptedModel([]))
    assert [claim.citations[0].moved for claim in found] == [False, True, False]
    assert {claim.citations[0].quote for claim in found} == {
        "The harbour had been closed for 12 days after a storm."
    }


def test_every_alteration_has_its_reason_in_words() -> None:
    """What the model is told when it is asked again."""
    assert room.REASONS.keys() == set(Alteration)


@pytest.mark.parametrize("check", [yes(0.9), Reply("Yes.", "stop", Usage()), "yes"])
def test_a_sure_yes_is_enough(check: Line) -> None:
    """By the odds of the first token where a server tells them, else by the word that came."""
    (found,) = grounded((1, OPEN), scripted=model(check=check))
    assert (found.verdict, found.judged_by) == (Verdict.SUPPORTED, "model")


def test_the_second_time_only_what_still_fails_is_told() -> None:
    """What has become better meanwhile is not put to the model again."""
    better = "The harbour had been closed for 12 days."
    scripted = model(again=[again((1, NOWHERE_NEAR), (2, better)), NONE_AGAIN])
    twice = PLAIN.model_copy(update={"ask_again": 2})
    found = grounded((1, NOWHERE_NEAR), (2, WRONG_NUMBER), scripted=scripted, settings=twice)
    assert [claim.text for claim in found] == [NOWHERE_NEAR, better]
    first, second = asked(scripted, "again")
    assert WRONG_NUMBER in first
    assert WRONG_NUMBER not in second


def test_a_reply_with_too_many_claims() -> None:
    """Those beyond what was asked for are left out."""
    many = again(*[(3, "Ines Quill thanked the crews.")] * 5)
    found = grounded((1, NOWHERE_NEAR), scripted=model(again=many))
    assert [claim.text for claim in found] == ["Ines Quill thanked the crews."]


PIECES = st.sampled_from([OPEN, WRONG_NUMBER, NOWHERE_NEAR, "12 days", "\x1b[2J", "東京", "not"])
SAID = st.text(max_size=40) | st.lists(PIECES, min_size=1, max_size=2).map(" ".join)
DRAFTS = st.lists(st.tuples(st.integers(-2, 9), SAID.filter(str.strip)), max_size=4)


@tried(max_examples=30)
@given(DRAFTS, DRAFTS, st.floats(0, 1))
def test_every_citation_stands_in_the_text(
    first: list[tuple[int, str]], second: list[tuple[int, str]], likely: float
) -> None:
    """Whatever the model says: quotes are the document's, and a grounded claim has one."""
    found = grounded(*first, scripted=model(check=yes(likely), again=again(*second)))
    assert len(found) == len(first)
    for claim in found:
        for citation in claim.citations:
            assert DOCUMENT.text[citation.start : citation.end] == citation.quote != ""
        assert claim.citations or not claim.grounded
        assert (claim.reason is not None) == (claim.verdict is Verdict.ALTERED)
