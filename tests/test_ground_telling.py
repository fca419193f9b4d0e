"""The sentences that tell most: of what recurs, of who and how many, and of nothing twice."""

from __future__ import annotations

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document

TEXT = """Oldhaven's pier

Showers wetted gulls, nets and oars.

Does Ines Quill own the old pier of Oldhaven?

Ines Quill sold the pier of Oldhaven to Odo Farrin in 1931.

We’ve sold the pier of Oldhaven to Odo Farrin and Ines Quill.

It had been the pier of Oldhaven, and of Ines Quill.

Odo Farrin repaired the pier of Oldhaven with 40 oaks.

From a letter of Ines Quill about the pier of Oldhaven:

Gulls cried.
"""


def told(most: int, *known: str) -> list[str]:
    """Give the sentences that tell most of the text beside what is known."""
    document = Document.from_text(TEXT)
    found = Source(document, segment(document)).telling(known, most)
    return [sentence.text for sentence in found]


def test_what_tells_most_comes_first() -> None:
    """Names and figures that recur, in a sentence that is understood by itself."""
    sold, *others = told(9)
    assert sold.startswith("Ines Quill sold")
    assert {text[:7] for text in others} == {"Showers", "Odo Far"}
    assert told(1) == [sold]


def test_what_is_told_already_counts_no_more() -> None:
    """Be it told beside it, or by a sentence chosen before."""
    assert told(1, "Ines Quill sold the pier to Odo Farrin in 1931.")[0].startswith("Odo Farrin")


def test_of_talk_only_what_names_somebody_in_full() -> None:
    """The rest is the word of somebody whom it does not name."""
    talk = "I saw it.\n\nYou sold it.\n\nThe statement of Farrin about the pier was untrue.\n\n"
    document = Document.from_text(f"{talk}Odo Farrin sold the pier of Oldhaven.\n\nWe slept.")
    found = Source(document, segment(document)).telling((), 9)
    assert [sentence.text for sentence in found] == ["Odo Farrin sold the pier of Oldhaven."]


def test_figures_alone_tell_something() -> None:
    """Of a text that has no words, too."""
    document = Document.from_text("$5, $6, $7 and $8.\n\n$9, $10, $11, $12.\n\nIt rained.")
    assert len(Source(document, segment(document)).telling((), 9)) == 2
