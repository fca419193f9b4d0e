"""What is said in every form: verdicts in words, quotes numbered as they come up."""

from __future__ import annotations

import pytest

from summarize.render.wording import Quotes, marked, quoted, said
from summarize.types import Alteration, Answer, Citation, Claim, Question, Status, Verdict

ONE, TWO = Citation(quote="One\n  came.", start=0, end=11), Citation(quote="Two.", start=12, end=16)


def test_a_quote_has_one_number() -> None:
    """The same characters are the same quote, whoever refers to them."""
    quotes = Quotes("[{}]")
    assert quotes.marks([TWO]) == "[1]"
    assert quotes.marks([ONE, TWO]) == "[2][1]"
    assert quotes.found == [TWO, ONE]


def test_a_quote_stands_on_one_line_with_its_place() -> None:
    """With its page where the document has pages."""
    assert quoted(ONE) == ("One came.", "characters 0-11")
    assert quoted(TWO.model_copy(update={"page": 3}))[1] == "page 3, characters 12-16"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (Claim(text="a", verdict=Verdict.VERBATIM, citations=(ONE,)), "a [1]"),
        (Claim(text="a", verdict=Verdict.UNSUPPORTED), "a (NOT FOUND in the source)"),
        (
            Claim(text="a", verdict=Verdict.UNSUPPORTED, citations=(ONE,)),
            "a (NOT FOUND in the source; nearest [1])",
        ),
        (
            Claim(text="a", verdict=Verdict.ALTERED, reason=Alteration.NUMBER, citations=(ONE,)),
            "a (ALTERED: number, compare [1])",
        ),
    ],
)
def test_what_is_not_grounded_says_so_in_words(claim: Claim, told: str) -> None:
    """A mark alone would be overlooked."""
    assert marked(claim, Quotes("[{}]")) == told


def test_an_answer_says_what_became_of_its_question() -> None:
    """And what it says is escaped, its own words are not."""
    asked = Question(id="q", text="?")
    quotes = Quotes("({})", str.upper)
    found = Answer(question=asked, text="one", status=Status.ANSWERED, citations=(ONE,))
    assert said(found, quotes) == "ONE (1)"
    unverified = Answer(question=asked, text="one", status=Status.UNVERIFIED)
    assert said(unverified, quotes) == "ONE (UNVERIFIED: could not be located in the document)"
    nothing = Answer(question=asked, text=None, status=Status.NOT_STATED)
    assert said(nothing, quotes) == "not stated"
