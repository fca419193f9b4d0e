"""What a claim says otherwise: numbers, units, hedges, negation, direction, attribution."""

from __future__ import annotations

import pytest

from summarize.ground.compare import Comparer
from summarize.ground.facts import facts
from summarize.ground.names import names
from summarize.ground.rules import contradictions
from summarize.types import Alteration

EVIDENCE = "Quill said that nearly 40 ships may not leave, and prices rose by 5 percent."


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (EVIDENCE, None),
        (EVIDENCE.replace("40", "forty").replace("5 percent", "5%"), None),
        (EVIDENCE.replace("40", "41"), Alteration.NUMBER),
        (EVIDENCE.replace("percent", "percentage points"), Alteration.UNIT),
        (EVIDENCE.replace("nearly", "over"), Alteration.HEDGE),
        (EVIDENCE.replace("nearly ", ""), Alteration.HEDGE),
        (EVIDENCE.replace("may ", "will "), Alteration.HEDGE),
        (EVIDENCE.replace("not ", ""), Alteration.NEGATION),
        (EVIDENCE.replace("prices rose", "prices did not rise"), Alteration.NEGATION),
        (EVIDENCE.replace("rose", "fell"), Alteration.DIRECTION),
        ("Nearly 40 ships may not leave, and prices rose by 5 percent.", Alteration.ATTRIBUTION),
    ],
)
def test_the_reason(claim: str, reason: Alteration | None) -> None:
    """One change gives its reason; other forms of the same give none."""
    ordinary = frozenset({"nearly"})
    comparer = Comparer(names(EVIDENCE), len, None)
    assert comparer.compare(facts(claim, ordinary), facts(EVIDENCE, ordinary)).reason is reason


@pytest.mark.parametrize(
    ("claim", "evidence", "reason"),
    [
        ("It opened in 1987.", "It opened in 1988.", Alteration.DATE),
        ("It opened on 5 May 1987.", "It opened on 5 May 1988.", Alteration.DATE),
        ("It opened on 5 May.", "It opened yesterday, as announced on 6 May.", Alteration.DATE),
        ("It opened on 5 May.", "It opened yesterday.", None),
        ("It opened on Monday.", "It opened on Tuesday.", Alteration.DATE),
        ("It opens at 6.", "It opens at 6 p.m.", Alteration.UNIT),
        ("It opens at 6:00.", "It opens at 6 a.m.", Alteration.NUMBER),
        ("It opens at 6 p.m.", "It opens at 6 a.m.", Alteration.UNIT),
        ("It lasted 12 days.", "It lasted 12 weeks.", Alteration.UNIT),
        ("It cost 12 dollars.", "It cost 12 euros.", Alteration.UNIT),
        ("It cost 12.", "It cost 12 euros.", Alteration.UNIT),
        ("It was about 12 boats.", "It was 12 boats.", Alteration.HEDGE),
        ("It was 12 boats.", "It was about 12 boats.", Alteration.HEDGE),
        ("It was over 12 boats.", "It was at least 12 boats.", Alteration.HEDGE),
        ("It was more than 12 boats.", "It was over 12 boats.", None),
        ("It lasted for 12 days.", "It lasted 12 days.", None),
        ("The 12th boat sank.", "The 12 boats sank.", Alteration.NUMBER),
        ("Boats left on 3 and 4 June.", "Boats left on 3 June.", Alteration.DATE),
        ("It did not sink.", "It sank.", Alteration.NEGATION),
        ("It sank.", "It did not sink.", Alteration.NEGATION),
        ("It never sank.", "It did not sink.", None),
        ("Prices rose.", "Prices fell.", Alteration.DIRECTION),
        ("It was unsafe.", "It was safe.", Alteration.NEGATION),
        ("It was able to sail.", "It was unable to sail.", Alteration.NEGATION),
        ("Ada Quill left Norham.", "Ada Merrow left Norham.", Alteration.NAME),
        ("Quill left Velden.", "Quill left Norham.", Alteration.NAME),
        ("Quill said the pier was safe.", "Merrow said the pier was safe.", Alteration.NAME),
        ("It may sink.", "It sank.", Alteration.HEDGE),
        ("It is safe.", "It was safe.", Alteration.HEDGE),
        ("It sank.", "It may have sunk.", Alteration.HEDGE),
        ("All ships sank.", "Some ships sank.", Alteration.DIRECTION),
        ("It probably sank.", "It sank.", Alteration.HEDGE),
        (
            "Ships sank because boats burned.",
            "Boats burned because ships sank.",
            Alteration.DIRECTION,
        ),
        ("Quill paid Merrow 12 dollars.", "Merrow paid Quill 12 dollars.", Alteration.ROLE),
        ("It rose by 12 percent to 40.", "It rose by 40 percent to 12.", Alteration.UNIT),
        ("The crew mended the pier.", "The crew mended the old pier.", None),
        ("The crew mended the new pier.", "The crew mended the old pier.", Alteration.DIRECTION),
        (
            "The port lost 12 boats and 40 men.",
            "The port lost 40 boats and 12 men.",
            Alteration.NUMBER,
        ),
        ("12 boats and 12 men left.", "12 boats left.", Alteration.NUMBER),
        ("Thousands of men sank.", "Tens of thousands of men sank.", Alteration.NUMBER),
        ("A mill was set up by Larne.", "It gave to a mill set up by Larne.", None),
        ("Larne runs the mill.", "The mill is run by Larne.", None),
        ("The old Quill Quill left.", "The old Quill left.", Alteration.NAME),
        ("It sank the port.", "It sank the port trade.", Alteration.NAME),
        ("A clerk was held.", "Men held Quill at the home of a clerk.", Alteration.ROLE),
        ("Boats built a pier.", "A pier built in May gave a berth to boats.", Alteration.ROLE),
        ("Larne beat Norham.", "Norham beat Larne.", Alteration.ROLE),
        ("He flew from Norham to Velden.", "He flew from Velden to Norham.", Alteration.DIRECTION),
        ("In May, it sank.", "It sank in June.", Alteration.DATE),
        ("It sank on Monday, 5 May.", "It sank on 5 May.", None),
        ("It was built for 12 days.", "It was built over 12 days.", None),
        ("It was built over 12 days.", "It was built for 12 days.", None),
        ("It was built over 12 days.", "It was built about 12 days.", Alteration.HEDGE),
        ("It was built for 12 days.", "It was built about 12 days.", Alteration.HEDGE),
        ("It opens at 6:00.", "It opens at 6:00 a.m.", None),
        ("It opens at 6:00.", "It opens at 6:00 p.m.", None),
        ("He was 40.", "He was 40 years old.", None),
        ("He was 40.", "He was 40 days old.", Alteration.UNIT),
        ("It did not burn.", "It sank.", Alteration.NEGATION),
        ("It did not.", "It sank.", Alteration.NEGATION),
        ("It sank and did not burn.", "It sank.", Alteration.NEGATION),
        ("It sank and did not burn boats.", "It did not sink; boats burned.", Alteration.NEGATION),
        ("It did not burn.", "It did not sink.", None),
        ("It sank; boats did not.", "It sank; boats did.", Alteration.NEGATION),
        ("It sank; boats did not.", "It sank; boats did not.", None),
        ("It cost 12 euros in 1987.", "It cost 12 dollars in 1988.", Alteration.UNIT),
        ("It opened about 2030.", "It opened on 3 May 2030.", Alteration.HEDGE),
        ("All boats and all ships sank.", "All boats sank, and ships.", Alteration.HEDGE),
        ("Boats and boats sank.", "Boats and ships sank.", None),
        ("12 boats sank and 12 ships.", "12 boats sank, and ships.", Alteration.NUMBER),
        ("Norham and Norham left Norham.", "Norham left.", None),
        ("Norham sank Norham.", "Norham sank it and Velden.", Alteration.NAME),
        ("Norham sank Norham.", "Norham sank 12 boats.", Alteration.NAME),
        ("Norham sank Norham.", "Norham sank on 3 May.", Alteration.NAME),
        ("On 3 May it sank on 3 May.", "On 3 May it sank.", None),
        ("On 3 May it sank on 3 May.", "On 3 May it sank 12 boats.", Alteration.DATE),
        ("In June it met and in May sat.", "In May it met and in June sat.", Alteration.DATE),
        ("Moor left Larne.", "Quill left Larne.", Alteration.NAME),
        ("Moor left Larne.", "He left Larne.", None),
        ("Prices rose in May.", "Prices fell in June.", None),
        ("It fell by 9 tons.", "It rose by 9 tons and fell by 4.", Alteration.NUMBER),
        ("It fell in May.", "It rose in May and fell in June.", Alteration.DATE),
        ("Boats can sink.", "Boats must sink.", None),
        ("It carried 3 masts.", "It carried 12 masts and 3 guns.", Alteration.NUMBER),
        ("Twelve boats sank.", "Three of the twelve boats sank.", Alteration.NUMBER),
        ("36 were held.", "Of those held, 36 were freed.", Alteration.NUMBER),
        ("All 27 ports signed.", "All but two of the 27 ports signed.", Alteration.NUMBER),
        ("They earn five crowns.", "They earn five crowns more.", Alteration.NUMBER),
        (
            "It cured 91 percent of adults.",
            "It cured 91 percent of adults under 50.",
            Alteration.NUMBER,
        ),
        ("40 boats met 12 men.", "12 men met 40 boats.", Alteration.NUMBER),
        ("It fell on 3 May.", "It rose on 3 May and fell on 4 May.", Alteration.DATE),
        ("It fell in 1987.", "It rose in 1987 and fell in 1988.", Alteration.NUMBER),
        ("On 3 May Quill left.", "On 3 May Moor came and on 4 May Quill left.", Alteration.DATE),
        ("Moor sank.", "It sank.", None),
        ("It must open and will close.", "It must open and can close.", Alteration.HEDGE),
        ("Quill and Moor sank.", "Quill sank.", None),
        ("It fell to 52 million euros.", "It fell from 80 million euros to 52 million.", None),
        ("It fell to 52 euros.", "It cost 80 euros and fell to 52 boats.", Alteration.UNIT),
        ("It fell to 52 euros.", "It fell to 52 from 80 euros.", Alteration.UNIT),
        ("It fell to 52 percent.", "It fell from 80 euros, 9 percent, to 52.", Alteration.UNIT),
        ("Sales rose to 90 euros.", "Costs fell from 80 euros; sales rose 4% to 90.", None),
        ("Boats cost 30 euros, rafts 9.", "Boats cost 30 euros and rafts 9 euros.", None),
        ("It fell to 52 percent.", "It fell by 9 percent to 52.", Alteration.UNIT),
        ("Quill knew of it.", "Quill denied that he knew of it.", Alteration.NEGATION),
        ("Quill denied that he knew of it.", "Quill denied that he knew of it.", None),
        ("The ship was sold.", "The ship is due to be sold.", Alteration.HEDGE),
        ("The union called the strike.", "The union called off the strike.", Alteration.DIRECTION),
        ("The pier will close.", "The pier will close unless boats come.", Alteration.HEDGE),
        ("It sank because it burned.", "It sank, although it burned.", Alteration.DIRECTION),
        ("The mayor sailed.", "The deputy mayor sailed.", Alteration.ROLE),
        ("The pier flooded.", "The pier stood and the lake flooded.", Alteration.ROLE),
        ("30 sailors ate.", "Sailors from 30 ports ate.", Alteration.NUMBER),
        ("A 37-year-old sailor left.", "A sailor aged 37 left, old.", None),
        ("A 37-year-old sailor left.", "A sailor with 37 left, old.", Alteration.UNIT),
        (
            "The port has not confirmed that it sank.",
            "It is safe and dry, according to Quill; the port has yet to confirm that it sank.",
            None,
        ),
        ("All but 2 boats sank, 9.", "All but 3 boats sank, 9 of 2.", Alteration.NUMBER),
    ],
)
def test_each_difference_has_its_reason(
    claim: str, evidence: str, reason: Alteration | None
) -> None:
    """Times, units, hedges, ordinals, negations, opposites, roles, ways, causes; or none at all."""
    ordinary = frozenset({"the", "it", "boats", "ships", "he", "all", "some", "sailors"})
    comparer = Comparer(names(evidence), lambda _: 1.0, 2031)
    found = comparer.compare(facts(claim, ordinary), facts(evidence, ordinary))
    assert found.reason is reason
    assert found.supports is (reason is None and not found.missing)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("It hit Velden and then hit Velden.", "It hit Velden and then hit Norham."),
        ("It met Ada Quill.", "It met Ada Merrow, an old friend, and Jon Quill."),
        ("It left Norham in ruins.", "It left Velden (near Norham) in ruins."),
        ("Norham led after Quill scored.", "Velden led after Quill scored in Norham."),
        ("Ada Merrow left.", "Ada Quill met, in the old hall, Zoe Merrow, who left."),
        ("Norham and Norham left.", "Norham and Velden left."),
        ("It was the Day of the Quill.", "It was the Day of the Heron, when old Ada Quill left."),
    ],
)
def test_names_in_the_place_of_others(claim: str, evidence: str) -> None:
    """Twice for two, halves of two, out of brackets, in another one's company."""
    ordinary = frozenset({"it", "left", "was"})
    comparer = Comparer(names(evidence), lambda _: 1.0, 2031)
    found = comparer.compare(facts(claim, ordinary), facts(evidence, ordinary))
    assert found.reason is Alteration.NAME


@pytest.mark.parametrize(
    ("claim", "evidence", "coverage"),
    [
        ("Boats sank.", "Boats burned.", 0.5),
        ("Boats sank at night.", "Boats sank.", 2 / 3),
        ("Boats sank.", "It rained.", 0.0),
        ("Boats sank.", "At night boats sank.", 1.0),
        ("It is.", "It rained.", 0.0),
    ],
)
def test_coverage_is_a_share(claim: str, evidence: str, coverage: float) -> None:
    """Of what a claim states; a claim that states nothing has none."""
    ordinary = frozenset({"it", "boats", "at"})
    comparer = Comparer(names(evidence), lambda _: 1.0, None)
    found = comparer.compare(facts(claim, ordinary), facts(evidence, ordinary))
    assert found.coverage == pytest.approx(coverage)


@pytest.mark.parametrize(
    ("claim", "reasons"),
    [
        ("It hires sailors by the close of May.", []),
        ("It closed in April.", [Alteration.DIRECTION]),
        ("The close of the yard came in April.", [Alteration.DIRECTION]),
    ],
)
def test_the_close_of_a_month_opposes_nothing(claim: str, reasons: list[Alteration]) -> None:
    """It only says when; whatever else closes is not what opened."""
    told, stated = facts(claim), facts("The yard opened in April and hires sailors in May.")
    missing = [item for item in told.items if item.key not in stated.keys]
    assert list(contradictions.direction_reasons(told, stated, missing)) == reasons
