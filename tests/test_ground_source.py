"""What a source states: verdicts with reasons, the fewest citations, where answers stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources import source

from summarize.ground import Source
from summarize.ground.verdicts import Verdicts
from summarize.segment import segment
from summarize.types import Alteration, Claim, Document, Sentence, Verdict

TEXT = """Harbour works delayed

date 2031-05-20 The Port Authority of Larne Bay (PALB) closed two piers on May 12 after engineers \
found 340 cracked bolts. Inspector Ada J. Merrow said the piers were safe in 2029. According to \
the union, nearly 1,200 dockers may lose 15 percent of their pay. The authority sued Brightwater, \
a builder from Norham, in April 2031.

Brightwater did not repair the northern pier. Ferry traffic rose from 40 to 65 sailings a week \
after the closure. Mayor Tomas Quill praised the dockers. Quill allegedly promised the builder \
a bridge worth $3.5 million. The bridge is 12 km long. Merrow left the office in June. She \
moved to Velden. The storm injured 12 sailors and killed 3 divers.

Costs

At least 90 households were moved to Norham, and most shops closed. The works will last more \
than two years. Officials expect the pier to reopen. Dock prices fell sharply."""


SOURCE = source(TEXT)

TRUE = [
    "Engineers found 340 cracked bolts.",
    "The Port Authority of Larne Bay closed 2 piers on 12 May.",
    "PALB closed two piers on May 12, 2031.",
    "Two piers were closed by PALB after engineers found 340 cracked bolts.",
    "Brightwater was sued by the authority in April 2031.",
    "In April 2031, the authority sued Brightwater.",
    "The authority sued Brightwater in 2031.",
    "According to Inspector Merrow, the piers were safe in 2029.",
    "Ada Merrow said the piers were safe in 2029.",
    "The union said nearly 1,200 dockers may lose 15% of their pay.",
    "Nearly one thousand two hundred dockers may lose 15 per cent of their pay, "
    "according to the union.",
    "Ferry traffic increased from 40 to 65 sailings a week.",
    "After the closure, ferry traffic rose from 40 to 65 sailings a week.",
    "The dockers were praised by Mayor Quill.",
    "Tomas Quill praised the dockers.",
    "The northern pier was not repaired by Brightwater.",
    "Brightwater didn't repair the northern pier.",
    "The bridge is 12 kilometres long.",
    "Twelve sailors were injured and three divers were killed by the storm.",
    "The storm killed three divers.",
    "90 or more households were moved to Norham.",
    "The works will last over two years.",
    "Quill allegedly promised the builder a bridge.",
    "Dock prices dropped sharply.",
    "Officials expect the pier to reopen, and dock prices fell sharply.",
    "Brightwater did not repair the northern pier, and Mayor Tomas Quill praised the dockers.",
]

ALTERED = [
    ("Engineers found 430 cracked bolts.", "number"),
    ("The storm injured 3 sailors and killed 12 divers.", "number"),
    ("The storm killed 12 divers.", "number"),
    ("PALB closed three piers on May 12.", "number"),
    ("The bridge is 12 miles long.", "unit"),
    ("The bridge is worth $3.5 billion.", "number"),
    ("Quill allegedly promised the builder a bridge worth €3.5 million.", "unit"),
    ("The works will last more than two months.", "unit"),
    ("The union said nearly 1,200 dockers may lose 15 percentage points of their pay.", "unit"),
    ("PALB closed two piers on May 21.", "date"),
    ("The authority sued Brightwater in April 2030.", "date"),
    ("Mayor Ada Merrow praised the dockers.", "name"),
    ("The authority sued Velden in April 2031.", "name"),
    ("Brightwater repaired the northern pier.", "negation"),
    ("Engineers did not find 340 cracked bolts.", "negation"),
    ("Dock prices rose sharply.", "direction"),
    ("Ferry traffic rose from 65 to 40 sailings a week.", "direction"),
    ("Brightwater did not repair the southern pier.", "direction"),
    ("Ferry traffic rose from 40 to 65 sailings a week before the closure.", "direction"),
    ("Brightwater sued the authority in April 2031.", "role"),
    ("The authority was sued by Brightwater in April 2031.", "role"),
    ("The dockers praised Mayor Tomas Quill.", "role"),
    ("The piers were safe in 2029.", "attribution"),
    ("Nearly 1,200 dockers may lose 15 percent of their pay.", "attribution"),
    ("Tomas Quill said the piers were safe in 2029.", "attribution"),
    ("Quill promised the builder a bridge worth $3.5 million.", "attribution"),
    ("According to the union, 1,200 dockers may lose 15 percent of their pay.", "hedge"),
    ("According to the union, nearly 1,200 dockers lose 15 percent of their pay.", "hedge"),
    ("At most 90 households were moved to Norham.", "hedge"),
    ("90 households were moved to Norham.", "hedge"),
    ("Shops closed.", "hedge"),
    ("Engineers may have found 340 cracked bolts.", "hedge"),
    ("The bridge is about 12 km long.", "hedge"),
]


@pytest.mark.parametrize("text", TRUE)
def test_a_true_claim_is_supported(text: str) -> None:
    """Other wordings, voices, number and date forms, names and abbreviations are the same claim."""
    claim = SOURCE.claim(text)
    assert claim.grounded, (claim.verdict, claim.reason)
    assert claim.citations


@pytest.mark.parametrize(("text", "reason"), ALTERED)
def test_an_altered_claim_is_not(text: str, reason: str) -> None:
    """A claim that says otherwise than its sentence is altered, with the reason."""
    claim = SOURCE.claim(text)
    assert claim.verdict is Verdict.ALTERED, claim.verdict
    assert claim.reason == reason or {reason, claim.reason} == {"name", "attribution"}


@pytest.mark.parametrize(("text", "reason"), ALTERED)
def test_no_model_is_asked_about_a_contradiction(text: str, reason: str) -> None:
    """Numbers, units, dates, names, negation and direction are never left to a model."""
    assert reason
    assert not SOURCE.doubtful(SOURCE.claim(text))


def test_what_stands_nowhere_is_unsupported() -> None:
    """A claim of other words has no reason; it may cite the closest sentence, or none."""
    claim = SOURCE.claim("Volcanoes erupt under glaciers.")
    assert (claim.verdict, claim.citations, claim.reason) == (Verdict.UNSUPPORTED, (), None)
    assert SOURCE.claim("").verdict is Verdict.UNSUPPORTED


def test_the_fewest_sentences_are_cited() -> None:
    """One where one suffices, two where it takes two, in the order of the source."""
    assert len(SOURCE.claim("The storm killed 3 divers.").citations) == 1
    both = SOURCE.claim(
        "Dock prices fell sharply, and Brightwater did not repair the northern pier."
    )
    assert [citation.quote[:11] for citation in both.citations] == ["Brightwater", "Dock prices"]


def test_two_sentences_do_not_make_a_third() -> None:
    """A name of one sentence and a deed of another are no evidence that they belong together."""
    assert not SOURCE.claim("Brightwater praised the dockers.").grounded
    assert not SOURCE.claim("Quill moved to Velden.").grounded
    assert not SOURCE.claim("Inspector Merrow closed two piers.").grounded


def test_a_wrong_citation_is_moved() -> None:
    """Cited numbers are hints: wrong or impossible ones are put right, and the citation says so."""
    right = next(s.number for s in segment(Document.from_text(TEXT)) if "340" in s.text)
    assert right is not None
    for cited, moved in (((right,), False), ((1,), True), ((99, -4, 0), True), ((), False)):
        claim = SOURCE.claim("Engineers found 340 cracked bolts.", cited)
        assert [citation.moved for citation in claim.citations] == [moved]


def test_of_two_equal_sentences_the_cited_one_is_the_evidence() -> None:
    """A hint decides where the words do not."""
    twice = source("The ferry leaves at noon. Nobody was hurt. The ferry leaves at noon.")
    for cited, start, moved in ((3, 43, False), (9, 0, True)):
        (citation,) = twice.claim("At noon the ferry leaves.", (cited,)).citations
        assert (citation.start, citation.moved) == (start, moved)


LONG = (
    "The old northern bridge over the Norham river is 12 km long and open to boats and carts in "
    "May."
)
AFAR = (
    "By the wall of the old town, 12 km long, the northern boats of Quill and his sons, which are "
    "open in May, and the carts of the yard pass the bridge that stands over the Norham river "
    "with many flags in the wind each day of the week."
)


def test_a_far_closer_sentence_decides() -> None:
    """Words that stand by chance in one sentence are no evidence where another says otherwise."""
    calm = "The sky was clear."
    assert source(f"{calm}\n\n{AFAR}").claim(LONG).grounded
    assert not source(f"{LONG.replace('12', '10')} {calm}\n\n{AFAR}").claim(LONG).grounded


def test_two_sentences_do_not_outvote_a_third() -> None:
    """Parts that stand in two sentences do not support what one sentence says otherwise."""
    parts = "The council bought the mill in spring. Quill closed the quay in June last."
    claim = "The council bought the mill in spring and Quill closed the quay in June."
    assert len(source(f"{parts} It rained.").claim(claim).citations) == 2
    for other, reason in (
        (claim.replace("June", "July"), Alteration.DATE),
        (claim.replace("closed", "opened"), Alteration.DIRECTION),
        (claim.replace("closed", "did not close"), None),  # it may tell of another day
    ):
        found = source(f"{parts} It rained. {other}").claim(claim)
        assert found.reason is reason, other
        assert found.grounded is (reason is None)


@pytest.mark.parametrize(
    ("claim", "text", "shown"),
    [
        ("It never sank.", "It did not sink.", 1),
        ("3 masts", "It had 12 masts.", 1),
        ("Prices rose.", "Prices fell.", 1),
        ("The masts of a red boat from Norham burned.", "It had masts.", 0),
    ],
)
def test_too_little_is_neither_supported_nor_altered(claim: str, text: str, shown: int) -> None:
    """One word tells no statement from another; the nearest sentence is shown if it is near."""
    found = source(f"{text} The sky was clear.").claim(claim)
    assert (found.verdict, found.reason) == (Verdict.UNSUPPORTED, None)
    assert len(found.citations) == shown


def test_sentences_without_a_space_between_are_told_apart() -> None:
    """What stands in one of them is cited with that one alone."""
    chinese = source("港口关闭了。桥开了。人走了。")
    for text in ("港口关闭了。", "桥开了。", "人走了。"):
        assert [citation.quote for citation in chinese.claim(text).citations] == [text]


def test_an_answer_has_three_sentences_at_most() -> None:
    """Or as many as are asked for."""
    four = source("One ship sank. Two piers burned. Three men left. Four cranes fell. It rained.")
    assert len(four.evidence("ship, piers, men and cranes")) == 3
    assert len(four.evidence("ship, piers, men and cranes", most=4)) == 4


def test_another_language_is_verbatim_or_nothing() -> None:
    """Where the rules do not know the language, a model may be asked, but no rule accepts."""
    german = source(
        "Der Hafen wurde am Montag geschlossen. Die Stadt hat zwölf neue Kräne gekauft. Viele "
        "Arbeiter fürchten um ihre Stellen, weil die Schiffe nun andere Häfen anlaufen werden."
    )
    assert german.claim("Die Stadt hat zwölf neue Kräne gekauft.").verdict is Verdict.VERBATIM
    claim = german.claim("Zwölf neue Kräne hat die Stadt gekauft.")
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.citations
    assert german.doubtful(claim)


def test_evidence_for_an_answer() -> None:
    """The answer's words decide first; where they stand twice, the question does."""
    asked = {
        "How long is the bridge?": "The bridge is 12 km long.",
        "How many sailors were injured?": "The storm injured 12 sailors and killed 3 divers.",
    }
    for question, sentence in asked.items():
        assert [s.text for s in SOURCE.evidence("12", question)] == [sentence]
    assert SOURCE.evidence("nobody", "Who?") == ()


def test_an_answer_is_located_in_its_sentence() -> None:
    """Spans are of the document: numbers as numbers, dates as dates, names without titles."""
    for answer, words in (
        ("three hundred and forty", "340"),
        ("12 May", "May 12"),
        ("1200", "nearly 1,200"),
        ("inspector merrow", "Inspector Ada J. Merrow"),
    ):
        (sentence,) = SOURCE.evidence(answer)
        span = SOURCE.locate(answer, sentence)
        assert span is not None
        assert TEXT[slice(*span)] == words
    assert SOURCE.locate("Norham", SOURCE.evidence("Velden")[0]) is None


WORDS = st.sampled_from(
    [*TEXT.split(), "not", "nearly", "12%", "(", "May", "\n\n", "“", "7,000", "½"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25), st.lists(st.integers(-3, 40), max_size=3))
def test_every_claim_has_a_verdict(words: list[str], cited: list[int]) -> None:
    """No claim raises; each citation quotes the document; only altered claims have a reason."""
    claim = SOURCE.claim(" ".join(words), cited)
    assert_sound(claim, TEXT)
    assert isinstance(SOURCE.doubtful(claim), bool)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_every_text_can_be_a_source(text: str, claimed: str) -> None:
    """Whatever the characters, nothing raises, and every span lies in the text."""
    any_source = Source(Document.from_text(text), lines(text))
    assert_sound(any_source.claim(claimed), text)
    for sentence in any_source.evidence(claimed, "What is it?"):
        if span := any_source.locate(claimed, sentence):
            assert sentence.start <= span[0] < span[1] <= sentence.end


def lines(text: str) -> list[Sentence]:
    """Take each line for a sentence: what is tested is the source, not the segmentation."""
    return [
        Sentence(number=n, kind="sentence", start=line.start(), end=line.end(), text=line[0])
        for n, line in enumerate(re.finditer(r"\S[^\n]*", text), 1)
    ]


def assert_sound(claim: Claim, text: str) -> None:
    """Assert what holds of every claim."""
    for citation in claim.citations:
        assert text[citation.start : citation.end] == citation.quote
    assert (claim.reason is not None) == (claim.verdict is Verdict.ALTERED)
    assert claim.citations or claim.verdict is Verdict.UNSUPPORTED


def test_a_claim_is_compared_with_few_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands, only those that share its rarest words: the work does not grow with the text.

    Seconds are measured by `benchmarks/checking.py`.
    """
    long = "\n\n".join(TEXT.replace("340", str(number)) for number in range(1000, 1270))
    large = source(long)
    compared: list[int] = []
    compare = Verdicts._compare
    monkeypatch.setattr(
        Verdicts, "_compare", lambda *given: (compared.append(given[2]), compare(*given))[1]
    )
    for number in range(20):
        assert large.claim(f"Engineers found {1000 + 9 * number} cracked bolts.").grounded
    assert 20 <= len(compared) <= 20 * 12 < len(large.sentences) / 4


@pytest.mark.parametrize(
    ("claim", "text", "stated"),
    [
        ("Mexico", "A Mexican national was arrested.", True),
        ("Norway", "The Norwegian government fell.", True),
        ("Mexico", "They ate Mexican food.", False),
        ("Sweden", "A Mexican national was arrested.", False),
        ("Mexico is large.", "A Mexican national was arrested.", False),
        ("Mexico", "The mexican was arrested.", False),
    ],
)
def test_a_country_is_named_by_its_people(claim: str, text: str, stated: bool) -> None:
    """Its adjective before a word for people or organs of a state names it, and states no more."""
    assert source(text).claim(claim).grounded is stated


def test_a_citation_names_the_heading_that_it_stands_under() -> None:
    """So that a reader finds it in a document that has no pages."""
    town = source("It rained.\n\nThe Pier\n\nForty boats sank at noon.")
    assert town.claim("40 boats sank.").citations[0].heading == "The Pier"
    assert town.claim("It rained.").citations[0].heading is None
