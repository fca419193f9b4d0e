"""The numbers that a document states, as it writes them, each value once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document
from summarize.ground import Quantity, quantities
from summarize.segment import segment


def found(text: str, most: int = 9) -> tuple[Quantity, ...]:
    """Give the quantities of a text."""
    return quantities(segment(Document.from_text(text)), most)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Nearly 40 boats left.", "Nearly 40", None),
        ("It was closed for 12 days.", "12", "days"),
        ("Over 73,822 nets were mended.", "Over 73,822", None),
        ("Prices rose by 3.5 percent.", "3.5", "percent"),
        ("It covers 25 ports.", "25", None),
        ("It covers forty-two ports.", "forty-two", None),
        ("It lost 40% of its boats.", "40", "%"),
        ("The mast cost about $1.5 million.", "about $1.5 million", "dollar"),
        ("It closed for two days.", "two", "days"),
        ("It lasted 12 days after that.", "12", "days"),
        ("It earned $9 later on.", "$9", "dollar"),
    ],
)
def test_value_and_unit_are_as_the_document_writes_them(
    text: str, value: str, unit: str | None
) -> None:
    """The hedge belongs to the value, the unit stands apart."""
    (quantity,) = found(text)
    assert (quantity.value, quantity.unit) == (value, unit)
    assert quantity.text in text
    assert quantity.sentence.text == text


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 2024.",
        "It opened on March 28.",
        "The storm came on 2024-03-28, in the night.",
        "It opened at 10:30 a.m.",
        "It opened at 5 p.m. and closed at 7 am.",
        "It was built in 300 BC, or in 40 AD.",
        "It was closed in the 1990s.",
        "One of them stayed.",
        "Half of the fleet stayed.",
        "The third boat stayed.",
        "The 3rd boat stayed, as in the 21st century.",
        "The 1984 fleet stayed.",
        "It came in at #3, behind the others.",
        "No boat stayed.",
        "It was the 2018 day five.",
        "It was lost in spring [22] and won in autumn (594).",
        "A 19-year-old stayed, with a 19 year old boat.",
        "A week later, and 12 days ago, it stayed; 3 hours earlier it left.",
    ],
)
def test_dates_clocks_ordinals_and_small_words_count_nothing(text: str) -> None:
    """They are numbers to a program, and no figures to a reader."""
    assert found(text) == ()


def test_each_value_once_and_the_first_ones() -> None:
    """In the order of the text, not repeated, not more than asked for; headings do not count."""
    text = "The 77 Piers\n\nIt took 12 days. Then 40 boats left. In 12 days 25 came back."
    assert [quantity.text for quantity in found(text)] == ["12 days", "40", "25"]
    assert [quantity.number for quantity in found(text, 2)] == [Fraction(12), Fraction(40)]
    assert found(text, 0) == ()


def test_the_same_number_of_something_else_is_another() -> None:
    """12 days and 12 boats are two figures."""
    assert len(found("It took 12 days. Then 12 boats left.")) == 2


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("About 1950 boats left.", "About 1950"),
        ("They burnt 1500 tons of coal.", "1500 tons"),
        ("They sold 2,024 nets.", "2,024"),
        ("They sold 2101 nets.", "2101"),
    ],
)
def test_what_looks_like_a_year_may_count(text: str, counted: str) -> None:
    """A hedge, a unit, a separator or its size shows that it is none."""
    assert [quantity.text for quantity in found(text)] == [counted]


def test_a_date_line_states_nothing() -> None:
    """Only sentences of the story count, so that each quantity can be cited as a fact."""
    assert [q.text for q in found("date 2024-03-28 The 25 crews left.")] == ["25"]


@given(st.lists(st.sampled_from(["40 boats", "$7 ", "12 days or so", "2024", "e\u0301", "½ "])))
def test_a_quantity_stands_in_its_sentence(words: list[str]) -> None:
    """Whatever the text, what is given is a stretch of the sentence that it names."""
    for quantity in found(", ".join(words)):
        assert quantity.value in quantity.text in quantity.sentence.text
        assert quantity.text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "It is told in Article 5 of the law.",
        "The law's section 3 says so.",
        "It was a Boeing 747.",
        "It was built in AD 40, and burnt.",
        "They stayed in room 12.",
        "They use Internet Explorer 6 at home.",
        "It stands in Chapter 7.",
        "It stands outside of Facility-1, for the shuttles.",
        "It violates 107's text.",
    ],
)
def test_a_number_that_is_part_of_a_name_counts_nothing(text: str) -> None:
    """Numbers of articles, chapters, rooms, machines and eras are no figures."""
    assert found(text) == ()


@pytest.mark.parametrize(
    "text", ["In Norham 40 boats sank.", "There 40 old boats sank.", "About 40 Norham men left."]
)
def test_a_number_beside_a_name_may_count(text: str) -> None:
    """What a plural follows is counted, whatever stands before it."""
    assert len(found(text)) == 1


def test_an_age_counts_nothing() -> None:
    """A small number between commas behind a name is its bearer's age."""
    assert not found("Ines Quill, 19, left the port.")
    assert [q.text for q in found("Of boats, 19, or more, left.")] == []
    assert [q.text for q in found("Ines Quill, 190, left.")] == ["190"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("He won with 50,818 votes, a surprise.", "50,818 votes"),
        ("It caught nearly 40 old boats on Monday.", "nearly 40 old boats"),
        ("It was closed for 12 days.", "12 days"),
        ("The storm killed 107 and wounded more.", "107"),
    ],
)
def test_what_it_counts_stands_behind_it(text: str, named: str) -> None:
    """The plural behind a number is named with it, where there is one."""
    assert found(text)[0].named == named


LABELS = (
    "article section chapter page pages part paragraph clause figure fig. table appendix number "
    "no. nos. room route highway flight level version volume phase wave group act rule line "
    "platform gate channel class grade model type case issue psalm verse scene tab"
)


@pytest.mark.parametrize("label", LABELS.split())
def test_what_is_numbered_is_not_counted(label: str) -> None:
    """Things of a kind that numbers tell apart, at the start of a sentence and within."""
    assert found(f"They read of {label} 12 at night.") == ()
    assert found(f"{label.title()} 12 was read at night.") == ()
    assert found(f"They read of {label}\u00a012 at night.") == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("They met Norham 12 at night.", []),
        ("They met Norham 12 boats deep.", ["12"]),
        ("They met Norham 12 old boats.", ["12"]),
        ("They met Norham 12 glass.", []),
        ("They met norham 12 at night.", ["12"]),
        ("Norham 12 came.", ["12"]),
        ("They read page 12 times.", []),
        ("They met Norham about 12 at night.", ["about 12"]),
        ("They met Norham 12 percent.", ["12 percent"]),
        ("It was #12 at night.", []),
        ("It was №12 at night.", []),
    ],
)
def test_a_number_behind_a_name(text: str, counted: list[str]) -> None:
    """It is part of the name, unless a plural, a unit or a hedge shows that it counts."""
    assert [quantity.text for quantity in found(text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Ines Quill, 119, left.", 0),
        ("Ines Quill, 120, left.", 1),
        ("Ines Quill, 19 left.", 1),
        ("Ines Quill, 1.5, left.", 1),
        ("In all they lost 12, the mayor said.", 1),
        ("The boats of 1000 left.", 0),
        ("The boats of 2099 left.", 0),
        ("The 999 boats left.", 1),
        ("The 2100 boats left.", 1),
    ],
)
def test_where_ages_and_years_end(text: str, counted: int) -> None:
    """Nobody is 120, and no year has three digits."""
    assert len(found(text)) == counted
