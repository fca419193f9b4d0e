"""What a page shows of a result: entries with numbered quotes, and what is wrong with them."""

from __future__ import annotations

import pytest
from harbour import ANSWERS, DOCUMENT, PLAIN, answers, model

from summarize import Answer, Citation, Claim, Question, Summary, ask, summarize
from summarize.page.evidence import of_answers, of_summary
from summarize.segment import segment
from summarize.types import Alteration, Conflict, Status, Verdict

COST = Question(id="cost", text="What does the pier cost?")


def summary() -> Summary:
    """Give the summary that the scripted model makes of the harbour."""
    return summarize(DOCUMENT, model=model(answers=ANSWERS), questions=[COST], settings=PLAIN)


def test_sections_stand_in_reading_order() -> None:
    """The title first, answers last; empty sections are left out, ids count up."""
    shown = of_summary(summary())
    headings = [section.heading for section in shown.sections]
    assert headings[:3] == ["Title", "Abstract", "Key points"]
    assert headings[-1] == "Answers"
    assert [e.id for e in shown.entries] == [f"c{n}" for n in range(1, len(shown.entries) + 1)]
    bare = summary().model_copy(update={"people": ()})
    assert "People" not in [section.heading for section in of_summary(bare).sections]


def test_quotes_are_numbered_as_they_come_up_and_shared() -> None:
    """Each number is one span of the document; the entries that rest on it are found from it."""
    shown = of_summary(summary())
    firsts = list(dict.fromkeys(n for entry in shown.entries for n in entry.quotes))
    assert firsts == list(range(1, len(shown.spans) + 1))
    for number, (start, end) in enumerate(shown.spans, 1):
        resting = shown.resting_on(number)
        assert resting
        assert all(number in entry.quotes for entry in resting)
        assert DOCUMENT.text[start:end].endswith(".")
    assert any(len(shown.resting_on(n)) > 1 for n in firsts)
    assert shown.resting_on(*firsts) == [entry for entry in shown.entries if entry.quotes]


def test_a_figure_begins_with_its_number() -> None:
    """The number and the rest are told apart, and together they are the text."""
    figures = next(s for s in of_summary(summary()).sections if s.form == "figures").entries
    assert [(f.value, f.rest) for f in figures] == [("Nearly 40", "boats"), ("12", "days")]


@pytest.mark.parametrize(
    ("verdict", "reason", "mark"),
    [
        (Verdict.VERBATIM, None, ""),
        (Verdict.SUPPORTED, None, ""),
        (Verdict.ALTERED, Alteration.NUMBER, "altered: number"),
        (Verdict.ALTERED, None, "altered"),
        (Verdict.UNSUPPORTED, None, "not found in the source"),
    ],
)
def test_what_is_not_grounded_is_said_in_words(
    verdict: Verdict, reason: Alteration | None, mark: str
) -> None:
    """A claim that the source does not bear out has a mark; others have none."""
    claim = Claim(text="t", verdict=verdict, reason=reason)
    entry = of_summary(summary().model_copy(update={"title": claim})).entries[0]
    assert entry.mark == mark
    assert entry.ungrounded == bool(mark)
    assert entry.explanation.startswith(f"{verdict.value}: ")


@pytest.mark.parametrize(
    ("verdict", "shown"), [(Verdict.SUPPORTED, "them"), (Verdict.UNSUPPORTED, "the nearest")]
)
def test_a_model_s_word_is_told(verdict: Verdict, shown: str) -> None:
    """Who judged belongs to what a verdict means."""
    claim = Claim(text="t", verdict=verdict, judged_by="model")
    entry = of_summary(summary().model_copy(update={"title": claim})).entries[0]
    assert entry.explanation.endswith(f"says the model that was shown {shown}")


def test_answers_say_what_became_of_their_question() -> None:
    """Answered, not stated, not located: each in its words."""
    said = [(2, "12 days"), (None, None), (2, "77 lanterns")]
    given = [
        ask(DOCUMENT, "How long?", model=model(answers=answers(one)), settings=PLAIN)
        for one in said
    ]
    entries = of_answers(given).entries
    assert [(e.text, e.mark, e.ungrounded) for e in entries] == [
        ("12 days", "", False),
        ("", "not stated", False),
        ("77 lanterns", "not located", True),
    ]


def test_a_conflict_has_an_entry_for_each_answer() -> None:
    """All that the document gives are kept, each with its quote, under one question."""
    several = tuple(
        Claim(text=t, citations=(Citation(quote=t, start=n, end=n + 1),), verdict=Verdict.VERBATIM)
        for n, t in enumerate(("ten", "twelve"))
    )
    conflict = Answer(question=COST, text="ten", status=Status.CONFLICT, alternatives=several)
    entries = of_answers([conflict]).entries
    assert [(e.text, e.quotes, e.ungrounded) for e in entries] == [
        ("ten", (1,), False),
        ("twelve", (2,), False),
    ]
    assert {e.question for e in entries} == {COST.text}
    assert {e.mark for e in entries} == {"one of 2 answers that the source gives"}


def cited(words: str, page: int | None = None) -> Claim:
    """Give a claim in words of the harbour's article that rests on the sentence they stand in."""
    place = DOCUMENT.text.index(words)
    (told,) = [s for s in segment(DOCUMENT) if s.start <= place < s.end]
    quote = Citation(quote=told.text, start=told.start, end=told.end, page=page)
    return Claim(text=words, citations=(quote,), verdict=Verdict.VERBATIM)


CONFLICTS = (
    Conflict(claims=(cited("Nearly 40 boats", 3), cited("closed for 12 days", 12))),
    Conflict(claims=(cited("Ines Quill"), cited("in May"))),
)


def test_a_quote_keeps_its_page() -> None:
    """By the quote's number; where a document has no pages there is nothing to tell."""
    told = summary().model_copy(update={"title": cited("Ines Quill", page=12)})
    assert of_summary(told).pages == {1: 12}
    assert of_summary(summary()).pages == {}


def test_a_conflict_of_the_document_has_each_value_with_its_quote() -> None:
    """After the key points, the values of one conflict together; the note says none is chosen."""
    shown = of_summary(summary().model_copy(update={"conflicts": CONFLICTS}))
    headings = [section.heading for section in shown.sections]
    place = headings.index("The document gives several")
    assert headings[place - 1] == "Key points"
    entries = shown.sections[place].entries
    assert [(e.conflict, e.text) for e in entries] == [
        (1, "Nearly 40 boats"),
        (1, "closed for 12 days"),
        (2, "Ines Quill"),
        (2, "in May"),
    ]
    assert len({quote for e in entries for quote in e.quotes}) == 4
    assert all("one of 2 that the document gives" in e.explanation for e in entries)
    plain = [section.heading for section in of_summary(summary()).sections]
    assert "The document gives several" not in plain


def test_a_translation_has_the_wording_that_was_found() -> None:
    """Of claims and answers, where it is another; the verdict is said to be that wording's."""
    claim = cited("on Monday").model_copy(update={"text": "am Montag", "original": "on Monday"})
    same = cited("Oldhaven").model_copy(update={"original": "Oldhaven"})
    told = summary().model_copy(update={"title": claim, "places": (same,)})
    entries = {entry.text: entry for entry in of_summary(told).entries}
    assert entries["am Montag"].original == "on Monday"
    assert "before its translation" in entries["am Montag"].explanation
    assert entries["Oldhaven"].original == ""
    assert "translation" not in entries["Oldhaven"].explanation
    given = Answer(question=COST, text="elf", original="eleven", status=Status.ANSWERED)
    assert of_answers([given]).entries[0].original == "eleven"
