"""Claims: verdicts by rule, by the model's yes where the rules leave it open, and once more."""

from __future__ import annotations

import pytest
from harbour import DOCUMENT, NO, NONE_AGAIN, PLAIN, again, asked, confirming, model, run, yes
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from summarize import claims as room
from summarize import loop
from summarize.chat import Request
from summarize.claims import claims
from summarize.reading import Reading
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Alteration, Claim, Document, Verdict
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


def test_what_is_not_confirmed_is_asked_for_once_more() -> None:
    """And what the model writes then is confirmed as well."""
    better = "Nearly 40 boats left on Monday from the port of Oldhaven."
    scripted = model(
        again=again((1, better)),
        check_claims=[confirming("1. ", stated=False), confirming("1. ")],
    )
    (found,) = grounded((1, OPEN), scripted=scripted)
    assert (found.text, found.grounded) == (better, True)
    (task,) = asked(scripted, "again")
    assert f"1. {OPEN}\n   {room.UNSUPPORTED}" in task
    assert [r.schema_name for r in scripted.requests] == ["check_claims", "again", "check_claims"]


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
    own = "Nearly 40 boats left the port on Monday."

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
