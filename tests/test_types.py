"""The values: immutable, strict about their fields, and read back equal."""

from __future__ import annotations

import doctest
import hashlib

import pytest
from harbour import DOCUMENT, PLAIN, TEXT, model
from pydantic import ValidationError

from summarize import Summary, summarize, types
from summarize.types import (
    Claim,
    Document,
    Question,
    Span,
    Usage,
    Verdict,
)


def test_a_document_knows_its_opening_and_digest() -> None:
    """Title and date are read off the text, the digest is over its UTF-8."""
    assert (DOCUMENT.title, DOCUMENT.date, DOCUMENT.source) == (
        "Harbour reopens",
        None,
        "harbour.txt",
    )
    assert DOCUMENT.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert Document.from_text("x\ud800").digest != Document.from_text("x").digest


def test_find_is_tolerant_of_typography_only() -> None:
    """A quote is found with other quotation marks and spaces, and not with another word."""
    document = Document.from_text("The “Oyster” left  at dawn.")
    assert document.find('The "Oyster" left at dawn') == Span(start=0, end=26)
    assert document.find('The "Oyster" left at dusk') is None


def test_values_do_not_change() -> None:
    """Nothing is set on a value, and a field that is none is refused."""
    claim = Claim(text="Ten ships left.", verdict=Verdict.VERBATIM)
    with pytest.raises(ValidationError):
        claim.text = "Nine ships left."  # type: ignore[misc]  # what is tested
    with pytest.raises(ValidationError):
        Claim(text="t", verdict=Verdict.VERBATIM, colour="red")  # type: ignore[call-arg]  # the same
    with pytest.raises(ValidationError):
        Span(start=-1, end=0)
    with pytest.raises(ValidationError):
        Question(id="", text="Who?")


@pytest.mark.parametrize("verdict", Verdict)
def test_grounded_is_verbatim_or_supported(verdict: Verdict) -> None:
    """Altered and unsupported claims are not."""
    expected = verdict in ("verbatim", "supported")
    assert Claim(text="t", verdict=verdict).grounded is expected


def test_costs_add_up_to_what_a_person_reckons() -> None:
    """Not to 0.30000000000000004."""
    tenth, fifth = Usage(calls=1, cost=0.1), Usage(calls=1, cost=0.2)
    assert (tenth + fifth).cost == 0.3
    assert (tenth + Usage(calls=1)).cost is None


def test_usage_adds_up() -> None:
    """Field by field."""
    one = Usage(calls=1, input_tokens=2, cached_tokens=3, output_tokens=4)
    assert one + one == Usage(calls=2, input_tokens=4, cached_tokens=6, output_tokens=8)


def test_a_summary_lists_its_claims_and_is_read_back() -> None:
    """Every part that states something, in reading order; JSON gives the same value."""
    summary = summarize(DOCUMENT, model=model(), questions=[], settings=PLAIN)
    assert [claim.text for claim in summary.claims] == [
        "Harbour closed for 12 days",
        "Ines Quill thanked the crews.",
        "Nearly 40 boats left the port of Oldhaven on Monday.",
        "The harbour had been closed for 12 days.",
        *("Ines Quill", "Coast Board", "Oldhaven", "Nearly 40 boats", "12 days"),
    ]
    assert Summary.model_validate_json(summary.model_dump_json()) == summary


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(types).failed == 0
