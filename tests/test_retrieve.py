"""Passages: the sentences that can answer a question come first, whatever surrounds them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.ground import terms
from summarize.retrieve import WINDOW, Passages
from summarize.segment import segment
from summarize.types import Document

WEATHER = "It rained on Monday. The wind turned. Clouds came in from the west. "
NEEDLE = "Ines Quill runs the harbour. She was elected in 1990. The pier is old. "


def passages(text: str) -> Passages:
    """Index the passages of a text."""
    return Passages(segment(Document.from_text(text)), terms)


def test_the_passage_that_has_the_words_comes_first() -> None:
    """In another form, and with the answer in a neighbour of the sentence that has them."""
    found = passages(WEATHER * 40 + NEEDLE + WEATHER * 40)
    assert 121 in next(found.ranked("When was the head of the harbour elected?"))
    assert 120 in next(found.ranked("Who is running harbours?"))


def test_rare_words_count_for_more() -> None:
    """A word that stands everywhere does not outweigh one that stands once."""
    apart = "Rain fell. Hail came. The regatta began. Snow fell. Fog rose. "
    found = passages("The boats left. " * 50 + apart + "The boats left. " * 50)
    assert 52 in next(found.ranked("Did the boats leave before the regatta?"))


def test_nothing_is_found_where_no_word_stands() -> None:
    """Neither for small words alone, nor in an empty document."""
    assert list(passages(WEATHER).ranked("Who sang?")) == []
    assert list(passages(WEATHER).ranked("Who is it?")) == []
    assert list(passages("").ranked("Who sang?")) == []


def test_scripts_without_spaces_are_found() -> None:
    """Each of their characters is looked up."""
    found = passages("今日は雨です。" * 30 + "市長は田中です。" + "今日は雨です。" * 30)
    assert 30 in next(found.ranked("市長は誰ですか"))


@given(st.lists(st.sampled_from(["Boats left.", "It rained.", "Boats sank."]), max_size=12))
def test_passages_are_places_of_the_document(told: list[str]) -> None:
    """Each is given once and has a word of the question, or is a neighbour of one that has."""
    sentences = segment(Document.from_text(" ".join(told)))
    found = list(Passages(sentences, terms).ranked("Which boats?"))
    assert len(set(found)) == len(found)
    for passage in found:
        assert 0 < len(passage) <= WINDOW
        assert "Boats" in "".join(sentences[place].text for place in passage)
