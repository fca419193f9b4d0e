"""An attribution has a speaker and a scope."""

from __future__ import annotations

import pytest

from summarize.ground.attributions import attributions, reports
from summarize.ground.facts import facts


@pytest.mark.parametrize(
    "text",
    [
        "Quill said that the pier was safe.",
        "Quill says the pier was safe.",
        "Quill said that the pier was safe",
        "The pier was safe, Quill said",
        "The pier was safe, Quill said.",
        "The pier was safe, said Quill.",
        "According to Quill, the pier was safe.",
        "The pier was safe, according to Quill.",
        "Quill reported that the pier was safe.",
    ],
)
def test_attributions(text: str) -> None:
    """Before or behind what is said, the speaker is found, and the words said."""
    (said,) = attributions(facts(text, frozenset({"the"})))
    assert said.speaker == {"quill"}
    assert {"pier", "saf"} <= said.scope
    assert reports(said.verb)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police say the man was armed.", "polic"),
        ("The man was armed, police say.", "polic"),
        ("The villagers believe that the man was armed.", "villager"),
        ("Officials think two armed men were there.", "official"),
        ("Some critics argue it was an armed man.", "critic"),
    ],
)
def test_what_several_say(text: str, speaker: str) -> None:
    """A verb in its bare form, of which only what is around it tells that it states something."""
    (said,) = attributions(facts(text, frozenset({"the", "some", "police", "officials"})))
    assert speaker in said.speaker
    assert "arm" in said.scope


@pytest.mark.parametrize(
    "text",
    [
        "The firm may argue the point.",
        "He asked them to say the words.",
        "The police report was late.",
        "The estimate was that it would fall.",
        "Workers fear dust.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    """Behind "may" and "to", as a noun, and with an object of one word."""
    assert attributions(facts(text, frozenset({"the", "he", "workers"}))) == ()


def test_one_speaker_hands_on_to_the_next() -> None:
    """What is said behind "but" is the second speaker's alone."""
    text = "Quill said the pier was safe, but the diver, Ann Merrow, testified that it was cracked."
    first, second = attributions(facts(text, frozenset({"the"})))
    assert (first.speaker, first.scope) == ({"quill"}, {"pier", "saf"})
    assert second.speaker == {"diver", "ann", "merrow"}
    assert second.scope == {"crack"}


@pytest.mark.parametrize(
    "text", ["The report was late.", "Iodine is added to salt.", "It shows progress."]
)
def test_what_attributes_nothing(text: str) -> None:
    """Nouns, passives and verbs without a statement are no attributions."""
    assert attributions(facts(text)) == ()


@pytest.mark.parametrize(
    ("text", "speaker", "inside", "outside"),
    [
        ("In Merrow's view, the dam was low.", {"merrow"}, {"dam", "low"}, set()),
        ("The dam was low in Merrow's opinion.", {"merrow"}, {"dam", "low"}, set()),
        ("Quill, who said that it leaked, left Norham.", set(), {"leak"}, set()),
        ("Merrow, an engineer, told Norham that dams leak.", {"merrow"}, {"dam", "leak"}, set()),
        ("It rained; dams leak, according to Merrow.", {"merrow"}, {"dam"}, {"rain"}),
        ("“Dams leak,” says Merrow.", {"merrow"}, {"dam", "leak"}, set()),
        ("Dams leak, Merrow claimed.", {"merrow"}, {"dam", "leak"}, set()),
    ],
)
def test_where_an_attribution_reaches(
    text: str, speaker: set[str], inside: set[str], outside: set[str]
) -> None:
    """Views, appositions, quotes and brackets: the speaker, and the words that are theirs only."""
    (said,) = attributions(facts(text, frozenset({"the", "in", "it", "dams"})))
    assert said.speaker >= speaker
    assert said.scope >= inside
    assert not said.scope & outside


@pytest.mark.parametrize(
    "text",
    [
        "In view of Norham, ships sank.",
        "The view is wide.",
        "Their claims were many.",
        "The board wants to say more.",
        "A wreck thought to be a boat sank.",
    ],
)
def test_what_is_nobody_s_word(text: str) -> None:
    """A view of the sea, a noun and an infinitive attribute nothing."""
    assert attributions(facts(text, frozenset({"in", "the", "their"}))) == ()


@pytest.mark.parametrize(
    ("text", "speaker", "scope"),
    [
        ("The harbour master, Ann Lee, said the pier is closed.", "lee", "pier"),
        ("The pier is closed, said Ann Lee, the harbour master.", "lee", "pier"),
        ("Ann Lee, the harbour master, said it was closed.", "lee", "clos"),
    ],
)
def test_an_apposition_parts_a_speaker_from_her_verb(text: str, speaker: str, scope: str) -> None:
    """Who says it stands before the verb, also behind a comma, or follows it."""
    (said,) = attributions(facts(text, frozenset({"the", "pier"})))
    assert speaker in said.speaker
    assert scope in said.scope
    assert speaker not in said.scope


def test_whom_a_quotation_ends_with() -> None:
    """ "said the mayor, Ines Quill" has both for the speaker, not what she goes on to do."""
    (said,) = attributions(facts('"It is closed," said the mayor, Ines Quill.'))
    assert said.speaker >= {"mayor", "quill"}
    (said,) = attributions(facts('"It is closed," said the mayor, who left.'))
    assert said.speaker == {"mayor"}


def test_an_attribution_that_ends_a_sentence() -> None:
    """ "..., the board announced." ascribes what stands before it; a noun does not."""
    (said,) = attributions(facts("Forty boats would leave, the board announced."))
    assert said.speaker == {"board"}
    assert "boat" in said.scope
    assert not attributions(facts("Forty boats left after the board announced."))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Quill announced it was safe.", 1),
        ("Quill announced it to Norham.", 0),
        ("Quill announced that it burned.", 1),
        ("It burned, Quill announced.", 1),
        ("Quill says more.", 1),
        ("Quill claims it burned.", 1),
        ("The claims were read.", 0),
        ("Their hopes burned.", 0),
        ("It was said by Quill.", 0),
    ],
)
def test_which_verbs_of_saying_state_something(text: str, count: int) -> None:
    """Finite ones with a statement; passives, nouns and things that are announced do not."""
    assert len(attributions(facts(text, frozenset({"it", "the", "their"})))) == count


def test_a_relative_clause_names_no_speaker() -> None:
    """ "the port, which has a yard in Larne, announced that" has the port for its speaker alone."""
    (said,) = attributions(facts("The port, which has a yard in Larne, announced that it closed."))
    assert "port" in said.speaker
    assert "larne" not in said.speaker


def test_what_stands_before_is_not_said() -> None:
    """Of "of the 40 asked, ten said they would sail" only the sailing is somebody's word."""
    (said,) = attributions(facts("Of the 40 asked, ten said they would sail.", frozenset({"of"})))
    assert said.scope == {"sail"}


def test_a_participle_says_nothing_of_its_own() -> None:
    """ "The bank warned, having predicted it" has one speaker."""
    text = "The pier may sink, the bank warned, having predicted it in spring."
    (said,) = attributions(facts(text, frozenset({"the"})))
    assert said.speaker == {"bank"}


SMALL = frozenset({"according", "boats", "dams"})


@pytest.mark.parametrize(
    ("text", "speaker", "scope"),
    [
        ("Dams leak, Quill said, and boats sank.", "quill", "dam leak"),
        ("Dams leak and Quill said it burned.", "quill", "burn"),
        ("It rained, but Quill said dams leak.", "quill", "dam leak"),
        ("It rained and Quill said dams leak.", "quill", "dam leak"),
        ("It rained but Quill said dams leak.", "quill", "dam leak"),
        ("It rained – Quill said dams leak.", "quill", "dam leak"),
        (
            "Quill told Merrow on Sunday at noon that dams leak.",
            "quill",
            "@w7 dam leak merrow noon",
        ),
        ("He said that dams leak.", "", "dam leak"),
        ("Dams leak, he said.", "", "dam leak"),
        ("Dams leak, said he.", "", "dam leak"),
        ('"Dams leak," said Quill, who left.', "quill", "dam leak"),
        ('"Dams leak," said the mayor, Ines Quill, on Sunday.', "ine mayor quill", "dam leak"),
        ('"Dams leak," said Quill. It rained.', "quill", "dam leak"),
        ('"Dams leak" Quill said.', "quill", "dam leak"),
        ("«Dams leak» says Quill.", "quill", "dam leak"),
        ("Quill says “dams leak”.", "quill", "dam leak"),
        ("Quill, who said that dams leak, left.", "", "dam leak"),
        ("Boats, which Quill said were old, sank.", "quill", "old"),
        ("When it burned, said Quill, boats sank.", "quill", "burn"),
        ("Quill announced: dams leak.", "quill", "dam leak"),
        ('"Dams leak," announced Quill.', "quill", "dam leak"),
        ("Dams leak, Quill announced", "quill", "dam leak"),
        ("Quill announced they burned.", "quill", "burn"),
        ("Quill announced they had left.", "quill", "leav"),
        ("Quill announced they came.", "quill", "com"),
        ("Quill warn that dams leak.", "quill", "dam leak"),
        ("Quill claims the dam leaks.", "quill", "dam leak"),
        ("Quill claims it leaks.", "quill", "leak"),
        ("Quill claimed dams leak.", "quill", "dam leak"),
        ("Quill estimated it was late.", "quill", "lat"),
        ("Dams leak, claims Quill.", "quill", "dam leak"),
        ("They say that dams leak.", "", "dam leak"),
        ("Boats sank, a loss its owner, Quill, says it regrets.", "los owner quill", "regret"),
        ("Boats sank, and most of them, Quill says, leak.", "quill", "leak most"),
        ("Boats sank, and dams burned, Quill says, in May.", "quill", "boat burn dam sink"),
        ("Found late, Quill told the court that dams leak.", "quill", "court dam leak"),
        ("Boats sank after Quill admitted that dams leak.", "quill", "dam leak"),
        ("Boats sank, so dams leak, Quill warned.", "quill", "dam leak"),
        ("Moor blamed dams, which, Quill said, leak.", "quill", "leak"),
        ("Moor, who had warned sailors of fog, sank boats.", "", "fog sailor"),
        ("Quill denied that dams leak, but confirmed losses.", "quill", "dam leak"),
    ],
)
def test_who_says_what(text: str, speaker: str, scope: str) -> None:
    """A statement ends with its sentence, or where another one begins; so does a speaker's name."""
    (said,) = attributions(facts(text, SMALL))
    assert (sorted(said.speaker), sorted(said.scope)) == (speaker.split(), scope.split())


@pytest.mark.parametrize(
    ("text", "speaker", "scope"),
    [
        ("According to Quill, dams leak.", "quill", "dam leak"),
        ("Boats sank [dams leak, according to Quill] in May.", "quill", "dam leak"),
        ("Boats sank (dams leak, according to Quill) in May.", "quill", "dam leak"),
        ("Boats (old) leak, according to Quill.", "quill", "boat leak old"),
        ("It rained; dams leak, according to Quill; boats sank.", "quill", "dam leak"),
        ("Dams leak according to Quill “in May”.", "quill", "dam leak"),
        ("Dams leak according to Quill – in May.", "quill", "dam leak"),
        ("Dams leak according to Quill was told.", "quill", "dam leak"),
        ("According to Quill.", "quill", ""),
        ("In Quill's view, dams leak.", "quill", "dam leak"),
        ("In Quill’s view, dams leak.", "quill", "dam leak"),
        ("Dams leak in her view.", "", "dam leak"),
        ("Dams leak in Quill's opinion.", "quill", "dam leak"),
        ("Dams, in Quill's old view, leak.", "old quill", "dam leak"),
    ],
)
def test_whose_view_it_is(text: str, speaker: str, scope: str) -> None:
    """What stands outside of the bracket, or beyond a semicolon, is not that person's word."""
    (said,) = attributions(facts(text, SMALL))
    assert (sorted(said.speaker), sorted(said.scope)) == (speaker.split(), scope.split())


@pytest.mark.parametrize(
    "speaker",
    [
        "The mayor, who was ill",
        "The mayor, whose boat sank",
        "The mayor, which boats like",
        "The mayor, where boats sank",
        "The mayor, Zoe Quill",
    ],
)
@pytest.mark.parametrize("said", ["said the pier closed", "announced that the pier closed"])
def test_what_parts_a_speaker_from_her_verb(speaker: str, said: str) -> None:
    """A relative clause tells of her, an apposition names her."""
    (found,) = attributions(facts(f"{speaker}, {said}.", SMALL))
    assert found.speaker == ({"mayor", "zoe", "quill"} if "Quill" in speaker else {"mayor"})
    assert found.scope == {"pier", "clos"}


@pytest.mark.parametrize(
    "noun", ["A", "An", "The", "Her", "His", "Its", "Their", "This", "That", "Of", "To"]
)
def test_what_makes_a_noun_of_a_verb(noun: str) -> None:
    """ "Their claims that dams leak were read" ascribes nothing to them."""
    assert attributions(facts(f"{noun} claims that dams leak were read.", SMALL)) == ()
    assert attributions(facts(f"{noun} say that dams leak was brave.", SMALL)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Quill announced dams.",
        "Quill announced they sing.",
        "Dams leak, Quill announced again.",
        "Quill announced.",
        "Boats left when Quill announced.",
        "Quill claims dams leak.",
        "They say dams leak.",
        "In the long and very old view, dams leak.",
        "In the end Quill's own old friends of long ago had a view of dams.",
        "The Says were read.",
        "In May, reports of theft fell.",
    ],
)
def test_what_states_nothing(text: str) -> None:
    """Without "that", a mark or a pronoun with its verb, a thing may be announced or claimed."""
    assert attributions(facts(text, SMALL)) == ()


@pytest.mark.parametrize(
    ("verb", "word_only"),
    [("say", True), ("alleg", True), ("confirm", True), ("show", False), ("find", False)],
)
def test_who_vouches(verb: str, word_only: bool) -> None:
    """What is said is somebody's word; what is shown is so."""
    assert reports(verb) is word_only


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Quill said it had leaked.", True),
        ("Quill said that a man had sold him boats.", True),
        ("Quill said that a man had sold boats.", False),
    ],
)
def test_what_is_said_about_oneself(text: str, own: bool) -> None:
    """By "it" that opens what is said, or by "him" anywhere: then the speaker is told of too."""
    (said,) = attributions(facts(text, SMALL))
    assert said.of_itself is own
