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


@pytest.mark.parametrize("mark", '"“”„‟«»″「」『』〝〞〟＂')
def test_any_double_mark_may_stand_for_another(mark: str) -> None:
    """In whatever country a text was set."""
    assert found(f"ferry {mark}Oyster{mark} left") == "ferry “Oyster” left"
    assert found("ferry 'Oyster' left", f"A ferry {mark}Oyster{mark} left.") is not None


@pytest.mark.parametrize("mark", "'‘’‚‛‹›ʹʻʼʽ′´`＇")
def test_any_single_mark_may_stand_for_another(mark: str) -> None:
    """Apostrophes too, which many keyboards have no key for."""
    assert found(f"captain didn{mark}t wait") == "cap-\ntain didn't wait"
    assert found("didn't wait", f"He didn{mark}t wait.") == f"didn{mark}t wait"


@pytest.mark.parametrize("mark", ["''", "``"])
def test_two_single_marks_are_a_double_one(mark: str) -> None:
    """As typewriters and TeX have it."""
    assert found("ferry “Oyster” left", f"A ferry {mark}Oyster{mark} left.") is not None


@pytest.mark.parametrize("dash", "-‐‑‒–—―−﹘﹣－")
def test_any_dash_may_stand_for_another(dash: str) -> None:
    """With spaces or without, and of any length."""
    assert found(f"dawn {dash} with") == "dawn — with"
    assert found("well-known", f"a well{dash}known pilot") == f"well{dash}known"
    assert found("dawn - with", f"at dawn{dash} {dash}with 9") == f"dawn{dash} {dash}with"


@pytest.mark.parametrize(
    "sign", "\u00ad\u061c\u180e\u200b\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufe00\ufe0f\ufeff"
)
def test_what_nobody_sees_is_no_difference(sign: str) -> None:
    """Soft hyphens, joiners, marks of direction and of variants, on either side."""
    assert found(f"cra{sign}tes") == "crates"
    assert found("110,000 crates", f"some 110,{sign}000 {sign}cra{sign}tes") is not None
    assert found("dawn - with", f"at dawn{sign} — {sign}with 9") is not None


@pytest.mark.parametrize(
    ("sign", "letters"),
    [
        *zip("ĳŒœﬀﬆﬗﭏ", ("ij", "OE", "oe", "ff", "st", "մխ", "אל"), strict=True),
        ("ﻼ", "لا"),
        ("…", "..."),
    ],
)
def test_a_ligature_is_its_letters(sign: str, letters: str) -> None:
    """One character of a font, or as many as it shows; three dots likewise."""
    assert found(f"a{letters}b 9", f"So a{sign}b 9 it is.") == f"a{sign}b 9"
    assert found(f"a{sign}b 9", f"So a{letters}b 9 it is.") == f"a{letters}b 9"
    assert found("wait..", "wait…and so") == "wait…"
    assert found(f"a{letters}é{letters}b", f"So a{sign}é{sign}b it is.") == f"a{sign}é{sign}b"


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Where, there; so!", "Where , there ; so !"),
        ("cost 40% more", "cost 40 % more"),
        ("($40)", "( $ 40 )"),
        ("£40 or €50 or ¥60", "£ 40 or € 50 or ¥ 60"),
        ("[so] it: is?", "[ so ] it : is ?"),
        ("« le port » dort", "«le port» dort"),
        ("He left… late", "He left … late"),
        ("left. She", "left . She"),
        ("“Its captain”", "“ Its captain ”"),
    ],
)
def test_spaces_beside_marks_are_typography(quote: str, text: str) -> None:
    """Tokenisers, and the French, put them where others have none."""
    assert found(quote, text) is not None
    assert found(text, quote) is not None


@pytest.mark.parametrize("text", ["A »ferry« left (»so« ).", "A « ferry » left ( « so » )."])
def test_guillemets_point_either_way(text: str) -> None:
    """Outwards with spaces in France, inwards without in Germany."""
    assert found("A “ferry” left", text) == text[: text.index(" (")]
    assert found("(“so”)", text) == text[text.index("(") : -1]


def test_spaces_before_a_number_are_none_of_a_mark() -> None:
    """A mark that a number follows belongs to it: ".5" is no end of a sentence."""
    assert found("by.5 litres", "by .5 litres") is None
    assert found("x:3", "x :3") is None


def test_a_quote_may_end_with_a_dash() -> None:
    """What belongs to the dash is in the span, the white space around it is not."""
    assert found("left —", "left — with") == "left —"
    assert found("— with", "left — with") == "— with"


@pytest.mark.parametrize("text", ["e\u0301tude", "l'e\u0301tude", "\u1112\u1161\u11ab"])
def test_composed_letters_lead_back(text: str) -> None:
    """A letter and its accent are one, wherever in the text they stand."""
    composed = unicodedata.normalize("NFC", text)
    assert found(composed, text) == text
    assert found(composed, f"{text} et {text}") == text
    assert found(text, f"un {composed}, 9") == composed


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
    assert found("resign", "to re-sign a well-\nknown pact") is None
    assert found("re-sign", "to re-\nsign") == found("resign", "to re-\nsign") == "re-\nsign"
    assert found("cap-\ntain Quill", "the captain Quill") == "captain Quill"
    assert found("resign now", "to re\u00ad\nsign now") == "re\u00ad\nsign now"


def test_signs_belong_to_numbers() -> None:
    """A minus sign, a decimal point and a prime change a number; a dash before it does not."""
    assert found("5 degrees", "It was -5 degrees.") is None
    assert found("5 degrees", "It was − 5 degrees.") == "5 degrees"
    assert found("5 litres", "about .5 litres") is None
    assert found("6' tall", 'He is 6" tall.') is None
    assert found("6' tall", '6" tall') is None
    assert found("at 18", "at 18.5 hours") is None
    assert found("500 men", "some 2 500 men") is None
    assert found("in 2015 300", "in 2015 300 men") == "in 2015 300"


@pytest.mark.parametrize("joint", ".,:/'·٫٬")
def test_what_joins_digits_makes_one_number(joint: str) -> None:
    """A time, a fraction or a date is not found by a part of it."""
    for part in ("18", "45", "at 18", "45 hours"):
        assert found(part, f"at 18{joint}45 hours") is None
    assert found("45 hours", f"at 8{joint}45 hours") is None
    assert found("45 hours", f"at 18{joint} 45 hours") == "45 hours"
    assert found("at 18", f"at 18{joint} then") == "at 18"


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("500 men", "some 2 500 men", None),
        ("some 2", "some 2 500 men", None),
        ("500 men", "some 1234 500 men", "500 men"),
        ("some 1234", "some 1234 500 men", "some 1234"),
        ("50 men", "some 2 50 men", "50 men"),
        ("some 2", "some 2 50 men", "some 2"),
        ("5000 men", "some 2 5000 men", "5000 men"),
        ("some 2", "some 2 5000 men", "some 2"),
        ("500 men", "12 500 men", None),
        ("12", "12 500 men", None),
        ("500 men", "a1 500 men", None),
    ],
)
def test_groups_of_three_digits_are_one_number(quote: str, text: str, words: str | None) -> None:
    """The thousands of "2 500" are no number by themselves; two numbers in a row are two."""
    assert found(quote, text) == words


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("-5 degrees", False),
        ("−5 degrees", False),
        ("–5 degrees", False),
        ("it was -5 degrees", False),
        ("(-5 degrees)", False),
        ("[-5 degrees]", False),
        ("2-5 degrees", True),
        ("it was - 5 degrees", True),
        (".5 degrees", False),
        ("(.5 degrees)", False),
        ("-.5 degrees", False),
        ("so.5 degrees", True),
    ],
)
def test_a_sign_in_front_belongs_to_the_number(text: str, stands: bool) -> None:
    """A minus sign and a bare decimal point do; a dash or a stop between words does not."""
    assert (found("5 degrees", text) == "5 degrees") is stands


@pytest.mark.parametrize("article", ["d", "l", "qu", "dell", "nell", "all", "sull", "dall", "un"])
def test_an_elided_article_is_a_word(article: str) -> None:
    """It is left out of a quote, or is all of it, at the start of a text and within."""
    for text in (f"{article}’est fini", f"Ma {article.upper()}’est fini"):
        assert found("est", text) == "est"
        assert found(article.upper(), text.upper()) == article.upper()
    assert found("est", f"x{article}’est fini") is None
    assert found(f"x{article}", f"x{article}’est fini") is None


def test_words_with_apostrophes() -> None:
    """ "can" is not in "can't", but a name is in its possessive and behind an article."""
    assert found("he can", "he can't") is None
    assert found("Brien", "O'Brien") is None
    assert found("Brien", "of O'Brien") is None
    assert found("Quill", "Quill's bridge") == "Quill"
    assert found("QUILL", "QUILL'S BRIDGE") == "QUILL"
    assert found("Quill", "Quill'so bridge") is None
    assert found("the 90", "the 90's") == "the 90"
    assert found("homme", "l’homme") == "homme"


def test_a_stop_may_be_missing_or_end_the_line() -> None:
    """A final stop may be missing; one too many passes only where the line ends."""
    assert found("He left", "He left.") == "He left"
    assert found("“Oyster”") == "“Oyster”"
    assert found("He left.", "He left\n\nShe stayed.") == "He left"
    assert found("He was not found.", "He was not found guilty.") is None
    assert found("He left.", "He left” )\nShe stayed.") == "He left"
    assert found("He left.", "“He left’") == "He left"
    assert found("“Fuel cost 1.55 euros”.") == "Fuel cost 1.55 euros"
    assert found("“He left. ”", "He left\nagain") == "He left"


def test_scripts_without_spaces() -> None:
    """Chinese, Japanese and Thai write no spaces: a quote may begin and end anywhere."""
    assert found("先生", "日本の先生です") == "先生"
    assert found("10万人", "110万人と10万人") == "10万人"
    for text in (
        "ก็ดีครับ",
        "ຂອບໃຈ",
        "ဗမာစာက",
        "ភាសាខ្មែរ",
        "カタカナ",
        "㐀㐁㐂",
        "漢字仮名",
        "豈更車",
    ):
        assert found(text[:2], text) == text[:2]
        assert found(text[-1], text) == text[-1]
    assert found("дом", "домой") is None
    assert found("id", "user_id") is None
    assert found("user", "user_id") is None


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


@pytest.mark.parametrize(
    ("quote", "text", "span"),
    [
        ("中中.", "中中中\n", (1, 3)),  # the one that ends the line, a character further on
        ("x", "x\u030c left", None),  # a letter with an accent that none is composed of
        ("他在", "他在'abc'里", (0, 2)),
        ("中文", "x'中文'", (2, 4)),
        ("мой", "мои\u0306¿да", (0, 4)),
        ("мой", "я¿мои\u0306", (2, 6)),
        ("a 5 pipe", 'a 5" pipe', None),
        ('a 5" pipe', "a 5'' pipe", (0, 10)),
        ("\"He said 'ten ships'.\"", "He said 'ten ships'. We left.", (0, 20)),
        ("the pier", "the pier,5 of them", (0, 8)),
        ("café", "“Ten” cafe\u0301", (6, 11)),
    ],
)
def test_spans_beside_marks_and_accents(
    quote: str, text: str, span: tuple[int, int] | None
) -> None:
    """Each end lies where the word ends, whatever was folded before or inside it."""
    assert match.find(quote, text) == span
