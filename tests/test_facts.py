"""The names and figures of a document."""

from __future__ import annotations

from harbour import FACTS, asked, model, run

from summarize.facts import Facts, facts
from summarize.types import Verdict


def listed(**changed: object) -> Facts:
    """List the facts of the article, as a model gives them."""
    return run(facts, model(facts={**FACTS, **changed}))


def test_names_and_figures_are_claims() -> None:
    """People, organisations, places and figures come with the characters that state them."""
    found = listed()
    assert [claim.text for claim in found.people] == ["Ines Quill"]
    assert [claim.text for claim in found.organisations] == ["Coast Board"]
    assert [claim.text for claim in found.places] == ["Oldhaven"]
    every = (*found.people, *found.organisations, *found.places, *found.figures)
    assert all(claim.grounded and claim.citations for claim in every)


def test_figures_are_told_as_the_document_writes_them() -> None:
    """Value, unit and meaning: the number with its hedge, whatever the model writes."""
    figures = [{"number": "40", "counts": "boats"}, {"number": "12", "counts": "days"}]
    forty, twelve = listed(figures=figures).figures
    assert (forty.value, forty.counts, forty.text) == ("Nearly 40", "boats", "Nearly 40 boats")
    assert (twelve.value, twelve.unit, twelve.text) == ("12", "days", "12 days")


def test_only_numbers_that_were_shown() -> None:
    """A number that the model invents is no figure, and none is told twice."""
    figures = [
        {"number": "99", "counts": "boats"},
        {"number": "12", "counts": "days"},
        {"number": "12", "counts": "crews"},
    ]
    assert [figure.counts for figure in listed(figures=figures).figures] == ["days"]


def test_the_numbers_are_shown() -> None:
    """The model is shown the numbers of the text, and asked what each counts."""
    scripted = model()
    run(facts, scripted)
    (task,) = asked(scripted, "facts")
    assert "Nearly 40" in task
    assert "12 days" in task


def test_a_name_is_listed_once() -> None:
    """An agency among the people is told as an organisation; a name twice is told once."""
    found = listed(people=["Coast Board", "Ines Quill", "ines quill"])
    assert [claim.text for claim in found.people] == ["Ines Quill"]
    assert [claim.text for claim in found.organisations] == ["Coast Board"]


def test_only_proper_names() -> None:
    """A placeholder of the form, and a common noun, are no names; a script without capitals has."""
    found = listed(people=["…", "crews", "東京"])
    assert [claim.text for claim in found.people] == ["東京"]


def test_a_name_that_stands_nowhere_is_marked() -> None:
    """A name that the document does not have stays in the list, as unsupported."""
    (found,) = listed(places=["Newhaven"]).places
    assert found.verdict is Verdict.UNSUPPORTED
