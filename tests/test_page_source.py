"""The document's text in leaves and paragraphs, cut where quotes begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.page.source import LEAF, LONGEST_PARAGRAPH, leaves, share

TEXTS = st.text(alphabet=st.sampled_from("ab .!\n\u3000\u05d0语。"), max_size=300)


def shown(text: str, spans: list[tuple[int, int]]) -> str:
    """Give all the characters of a text's pieces, without white space."""
    pieces = [p.text for leaf in leaves(text, spans) for para in leaf for p in para.pieces]
    return "".join("".join(pieces).split())


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=5))
def test_nothing_is_lost_or_said_twice(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever is cited, overlapping too, the pieces are the text but for its white space."""
    assert shown(text, [(min(a, b), max(a, b)) for a, b in places]) == "".join(text.split())


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), max_size=4))
def test_a_quote_is_the_pieces_that_bear_its_number(
    text: str, places: list[tuple[int, int]]
) -> None:
    """They hold exactly its characters."""
    spans = [(a, min(a + length, len(text))) for a, length in places if a < len(text)]
    for number, (start, end) in enumerate(spans, 1):
        pieces = [p for leaf in leaves(text, spans) for para in leaf for p in para.pieces]
        borne = "".join(piece.text for piece in pieces if number in piece.quotes)
        assert "".join(borne.split()) == "".join(text[start:end].split())


def test_paragraphs_headings_and_lines() -> None:
    """Blank lines part; a heading is one; short lines are kept as they are."""
    (leaf,) = leaves("Harbour reopens\n\nA boat\nleft.\n \nIt came back.", [])
    assert [p.heading for p in leaf] == [True, False, False]
    assert [p.lined for p in leaf] == [False, True, False]


def test_a_quote_begins_once() -> None:
    """Across a paragraph's end its second piece is no beginning."""
    (leaf,) = leaves("One ends\n\nhere it is.", [(0, 21)])
    assert [piece.begins for paragraph in leaf for piece in paragraph.pieces] == [(1,), ()]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), max_size=4))
def test_every_quote_begins_at_one_place(text: str, places: list[tuple[int, int]]) -> None:
    """At its first word, whichever other quotes begin there or lie around it."""
    spans = [(a, min(a + length, len(text))) for a, length in places if a < len(text)]
    pieces = [p for leaf in leaves(text, spans) for para in leaf for p in para.pieces]
    worded = [number for number, (a, b) in enumerate(spans, 1) if text[a:b].strip()]
    assert sorted(number for piece in pieces for number in piece.begins) == worded
    for number in worded:
        bearing = [p for p in pieces if number in p.quotes and p.text.strip()]
        assert number in bearing[0].begins


def test_long_paragraphs_are_set_as_several() -> None:
    """Each ends with a sentence, where there is one, and a word of any length is cut."""
    (first, *rest) = (p for leaf in leaves("So it was. " * 1000, []) for p in leaf)
    assert first.pieces[0].text.endswith("was.")
    assert len(rest) >= 2
    parts = [p.pieces[0].text for leaf in leaves("x" * 10_000, []) for p in leaf]
    assert max(map(len, parts)) <= LONGEST_PARAGRAPH
    assert "".join(parts) == "x" * 10_000


def test_a_long_text_has_many_leaves() -> None:
    """None grows beyond its size by more than a paragraph."""
    found = leaves("A line of the text.\n\n" * 5_000, [])
    sizes = [sum(len(p.pieces[0].text) for p in leaf) for leaf in found]
    assert len(found) > 10
    assert max(sizes) <= LEAF + LONGEST_PARAGRAPH


def test_the_share_counts_a_character_once() -> None:
    """Overlapping quotes are not added up."""
    assert share([(0, 10), (5, 20), (30, 40)], 100) == 0.3
    assert share([], 0) == 0.0
