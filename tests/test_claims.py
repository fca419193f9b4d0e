"""Claims and their verdicts: the rules first, then the model's yes, then once more."""

from __future__ import annotations

from collections.abc import Sequence

from harbour import DOCUMENT, again, asked, model, run, yes

from summarize.claims import claim, claims
from summarize.testing import ScriptedModel
from summarize.types import Alteration, Claim, Verdict
from summarize.validate import ClaimDraft


def grounded(scripted: ScriptedModel, *texts: str) -> list[Claim]:
    """Ground claims that name no sentence."""
    drafts = [ClaimDraft(sentence=0, text=text) for text in texts]
    return run(lambda reading: claims(reading, drafts), scripted)


def one(scripted: ScriptedModel, text: str, cited: Sequence[int] = ()) -> Claim:
    """Ground one claim, without asking again."""
    return run(lambda reading: claim(reading, text, cited), scripted)


def test_the_rules_need_no_model() -> None:
    """What stands there, or is accounted for word by word, costs no call."""
    scripted = model()
    verbatim = one(scripted, "Nearly 40 boats left the port of Oldhaven")
    assert (verbatim.verdict, verbatim.judged_by) == (Verdict.VERBATIM, "rules")
    supported = one(scripted, "The harbour was closed for twelve days.")
    assert (supported.verdict, supported.judged_by) == (Verdict.SUPPORTED, "rules")
    assert scripted.requests == []


def test_a_yes_supports_what_the_rules_leave_open() -> None:
    """A claim in other words goes to the model, shown the cited sentence alone; its yes is told."""
    scripted = model(check=yes(0.9))
    found = one(scripted, "The harbour stayed shut for 12 days after a storm.")
    assert (found.verdict, found.judged_by) == (Verdict.SUPPORTED, "model")
    shown = scripted.requests[0].messages[-1].content
    assert "closed for 12 days" in shown
    assert "Ines Quill" not in shown


def test_a_no_leaves_it_unsupported() -> None:
    """The same claim with a no stays unsupported, with its nearest sentence."""
    found = one(model(check=yes(0.2)), "The harbour stayed shut for 12 days after a storm.")
    assert found.verdict is Verdict.UNSUPPORTED
    assert found.citations[0].quote.startswith("The harbour had been closed")


def test_no_yes_rescues_another_number() -> None:
    """A claim that alters a number is not put to the model at all."""
    scripted = model(check=yes(1.0))
    found = one(scripted, "The harbour had been closed for 13 days after a storm.")
    assert (found.verdict, found.reason) == (Verdict.ALTERED, Alteration.NUMBER)
    assert scripted.requests == []


def test_only_what_failed_is_asked_again_with_the_reason() -> None:
    """One call asks again for the failed claim, and its better wording takes the place."""
    better = "The harbour had been closed for 12 days."
    scripted = model(again=again((2, better)))
    good = "Ines Quill thanked the crews."
    found = grounded(scripted, good, "The harbour had been closed for 13 days.")
    assert [claim.text for claim in found] == [good, better]
    (task,) = asked(scripted, "again")
    assert "13 days" in task
    assert "It gives another number than the document." in task
    assert "thanked" not in task


def test_what_still_fails_stays_and_is_marked() -> None:
    """A claim that fails twice is kept as it was, with its verdict."""
    wrong = "The harbour had been closed for 13 days."
    (found,) = grounded(model(again=again((2, "It was closed for 14 days."))), wrong)
    assert (found.text, found.verdict) == (wrong, Verdict.ALTERED)


def test_a_wrong_sentence_is_moved() -> None:
    """A claim cites the sentence that states it, and says that the model had named another."""
    found = one(model(), "Ines Quill thanked the crews.", [1])
    (citation,) = found.citations
    assert citation.moved
    assert DOCUMENT.text[citation.start : citation.end] == citation.quote
    assert "Quill" in citation.quote
