"""Who does what to whom: the order around a verb, in either voice."""

from __future__ import annotations

import pytest
from sources import source

from summarize.ground.facts import facts
from summarize.ground.rules import roles
from summarize.types import Verdict

ORDINARY = frozenset({"the", "a"})


@pytest.mark.parametrize(
    ("claim", "evidence", "swapped"),
    [
        ("Quill sued Merrow.", "Quill sued Merrow.", False),
        ("Merrow sued Quill.", "Quill sued Merrow.", True),
        ("Merrow was sued by Quill.", "Quill sued Merrow.", False),
        ("Quill was sued by Merrow.", "Quill sued Merrow.", True),
        ("The mayor thanked the crew.", "The crew thanked the mayor.", True),
        ("In Velden, Quill sued Merrow.", "Quill sued Merrow in Velden.", False),
        ("Merrow said Quill left.", "Quill left, said Merrow.", False),
        ("Merrow told Quill.", "Quill told Merrow.", True),
        ("Quill lives in old Norham.", "In Norham lives Quill.", False),
    ],
)
def test_swapped(claim: str, evidence: str, swapped: bool) -> None:
    """Exchanged places are seen, the passive and inverted speech are not taken for them."""
    assert roles.swapped(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is swapped


def test_turned() -> None:
    """ "from A to B" and "from B to A" are not the same."""
    evidence = facts("It rose from 40 to 65.")
    assert roles.turned(facts("It rose from 65 to 40."), evidence)
    assert not roles.turned(facts("From 40 to 65 it rose."), evidence)


def test_asserts() -> None:
    """A statement has a verb; a name has none."""
    assert roles.asserts(facts("Quill was late"))
    assert roles.asserts(facts("Ships carry many crates of figs."))
    assert not roles.asserts(facts("Ada Merrow"))


def test_name_runs() -> None:
    """Names of several words stand together."""
    (run,) = roles.name_runs(facts("the inspector Ada Merrow left", ORDINARY))
    assert [token.text for token in run] == ["Ada", "Merrow"]


TWO = (
    "The list names a Norham pilot fined for smuggling lamps and maps, and an Oldhaven baker fined "
    "in May for burning bread."
)


@pytest.mark.parametrize(
    "text",
    [
        "An Oldhaven baker was fined for smuggling lamps.",
        "The Oldhaven baker was fined for smuggling maps.",
        "The Norham and Oldhaven traders were fined for smuggling lamps and maps.",
        "A Norham pilot was fined for burning bread.",
    ],
)
def test_what_is_said_of_one_is_not_said_of_the_other(text: str) -> None:
    """Of two people in a sentence, neither is given what the other one did or suffered."""
    found = source(TWO).claim(text)
    assert not found.grounded, found


@pytest.mark.parametrize(
    "text",
    [
        "A Norham pilot was fined for smuggling lamps.",
        "The Norham pilot was fined for smuggling lamps and maps.",
        "An Oldhaven baker was fined in May for burning bread.",
    ],
)
def test_what_each_of_two_did_is_supported(text: str) -> None:
    """A participle behind a name and a passive of it say the same."""
    assert source(TWO).claim(text).verdict is Verdict.SUPPORTED


def test_a_subject_behind_its_participle_is_no_other_one() -> None:
    """A name that a preposition governs is nobody's rival."""
    text = "In Norham, thanked by the crews, Quill left for Oldhaven."
    assert source(text).claim("Quill was thanked by the crews.").grounded


@pytest.mark.parametrize(
    ("claim", "evidence", "made"),
    [
        ("Many defeated by Quill.", "Merrow was defeating Quill by 40 votes.", True),
        ("Merrow was defeated by Quill.", "Quill was defeating Merrow.", False),
        ("He was defeated by Quill.", "He was defeated by Quill.", False),
        ("He was defeated by night.", "He was defeating Quill.", False),
    ],
)
def test_made_agent(claim: str, evidence: str, made: bool) -> None:
    """Whom it is done to does not do it."""
    assert roles.made_agent(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is made


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Ships carry figs.", True),
        ("Ships carry two figs.", True),
        ("Ships carry two figs", False),
        ("Ships carried figs", True),
        ("Ships bed", False),
        ("Ships red", False),
        ("Ships have", True),
        ("Ships sank", True),
    ],
)
def test_what_states_something(text: str, states: bool) -> None:
    """A verb by its form, or a stop behind more than three words or a present in -s."""
    assert roles.asserts(facts(text, frozenset({"ships"}))) is states


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("he met Ada Merrow and Jon Quill.", ["Ada Merrow", "Jon Quill"]),
        ("he met P. J. Quill", ["P J Quill"]),
        ("he met Quill", []),
        ("he met Quill. Norham left", []),
        ("he met J and Quill", []),
        ("Ada Merrow", ["Ada Merrow"]),
    ],
)
def test_the_names_of_several_words(text: str, runs: list[str]) -> None:
    """Initials' stops are inside them; other words and stops end them."""
    found = roles.name_runs(facts(text, frozenset({"he"}), opens=False))
    assert [" ".join(token.text for token in run) for run in found] == runs


@pytest.mark.parametrize(
    ("text", "verb", "voice"),
    [
        ("Quill sued Merrow", "sued", "active"),
        ("Merrow was sued", "sued", "passive"),
        ("Merrow was not badly sued", "sued", "passive"),
        ("Merrow, sued by Quill", "sued", "passive"),
        ("Merrow, sued often by Quill", "sued", "passive"),
        ("Merrow, sued again and again by Quill", "sued", "active"),
        ("a man convicted of theft", "convicted", "unknown"),
        ("it was Quill who sued Merrow", "sued", "active"),
        ("it is Norham that sued Merrow", "sued", "active"),
        ("it was Quill which sued Merrow", "sued", "active"),
        ("the man sued, and left", "sued", "unknown"),
        ("Quill, whose boat was burned, sued Merrow", "sued", "active"),
        ("Quill was burned and sued in May", "sued", "passive"),
        ("mice fed plums found Quill", "fed", "unknown"),
        ("mice fed plums", "fed", "active"),
        ("mice fed plums and found Quill", "fed", "active"),
    ],
)
def test_active_and_passive(text: str, verb: str, voice: str) -> None:
    """A form of "be" shortly before, or "by" behind; a participle alone may be either."""
    found = facts(text, ORDINARY)
    (place,) = [place for place, item in enumerate(found.items) if item.text == verb]
    assert roles.voice(found, place) == voice


@pytest.mark.parametrize(
    ("text", "item", "governed"),
    [
        ("he met her in Norham", "Norham", "in"),
        ("he met her in the Norham", "Norham", "in"),
        ("he met her in old Norham", "Norham", ""),
        ("he met Norham", "Norham", ""),
        ("Norham met him", "Norham", ""),
        ("in which he has Norham", "Norham", ""),
        ("at the Ada Merrow", "Merrow", "at"),
    ],
)
def test_what_governs_a_name(text: str, item: str, governed: str) -> None:
    """The preposition before it, past articles and other names, and no further."""
    found = facts(text, ORDINARY, opens=False)
    (place,) = [place for place, each in enumerate(found.items) if each.text == item]
    assert roles.preposition(found, place) == governed


@pytest.mark.parametrize(
    ("claim", "evidence", "swapped"),
    [
        ("Merrow reported Quill.", "Quill reported Merrow.", True),
        ("Merrow tells Quill.", "Quill tells Merrow.", True),
        ("Merrow admitted Quill.", "Quill admitted Merrow.", True),
        ("Merrow has thank Quill.", "Quill has thank Merrow.", True),
        ("Quill opened in Norham.", "Norham opened in Quill.", True),
        ("Merrow paid the old Quill.", "Quill paid the old Merrow.", True),
        ("A man convicted Quill.", "Quill convicted a man.", True),
        ("Merrow paid, Quill left.", "Quill paid Merrow.", False),
        ("Merrow paid 12.", "12 paid Merrow.", False),
        ("Merrow paid Merrow.", "Merrow paid Merrow.", False),
        ("Quill, convicted of theft, left.", "They convicted Quill of theft.", False),
        ("Merrow paid Velden.", "Quill paid Merrow.", False),
        ("Merrow left Quill.", "Quill paid Merrow.", False),
        ("It fell as coal and oil costs rose.", "It fell as the cost of coal and oil rose.", False),
        ("Old boats less Quill.", "Quill less old boats.", False),
        ("Dams were found beside boats.", "They saw boats and the dams found beside them.", False),
        ("Quill admits that Norham left.", "Norham left, admits Quill.", False),
        ("Mice fed fermented plums slept.", "Mice had been fed fermented plums and slept.", False),
    ],
)
def test_who_did_it(claim: str, evidence: str, swapped: bool) -> None:
    """Across small words, not across marks; of two names around the same act, and nothing else."""
    assert roles.swapped(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is swapped


@pytest.mark.parametrize(
    ("evidence", "made"),
    [
        ("Norham paid Quill.", True),
        ("Norham paid old Quill.", False),
        ("Norham was paid by Quill.", False),
        ("Norham paid Velden.", False),
        ("Norham thanked Quill.", False),
    ],
)
def test_whom_it_was_done_to_is_no_agent(evidence: str, made: bool) -> None:
    """Only where the name stands right behind the act, and nowhere as its agent."""
    claim = facts("Merrow was paid by Quill.", ORDINARY)
    assert roles.made_agent(claim, facts(evidence, ORDINARY)) is made


@pytest.mark.parametrize(
    ("claim", "lent"),
    [
        ("Merrow left Norham.", True),
        ("Quill left Norham.", False),
        ("Merrow left Velden.", False),
        ("In Merrow, Quill left Norham.", False),
        ("Merrow, who left Norham.", False),
        ("Larne left Norham.", False),
    ],
)
def test_what_is_another_one_s(claim: str, lent: bool) -> None:
    """What belongs to a verb belongs to its subject; a name that is not there is another matter."""
    evidence = facts("Quill left Norham and Merrow left Velden.", ORDINARY)
    assert roles.lent(facts(claim, ORDINARY), evidence) is lent


@pytest.mark.parametrize(
    ("claim", "evidence", "turned"),
    [
        ("from Norham to Velden", "from Velden to Norham", True),
        ("from the Norham to Velden", "from Velden to the Norham", True),
        ("from Norham to Velden", "from Norham to Velden and from Velden to Norham", False),
        ("to Velden from Norham", "from Velden to Norham", False),
        ("from Norham", "from Velden to Norham", False),
    ],
)
def test_ways_there_and_back(claim: str, evidence: str, turned: bool) -> None:
    """A way is what it leads from and to; one that the source has too is no turned one."""
    assert roles.turned(facts(claim, ORDINARY), facts(evidence, ORDINARY)) is turned


def test_what_opens_a_sentence_was_done_to_its_subject() -> None:
    """ "Taken to Norham, Quill left": Quill was taken."""
    stated = facts("Taken to Norham, Quill left with Merrow.", ORDINARY)
    assert roles.voice(stated, 0) == "passive"
    assert not roles.lent(facts("Quill was taken to Norham.", ORDINARY), stated)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Sailors given the coal left.", "passive"),
        ("Sailors have given the coal.", "active"),
        ("Sailors sold the coal.", "active"),
    ],
)
def test_what_is_never_a_past(text: str, voice: str) -> None:
    """ "Given" alone is passive, "sold" may be the past."""
    assert roles.voice(facts(text, ORDINARY), 1) == voice
