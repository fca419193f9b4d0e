"""The index finds the sentences that share a claim's keys, and weighs keys by rarity."""

from __future__ import annotations

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
