"""Negations, hedges and allegations govern the next words; attributions have speaker and scope."""

from __future__ import annotations

import pytest

from summarize.ground.bends import attributions, bends, reports
from summarize.ground.facts import facts


@pytest.mark.parametrize(
    ("text", "kind", "governed"),
    [
        ("It did not open.", "not", "open"),
        ("It never opened.", "not", "open"),
        ("It may open.", "may", "open"),
        ("It probably opened.", "likely", "open"),
        ("He allegedly stole it.", "alleged", "steal"),
        ("He was accused of stealing it.", "alleged", "steal"),
    ],
)
def test_a_bend_governs_what_follows(text: str, kind: str, governed: str) -> None:
    """The first word that states something is what is denied or doubted."""
    (bend,) = [bend for bend in bends(facts(text, frozenset({"it"}))) if bend.kind == kind]
    assert bend.governed[0] == governed


def test_a_bend_does_not_reach_across_a_mark() -> None:
    """ "if not worn, straps" denies nothing of the straps."""
    assert bends(facts("if not worn, straps help"))[0].governed == ("wear",)


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
    "text", ["The report was late.", "Iodine is added to salt.", "It shows progress."]
)
def test_what_attributes_nothing(text: str) -> None:
    """Nouns, passives and verbs without a statement are no attributions."""
    assert attributions(facts(text)) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The bridge has yet to open.", ["not"]),
        ("The bridge has not opened yet.", ["not"]),
        ("One of the sailors drowned.", ["one of"]),
        ("One sailor drowned.", []),
        ("Some of the ships sank.", ["some"]),
        ("Some ships sank.", ["some"]),
        ("Some water remained.", []),
        ("The crew failed to moor.", ["not"]),
        ("The crew failed.", []),
        ("The crew refused to moor.", ["not"]),
        ("Water was used instead of oil.", ["not"]),
        ("They used water rather than oil.", ["not"]),
        ("The pier lacks a crane.", ["not"]),
        ("He is considered a founder.", ["alleged"]),
        ("They considered a dam.", []),
        ("He was described by many.", []),
        ("The mayor is said to own it.", ["alleged"]),
        ("The mayor said of it little.", []),
        ("He was charged with theft.", ["alleged"]),
        ("According to Quill, it sank.", []),
    ],
)
def test_what_bends(text: str, kinds: list[str]) -> None:
    """Phrases bend as a whole; their words alone, or in another place, do not."""
    assert [bend.kind for bend in bends(facts(text, frozenset({"the", "some", "one"})))] == kinds


def test_a_bend_at_the_end_governs_what_stands_before() -> None:
    """Where nothing follows, it is the last word before that is denied; where none is, nothing."""
    (bend,) = bends(facts("Sailors came, captains not."))
    assert bend.governed == ("captain",)
    (alone,) = bends(facts("Not so."))
    assert (alone.governed, alone.place) == ((), None)


def test_a_bend_governs_two_words_and_no_hedge() -> None:
    """The next two that state something; hedges between are skipped."""
    (bend,) = bends(facts("It did not really close northern piers."))
    assert bend.governed == ("realli", "clos")
    found = [bend for bend in bends(facts("It did not perhaps close piers.")) if bend.kind == "not"]
    assert found[0].governed == ("clos", "pier")


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


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It is held as a fort.", []),
        ("He was thought to be a baker.", ["alleged"]),
        ("He was believed to be a baker.", ["alleged"]),
        ("He was suspected of theft.", ["alleged"]),
        ("They rarely sank.", ["rarely"]),
        ("The crew declined to moor.", ["not"]),
        ("Prices declined to 40 dollars.", []),
        ("Prices declined.", []),
        ("The crew neglected to moor.", ["not"]),
        ("All except for the mast burned.", ["not"]),
        ("Some of it burned.", ["some"]),
        ("He was regarded as a founder.", ["alleged"]),
        ("He was seen by a founder.", []),
    ],
)
def test_phrases_that_bend(text: str, kinds: list[str]) -> None:
    """What is only thought of somebody, what did not happen, what holds of a part."""
    assert [bend.kind for bend in bends(facts(text, frozenset({"the", "some", "all"})))] == kinds


def test_a_relative_clause_names_no_speaker() -> None:
    """ "the port, which has a yard in Larne, announced that" has the port for its speaker alone."""
    (said,) = attributions(facts("The port, which has a yard in Larne, announced that it closed."))
    assert "port" in said.speaker
    assert "larne" not in said.speaker
