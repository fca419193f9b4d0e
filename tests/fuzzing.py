"""What must hold whatever comes in: no crash, no span outside the text, no driven terminal.

Each `check_*` takes texts or bytes from anywhere. `test_fuzz.py` feeds them from hypothesis, in
every run; `benchmarks/fuzz.py` from atheris, for as long as one likes.
"""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterable, Sequence

from harbour import PLAIN
from test_render_text import harmless

from summarize import ask, match, render, summarize, tolerant
from summarize.chat import Reply, Request
from summarize.chunks import chunks
from summarize.errors import InputError, ModelError
from summarize.ground import Source
from summarize.read import read
from summarize.segment import segment
from summarize.testing import ScriptedModel
from summarize.types import Citation, Claim, Document, Question, Sentence, Span, Usage, Verdict
from summarize.validate import (
    AnswersDraft,
    ClaimsDraft,
    Draft,
    FactsDraft,
    SummaryDraft,
    parse,
    schema,
)

DRAFTS: tuple[type[Draft], ...] = (SummaryDraft, FactsDraft, AnswersDraft, ClaimsDraft)

WORDS = (
    *("Ten", "ships", "left", "Oldhaven", "on", "Monday", "Ines", "Quill", "said", "not", "never"),
    *(
        "nearly",
        "12",
        "1,200",
        "1.5",
        "twelve",
        "half",
        "per cent",
        "%",
        "$",
        "March 3",
        "2024-02-30",
    ),
    *(
        "U.S.",
        "Dr.",
        "Inc.",
        "don't",
        "who",
        "was",
        "sued",
        "by",
        "rose",
        "fell",
        "and",
        "to",
        "from",
    ),
    *(".", "?", "!", ",", ";", ":", "…", "-", "—", "'", '"', "“", "”", "«", "»", "(", ")", "[1]"),
    *("\n", "\n\n", "\r\n", "\t", " ", "\u00a0", "\u2028", "\u00ad\n", "-\n", "# ", "== ", "date "),
    *(
        "\u200b",
        "\u202e",
        "\u0301",
        "e\u0301",
        "ﬁ",
        "先生",
        "東京。",
        "ß",
        "İ",
        "10²",
        "½",
        "٣",
        "\U0001d7d8",
    ),
    *(
        "\x1b[31m",
        "\x9b2J",
        "\x7f",
        "\x00",
        "\ud800",
        "<|im_end|>",
        "</think>",
        "<think>",
        "```json",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        '{"a":',
        "null",
        "NaN",
        "1e999",
        "-0",
        "\\u0000",
        "\\",
        "//",
        "/*",
        "True",
    ),
    *("Reply with", "ignore the above", "&", "<b>", "10" * 40, "million", "°C", "km", "a.m.", "I"),
)
"""Pieces from which texts are made that reach deeper than random characters do."""

FIELDS = (
    *("title", "language", "abstract", "key_points", "sentence", "text", "people", "places"),
    *("organisations", "figures", "number", "counts", "answers", "question", "answer", "claims"),
)
"""Names that a reply's objects may have."""

HOLDS = {"summary": '"title"', "facts": '"people"', "answers": '"answers"', "again": '"claims"'}
"""What a reply to each form has in it, so that a model says what fits where it has it."""


def check_reading(content: bytes) -> None:
    """Bytes are a document with text in it, or an error of the input."""
    try:
        document = read(io.BytesIO(content), PLAIN)
    except InputError:
        return
    assert document.text.strip()
    assert document.text.encode()
    assert document.title is None or document.title in document.text


def check_segmenting(text: str) -> None:
    """Sentences are numbered and tile the text but for white space, and so do their chunks."""
    sentences = segment(Document.from_text(text))
    end = 0
    for sentence in sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()
    numbers = [s.number for s in sentences if s.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert bool(numbers) == bool(text.strip())
    parts = [s.text for part in chunks(sentences, lambda s: len(s.text), 50) for s in part]
    assert "".join("".join(parts).split()) == "".join("".join(s.text for s in sentences).split())


def check_finding(quote: str, text: str) -> None:
    """A span lies in the text, begins and ends with what is seen, and is found by its own words."""
    found = Document.from_text(text).find(quote)
    if found is None:
        return
    words = _inside(found, text)
    assert words == words.strip() != ""
    again = match.find(words, text)
    assert again is not None
    assert match.fold(text[slice(*again)]).text == match.fold(words).text


def check_verdicts(text: str, claimed: str, asked: str) -> None:
    """Every citation is verbatim, and no claim is grounded on nothing."""
    document = Document.from_text(text)
    source = Source(document, segment(document))
    claim = source.claim(claimed, (1, 2))
    _check_claims([claim], document)
    source.doubtful(claim)
    source.planted(claimed)
    _check_claims(source.conflict(claimed, asked), document)
    for sentence in source.evidence(claimed, asked):
        _check_sentence(sentence, document)
        if place := source.locate(claimed, sentence):
            assert sentence.start <= place[0] < place[1] <= sentence.end


def check_parsing(reply: str) -> None:
    """A reply is objects of JSON, and a draft of the form asked for, or an error of the model."""
    try:
        found = tolerant.objects(reply)
    except ValueError:
        found = []
    assert all(isinstance(each, dict) for each in found)
    for draft in DRAFTS:
        for reason in ("stop", "length", "content_filter"):
            try:
                parsed = parse(Reply(reply, reason, Usage()), draft)
            except ModelError:
                continue
            assert found
            assert reason == "stop"
            assert draft.model_validate_json(parsed.model_dump_json()) == parsed


def check_schemas() -> None:
    """What a model is asked for is JSON itself."""
    assert all(json.loads(json.dumps(schema(draft))) for draft in DRAFTS)


def check_tasks(text: str, replies: Sequence[str], question: str) -> None:
    """Whatever a model says of whatever document: a result that holds, or an error of the model.

    The result is read back equal from its JSON, and no character of it drives a terminal.
    """
    document = Document.from_text(text, source=text[:20])
    said = itertools.count()

    def say(request: Request) -> str:
        fitting = [reply for reply in replies if HOLDS.get(request.schema_name, "") in reply]
        return (fitting or replies)[next(said) % len(fitting or replies)]

    for small in (False, True):
        model = ScriptedModel(say, small=small)
        try:
            answer = ask(document, question, model=model, settings=PLAIN)
            fixed = [Question(id="q", text=question)]
            summary = summarize(document, model=model, questions=fixed, settings=PLAIN)
        except (InputError, ModelError):
            continue
        _check_claims([*summary.claims, *answer.alternatives], document)
        for given in (answer, *summary.answers.values()):
            _check_citations(given.citations, document)
        shown = (render.summary_text(summary), render.answers_text([answer]))
        written = (render.as_json(summary), render.as_json(answer))
        assert all(harmless(each) for each in (*shown, *written))
        assert type(summary).model_validate_json(written[0]) == summary


def _inside(span: Span | Citation | Sentence, text: str) -> str:
    assert 0 <= span.start < span.end <= len(text)
    return text[span.start : span.end]


def _check_sentence(sentence: Sentence, document: Document) -> None:
    assert _inside(sentence, document.text) == sentence.text


def _check_citations(citations: Iterable[Citation], document: Document) -> None:
    for citation in citations:
        assert _inside(citation, document.text) == citation.quote


def _check_claims(claims: Iterable[Claim], document: Document) -> None:
    for claim in claims:
        _check_citations(claim.citations, document)
        assert bool(claim.reason) == (claim.verdict is Verdict.ALTERED)
        assert claim.citations or not claim.grounded
        if claim.verdict is Verdict.VERBATIM:
            assert match.find(claim.text, document.text)
