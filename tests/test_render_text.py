"""Results for people and for programs; neither ever drives a terminal."""

from __future__ import annotations

import doctest
import re
import unicodedata

import pytest
from harbour import ANSWERS, DOCUMENT, PLAIN, answers, model
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize import Answer, Summary, ask, render, summarize
from summarize.loop import run
from summarize.qa import ask_all
from summarize.render import WIDTH, answers_text, as_json, printable, summary_text
from summarize.types import (
    Alteration,
    Citation,
    Claim,
    Conflict,
    Coverage,
    FailedChunk,
    Figure,
    Provenance,
    Question,
    Status,
    Usage,
    Verdict,
)

HOSTILE = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            [
                "\x1b[31m",
                "\x1b]0;t\x07",
                "\x9b2J",
                "\r",
                "\b",
                "\x7f",
                "\u202e",
                "\u2066",
                "\u200f",
                "\u061c",
                "\u2028",
                "a b",
            ]
        ),
        max_size=6,
    ).map("".join),
)
CITATIONS = st.builds(Citation, quote=HOSTILE, start=st.integers(0, 9), end=st.integers(0, 9))
CLAIMS = st.builds(
    Claim,
    text=HOSTILE,
    citations=st.lists(CITATIONS, max_size=2).map(tuple),
    verdict=st.sampled_from(Verdict),
    reason=st.none() | st.sampled_from(Alteration),
)
FIGURES = CLAIMS.flatmap(
    lambda c: st.builds(
        Figure,
        **{k: st.just(v) for k, v in dict(c).items()},
        value=HOSTILE,
        unit=st.none() | HOSTILE,
        counts=HOSTILE,
    )
)
PROVENANCE = st.builds(
    Provenance,
    source=HOSTILE,
    document_digest=HOSTILE,
    model=HOSTILE,
    template_digest=HOSTILE,
    version=HOSTILE,
    usage=st.just(Usage()),
)
GIVEN = st.builds(
    Answer,
    question=st.builds(Question, id=HOSTILE.map("q".__add__), text=HOSTILE.map("q".__add__)),
    text=HOSTILE,
    status=st.sampled_from(Status),
    citations=st.lists(CITATIONS, max_size=2).map(tuple),
    alternatives=st.lists(CLAIMS, max_size=2).map(tuple),
    provenance=st.none() | PROVENANCE,
)
LISTS = st.lists(CLAIMS, max_size=2).map(tuple)
CONFLICTS = st.lists(st.builds(Conflict, claims=LISTS), max_size=2).map(tuple)
FAILED = st.builds(FailedChunk, start=st.integers(0, 9), end=st.integers(0, 9), problem=HOSTILE)
COVERAGE = st.builds(
    Coverage,
    characters=st.integers(0, 9),
    characters_read=st.integers(0, 9),
    chunks=st.integers(1, 3),
    failed=st.lists(FAILED, max_size=2).map(tuple),
    thirds=st.just((0.5, 0.25, 0.25)),
)
SUMMARIES = st.builds(
    Summary,
    title=CLAIMS,
    date=st.none() | HOSTILE,
    language=HOSTILE,
    abstract=LISTS,
    key_points=LISTS,
    people=LISTS,
    organisations=LISTS,
    places=LISTS,
    figures=st.lists(FIGURES, max_size=2).map(tuple),
    answers=st.dictionaries(HOSTILE, GIVEN, max_size=2),
    conflicts=CONFLICTS,
    coverage=COVERAGE,
    provenance=PROVENANCE,
)


def harmless(text: str) -> bool:
    """Tell whether a text holds no character that drives a terminal, but line feeds."""
    kinds = {"Cc", "Cs", "Zl", "Zp"}
    turning = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return not any((unicodedata.category(c) in kinds and c != "\n") or c in turning for c in text)


@given(st.text(alphabet=st.characters()))
@example("\ud800\udfff\u061c\u200e\u200f\u2028\u202e\u2066\u2067\u2068\u2069\x7f\x9b")
def test_what_is_printable_is_harmless(text: str) -> None:
    """No control character, no half of a pair, nothing that turns the direction; the rest stays."""
    shown = printable(text)
    assert harmless(shown)
    assert len(shown) == len(text)
    assert all(a == b for a, b in zip(text, shown, strict=True) if harmless(a))
    assert shown.encode().decode() == shown


@settings(max_examples=30)
@given(st.lists(GIVEN, min_size=1, max_size=3))
def test_answers_never_drive_a_terminal(given_: list[Answer]) -> None:
    """Whatever stands in the document, the question or the reply."""
    assert harmless(answers_text(given_))


@settings(max_examples=30)
@given(SUMMARIES)
def test_summaries_never_drive_a_terminal(summary: Summary) -> None:
    """Whatever stands in the document or the reply."""
    assert harmless(summary_text(summary))


@settings(max_examples=30)
@given(SUMMARIES, st.sampled_from([None, 2]))
def test_json_is_read_back_equal(summary: Summary, indent: int | None) -> None:
    """JSON keeps every character, escaped where it could drive a terminal; one line if wanted."""
    text = as_json(summary, indent=indent)
    assert harmless(text)
    assert Summary.model_validate_json(text) == summary
    assert indent or "\n" not in text


def answer(text: str | None, cited: int = 2) -> Answer:
    """Ask for one thing that the scripted model says."""
    scripted = model(answers=answers((cited, text)))
    return ask(DOCUMENT, "How long was it closed?", model=scripted, settings=PLAIN)


def test_an_answer_has_its_quote() -> None:
    """The answer, a number, and under it the quote with its place."""
    assert answers_text([answer("12 days")]) == (
        "12 days [1]\n"
        "\n"
        "Quotes from harbour.txt\n"
        '   [1] "The harbour had been closed for 12 days after a storm." (characters 70-124)'
    )


def test_other_statuses_say_so() -> None:
    """What is not stated is said in two words; what could not be found is marked."""
    assert answers_text([answer(None)]) == "not stated"
    assert "77 lanterns (UNVERIFIED: " in answers_text([answer("77 lanterns")])


def test_a_conflict_gives_all() -> None:
    """Each of the answers that a document gives, with its quote."""
    claims = tuple(
        Claim(text=t, citations=(Citation(quote=t, start=n, end=n + 1),), verdict=Verdict.VERBATIM)
        for n, t in enumerate(("ten", "twelve"))
    )
    conflict = answer("ten").model_copy(
        update={"status": Status.CONFLICT, "alternatives": claims, "citations": ()}
    )
    shown = answers_text([conflict])
    assert shown.startswith("the document gives several: ten [1]; twelve [2]")
    assert '[2] "twelve"' in shown


def test_several_answers_repeat_the_questions_and_share_quotes() -> None:
    """A quote that two answers rest on is printed once."""
    scripted = model(answers=answers((2, "12 days"), (2, "a storm")))
    shown = answers_text(run(ask_all(DOCUMENT, ["How long?", "Why?"], scripted, PLAIN)))
    assert "  How long?\n      12 days [1]\n  Why?\n      a storm [1]" in shown
    assert shown.count("after a storm.") == 1


def test_a_summary_for_people() -> None:
    """Title, how much is found, abstract, lists, answers, quotes in the order they come up."""
    scripted = model(answers=ANSWERS)
    question = Question(id="cost", text="What does the pier cost?")
    shown = summary_text(summarize(DOCUMENT, model=scripted, questions=[question], settings=PLAIN))
    assert shown.startswith(
        "Harbour closed for 12 days [1]\nen · 9 of 9 claims found in the source\n"
    )
    headings = ["Key points", "Figures", "People", "Organisations", "Places", "Answers", "Quotes"]
    places = [shown.index(f"\n{heading}") for heading in headings]
    assert places == sorted(places)
    assert "  What does the pier cost?\n      not stated\n" in shown
    numbers = [int(n) for n in re.findall(r"^ +\[(\d+)\] ", shown, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert max(map(len, shown.splitlines())) <= WIDTH


@pytest.mark.parametrize(
    ("claim", "mark"),
    [
        (Claim(text="t", verdict=Verdict.UNSUPPORTED), "t (NOT FOUND in the source)"),
        (Claim(text="t", verdict=Verdict.ALTERED, reason=Alteration.NUMBER), "t (ALTERED)"),
        (
            Claim(
                text="t",
                citations=(Citation(quote="q", start=0, end=1),),
                verdict=Verdict.UNSUPPORTED,
            ),
            "t (NOT FOUND in the source; nearest [1])",
        ),
        (
            Claim(
                text="t",
                citations=(Citation(quote="q", start=0, end=1),),
                verdict=Verdict.ALTERED,
                reason=Alteration.NUMBER,
            ),
            "t (ALTERED: number, compare [1])",
        ),
    ],
)
def test_what_is_not_grounded_is_marked(claim: Claim, mark: str) -> None:
    """In words, not in colours: a claim that does not stand in the source says so."""
    summary = summarize(DOCUMENT, model=model(), questions=[], settings=PLAIN)
    assert summary_text(summary.model_copy(update={"title": claim})).startswith(mark + "\n")


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(render).failed == 0


def test_what_was_not_read_is_told() -> None:
    """Each part that failed, with its place and the reason; of a whole document nothing is said."""
    whole = summarize(DOCUMENT, model=model(), questions=[], settings=PLAIN)
    assert "NOT WHOLE" not in summary_text(whole)
    lost = FailedChunk(start=1000, end=2500, problem="no connection")
    part = whole.coverage.model_copy(update={"characters_read": 90, "failed": (lost,)})
    told = summary_text(whole.model_copy(update={"coverage": part}))
    assert f"NOT WHOLE: 90 of {len(DOCUMENT.text)} characters were read" in told
    assert "characters 1,000-2,500: no connection" in told


def test_what_contradicts_itself_is_told_together() -> None:
    """With the quotes of both sides."""
    whole = summarize(DOCUMENT, model=model(), questions=[], settings=PLAIN)
    both = Conflict(claims=whole.key_points)
    told = summary_text(whole.model_copy(update={"conflicts": (both,)}))
    said = told.partition("The document gives several\n")[2].partition("\n\n")[0]
    assert "Nearly 40 boats" in said
    assert "; The harbour had been closed" in " ".join(said.split())
    assert said.count("[") == 2
