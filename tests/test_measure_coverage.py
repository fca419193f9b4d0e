"""Names and figures of the references, and which of them a summary has."""

from __future__ import annotations

from fractions import Fraction

from summarize.measure.coverage import covered, items

DOCUMENT = "Quill left Oldhaven. This was on Monday. Then Quill saw this pier."


def test_names_are_words_with_capitals() -> None:
    """A sentence's first word counts only where the document has it inside a sentence, too."""
    assert items("Quill left Oldhaven's pier.", DOCUMENT) == {"quill", "oldhaven"}
    assert items("This pier. Then came Velden.", DOCUMENT) == {"velden"}


def test_figures_count_by_their_value() -> None:
    """Figures and number words are the same, and "one" and "first" in letters are none."""
    assert items("some 110,000 boats, twelve of them old, one new", DOCUMENT) == {
        Fraction(110_000),
        Fraction(12),
    }


def test_what_is_covered() -> None:
    """Names in whatever case and with a possessive, figures however they are written."""
    assert items("the Twelve of Velden", DOCUMENT) == {Fraction(12), "velden"}
    wanted = items("Quill sold 12 boats to Oldhaven and 40 to Velden.", DOCUMENT)
    text = "QUILL'S dozen: twelve boats for Oldhavener people, forty in all"
    found = dict(zip(wanted, covered(wanted, text), strict=True))
    assert found == {
        "quill": True,
        Fraction(12): True,
        "oldhaven": False,
        Fraction(40): True,
        "velden": False,
    }
