"""Names and figures: told once, and figures only of numbers that the document has."""

from __future__ import annotations

import pytest
from harbour import DOCUMENT, FACTS, PLAIN, asked, checks, model, run, yes
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from summarize import loop
from summarize.facts import Facts, facts
from summarize.reading import Reading
from summarize.testing import ScriptedModel
from summarize.types import Claim, Document, Figure, Verdict

CENSUS = Document.from_text(
    "The bureau counted nearly 110,000 herons in a year. The count took 12 days and cost $3.5 "
    "million. Over 73,822 of the herons nest in Vessmoor. In 2019 it had 4 percent fewer.",
    source="census.txt",
)


def listed(scripted: ScriptedModel) -> Facts:
    """Ask for the names and figures of the article."""
    return run(facts, scripted)


def texts(claims: tuple[Claim, ...]) -> list[str]:
    """Give what claims say."""
    return [claim.text for claim in claims]


def figures(*given: tuple[str, str]) -> tuple[Figure, ...]:
    """Ask for figures, and give those that are kept."""
    drafts = [{"number": number, "counts": counts} for number, counts in given]
    return listed(model(facts={**FACTS, "figures": drafts})).figures


def test_names_have_their_evidence() -> None:
    """Each list, each name with a sentence in which it stands."""
    found = listed(model())
    assert texts(found.people) == ["Ines Quill"]
    assert texts(found.organisations) == ["Coast Board"]
    assert texts(found.places) == ["Oldhaven"]
    for claim in (*found.people, *found.organisations, *found.places):
        assert claim.grounded
        assert claim.text in claim.citations[0].quote


def test_a_name_is_told_once() -> None:
    """Twice in a list, in other letters, or in another list, where people give way."""
    names = {
        "people": ["Ines Quill", " Ines Quill ", "INES QUILL", "Coast Board", "Oldhaven"],
        "organisations": ["Coast Board", "coast Board"],
        "places": ["Oldhaven", "Coast Board"],
    }
    found = listed(model(facts={**FACTS, **names}))
    assert texts(found.people) == ["Ines Quill"]
    assert texts(found.organisations) == ["Coast Board"]
    assert texts(found.places) == ["Oldhaven"]


def test_a_nationality_is_no_place() -> None:
    """A small model lists "Salvadoran" among the places; what is of a state is not the state."""
    document = Document.from_text(
        "A Mexican boat left for Salvador, and a Salvadoran one for Peru."
    )
    places = ["Mexican", "Salvador", "Salvadoran", "Peru"]
    reading = loop.run(Reading.begin(document, model(facts={**FACTS, "places": places}), PLAIN))
    assert texts(loop.run(facts(reading)).places) == ["Salvador", "Peru"]


def test_a_state_is_no_person() -> None:
    """A small model lists states among the people; they are told among the places, once."""
    document = Document.from_text("Ines Quill left Canada for Peru, and Jordan Moor stayed.")
    names = {"people": ["Ines Quill", "Canada", "Peru", "Jordan"], "places": ["Peru"]}
    found = of(document, model(facts={**FACTS, **names}))
    assert texts(found.people) == ["Ines Quill", "Jordan"]
    assert texts(found.places) == ["Peru", "Canada"]


def test_a_body_is_no_person() -> None:
    """A small model lists foundations among the people; they are told among the organisations."""
    document = Document.from_text("Ines Quill of the Norham Foundation left the Port Agency.")
    names = {"people": ["Ines Quill", "Norham Foundation"], "organisations": ["Port Agency"]}
    found = of(document, model(facts={**FACTS, **names}))
    assert texts(found.people) == ["Ines Quill"]
    assert texts(found.organisations) == ["Port Agency", "Norham Foundation"]


def test_the_words_of_a_name_have_their_order() -> None:
    """Put together anew they name something else, which the document does not know."""
    document = Document.from_text("Ines Ada Quill left the Royal Institute of British Pilots.")
    names = {
        "people": ["Ines Quill", "Quill Ines"],
        "organisations": ["British Royal Institute of Pilots", "Royal Institute"],
    }
    found = of(document, model(facts={**FACTS, **names}))
    assert texts(found.people) == ["Ines Quill"]
    assert texts(found.organisations) == ["Royal Institute"]


def test_what_is_no_proper_name_is_left_out() -> None:
    """Small letters name nobody; scripts without capitals may."""
    people = ["…", "...", "-", "harbour master", "", "12", "Ines Quill", "東京"]
    both = Document.from_text(f"{DOCUMENT.text}\n\nThe harbour master was born in 東京 and 12 ….")
    found = of(both, model(facts={**FACTS, "people": people}))
    assert texts(found.people) == ["Ines Quill", "東京"]


def test_an_invented_name_is_left_out() -> None:
    """A list tells whom the document names, and is silent about anybody else."""
    found = listed(model(facts={**FACTS, "people": ["Odo Larch", "Ines Quill", "Ines Larch"]}))
    assert texts(found.people) == ["Ines Quill"]


def test_figures_are_numbers_of_the_document() -> None:
    """Value as the document writes it, unit, what it counts, and the sentence."""
    boats, days = listed(model()).figures
    assert (boats.value, boats.unit, boats.counts) == ("Nearly 40", None, "boats")
    assert (days.value, days.unit, days.counts) == ("12", "days", "days")
    assert boats.citations[0].quote.startswith("Nearly 40 boats left")
    assert boats.grounded
    assert days.grounded


@pytest.mark.parametrize("number", ["Nearly 40", "40", "forty", "about 40", "40.0"])
def test_a_number_is_known_in_other_writing(number: str) -> None:
    """A small model drops the hedge, or writes the number out; the document's writing is kept."""
    (found,) = figures((number, "boats"))
    assert (found.value, found.text) == ("Nearly 40", "Nearly 40 boats")


def test_a_number_that_was_not_shown_is_left_out() -> None:
    """And each number that was shown makes one figure at most."""
    assert [f.value for f in figures(("77", "crews"), ("40", "boats"), ("40", "ships"))] == [
        "Nearly 40"
    ]
    assert figures(("many", "boats")) == ()


def test_a_wrong_meaning_gives_way_to_the_document_s_words() -> None:
    """What a number counts is grounded like everything else, and may stand right behind it."""
    (figure,) = figures(("40", "lanterns of the Coast Board"))
    assert (figure.text, figure.counts, figure.verdict) == (
        "Nearly 40 boats",
        "boats",
        Verdict.VERBATIM,
    )


def test_a_whole_sentence_is_no_meaning() -> None:
    """Of a number that says itself what it counts, no story is told."""
    (figure,) = figures(("12", "days for which the harbour had been closed after a storm"))
    assert figure.text == "12 days"


def test_what_a_number_counts_is_said() -> None:
    """The votes are named, where a model says what they led to; a bare number has no story."""
    storm = "The storm killed 107 and wounded many others on the pier"
    vote = Document.from_text(f"Ines Quill came in second with 818 votes. {storm}.")
    drafts = [{"number": "818", "counts": "came in second"}, {"number": "107", "counts": storm}]
    scripted = model(facts={**FACTS, "figures": drafts})
    reading = loop.run(Reading.begin(vote, scripted, PLAIN))
    (figure,) = loop.run(facts(reading)).figures
    assert (figure.text, figure.counts) == ("818 votes", "votes")


def test_no_model_says_what_a_number_counts() -> None:
    """Of 36 who were freed it would say yes to "36 held"; only what the document says is told."""
    held = Document.from_text("Of those caught, 36 have already been freed by the harbour master.")
    drafts = [{"number": "36", "counts": "held"}]
    scripted = model(check=yes(1.0), facts={**FACTS, "figures": drafts})
    reading = loop.run(Reading.begin(held, scripted, PLAIN))
    assert loop.run(facts(reading)).figures == ()
    assert checks(scripted) == []


def test_a_number_that_counts_nothing_is_left_out() -> None:
    """A figure tells what its number is the number of; a unit is enough."""
    assert texts(figures(("40", "Nearly 40"), ("12", "12 days"))) == ["12 days"]


def test_what_a_number_counts_may_repeat_it() -> None:
    """The words are joined without doubling number or unit."""
    found = figures(("40", "Nearly 40 boats"), ("12 days", "days"))
    assert texts(found) == ["Nearly 40 boats", "12 days"]


def test_a_figure_is_told_once() -> None:
    """And its number with it: what is counted may have other numbers in it, and not its own."""
    visa = Document.from_text("It costs 25 crowns (or 16 - 26 here) for 30 days.")
    counts = "crowns (or 16 - 26 here)"
    drafts = [{"number": number, "counts": counts} for number in ("25", "16", "26")]
    drafts.append({"number": "30", "counts": "days"})
    told = texts(of(visa, model(facts={**FACTS, "figures": drafts})).figures)
    assert told == ["25 crowns (or 16 - 26 here)", "30 days"]
    count = Document.from_text("It took 12 days. Of the crews 12 stayed.")
    drafts = [{"number": "12 days", "counts": "days"}, {"number": "12", "counts": "days"}]
    assert texts(of(count, model(facts={**FACTS, "figures": drafts})).figures) == ["12 days"]


def test_one_end_of_a_range_is_no_figure() -> None:
    """ "Forty boats" is not how many "thirty to forty boats" are."""
    boats = Document.from_text("They saw 30 to 40 boats and 12 crews.")
    drafts = [{"number": "40", "counts": "boats"}, {"number": "12", "counts": "crews"}]
    assert texts(of(boats, model(facts={**FACTS, "figures": drafts})).figures) == ["12 crews"]


def test_a_bare_percentage_is_no_figure() -> None:
    """It does not say of whom; a share with what it is a share of does."""
    crews = Document.from_text("In Norham 35% were women and 15% of the crews were boys.")
    drafts = [{"number": "35", "counts": "%"}, {"number": "15", "counts": "of the crews"}]
    told = texts(of(crews, model(facts={**FACTS, "figures": drafts})).figures)
    assert told == ["15% of the crews"]


def test_the_numbers_are_shown_to_the_model() -> None:
    """Each with its sentence's number; facts that the rules support cost no other call."""
    scripted = model(check=yes(1.0))
    listed(scripted)
    (task,) = asked(scripted, "facts")
    assert "[1] Nearly 40" in task
    assert "[2] 12 days" in task
    assert checks(scripted) == []


def of(document: Document, scripted: ScriptedModel) -> Facts:
    """Ask for the names and figures of another document."""

    async def work() -> Facts:
        return await facts(await Reading.begin(document, scripted, PLAIN))

    return loop.run(work())


@pytest.mark.parametrize("number", ["nearly 110,000", "110,000", "110000", "110 thousand"])
def test_a_large_number_is_known_too(number: str) -> None:
    """With its separators or without them, and with its hedge in the result."""
    drafts = [{"number": number, "counts": "herons"}]
    (found,) = of(CENSUS, model(facts={**FACTS, "figures": drafts})).figures
    assert (found.value, found.text) == ("nearly 110,000", "nearly 110,000 herons")
    assert found.verdict is Verdict.VERBATIM


def test_a_year_is_no_figure() -> None:
    """It is not shown to the model, and not taken from it."""
    scripted = model(facts={**FACTS, "figures": [{"number": "2019", "counts": "year"}]})
    assert of(CENSUS, scripted).figures == ()
    (task,) = asked(scripted, "facts")
    assert "[3] Over 73,822" in task
    assert "2019" not in task


def test_without_numbers_none_is_asked_for() -> None:
    """A document that counts nothing has no figures, whatever the model says."""
    scripted = model()
    assert of(Document.from_text("Ines Quill thanked the crews."), scripted).figures == ()
    assert "figures: what" not in asked(scripted, "facts")[0]


PIECES = st.sampled_from(["Ines Quill", "Coast Board", "…", "40", "12 days", "\x1b[2J", "ines"])
SAID = st.text(max_size=12) | PIECES
STATED = SAID.filter(str.strip)
NAMES = st.lists(SAID, max_size=4)
FIGURES = st.lists(st.fixed_dictionaries({"number": STATED, "counts": STATED}), max_size=4)
REPLIES = st.fixed_dictionaries(
    {"people": NAMES, "organisations": NAMES, "places": NAMES, "figures": FIGURES}
)


@settings(max_examples=30)
@tried(REPLIES, st.floats(0, 1))
def test_every_citation_stands_in_the_text(reply: dict[str, object], likely: float) -> None:
    """Whatever the model says: quotes are the document's, names distinct, values in the text."""
    found = listed(model(check=yes(likely), facts=reply))
    names = (*found.people, *found.organisations, *found.places)
    for claim in (*names, *found.figures):
        for citation in claim.citations:
            assert DOCUMENT.text[citation.start : citation.end] == citation.quote != ""
        assert claim.citations or not claim.grounded
    folded = [name.text.casefold() for name in names]
    assert len(folded) == len(set(folded))
    assert all(figure.value in DOCUMENT.text for figure in found.figures)
