"""The index finds the sentences that share a claim's keys, and weighs keys by rarity."""

from __future__ import annotations

import math

import pytest

from summarize.ground import words
from summarize.ground.index import Index
from summarize.segment import segment
from summarize.types import Document

TEXT = (
    "The Port Office (PO) sold 40 ships on May 5. Ships left. Forty crews of the Port Office slept."
)


def index(text: str) -> Index:
    """Index a text."""
    document = Document.from_text(text)
    return Index(document, segment(document))


def test_scores() -> None:
    """Words, numbers in either form, dates and abbreviations lead to their sentences."""
    found = index(TEXT)
    assert set(found.scores(["#40"])) == {0, 2}
    assert set(found.scores(["@5-5"])) == {0}
    assert set(found.scores(["po"])) == {0, 2}
    assert set(found.scores(["ship"])) == {0, 1}
    assert found.scores(["zebra"]) == {}


def test_weights() -> None:
    """The rarer a key, the more it weighs; one that stands nowhere weighs most."""
    found = index(TEXT)
    assert found.weight("ship") < found.weight("crew") == found.weight("zebra")


def test_places() -> None:
    """A sentence is found by its span, and one of another document is not."""
    found = index(TEXT)
    assert found.place(found.sentences[1]) == 1
    assert found.place(index("Other words stand here.").sentences[0]) is None


def test_languages() -> None:
    """English is known by its small words; a short text by its letters."""
    assert index(TEXT).english
    assert not index("Schiffe fahren nachts ohne Licht durch schmale Kanäle. " * 9).english
    assert not index("Корабли ушли.").english
    assert index("Ada Quill (1874–1951) “left”.").english


def test_rarity_is_a_logarithm() -> None:
    """Of one and the sentences for each in which the key stands."""
    found = index(TEXT)
    assert found.weight("ship") == pytest.approx(math.log(1 + 3 / 2))
    assert found.weight("crew") == found.weight("zebra") == pytest.approx(math.log(4))
    assert found.scores(["crew", "offic"])[2] == pytest.approx(math.log(4) + math.log(2.5))


def test_a_sentence_is_posted_once_a_key() -> None:
    """However often the key stands in it."""
    found = index("Ships met ships, 40 and 40, on May 5 and May 5, 2031. Ships left in 2031.")
    for key in ("ship", "#40", "@5-5", "#2031", "@5-"):
        assert found.postings[key] == sorted(set(found.postings[key]))
    assert found.postings["#2031"] == [0, 1]
    assert found.postings["@5-"] == [0]


def test_those_who_are_told_apart_are_no_name() -> None:
    """ "Sailors who came" may be ordinary people; "Quill, who came," is none of them."""
    assert "sailors" in index("Sailors who came left. It rained.").ordinary
    assert "quill" not in index("Quill, who came, left. It rained.").ordinary


def test_what_is_written_small_somewhere_is_ordinary() -> None:
    """So that its capital at the start of a sentence makes no name of it."""
    found = index("Ships left. The ships and Velden met the P.O. of Norham.")
    assert found.ordinary >= {"ships", "left", "the"}
    assert not found.ordinary & {"Ships", "Velden", "velden", "P.O."}
    assert [item.kind for item in found.facts(0).items] == ["word", "word"]
    assert found.facts(0) is found.facts(0)
    assert 1 in found.scores(["po"])


def test_a_long_text_is_english_by_its_small_words() -> None:
    """A fifth of its words, from thirty words on; a shorter one by its letters."""
    small, big = "the of and it was in to a that on ", "Schiff Hafen Kran Boot "
    assert index(small * 1 + big * 10).english
    assert not index(small * 1 + big * 11).english
    assert index("Schiffe fahren nachts. " * 9).english
    assert not index("Schiffe fahren nachts. " * 10).english
    assert not index("Schiffe fahren über Kanäle. " * 7).english


def test_the_nearest_come_first_and_headings_last() -> None:
    """What shares less than two fifths of the best is left out; a hint decides among equals."""
    text = (
        "Old Crane Ferry Prices\n\nThe old crane and the ferry left. The old crane left. "
        "The ferry left. The new crane slept. The new ferry slept. Prices rose."
    )
    found = index(text)
    keys = [words.stem(word) for word in ("old", "crane", "ferry")]
    near = [found.sentences[place].text for place in found.near(keys)]
    assert near[0].startswith("The old crane and")
    assert near[1] == "The old crane left."
    assert near[-1] == "Old Crane Ferry Prices"
    assert "Prices rose." not in near
    equals = index("The old crane left. The old crane slept. The old crane sank. Prices rose.")
    assert equals.near([keys[1]]) == [0, 1, 2]
    assert equals.near([keys[1]], [2]) == [2, 0, 1]
    assert equals.near(["zebra"]) == []
