"""A quote is found where it stands: typography may differ, meaning may not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import match

TEXT = (
    "The ferry “Oyster” left at dawn — with 110,000 crates, café chairs and 21.5 tonnes of fi"
    "g jam.\nIts cap-\ntain didn't wait. Fuel cost 1.55 euros; the well-\nknown pilot saw 10² "
    "gulls."
)


def found(quote: str, text: str = TEXT) -> str | None:
    """Give the words of `text` that a quote is found at."""
    span = match.find(quote, text)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ('ferry "Oyster" left', "ferry “Oyster” left"),
        ("ferry 'Oyster' left", "ferry “Oyster” left"),
        ("«Its cap-\ntain didn’t  wait.»", "Its cap-\ntain didn't wait."),
        ("left\n  at\u00a0dawn", "left at dawn"),
        ("dawn - with", "dawn — with"),
        ("dawn -- with", "dawn — with"),
        ("dawn—with", "dawn — with"),
        ("cra\u00adtes", "crates"),
        ("cra\u200btes", "crates"),
        ("ﬁg jam", "fig jam"),
        (unicodedata.normalize("NFD", "café chairs"), "café chairs"),
        ("captain", "cap-\ntain"),
        ("well-known pilot", "well-\nknown pilot"),
        ("Its captain didn't wait", "Its cap-\ntain didn't wait"),
        ("“Fuel cost 1.55 euros”", "Fuel cost 1.55 euros"),
        ("10² gulls", "10² gulls"),
        ("110,000 crates", "110,000 crates"),
    ],
)
def test_typography_may_differ(quote: str, words: str) -> None:
    """Spaces, quotation marks, dashes, hyphenation, ligatures and accents' forms are typography."""
    assert found(quote) == words


@pytest.mark.parametrize(
    "quote",
    [
        "the ferry “Oyster”",
        "10,000 crates",
        "000 crates",
        "110",
        "1.5 tonnes",
        "1.5",
        "5 tonnes",
        "1.55 pounds",
        "erry",
        "ferr",
        "left dawn",
        "didn",
        "102 gulls",
        "10 gulls",
        "cafe chairs",
        "wellknown  captain",
        "tain didn't",
        "",
        "“”",
        " . ",
    ],
)
def test_meaning_may_not(quote: str) -> None:
    """Case, digits, letters, and the boundary of a word or number are meaning."""
    assert found(quote) is None


def test_hyphens_count_but_at_line_ends() -> None:
    """A hyphen at a line's end may or may not belong to the word; any other one does."""
    assert found("resign", "to re-sign") is None
    assert found("co-operate", "to cooperate") is None
    assert found("re-sign", "to re-\nsign") == found("resign", "to re-\nsign") == "re-\nsign"
    assert found("resign now", "to re\u00ad\nsign now") == "re\u00ad\nsign now"


def test_signs_belong_to_numbers() -> None:
    """A minus sign, a decimal point and a prime change a number; a dash before it does not."""
    assert found("5 degrees", "It was -5 degrees.") is None
    assert found("5 degrees", "It was − 5 degrees.") == "5 degrees"
    assert found("5 litres", "about .5 litres") is None
    assert found("6' tall", 'He is 6" tall.') is None
    assert found("500 men", "some 2 500 men") is None
    assert found("in 2015 300", "in 2015 300 men") == "in 2015 300"


def test_words_with_apostrophes() -> None:
    """ "can" is not in "can't", but a name is in its possessive and behind an article."""
    assert found("he can", "he can't") is None
    assert found("Brien", "O'Brien") is None
    assert found("Quill", "Quill's bridge") == "Quill"
    assert found("homme", "l’homme") == "homme"


def test_a_stop_may_be_missing_or_end_the_line() -> None:
    """A final stop may be missing; one too many passes only where the line ends."""
    assert found("He left", "He left.") == "He left"
    assert found("He left.", "He left\n\nShe stayed.") == "He left"
    assert found("He was not found.", "He was not found guilty.") is None


def test_scripts_without_spaces() -> None:
    """Chinese, Japanese and Thai write no spaces: a quote may begin and end anywhere."""
    assert found("先生", "日本の先生です") == "先生"
    assert found("10万人", "110万人と10万人") == "10万人"


def test_a_long_word_is_looked_into_once() -> None:
    """A quote is tried at most once within a word, so that bad texts take no longer than others.

    Seconds are measured by `benchmarks/quotes.py`.
    """
    assert list(match._places("a", "a" * 1000 + " ab a")) == [0, 1001, 1004]
    assert list(match._places("a,", "a," * 3)) == [0, 2, 4]
    assert found("aa", "a" * 1000) is None
    assert len(match.fold("- " * 1000).folds) == 2


ODD = st.text(
    st.sampled_from("ab1.,- \n'\"“”’«»–—…ﬁ\u00ad\u200b\u00a0e\u0301²$%()é先ß\u2011"), max_size=40
)


@given(ODD, ODD)
def test_nothing_raises_and_spans_lie_in_the_text(quote: str, text: str) -> None:
    """Whatever the characters, a span is a stretch of the text that begins and ends in it."""
    for one, other in ((quote, text), (text[3:9], text)):
        if span := match.find(one, other):
            assert 0 <= span[0] < span[1] <= len(other)


WORDS = st.sampled_from(
    ["Port", "cafe\u0301", "café", "x-ray", "12", "ﬁg", "don’t", "“so”", "先生", "µm", "é"]
)
GAPS = st.sampled_from([" ", "\n", " \u00a0", ", ", ". ", " — ", "; "])


@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=12), st.data())
def test_whole_words_of_a_text_are_found_in_it(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Any stretch of whole words is found, and what is found is the same typography apart."""
    text = "".join(word + gap for word, gap in pieces)
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first, len(pieces) - 1))
    start = sum(len(word + gap) for word, gap in pieces[:first])
    length = sum(len(word + gap) for word, gap in pieces[first:last]) + len(pieces[last][0])
    quote = text[start : start + length]
    span = match.find(quote, text)
    assert span is not None
    assert match.fold(text[slice(*span)]).text.strip("'") == match.fold(quote).text.strip("'")


@given(st.text(max_size=80), st.text(max_size=80))
def test_folding_leads_back(text: str, other: str) -> None:
    """Every offset of a folded text leads back into the original, in order."""
    for original in (text, other + text):
        folded = match.fold(original)
        starts = [folded.start(offset) for offset in range(len(folded.text) + 1)]
        assert starts == sorted(starts)
        assert all(0 <= start <= len(original) for start in starts)
