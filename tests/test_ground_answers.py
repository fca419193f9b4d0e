"""The sentences that hold an answer, by its own words first, then by the question's."""

from __future__ import annotations

import pytest

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document

TEXT = (
    "Boats\n\nQuill sold 12 boats in Velden. He repaired 12 nets. Norham has a harbour. "
    "Velden has a market and 12 inns. Merrow painted the harbour. The nets were blue."
)
DOCUMENT = Document.from_text(TEXT)
SOURCE = Source(DOCUMENT, segment(DOCUMENT))


@pytest.mark.parametrize(
    ("answer", "question", "begins"),
    [
        ("12", "How many nets did Quill repair?", "He repaired"),
        ("twelve", "How many inns has Velden?", "Velden has"),
        ("12 boats", "What was sold?", "Quill sold"),
        ("Velden", "Where is the market?", "Velden has"),
        ("Velden", "Where were boats sold?", "Quill sold"),
        ("a harbour", "What does Norham have?", "Norham has"),
        ("Boats", "What is it about?", "Quill sold"),
    ],
)
def test_the_question_decides_between_equals(answer: str, question: str, begins: str) -> None:
    """One sentence holds the answer, and it is the one that the question asks about."""
    (sentence,) = SOURCE.evidence(answer, question)
    assert sentence.text.startswith(begins)


def test_a_list_may_take_several() -> None:
    """Where no sentence holds all of it, the fewest that do together, and no more than wanted."""
    found = SOURCE.evidence("Quill and Merrow", "Who worked?")
    assert {sentence.text.split()[0] for sentence in found} == {"Quill", "Merrow"}
    assert len(SOURCE.evidence("Quill, Norham, Merrow", most=3)) == 3
    assert SOURCE.evidence("Quill, Norham, Merrow", most=2) == ()


def test_what_stands_nowhere_has_no_evidence() -> None:
    """An answer of other words has none."""
    assert SOURCE.evidence("zebras", "What was sold?") == ()
    assert SOURCE.evidence("", "What was sold?") == ()


@pytest.mark.parametrize(
    "answer",
    ["77 boats", "7 boats", "boats on Tuesday", "Oswin Quill", "a market in Norwick", "12 miles"],
)
def test_another_number_date_name_or_unit_has_no_evidence(answer: str) -> None:
    """A word in common is no evidence for an answer whose facts stand nowhere."""
    assert SOURCE.evidence(answer, "What did Quill sell in Velden?") == ()


@pytest.mark.parametrize("answer", ["12 boats were not sold", "has no harbour", "nets not blue"])
def test_a_negation_of_its_own_has_no_evidence(answer: str) -> None:
    """All its words stand in one sentence, which states what the answer denies."""
    assert SOURCE.evidence(answer, "What happened in Velden and Norham?") == ()
    assert all(SOURCE.locate(answer, sentence) is None for sentence in segment(DOCUMENT))


def test_initials_may_be_written_apart() -> None:
    """A name is found whether its initials stand together or apart."""
    document = Document.from_text("Harbour master P.J. Quill left. The pier stayed.")
    source = Source(document, segment(document))
    assert [s.number for s in source.evidence("P. J. Quill", "Who left?")] == [1]


@pytest.mark.parametrize(
    ("answer", "stands"),
    [
        ("Quill wobblewise sold 12 boats", False),
        ("Quill sold 12 people boats", True),  # whom a number counts is not always said
        ("Quill traded 12 boats", True),  # a word of the question
    ],
)
def test_an_invented_word_has_no_evidence(answer: str, stands: bool) -> None:
    """A word that stands neither in the document nor in the question is not the document's."""
    assert bool(SOURCE.evidence(answer, "What was traded?")) is stands


def test_headings_are_evidence_only_where_nothing_else_is() -> None:
    """A heading is cited when the answer stands in it alone."""
    document = Document.from_text("Velden Boats\n\nQuill sold boats. Merrow left Norham.")
    source = Source(document, segment(document))
    assert [s.text for s in source.evidence("Velden", "Where is it?")] == ["Velden Boats"]
    assert [s.text for s in source.evidence("boats", "What of Velden?")] == ["Quill sold boats."]


def test_the_sentence_before_says_what_is_asked_about() -> None:
    """Of two that hold an answer alike, the one that follows the question's words."""
    document = Document.from_text(
        "Norham burned. It lost 12 boats. Velden slept. It lost 12 boats, too. Larne burned."
    )
    source = Source(document, segment(document))
    for question, number in (("How many boats has Norham lost?", 2), ("And Velden?", 4)):
        assert [s.number for s in source.evidence("12 boats", question)] == [number]


@pytest.mark.parametrize(
    ("text", "question", "number"),
    [
        ("It lost 12 boats. Norham slept. Larne is old. It lost 12 boats.", "And Larne?", 4),
        ("It lost 12 boats. It rained. It lost 12 boats. Larne slept.", "And Larne?", 3),
        ("Larne slept. It lost 12 boats. In Larne 12 boats were lost.", "And Larne?", 3),
        ("It lost 12 boats. It rained. Larne slept.", "And Larne?", 1),
    ],
)
def test_what_stands_beside_an_answer_decides(text: str, question: str, number: int) -> None:
    """Its own sentence before the one before it, and that before the one behind it."""
    document = Document.from_text(text)
    (found,) = Source(document, segment(document)).evidence("12 boats", question)
    assert found.number == number


def test_an_answer_of_small_words_stands_where_it_stands() -> None:
    """Word for word, in one sentence."""
    assert [s.text for s in SOURCE.evidence("He", "Who?")] == ["He repaired 12 nets."]
    assert [s.text for s in SOURCE.evidence("has a", "What?")] == ["Norham has a harbour."]


def test_an_answer_is_found_in_a_sentence_of_no_document() -> None:
    """What is located need not be indexed."""
    document = Document.from_text("Nobody knew. Moor sold 40 lamps.")
    foreign = segment(document)[1]
    span = SOURCE.locate("forty lamps", foreign)
    assert span is not None
    assert document.text[slice(*span)] == "40 lamps"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("12 boats", "12 boats"),
        ("twelve boats", "12 boats"),
        ("boats, 12", "12 boats"),
        ("12 boats in Velden", "12 boats in Velden"),
        ("Velden boats", "boats in Velden"),
        ("13 boats", None),
        ("12 miles", None),
        ("12 nets", None),
        ("", None),
        ("the", None),
    ],
)
def test_where_in_its_sentence_an_answer_stands(answer: str, words: str | None) -> None:
    """Word for word, or the shortest stretch that has all of it; else nowhere."""
    sentence = next(s for s in SOURCE.sentences if s.text.startswith("Quill sold"))
    span = SOURCE.locate(answer, sentence)
    assert (span and TEXT[slice(*span)]) == words
