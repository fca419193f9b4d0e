"""A quotation that goes on behind its speaker's name is still the speaker's word."""

from __future__ import annotations

import pytest

from summarize.ground import Source
from summarize.ground.facts import facts
from summarize.ground.quoted import speakers
from summarize.segment import segment
from summarize.types import Alteration, Document, Verdict

FLOOD = (
    '"This is the worst flood in forty years," said the mayor, Ines Quill. "We have lost two '
    'bridges. The dam will hold."\n\nThe dam is inspected in May.'
)


def who(text: str) -> dict[str, str]:
    """Give the speaker of each sentence that has one."""
    document = Document.from_text(text)
    sentences = segment(document)
    found = speakers(sentences, text, lambda place: facts(sentences[place].text))
    return {sentences[place].text: speaker.said for place, speaker in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        FLOOD,
        "“This is the worst flood,” said the mayor, Ines Quill. “The dam will hold.”",
        'It rained. "This is the worst flood," said the mayor, Ines Quill. "The dam will hold."',
        '"It was late," said Ben Moor. "Boats sank," he said. It rained.\n\n' + FLOOD,
    ],
)
def test_a_quotation_goes_on(text: str) -> None:
    """What goes on behind the speaker's name is hers."""
    ((sentence, said),) = who(text).items()
    assert "The dam will hold." in sentence
    assert said == "said the mayor, Ines Quill"


@pytest.mark.parametrize(
    "text",
    [
        '"We lost two bridges." The dam will hold. Ines Quill left.',
        'The dam will hold. "We lost two bridges."',
        '"It was late," said Ines Quill.\n\n"We lost two bridges."',
        '"It was late," said Ines Quill. We lost two "bridges".',
        '"It was late," said Ines Quill. "We lost two bridges," said Ben Moor.',
    ],
)
def test_nobody_is_made_a_speaker(text: str) -> None:
    """Without a verb of saying beside it, or across a paragraph, a quotation has no speaker."""
    assert who(text) == {}


@pytest.mark.parametrize(
    ("claim", "verdict", "reason"),
    [
        ("The mayor said two bridges were lost.", Verdict.SUPPORTED, None),
        ("Ines Quill said the dam will hold.", Verdict.SUPPORTED, None),
        ("Two bridges were lost.", Verdict.ALTERED, Alteration.ATTRIBUTION),
        ("Ben Moor said two bridges were lost.", Verdict.ALTERED, Alteration.ATTRIBUTION),
        ("The mayor said the dam is inspected in May.", Verdict.UNSUPPORTED, None),
    ],
)
def test_verdicts(claim: str, verdict: Verdict, reason: Alteration | None) -> None:
    """A quoted sentence states that its speaker says so, no more and no less."""
    document = Document.from_text(FLOOD)
    found = Source(document, segment(document)).claim(claim)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_whole_quotation_stands_there_word_for_word() -> None:
    """It claims what its document has; a part of it, told otherwise, needs its speaker."""
    document = Document.from_text(FLOOD)
    found = Source(document, segment(document))
    assert found.claim("We have lost two bridges. The dam will hold.").verdict is Verdict.VERBATIM
    assert found.claim("two lost bridges").reason is Alteration.ATTRIBUTION


def test_the_speaker_of_mere_names_is_not_cited() -> None:
    """Things that a quotation names are no statement of anybody."""
    document = Document.from_text(FLOOD)
    found = Source(document, segment(document)).claim("the dam, bridges")
    assert found.verdict is Verdict.SUPPORTED
    assert len(found.citations) == 1


def test_the_speaker_is_cited() -> None:
    """A claim that names the speaker cites the sentence that names her, too."""
    document = Document.from_text(FLOOD)
    found = Source(document, segment(document)).claim("Ines Quill said the dam will hold.")
    assert [citation.quote for citation in found.citations] == [
        '"This is the worst flood in forty years," said the mayor, Ines Quill.',
        '"We have lost two bridges. The dam will hold."',
    ]
