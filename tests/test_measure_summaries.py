"""Summaries: verdicts, length, and the names and figures of the references beside the lead's."""

from __future__ import annotations

from pathlib import Path

import harbour
import pytest
from measured import SHORT, measured, value

from summarize.errors import NotJSONError
from summarize.measure.sections import Section
from summarize.measure.summaries import AS_LONG, COVERED, THREE, summaries
from summarize.testing import ScriptedModel

LENGTH = len(harbour.TEXT.split())


def sections(folder: Path, *records: dict[str, object], model: ScriptedModel) -> list[Section]:
    """Measure summaries."""
    return list(summaries(measured(folder, records, model)))


def test_verdicts_are_shares_of_claims(tmp_path: Path) -> None:
    """Of every claim, names and figures among them; "sentences" are those the model wrote."""
    invented = "The pier will cost Velden 90 million crowns."
    reply = {**harbour.SUMMARY, "abstract": invented, "title": "Boats leave"}
    found = sections(tmp_path, dict(SHORT), model=harbour.model(summary=reply))[0]
    shares = [value(found, f"claims {verdict}") for verdict in ("verbatim", "supported", "altered")]
    failed = value(found, "claims unsupported")
    assert failed is not None
    assert sum(filter(None, shares)) + failed == pytest.approx(1)
    assert failed > 0
    assert value(found, "claims on the model's yes") == 0
    sentences = found.figure("sentences verbatim")
    assert sentences is not None
    assert sentences.n == 4


def test_compression_counts_abstract_and_key_points(tmp_path: Path) -> None:
    """Their words over the document's; the lead of equal length has as many."""
    found = sections(tmp_path, dict(SHORT), model=harbour.model())[0]
    line = "words for each of the text"
    assert value(found, line) == pytest.approx((10 + 8 + 5) / LENGTH)
    assert value(found, line, AS_LONG) == value(found, line)
    assert value(found, line, THREE) == pytest.approx((10 + 11 + 7) / LENGTH)


def test_coverage_beside_the_lead(tmp_path: Path) -> None:
    """40, Oldhaven, 12 and Quill are wanted: each text is searched for them, the title is not."""
    reply = {**harbour.SUMMARY, "abstract": "The crews were thanked."}
    (found, genres) = sections(tmp_path, dict(SHORT), model=harbour.model(summary=reply))
    assert value(found, COVERED) == 3 / 4
    assert value(found, COVERED, THREE) == 1
    assert value(found, COVERED, AS_LONG) == 1 - 1 / 4
    assert value(genres, "news", THREE) == 1


def test_a_long_text_is_to_be_cut_to_a_fifth(tmp_path: Path) -> None:
    """Only texts of over 500 words count."""
    line = "a fifth or less, texts over 500 words"
    long = harbour.TEXT + "\n\n" + "The crews waited for the tide. " * 100
    short, at_length = ({**SHORT, "text": text} for text in (harbour.TEXT, long))
    figure = sections(tmp_path, short, model=harbour.model())[0].figure(line)
    assert figure is not None
    assert figure.n == 0
    assert value(sections(tmp_path, at_length, model=harbour.model())[0], line) == 1


def test_a_summary_that_never_came_covers_nothing(tmp_path: Path) -> None:
    """An error counts as wrong; the lead is still there to compare."""
    model = ScriptedModel(lambda _: NotJSONError("no"))
    found = sections(tmp_path, dict(SHORT), model=model)[0]
    assert value(found, COVERED) == 0
    assert value(found, COVERED, THREE) == 1
    length = found.figure("words for each of the text")
    assert length is not None
    assert length.n == 0


def test_rows_without_genre_have_no_section_by_genre(tmp_path: Path) -> None:
    """And those of several genres a line each."""
    plain = {name: given for name, given in SHORT.items() if name != "genre"}
    assert len(sections(tmp_path, plain, model=harbour.model())) == 1
    other = {**SHORT, "genre": "court", "text": harbour.TEXT + "\nNobody was hurt."}
    genres = sections(tmp_path, dict(SHORT), other, model=harbour.model())[1]
    assert [line.name for line in genres.lines] == ["court", "news"]
    assert [line.figures[THREE].n for line in genres.lines] == [4, 4]
