"""A sentence is taken apart into words, names, numbers and dates, each compared by its key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.ground.facts import facts, parted


def keys(text: str) -> list[str]:
    """Give the keys of what a text states."""
    return [item.key for item in facts(text, frozenset({"ships"})).items]


def test_kinds() -> None:
    """Units and hedges belong to their number, days to their date; small words state nothing."""
    found = facts("Ships left Velden on May 5 with over 40 tonnes of it.", frozenset({"ships"}))
    assert [(item.text, item.kind) for item in found.items] == [
        ("Ships", "word"),
        ("left", "word"),
        ("Velden", "name"),
        ("May 5", "date"),
        ("over 40 tonnes", "number"),
    ]


def test_one_key_for_one_thing() -> None:
    """Forms of numbers, dates, states and abbreviations have one key."""
    assert keys("40 ships") == keys("forty ships")
    assert keys("on May 5") == keys("on 5 May")
    assert keys("in the U.S.") == keys("in the United States") == keys("in US")
    assert keys("P.J. left") == keys("PJ left")


def test_what_is_glued_to_a_number_is_read() -> None:
    """The words of "$15billion" and "40ships" are not lost for want of a space."""
    assert keys("$15billion") == keys("$15 billion") != keys("$15million")
    assert keys("40ships") == keys("40 ships")


def test_negations_are_split_off() -> None:
    """ "didn't" and "cannot" hold a "not"."""
    for text in ("He didn't go.", "He cannot go."):
        assert "not" in [token.key for token in facts(text).tokens]


def test_verbs_of_saying() -> None:
    """ "stated that" is "said that"; "stated aims" is not."""
    for text in (
        "stated that ships left",
        "stated: ships",
        "stated, too",
        "stated “so”",
        'stated "',
    ):
        assert "say" in keys(f"Quill {text}")
    for text in ("stated aims", "stated"):
        assert "say" not in keys(f"Quill {text}")


def test_which_time_is_meant() -> None:
    """ "this week" is not "last week"; "this" of anything else states nothing."""
    assert keys("left this week") == ["leav", "this", "week"]
    assert keys("left a week") == ["leav", "week"]
    assert keys("left this") == ["leav"]


@given(st.text(max_size=80))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    """Nothing raises; tokens come in order within the text."""
    end = 0
    for token in facts(text).tokens:
        assert end <= token.end <= len(text)
        assert token.start <= token.end
        end = token.start


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("the United States", "usa"),
        ("the United States of America", "usa"),
        ("U.S.", "usa"),
        ("U.S.A.", "usa"),
        ("USA", "usa"),
        ("the United Kingdom", "uk"),
        ("U.K.", "uk"),
        ("UK", "uk"),
        ("United Nations", "un"),
        ("U.N.", "un"),
        ("UN", "un"),
        ("the European Union", "eu"),
        ("E.U.", "eu"),
        ("EU", "eu"),
        ("following the storm", "after"),
        ("following Norham", "after"),
        ("following them", "after"),
        ("this week", "this"),
        ("on 3 April", "@4-3"),
        ("in April", "@4-"),
        ("on 03/04/2031", "@3/4"),
        ("on Monday", "@w1"),
        ("40th", "#40."),
        ("40", "#40"),
    ],
)
def test_what_is_compared(text: str, key: str) -> None:
    """States and bodies of states, prepositions that look like verbs, days and numbers."""
    found = facts(f"They left it {text}", frozenset({"they"}))
    assert key in [token.key for token in found.tokens]


def test_states_are_names() -> None:
    """However they are written: another one in their place is another name."""
    for text in ("the United States", "U.K.", "UN", "EU"):
        (state,) = facts(text).items
        assert (state.text, state.kind) == (text, "name")
    for text in ("UN", "EU", "UK"):  # whatever its letters spell in small
        (state,) = facts(text, frozenset({"un", "eu", "uk"})).items
        assert (state.key, state.kind) == (text.lower(), "name")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("the following day", "after"),
        ("was following the storm", "after"),
        ("following", "after"),
        ("following old storms", "after"),
        ("this storm", "this"),
        ("us", "usa"),
        ("an USAGE", "usa"),
    ],
)
def test_what_only_looks_alike(text: str, key: str) -> None:
    """The same letters in another place, in small, or as part of a word."""
    found = facts(f"They left it {text}", frozenset({"they"}))
    assert key not in [token.key for token in found.items]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("didn't", "did"),
        ("won’t", "will"),
        ("can't", "can"),
        ("CANNOT", "can"),
        ("shan't", "shall"),
    ],
)
def test_the_verb_of_a_negation(text: str, verb: str) -> None:
    """Short forms are taken apart to the verb that they deny."""
    first, second, *_ = facts(f"they {text} go").tokens[1:]
    assert (first.text.lower(), second.key) == (verb, "not")


def test_a_denied_verb_may_state_something() -> None:
    """Helping verbs do not, others do."""
    assert keys("it didn't go") == ["go"]
    assert keys("it daren't go") == ["dar", "go"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ships left", ["word", "word"]),
        ("Velden left", ["name", "word"]),
        ("They sank. Ships left", ["word", "word", "word"]),
        ("They met Ships", ["word", "name"]),
        ("They met Mr. Ships", ["word", "name", "name"]),
        ("They met J. Ships", ["word", "name", "name"]),
        ("They said: Ships left", ["word", "word", "word"]),
        ("They said “Ships left", ["word", "word", "word"]),
        ("They sank, Ships left", ["word", "name", "word"]),
        ("They met WHO", ["word", "name"]),
        ("THEY MET WHO", ["name"]),
        ("They met IT", ["word", "name"]),
        ("A boat sank, and I left", ["word", "word", "word"]),
        ("40 Ships left", ["number", "name", "word"]),
        ("Mr. Ships left", ["name", "name", "word"]),
        ("They met PALB. Ships left", ["word", "name", "word", "word"]),
        ("They met J! Ships left", ["word", "name", "word", "word"]),
        (". Ships left", ["word", "word"]),
        ("Born here, they left", ["word", "word"]),
        ("Most left", ["word", "word"]),
        ("They met Most", ["word", "name"]),
    ],
)
def test_what_a_capital_makes(text: str, kinds: list[str]) -> None:
    """A name, unless a sentence begins there with an ordinary word; capitals make it one."""
    found = facts(text, frozenset({"ships", "they", "met", "left"}))
    assert [item.kind for item in found.items] == kinds


def test_without_ordinary_words_a_capital_at_the_start_tells_nothing() -> None:
    """Of a text that stands alone; one that begins no sentence has a name there."""
    assert facts("Velden left").items[0].kind == "word"
    assert facts("VELDEN left").items[0].kind == "name"
    assert facts("Velden left", opens=False).items[0].kind == "name"


@pytest.mark.parametrize("mark", ",.;:!?()—–")
def test_marks_part_words(mark: str) -> None:
    """Two items with a mark between are parted, two without are not."""
    found = facts(f"boats {mark} sank here")
    assert parted(found, 0, 1)
    assert not parted(found, 1, len(found.items) - 1)
