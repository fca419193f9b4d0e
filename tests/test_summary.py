"""The summary of one document."""

from __future__ import annotations

import asyncio

import pytest
from harbour import DOCUMENT, PLAIN, SUMMARY, answers, model
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import asummarize, summarize
from summarize.errors import GroundingError
from summarize.testing import ScriptedModel
from summarize.types import Question, Status, Summary, Verdict

CLOSED = Question(id="closed", text="How long had the harbour been closed?")


def written(scripted: ScriptedModel) -> Summary:
    """Summarise the article, with one question."""
    return summarize(DOCUMENT, model=scripted, questions=[CLOSED], settings=PLAIN)


def test_a_summary_is_whole() -> None:
    """Title, date, language, sentences, names, figures, answers and provenance are there."""
    summary = written(model(answers=answers((2, "12 days"))))
    assert summary.title.text == "Harbour closed for 12 days"
    assert summary.language == "en"
    assert [claim.text for claim in summary.abstract] == ["Ines Quill thanked the crews."]
    assert len(summary.key_points) == 2
    assert summary.people[0].text == "Ines Quill"
    assert summary.figures[0].value.lower() == "nearly 40"
    assert summary.answers["closed"].text == "12 days"
    assert summary.provenance.document_digest == DOCUMENT.digest
    assert summary.provenance.usage.calls == 3


def test_the_abstract_is_cut_into_claims() -> None:
    """Each sentence of the abstract is a claim with a verdict of its own."""
    prose = "Ines Quill thanked the crews. The harbour was closed for 13 days."
    summary = written(model(summary={**SUMMARY, "abstract": prose}))
    assert [claim.verdict for claim in summary.abstract] == [Verdict.VERBATIM, Verdict.ALTERED]


def test_no_fact_is_told_twice() -> None:
    """A key point that only says again what one before it says is left out."""
    points = [
        {"sentence": 2, "text": "The harbour had been closed for 12 days."},
        {"sentence": 3, "text": "Ines Quill thanked the crews."},
        {"sentence": 2, "text": "The harbour was closed for twelve days."},
    ]
    summary = written(model(summary={**SUMMARY, "key_points": points}))
    assert [claim.text for claim in summary.key_points] == [p["text"] for p in points[:2]]


def test_strict_refuses_what_is_not_grounded() -> None:
    """In strict mode a claim that fails is a GroundingError that names it; exit code 8."""
    wrong = {**SUMMARY, "title": "Harbour closed for 13 days"}
    strict = PLAIN.model_copy(update={"strict": True})
    with pytest.raises(GroundingError, match=r"harbour\.txt: 1 of ") as raised:
        summarize(DOCUMENT, model=model(summary=wrong), questions=[CLOSED], settings=strict)
    assert raised.value.problems == ("Harbour closed for 13 days",)
    assert raised.value.exit_code == 8


def test_a_summary_is_frozen_and_read_back_from_json() -> None:
    """A result cannot be changed, and its JSON gives the same result."""
    summary = written(model())
    with pytest.raises(ValueError, match="frozen"):
        summary.language = "fr"
    assert Summary.model_validate_json(summary.model_dump_json()) == summary
    assert summary.answers["closed"].status is Status.NOT_STATED


def test_the_digest_tells_the_templates() -> None:
    """Two summaries by the same templates carry one digest, which covers all that were used."""
    first, second = written(model()), written(model())
    assert first.provenance.template_digest == second.provenance.template_digest


def test_both_faces_work_inside_a_running_loop() -> None:
    """In a notebook, `await asummarize(...)` and `summarize(...)` both work."""

    async def inside() -> tuple[Summary, Summary]:
        later = await asummarize(DOCUMENT, model=model(), questions=[CLOSED], settings=PLAIN)
        return later, written(model())

    first, second = asyncio.run(inside())
    assert first.title == second.title


@settings(max_examples=40)
@given(
    st.text(min_size=1).filter(str.strip),
    st.text(min_size=1).filter(str.strip),
    st.integers(min_value=-3, max_value=99),
)
def test_every_citation_lies_in_the_text(title: str, point: str, sentence: int) -> None:
    """Whatever a model writes, each quote stands in the document where its citation says."""
    points = [{"sentence": sentence, "text": point}]
    reply = {**SUMMARY, "title": title, "abstract": point, "key_points": points}
    summary = written(model(summary=reply, answers=answers((sentence, title))))
    for stated in (*summary.claims, *summary.answers.values()):
        for citation in stated.citations:
            assert DOCUMENT.text[citation.start : citation.end] == citation.quote
