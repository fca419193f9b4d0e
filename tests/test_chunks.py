"""Chunks and excerpts: nothing of a document is lost, and every citation leads back to it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from summarize.chunks import chunks, excerpt
from summarize.segment import segment
from summarize.types import Answer, Citation, Claim, Document, Question, Sentence, Status, Verdict

WORDS = st.sampled_from(
    ["Ten ships left.", "Why?", "\n\n", " ", "The Pier", "x" * 70, "👩‍👩‍👧", "é"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=200))


def length(sentence: Sentence) -> int:
    """Take a character for a token, and two for the number."""
    return len(sentence.text) + 2


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences."""
    return segment(Document.from_text(text))


@given(TEXTS, st.integers(4, 60))
@example("x" * 200, 10)
def test_chunks_tile_the_text(text: str, limit: int) -> None:
    """In order, they hold all but the white space between; a piece says what stands there."""
    found = [s for chunk in chunks(sentences_of(text), length, limit) for s in chunk]
    end = 0
    for piece in found:
        assert not text[end : piece.start].strip()
        assert end <= piece.start < piece.end
        assert piece.text == text[piece.start : piece.end]
        end = piece.end
    assert not text[end:].strip()


@given(TEXTS, st.integers(4, 60))
@example("Ten ships left. Two came back.", 34)
def test_a_chunk_is_the_largest_that_fits(text: str, limit: int) -> None:
    """Each is within the limit, and what comes after it would not have fitted."""
    found = chunks(sentences_of(text), length, limit)
    for chunk in found:
        assert sum(map(length, chunk)) <= limit
    for chunk, following in pairwise(found):
        assert sum(map(length, chunk)) + length(following[0]) > limit


@given(TEXTS, st.integers(4, 60))
def test_sentences_that_fit_stay_whole(text: str, limit: int) -> None:
    """Only one that no chunk holds is cut, and its pieces bear its number."""
    whole = sentences_of(text)
    kept = [s for chunk in chunks(whole, length, limit) for s in chunk]
    for sentence in whole:
        if length(sentence) <= limit:
            assert sentence in kept
    assert {s.number for s in kept} == {s.number for s in whole}


def test_what_fits_is_one_chunk() -> None:
    """A document that the limit holds is not cut."""
    whole = sentences_of("Ten ships left. Two came back.")
    assert chunks(whole, length, 100) == (whole,)
    assert chunks((), length, 100) == ()


def test_a_sentence_beyond_all_measure_is_cut_uncounted() -> None:
    """Counting a book without a stop at once would take its time and memory."""
    counted: list[int] = []

    def size(sentence: Sentence) -> int:
        counted.append(len(sentence.text))
        return len(sentence.text)

    found = chunks(sentences_of("tar " * 50_000), size, 500)
    assert max(counted) <= 12 * 500
    assert all(sum(len(s.text) for s in chunk) > 400 for chunk in found[:-1])


def test_long_sentences_are_cut_at_spaces() -> None:
    """Where there are any, no word is cut in two."""
    found = chunks(sentences_of("harbour " * 40), length, 80)
    assert {word for chunk in found for s in chunk for word in s.text.split()} == {"harbour"}


@given(TEXTS, st.data())
def test_citations_of_an_excerpt_lead_back(text: str, data: st.DataObject) -> None:
    """Whatever sentences it has, a span of its text is the same words of the original's."""
    document = Document.from_text(text)
    whole = segment(document)
    taken = [s for s in whole if data.draw(st.booleans())]
    part = excerpt(document, taken)
    assert [s.number for s in part.sentences] == [s.number for s in taken]
    for own, original in zip(part.sentences, taken, strict=True):
        assert part.document.text[own.start : own.end] == own.text == original.text
        cited = part.citation(Citation(quote=own.text, start=own.start, end=own.end))
        assert (cited.start, cited.end) == (original.start, original.end)


def test_an_excerpt_keeps_what_stands_between_neighbours() -> None:
    """And puts a blank line where something was left out."""
    document = Document.from_text("One  left. Two\tleft. Three left. Four left.", source="a.txt")
    first, second, _, fourth = segment(document)
    part = excerpt(document, [first, second, fourth])
    assert part.document.text == "One  left. Two\tleft.\n\nFour left."
    assert part.document.source == "a.txt"
    assert part.document.digest == Document.from_text(part.document.text).digest


def test_claims_and_answers_lead_back_whole() -> None:
    """Also the alternatives of a conflict."""
    document = Document.from_text("Ten left. One stayed. Two came back.")
    part = excerpt(document, segment(document)[1:])
    own = part.sentences[1]
    cited = Citation(quote=own.text, start=own.start, end=own.end)
    claim = Claim(text="Two came back.", citations=(cited,), verdict=Verdict.VERBATIM)
    asked = Question(id="q", text="How many came back?")
    given_ = Answer(
        question=asked,
        text="Two",
        status=Status.CONFLICT,
        citations=(cited,),
        alternatives=(claim,),
    )
    back = part.answer(given_)
    for found in (*back.citations, *back.alternatives[0].citations):
        assert document.text[found.start : found.end] == "Two came back."
