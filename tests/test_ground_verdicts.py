"""One sentence, what it states in other words, and what it does not: a table of the rules."""

from __future__ import annotations

import pytest

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document, Verdict

BEFORE = "The records of the harbour are kept in the old customs house.\n\n"
"""So that a sentence is never the only one of its document."""

STATED: dict[str, list[str]] = {
    "The ferry sank off Tarn, and only nine of the 61 people on board were saved.": [
        "61 people were on board.",
    ],
    "The Ussel is the longest river and the Tarn the second longest, by the second forest.": [
        "The Ussel is the longest river.",
        "The Tarn is the second longest river.",
    ],
    "Three of the nine quays have closed since May.": [
        "Three quays have closed since May.",
    ],
    "Landings were unchanged in May, and eels fell by a third when it froze.": [
        "Eels fell by a third.",
    ],
    "The crew could, the mate conceded, drown if it froze, but sailed for Quenby in May.": [
        "The crew sailed for Quenby in May.",
    ],
    "The harbour master said the lock was safe, but the diver, Beno Ruick, testified that no check "
    "had been made.": [
        "Beno Ruick testified that no check had been made.",
    ],
    "Skippers believe two boys took the dinghy to Quenby.": [
        "Skippers think two boys took the dinghy to Quenby.",
    ],
    "Rowers earn nine crowns more than bargees and 14 crowns a week in winter.": [
        "Rowers earn 14 crowns a week in winter.",
    ],
    "A third of the sailors on the cutter had colds, although none left because of them.": [
        "None left because of colds.",
    ],
    "Under the pact, Quenby will not dig any new channel for 15 years.": [
        "Quenby will dig no new channels for fifteen years.",
        "For 15 years, Quenby will not dig any new channel.",
    ],
    "The quay has not been used by ferries since 1994.": [
        "No ferries have used the quay since 1994.",
    ],
    "Inspector Ada J. Brill and Consul Beno Ruick said that the lock was safe.": [
        "Inspector Brill and Consul Ruick said that the lock was safe.",
    ],
    "The trawlers lost a fifth of their nets in the gale.": [
        "The trawlers lost 20 percent of their nets.",
    ],
    "Takings this spring were lower than last spring's 86 crowns.": [
        "Last spring's takings were 86 crowns.",
    ],
    "The envoy accused the port of Quenby of hiding grain in its silos.": [
        "The port of Quenby was accused of hiding grain.",
    ],
    "Landings of eel fell by a fifth in three decades, and half of the 90 smokehouses closed.": [
        "Landings of eel fell by 20 percent in 30 years.",
        "Landings of eel fell by 20% in three decades.",
        "50 percent of the 90 smokehouses closed.",
    ],
    "Olle Tarn came second behind Rika Stenmark by 14 seconds.": [
        "Olle Tarn came second, 14 seconds behind Rika Stenmark.",
    ],
    "The diver spent seven years mapping the wreck before she was made keeper of the light, and "
    "held that post until her death in 1961.": [
        "The diver mapped the wreck for seven years before she was made keeper of the light.",
        "The diver died in 1961.",
    ],
    "The lido has 3 pools and is open between May and September.": [
        "The lido is open from May to September.",
    ],
    "The ferry leaves at 6 p.m. and carries up to 300 passengers.": [
        "The ferry carries up to 300 passengers.",
        "The ferry leaves at 6 pm.",
        "Up to 300 passengers are carried by the ferry.",
    ],
    "Between 40 and 60 boats were moored at the quay on 3 June 2030.": [
        "Between 40 and 60 boats were moored at the quay.",
        "On June 3, 2030, between 40 and 60 boats were moored at the quay.",
    ],
    "Larne beat Norham 3-1 in the final on Saturday.": [
        "Larne beat Norham 3-1.",
        "In the final, Larne beat Norham 3-1 on Saturday.",
        "Norham was beaten by Larne in the final.",
    ],
    "The council refused to pay for the new crane.": [
        "The council refused to pay for the new crane.",
        "The council did not pay for the new crane.",
    ],
    "The bridge has yet to open, although the road was finished in March.": [
        "The road was finished in March.",
        "The bridge has not opened.",
    ],
    "One of the sailors was rescued by a fishing boat near Velden.": [
        "One of the sailors was rescued by a fishing boat.",
        "A fishing boat rescued one of the sailors near Velden.",
    ],
    "Some ships lost their anchors in the storm.": [
        "In the storm, some ships lost their anchors.",
    ],
    "In Merrow's view, the dam was too low for the autumn floods.": [
        "In Merrow's view, the dam was too low.",
    ],
    "The harbour will open in May, the harbour master Ines Quill said.": [
        "Ines Quill said the harbour will open in May.",
        "The harbour will open in May, according to Ines Quill.",
    ],
    "Merrow, an engineer from Norham, told the board that the dam was safe.": [
        "Merrow told the board that the dam was safe.",
        "According to Merrow, the dam was safe.",
    ],
    "Exports fell by a third to 4 million tons in the second quarter, the port said.": [
        "Exports fell by a third in the second quarter, the port said.",
        "The port said exports fell to 4 million tons in the second quarter.",
    ],
    "The Board of Trade fined Merrow Lines 2 million euros on Monday for losing records.": [
        "On Monday, Merrow Lines was fined 2 million euros by the Board of Trade.",
        "Merrow Lines was fined 2 million euros for losing records.",
    ],
    "The museum will be closed from 1 June until 15 September while its roof is repaired.": [
        "The museum will close from June 1 to September 15 for roof repairs.",
    ],
    "He is considered a founder of the Norham shipyard.": [
        "He is considered a founder of the shipyard.",
    ],
    "The mayor is said to own three islands.": [
        "The mayor is said to own three islands.",
    ],
    "Water was used instead of oil in the old lamps.": [
        "In the old lamps, water was used instead of oil.",
    ],
    "Sales fell by 12 percent to 2.4 million euros in the second quarter.": [
        "In the second quarter, sales fell by 12%.",
        "Sales fell to 2,400,000 euros.",
    ],
    "The mill employs 25 women and 40 men.": [
        "The mill employs 40 men.",
    ],
    "Ada Merrow was born in Velden in 1971 and died in Norham in 2029.": [
        "Ada Merrow was born in Velden in 1971.",
        "In 2029, Ada Merrow died in Norham.",
    ],
    "If the ice melts early, the ferry will sail in March.": [
        "The ferry will sail in March if the ice melts early.",
    ],
    "All captains must carry a radio, but most fishermen do not have one.": [
        "All captains must carry a radio.",
        "Most fishermen do not have one.",
    ],
    "The Board of Harbours (BOH) fined Brightwater $12,000 on Monday, May 12, 2031.": [
        "BOH fined Brightwater $12,000.",
        "The Board of Harbours fined Brightwater 12,000 dollars on May 12, 2031.",
        "On Monday, BOH fined Brightwater $12,000.",
    ],
    "The town bought the mill from Quill and sold the quay to Merrow.": [
        "The town sold the quay to Merrow.",
        "The town bought the mill from Quill.",
    ],
    "She became the first woman to lead the yard after 20 years in the navy.": [
        "She became the first woman to lead the yard.",
    ],
    "Police arrested Tomas Quill and charged him with theft.": [
        "Tomas Quill was arrested by police.",
        "Police arrested Tomas Quill.",
    ],
}
"""A sentence, and claims that it states."""

OTHERWISE: dict[str, list[tuple[str, str]]] = {
    "Divers earn 31 crowns an hour.": [
        ("Divers earn 31 crowns.", "unit"),
    ],
    "The warden, rejecting the diver's request, freed Odo Tarn.": [
        ("The warden rejected Odo Tarn's request.", "role"),
    ],
    "There is no evidence that the paint causes fever.": [
        ("The paint causes fever.", "negation"),
    ],
    "Rumours that the lock leaks worry the port.": [
        ("The lock leaks.", "hedge"),
    ],
    "The port considered selling the quay.": [
        ("The port sold the quay.", "hedge"),
    ],
    "Odo Tarn is on trial for the murder of a clerk.": [
        ("Odo Tarn murdered a clerk.", "attribution"),
        ("It was Odo Tarn himself who had murdered this clerk.", "attribution"),
    ],
    "Everyone apart from the mate drowned.": [
        ("Everyone drowned.", "hedge"),
        ("The mate drowned.", "negation"),
    ],
    "All the sloops except the Tarn sank.": [
        ("The Tarn sank.", "negation"),
        ("All the sloops sank.", "hedge"),
    ],
    "Without the loan the yard would have closed.": [
        ("The yard closed.", "hedge"),
    ],
    "The strike, the first since 1990, ended on Friday.": [
        ("The strike ended in 1990.", "hedge"),
        ("It was the first strike.", "hedge"),
    ],
    "Divers found lead in three of the 40 wells.": [
        ("Divers found lead in 40 wells.", "hedge"),
    ],
    "Odo Brill, 52, and Ann Ruick, 47, were hurt.": [
        ("Ann Ruick, 52, was hurt.", "number"),
    ],
    "The fire was caused by a lamp or a stove.": [
        ("The fire was caused by a lamp.", "hedge"),
    ],
    "They set Beno Ruick (or Ruic) on the throne.": [
        ("They set Beno Ruick off the throne.", "direction"),
    ],
    "Weavers settled at Quenby from as early as 1671.": [
        ("Weavers settled at Quenby to as early as 1671.", "direction"),
    ],
    "The quay closed before June.": [
        ("The quay closed in June.", "direction"),
    ],
    "A third of the wells are dry.": [
        ("The wells are dry.", "hedge"),
    ],
    "The Ussel is the second longest river.": [
        ("The Ussel is the longest river.", "number"),
    ],
    "The comet is thought by Beno Ruick to be a rock.": [
        ("The comet is a rock.", "attribution"),
    ],
    "In the view of Beno Ruick, the pact would have failed.": [
        ("The pact would have failed.", "attribution"),
    ],
    "Quenby, formerly known as Tarn, has a quay.": [
        ("Quenby is known as Tarn.", "hedge"),
    ],
    "The crews say they were warned too late.": [
        ("The crews were warned too late.", "attribution"),
    ],
    "Wardens say the boy was armed.": [
        ("The boy was armed.", "attribution"),
    ],
    "The mayor said the lock was safe, but the diver, Beno Ruick, testified that no check had been "
    "made.": [
        ("The mayor said that no check had been made.", "attribution"),
        ("Beno Ruick said the lock was safe.", "attribution"),
    ],
    "They met a Danish clerk fined for smuggling tea, and a Dutch cook fined for brawling.": [
        ("The Danish and Dutch clerks were both fined for smuggling of their own.", "role"),
    ],
    "In autumn it called at Quenby nine times.": [
        ("The sloop will call at Quenby nine times in autumn.", "hedge"),
    ],
    "The skipper sold the nets and paid his crew before the sloop was broken up for its oak.": [
        ("Before the nets were sold by the skipper, the sloop was broken up for oak.", "direction"),
    ],
    "The clerk said on Monday that the sloop, which was stolen in Quenby, had sunk.": [
        ("The sloop had sunk.", "attribution"),
        ("The sloop, which was stolen in Quenby, had sunk.", "attribution"),
        ("The reeve said that the sloop was stolen in Quenby.", "attribution"),
    ],
    "The clerk, Hanne Oster, promised that no barge would be sold before the audit.": [
        ("No barge was sold before the audit.", "hedge"),
    ],
    "President Beno Ruick, who is to open the lock on 8 March, praised its builder, Maud Eller.": [
        ("President Beno Ruick opened the lock on 8 March.", "hedge"),
        ("President Maud Eller praised its builder.", "role"),
    ],
    "The mayor of Quenby, Beno Ruick, praised the governor, Maud Eller.": [
        ("The governor, Beno Ruick, is of Quenby.", "role"),
    ],
    "The envoy accused the port of Quenby of hiding grain in its silos.": [
        ("Quenby hid grain in its silos.", "attribution"),
    ],
    "The chandler warned that takings this spring would be lower than last spring's 86 crowns.": [
        ("The chandler warned that takings this spring would be 86 crowns.", "number"),
    ],
    "The trawlers lost a fifth of their nets in the gale.": [
        ("The trawlers lost their nets in the gale.", "number"),
    ],
    "The yard, which had never built more than 12 hulls, finished 29 rafts.": [
        ("The yard did not finish 29 rafts.", "negation"),
    ],
    "Landings of eel fell by about a fifth in three decades, and half of the smokehouses closed.": [
        ("Landings of eel fell by about 25 percent in three decades.", "number"),
        ("Landings of eel fell by 20 percent in three decades.", "hedge"),
        ("Landings of eel fell by about a fifth in 40 years.", "number"),
        ("Landings of eel fell by about a fifth in 3 years.", "unit"),
        ("40 percent of the smokehouses closed.", "number"),
    ],
    "The lido has 3 pools and is open between May and September.": [
        ("The lido is open from May to November.", "date"),
    ],
    "The ferry leaves at 6 p.m. and carries up to 300 passengers.": [
        ("The ferry leaves at 6 a.m.", "unit"),
        ("The ferry leaves at 7 p.m.", "number"),
        ("The ferry carries at least 300 passengers.", "hedge"),
        ("The ferry carries 300 passengers.", "hedge"),
    ],
    "Between 40 and 60 boats were moored at the quay on 3 June 2030.": [
        ("40 boats were moored at the quay.", "number"),
        ("Between 40 and 60 boats were moored at the quay on 3 July 2030.", "date"),
        ("Between 40 and 60 boats were moored at the quay on 3 June 2031.", "date"),
    ],
    "Larne beat Norham 3-1 in the final on Saturday.": [
        ("Norham beat Larne 3-1.", "role"),
        ("Larne beat Norham 1-3.", "number"),
        ("Larne beat Norham on Sunday.", "date"),
        ("Larne was beaten by Norham in the final.", "role"),
    ],
    "Asked about the flood, the mayor of Norham declined to comment.": [
        ("Asked about the flood, the mayor of Norham commented.", "negation"),
    ],
    "The council refused to pay for the new crane.": [
        ("The council paid for the new crane.", "negation"),
        ("The council refused to pay for the old crane.", "direction"),
    ],
    "The bridge has yet to open, although the road was finished in March.": [
        ("The bridge has opened.", "negation"),
        ("The road was not finished in March.", "negation"),
        ("The road was finished in May.", "date"),
    ],
    "One of the sailors was rescued by a fishing boat near Velden.": [
        ("The sailors were rescued by a fishing boat.", "hedge"),
        ("One of the sailors was rescued by a fishing boat near Norham.", "name"),
    ],
    "Some ships lost their anchors in the storm.": [
        ("All ships lost their anchors in the storm.", "direction"),
        ("Some ships did not lose their anchors in the storm.", "negation"),
    ],
    "In Merrow's view, the dam was too low for the autumn floods.": [
        ("The dam was too low for the autumn floods.", "attribution"),
        ("In Quill's view, the dam was too low for the autumn floods.", "name"),
    ],
    "The harbour will open in May, the harbour master Ines Quill said.": [
        ("The harbour will close in May, said Ines Quill.", "direction"),
        ("The harbour may open in May, said Ines Quill.", "hedge"),
    ],
    "Merrow, an engineer from Norham, told the board that the dam was safe.": [
        ("Merrow told the board that the dam was unsafe.", "negation"),
        ("Quill told the board that the dam was safe.", "name"),
    ],
    "He is considered a founder of the Norham shipyard.": [
        ("He is a founder of the Norham shipyard.", "attribution"),
    ],
    "The mayor is said to own three islands.": [
        ("The mayor owns three islands.", "attribution"),
        ("The mayor is said to own four islands.", "number"),
    ],
    "Water was used instead of oil in the old lamps.": [
        ("Oil was used in the old lamps.", "negation"),
    ],
    "Sales fell by 12 percent to 2.4 million euros in the second quarter.": [
        ("Sales rose by 12 percent in the second quarter.", "direction"),
        ("Sales fell by 12 percent in the third quarter.", "number"),
        ("Sales fell to 2.4 billion euros.", "number"),
        ("Sales fell to 2.4 million dollars.", "unit"),
    ],
    "The mill employs 25 women and 40 men.": [
        ("The mill employs 40 women and 25 men.", "number"),
        ("The mill employs 25 men.", "number"),
        ("The mill employs 40 women.", "number"),
    ],
    "Ada Merrow was born in Velden in 1971 and died in Norham in 2029.": [
        ("Ada Merrow was born in Norham in 1971.", "name"),
        ("Ada Merrow was born in Velden in 2029.", "number"),
        ("Ida Merrow was born in Velden in 1971.", "name"),
    ],
    "If the ice melts early, the ferry will sail in March.": [
        ("If the ice melts late, the ferry will sail in March.", "direction"),
        ("If the ice melts early, the ferry may sail in March.", "hedge"),
        ("If the ice melts early, the ferry will not sail in March.", "negation"),
    ],
    "All captains must carry a radio, but most fishermen do not have one.": [
        ("Some captains must carry a radio.", "direction"),
        ("All captains may carry a radio.", "hedge"),
        ("All captains must not carry a radio.", "negation"),
    ],
    "The Board of Harbours (BOH) fined Brightwater $12,000 on Monday, May 12, 2031.": [
        ("Brightwater fined the Board of Harbours $12,000.", "role"),
        ("The Board of Harbours fined Brightwater €12,000.", "unit"),
        ("The Board of Harbours fined Brightwater $12,000 on Tuesday, May 12, 2031.", "date"),
        ("The Board of Harbours nearly fined Brightwater $12,000.", "hedge"),
    ],
    "The town bought the mill from Quill and sold the quay to Merrow.": [
        ("The town bought the mill from Merrow.", "direction"),
        ("The town sold the mill to Quill.", "direction"),
        ("The town sold the quay to Quill.", "direction"),
    ],
    "She became the first woman to lead the yard after 20 years in the navy.": [
        ("She became the first woman to lead the yard before 20 years in the navy.", "direction"),
        ("She became the first woman to lead the yard after 20 months in the navy.", "unit"),
    ],
    "Police arrested Tomas Quill and charged him with theft.": [
        ("Tomas Quill arrested police.", "role"),
        ("Police did not arrest Tomas Quill.", "negation"),
        ("Police arrested Tomas Merrow.", "name"),
    ],
    "He also landed a role in the thriller Flight of the Heron beside Ada Quill and Oswin Larne.": [
        (
            "He also landed a role in the thriller Flight of the Ada Quill beside Heron and Oswin "
            "Larne.",
            "name",
        ),
    ],
    "Two captains were defeated, with Oswin Larne defeating Ada Quill by around 5,000 votes.": [
        ("Around 5,000 votes defeated by Ada Quill.", "role"),
    ],
}
"""A sentence, and claims that say otherwise, with the reason."""


def source(sentence: str) -> Source:
    """Make a source of the sentence."""
    document = Document.from_text(BEFORE + sentence)
    return Source(document, segment(document))


@pytest.mark.parametrize(
    ("sentence", "claimed"), [(s, claimed) for s, claims in STATED.items() for claimed in claims]
)
def test_what_it_states(sentence: str, claimed: str) -> None:
    """Told in another order, voice or form, or in part, it is grounded on the sentence."""
    claim = source(sentence).claim(claimed)
    assert claim.grounded, (claim.verdict, claim.reason)
    assert [citation.quote for citation in claim.citations] == [sentence]


@pytest.mark.parametrize(
    ("sentence", "claimed", "reason"),
    [(s, *pair) for s, claims in OTHERWISE.items() for pair in claims],
)
def test_what_it_does_not_state(sentence: str, claimed: str, reason: str) -> None:
    """One thing changed, and the claim is altered for that reason."""
    claim = source(sentence).claim(claimed)
    assert (claim.verdict, claim.reason) == (Verdict.ALTERED, reason)
    assert [citation.quote for citation in claim.citations] == [sentence]


RENAMED = (
    "Governor Piet Aldous dismissed his harbour secretary, Nora Veld, on Friday and named "
    "Otto Krahn in her place."
)
REWORDED: dict[str, list[str]] = {
    "Landings were unchanged in May, and eels fell by a third when it froze.": [
        "Landings did not change in May.",
    ],
    "Having lent three oaks to the yard at Quenby in 1988, Beno Ruick left.": [
        "The yard at Quenby borrowed three oaks from Beno Ruick in 1988.",
    ],
    RENAMED: [
        "Otto Krahn was named harbour secretary in place of Nora Veld.",
    ],
    "The clerk said on Monday that the sloop, which was stolen in Quenby, had sunk.": [
        "The sloop was stolen in Quenby.",
    ],
    "The sloop, taken from a Quenby yard in 1994, had sunk in the bay, the clerk said.": [
        "The sloop was taken from a Quenby yard in 1994.",
    ],
    "The warden, ruling that the lock was unsafe, closed it.": [
        "According to the warden, the lock was unsafe.",
    ],
    "Although the reeve, Oda Finch, had vowed to save the elms, 31 elms were felled.": [
        "Despite a vow by Oda Finch, 31 elms were felled.",
    ],
    "The tug towed the older barges faster than it towed the lighters.": [
        "The older barges were towed faster by the tug than the lighters.",
    ],
}
"""A sentence, and what it states in so many other words that the rules cannot tell."""


@pytest.mark.parametrize(
    ("sentence", "claimed"), [(s, claimed) for s, claims in REWORDED.items() for claimed in claims]
)
def test_what_nothing_clearly_speaks_against(sentence: str, claimed: str) -> None:
    """Told in turns of its own, or only put in between, a claim is not altered: it is left open."""
    claim = source(sentence).claim(claimed)
    assert (claim.verdict, claim.reason) == (Verdict.UNSUPPORTED, None)
    assert source(sentence).doubtful(claim)


def test_a_small_model_is_not_asked_about_what_the_rules_object_to() -> None:
    """It is as sure of what is wrong: only a larger one may find that the order says the same."""
    sentence, (claimed,) = RENAMED, REWORDED[RENAMED]
    claim = source(sentence).claim(claimed)
    assert source(sentence).doubtful(claim)
    assert not source(sentence).doubtful(claim, small=True)


@pytest.mark.parametrize(
    ("claimed", "reason"),
    [
        ("Otto Krahn was named harbour secretary in place of Nora Veld on Monday.", "date"),
        ("Otto Krahn was not named harbour secretary in place of Nora Veld.", "negation"),
        ("Otto Krahn was named harbour secretary in place of 3 others.", "number"),
        ("Nora Veld named Otto Krahn in his place on Friday.", "role"),
    ],
)
def test_what_no_rewording_changes(claimed: str, reason: str) -> None:
    """However it is told, a denial, another day or number is altered; so are changed places."""
    claim = source(RENAMED).claim(claimed)
    assert (claim.verdict, claim.reason) == (Verdict.ALTERED, reason)


@pytest.mark.parametrize(
    ("sentence", "claimed"),
    [
        (
            "Consul Brill met Odo Tarn in May; he has not replied.",
            "Tarn has not replied.",
        ),
        (
            "Consul Brill met Odo Tarn in May; he has not replied.",
            "Brill has not replied.",
        ),
        (
            "The wardens rejected the plan to drain the marsh, warning that it would cost 40 jobs.",
            "The wardens warned that the plan would cost 40 jobs.",
        ),
    ],
)
def test_whom_a_pronoun_means_is_left_to_the_model(sentence: str, claimed: str) -> None:
    """Be it right or not: the rules see that the words are there, and not of whom they tell."""
    held_against = source(sentence)
    claim = held_against.claim(claimed)
    assert (claim.verdict, claim.reason) == (Verdict.UNSUPPORTED, None)
    assert held_against.doubtful(claim)
    assert held_against.doubtful(claim, small=True)


def test_a_pronoun_in_the_claim_itself_is_the_source_s() -> None:
    """It says no more than the source does, nor does a name that stands before the verb as well."""
    sentence = "He repaired the lock in May, and Odo Tarn repaired it in June."
    for claimed in ("He repaired the lock in May.", "Odo Tarn repaired it in June."):
        assert source(sentence).claim(claimed).grounded


@pytest.mark.parametrize(
    ("sentence", "claimed", "stated"),
    [
        ("The wardens called for a ban on nets.", "Nets were banned.", False),
        ("The wardens called for a total ban on nets.", "Nets were banned.", False),
        ("A petition to save the quay has 40 names.", "The quay was saved.", False),
        ("The quay closed after the murder of a diver.", "A diver was murdered.", True),
        ("The wardens called for a ban on nets.", "The wardens called for a ban.", True),
        ("The quay has yet to open.", "The quay has not opened.", True),
    ],
)
def test_what_is_only_named_is_left_to_the_model(sentence: str, claimed: str, stated: bool) -> None:
    """A ban that is called for is none yet; what "the" names has been."""
    held_against = source(sentence)
    claim = held_against.claim(claimed)
    assert claim.grounded is stated
    assert claim.reason is None
    assert held_against.doubtful(claim) is not stated


@pytest.mark.parametrize(
    ("sentence", "claimed", "stated"),
    [
        ("Odo Tarn attacked the mayor of Quenby.", "Tarn is the mayor of Quenby.", False),
        ("The bank closed 40 branches.", "The bank has 40 branches.", False),
        ("Odo Tarn, the mayor of Quenby, left.", "Tarn is the mayor of Quenby.", True),
        ("The bank's 40 branches closed.", "The bank has 40 branches.", True),
    ],
)
def test_what_another_verb_links_is_left_to_the_model(
    sentence: str, claimed: str, stated: bool
) -> None:
    """ "Is" and "has" are small words, and make a claim of any two things."""
    held_against = source(sentence)
    claim = held_against.claim(claimed)
    assert claim.grounded is stated
    assert claim.reason is None
    assert held_against.doubtful(claim) is not stated


@pytest.mark.parametrize(
    ("sentence", "claimed", "stated"),
    [
        ("The ferries do not run in heavy fog.", "The ferries do not run.", False),
        ("The ferries do not run in heavy fog.", "The ferries do not run in heavy fog.", True),
        (
            "Skippers who started late rarely reached Larne.",
            "Skippers rarely reached Larne.",
            False,
        ),
        ("Boats to the isles sank; a path climbs to the mill.", "Boats to the mill sank.", False),
        ("Boats to the isles sank; a path climbs to the mill.", "Boats to the isles sank.", True),
    ],
)
def test_what_limits_a_statement_is_left_to_the_model(
    sentence: str, claimed: str, stated: bool
) -> None:
    """A denial without what it is limited to says more, and so does a word with another's."""
    held_against = source(sentence)
    claim = held_against.claim(claimed)
    assert claim.grounded is stated
    assert claim.reason is None
    assert held_against.doubtful(claim) is not stated
