"""How far the rules can be relied on: what a model is asked about, and what it may not decide."""

from __future__ import annotations

import pytest
from sources import source

from summarize.types import Citation, Claim, Verdict


def test_a_pronoun_is_left_to_a_model() -> None:
    """Who "she" is no rule says: unsupported, but a model may be asked, for the name is near."""
    town = source("Quill met Merrow. It rained. She moved to Velden.")
    claim = town.claim("Merrow moved to Velden.")
    assert claim.verdict is Verdict.UNSUPPORTED
    assert town.doubtful(claim)
    assert not town.doubtful(town.claim("Ottokar moved to Velden."))


def test_a_claim_in_the_order_of_its_sentence() -> None:
    """Of each sentence that is cited; a claim without one has no other order."""
    town = source("Ines Quill left the Institute of British Pilots.")
    assert town.in_order(town.claim("Quill left the Institute of Pilots"))
    assert not town.in_order(town.claim("British Institute of Pilots"))
    assert town.in_order(town.claim("Zebras."))
    met = source("Quill met the pilots, who saw the Larne Institute of Pilots.")
    assert met.in_order(met.claim("Institute of Pilots"))
    assert not met.in_order(met.claim("Quill's Pilots"))


@pytest.mark.parametrize(
    ("text", "pieced"),
    [
        ("In the harbour of Larne, 12 boats sank.", True),
        ("12 boats sank in the harbour of Larne.", False),
        ("Boats sank in Larne.", False),
        ("13 boats sank in the harbour.", False),
        ("Larne harbour", False),
        ("The pilot will retire in May.", True),  # past a verb
        ("The pilot was warned and will retire.", False),
        ("The keeper sank.", False),  # past an aside
        ("The ferry runs daily on Fridays.", True),  # past "but"
        ("The ferry runs daily in summer.", False),
    ],
)
def test_what_is_pieced_together(text: str, pieced: bool) -> None:
    """Of claims that one sentence supports: in another order, or past what parts their words."""
    town = source(
        "It is winter.\n\nIn all, 12 boats sank in the harbour of Larne.\n\n"
        "The pilot was warned in March and will retire in May.\n\n"
        "The keeper, who had slept at sea, sank.\n\n"
        "The ferry runs daily in summer but only on Fridays in winter.\n"
    )
    claim = town.claim(text)
    assert claim.grounded is not text.startswith("13")
    assert town.pieced_together(claim) is pieced


def test_what_several_parts_state_is_pieced_together_where_none_has_its_order() -> None:
    """Of a claim that takes several sentences together, none has all of it: it is not."""
    text = "Larne sold 12 boats. To Quill, Larne sold 12 boats. It sold 9 oars to Odo Farrin. "
    text += "12 boats were sold by Larne."
    town = source(text)
    each = [
        Citation(quote=sentence.text, start=sentence.start, end=sentence.end)
        for sentence in town.sentences
    ]

    def pieced(claim: str, *places: int) -> bool:
        citations = tuple(each[place] for place in places)
        return town.pieced_together(
            Claim(text=claim, verdict=Verdict.SUPPORTED, citations=citations)
        )

    turned = "12 boats were sold by Larne."
    assert [pieced(turned, 0), pieced(turned, 0, 1), pieced(turned, 1, 2)] == [True] * 3
    assert not pieced("Larne sold 12 boats.", 0, 3)
    assert pieced("Larne sold 12 boats.", 3)
    assert not pieced("Quill and Odo Farrin bought of Larne.", 1, 2)
