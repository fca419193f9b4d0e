"""The values: frozen pydantic models, from the document that is read to the result that is given.

Offsets are characters of the original text, `start` inclusive and `end` exclusive, so that
`document.text[citation.start:citation.end] == citation.quote`.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from summarize import layout, match

SCHEMA_VERSION: Literal[1] = 1
"""Rises when a field of a result is renamed, left out or takes another meaning."""


class Value(BaseModel):
    """What every value is: immutable, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Value):
    """A stretch of a document's text, in characters."""

    start: int = Field(ge=0, description="First character, inclusive.")
    end: int = Field(ge=0, description="Last character, exclusive.")


class Document(Value):
    """A text to be summarised or asked about.

    Example:
        >>> document = Document.from_text("Ten ships left. Two came back.")
        >>> document.find("two came back")
        >>> document.find("Two came back")
        Span(start=16, end=29)
    """

    text: str = Field(description="The text as it was read; every offset counts its characters.")
    source: str = Field(description="The path it came from, 'standard input', or a name.")
    title: str | None = Field(None, description="The headline, where the text opens with one.")
    date: str | None = Field(None, description="ISO 8601 date, where the text opens with one.")
    author: str | None = Field(None, description="As an HTML page or a DOCX file names them.")
    pages: tuple[int, ...] = Field(
        (), description="Of a PDF: where each page begins, in characters of the text."
    )

    @classmethod
    def from_text(cls, text: str, *, source: str = "text") -> Document:
        """Make a document of `text`; its title and date are read off the text's first lines."""
        opening = layout.opening(text)
        return cls(text=text, source=source, title=opening.title, date=opening.date)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def page(self, start: int) -> int | None:
        """Return the number of the page on which a character stands, from 1; None without pages."""
        return bisect_right(self.pages, start) or None

    def find(self, quote: str) -> Span | None:
        """Find `quote` in the text, tolerant of typography and strict in meaning.

        White space, quotation marks, dashes, soft hyphens, ligatures and a missing final stop may
        differ; nothing else may, and a match begins and ends at the boundary of a word or number.
        None when the quote does not stand in the text.
        """
        found = match.find(quote, self.text)
        return None if found is None else Span(start=found[0], end=found[1])


class Sentence(Value):
    """A sentence of a document, or a heading or date line between its sentences."""

    number: int | None = Field(description="From 1; None for a heading, which is never numbered.")
    kind: Literal["sentence", "heading", "date"]
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str = Field(description="The document's text from `start` to `end`.")
    heading: str | None = Field(None, description="What it stands under; None before the first.")


class Verdict(StrEnum):
    """What the source says of a claim."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    ALTERED = "altered"
    UNSUPPORTED = "unsupported"


class Alteration(StrEnum):
    """Why a claim is `altered`: what it says otherwise than the source."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    DIRECTION = "direction"
    ROLE = "role"
    ATTRIBUTION = "attribution"
    HEDGE = "hedge"


class Citation(Value):
    """Characters of the source that state a claim.

    Example:
        >>> document = Document.from_text("Ten ships left. Two came back.")
        >>> citation = Citation(quote="Two came back.", start=16, end=30)
        >>> document.text[citation.start : citation.end] == citation.quote
        True
    """

    quote: str = Field(description="The document's text from `start` to `end`, verbatim.")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None = Field(None, description="From 1; None where the document has no pages.")
    heading: str | None = Field(None, description="What it stands under; None before the first.")
    moved: bool = Field(False, description="True when the model had named other sentences.")


class Claim(Value):
    """Something that a summary states, with its evidence.

    Example:
        >>> claim = Claim(text="Nine ships left.", verdict="altered", reason="number")
        >>> claim.grounded, claim.citations
        (False, ())
    """

    text: str
    citations: tuple[Citation, ...] = Field(
        (), description="In the order of the source; empty when no sentence comes near."
    )
    verdict: Verdict
    reason: Alteration | None = Field(None, description="For an `altered` claim only.")
    judged_by: Literal["rules", "model"] = Field(
        "rules",
        description="'model' when the model, shown only the cited sentences, overruled the rules.",
    )
    original: str | None = Field(
        None, description="Of a translation: the wording that has the verdict; None where it is."
    )

    @property
    def grounded(self) -> bool:
        """True for `verbatim` and `supported`."""
        return self.verdict in (Verdict.VERBATIM, Verdict.SUPPORTED)


class Figure(Claim):
    """A number that the document states: `value`, its `unit`, and what it `counts`."""

    value: str = Field(description="As the document writes it: 'nearly 110,000'.")
    unit: str | None = Field(None, description="'days', 'US dollars', 'percent'; None if none.")
    counts: str = Field(description="What is counted or measured: 'drug overdose deaths'.")


class AnswerType(StrEnum):
    """What kind of answer a question wants."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    LIST = "list"


class Question(Value):
    """A question, fixed or asked for the occasion.

    Example:
        >>> Question(id="left", text="How many ships left?", type="number").type
        <AnswerType.NUMBER: 'number'>
    """

    id: str = Field(min_length=1, description="Names the answer: `summary.answers[id]`.")
    text: str = Field(min_length=1)
    type: AnswerType = AnswerType.TEXT


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_STATED = "not_stated"
    CONFLICT = "conflict"
    UNVERIFIED = "unverified"
    UNREAD = "unread"


DECIMALS = 12
"""Of a cost: the price of a token has fewer, and what is behind them is not money."""


class Usage(Value):
    """What the model was asked to read and write, in tokens."""

    calls: int = 0
    cached_calls: int = Field(0, description="Replies kept from before, beside those of `calls`.")
    input_tokens: int = 0
    cached_tokens: int = Field(0, description="Those of `input_tokens` that a cache spared.")
    output_tokens: int = 0
    cost: float | None = Field(
        None, description="US dollars, by list prices; None where a call's price is not known."
    )

    def __add__(self, other: Usage) -> Usage:
        costs = [usage.cost for usage in (self, other) if usage.calls or usage.cost]
        known = [cost for cost in costs if cost is not None]
        return Usage(
            calls=self.calls + other.calls,
            cached_calls=self.cached_calls + other.cached_calls,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost=round(float(sum(known)), DECIMALS) if len(known) == len(costs) else None,
        )


class Provenance(Value):
    """Where a result comes from."""

    source: str = Field(description="The document's `source`.")
    document_digest: str = Field(description="SHA-256 of the document's text.")
    model: str
    template_digest: str = Field(description="SHA-256 over the prompt templates that made it.")
    version: str = Field(description="Version of this package.")
    schema_version: Literal[1] = Field(SCHEMA_VERSION, description="Of the result's form.")
    usage: Usage


class FailedChunk(Span):
    """A part of a document that could not be read, and why."""

    problem: str


class Answer(Value):
    """An answer, in the document's words where it has them.

    Example:
        >>> question = Question(id="left", text="Who left?")
        >>> Answer(question=question, text=None, status="not_stated").status
        <Status.NOT_STATED: 'not_stated'>
    """

    question: Question
    text: str | None = Field(
        description="None when the document does not state it, or what could state it was not read."
    )
    status: Status
    citations: tuple[Citation, ...] = ()
    original: str | None = Field(
        None, description="Of a translation: the wording that was found; None where `text` is."
    )
    untranslated: str | None = Field(
        None,
        description="Why it could not be translated and is given as it was found; None inside a "
        "summary, whose `coverage` says so.",
    )
    alternatives: tuple[Claim, ...] = Field(
        (), description="For a `conflict`: each answer that the document gives."
    )
    unread: tuple[FailedChunk, ...] = Field(
        (),
        description="Parts that were to be read for it and could not be, beside those that the "
        "answer rests on; empty unless `on_error` is 'partial'.",
    )
    provenance: Provenance | None = Field(
        None, description="None inside a summary, which has its own."
    )

    @property
    def problems(self) -> tuple[str, ...]:
        """Why parts could not be read for it, each reason once."""
        return tuple(dict.fromkeys(part.problem for part in self.unread))


class Conflict(Value):
    """Passages of a document that give another value each for the same thing; none is chosen."""

    claims: tuple[Claim, ...] = Field(description="What each says, in the document's order.")


class Coverage(Value):
    """How much of a document a summary rests on."""

    characters: int = Field(description="Of the document.")
    characters_read: int = Field(description="Of the parts that the model read.")
    chunks: int = Field(description="How many parts it was read in; 1 where it was read at once.")
    failed: tuple[FailedChunk, ...] = Field(
        (), description="Those that could not be read; empty unless `on_error` is 'partial'."
    )
    unmerged: tuple[str, ...] = Field(
        (),
        description="Why parts that were read could not be summarised together, so that what they "
        "state is given as it is; empty unless `on_error` is 'partial'.",
    )
    untranslated: tuple[str, ...] = Field(
        (),
        description="Why some of what is said could not be translated, so that it is given as it "
        "was found.",
    )
    thirds: tuple[float, float, float] = Field(
        description="Share of the citations in each third of the document; 0 where there are none."
    )

    @property
    def problems(self) -> tuple[str, ...]:
        """What the summary lacks and why, each by itself; empty where it is whole."""
        return (
            *(f"characters {f.start:,}-{f.end:,}: {f.problem}" for f in self.failed),
            *(f"parts are told side by side: {problem}" for problem in self.unmerged),
            *(f"not all is translated: {problem}" for problem in self.untranslated),
        )


class Summary(Value):
    """A document in short: every part that states something is a claim with its evidence.

    Example:
        >>> def unproven(summary: Summary) -> list[str]:
        ...     return [claim.text for claim in summary.claims if not claim.grounded]
    """

    title: Claim
    date: str | None = Field(description="ISO 8601, as the document gives it; None if it does not.")
    language: str = Field(
        description="ISO 639-1 code of the document's language; 'und' where no model told it."
    )
    abstract: tuple[Claim, ...] = Field(description="One claim a sentence.")
    key_points: tuple[Claim, ...]
    people: tuple[Claim, ...]
    organisations: tuple[Claim, ...]
    places: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    answers: dict[str, Answer] = Field(description="The fixed questions' answers, by their id.")
    conflicts: tuple[Conflict, ...] = Field(
        (),
        description="Of a document that was read in parts: what these contradict one another in.",
    )
    coverage: Coverage
    provenance: Provenance

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the summary, in reading order."""
        return (
            self.title,
            *self.abstract,
            *self.key_points,
            *self.people,
            *self.organisations,
            *self.places,
            *self.figures,
        )


class Failure(Value):
    """Why a document has no result."""

    error: str = Field(description="The kind of error: 'UnreadableInputError'.")
    message: str = Field(description="What happened, to which document, and what to do.")
    exit_code: int = Field(description="What a command ends with for this error.")
    schema_version: Literal[1] = Field(SCHEMA_VERSION, description="That of results.")


class Result(Value):
    """What came of one document of many: a summary, or answers, or the error."""

    source: str = Field(description="The document's `source`.")
    summary: Summary | None = None
    answers: tuple[Answer, ...] = Field((), description="In the order of the questions.")
    error: Failure | None = Field(None, description="None where there is a result.")
    repeated: bool = Field(
        False, description="True when no call was made for it: it was finished before."
    )

    @property
    def whole(self) -> bool:
        """Whether all that was to be read and translated could be."""
        answers = (*self.answers, *(self.summary.answers.values() if self.summary else ()))
        if self.summary and self.summary.coverage.problems:
            return False
        return not any(answer.unread or answer.untranslated for answer in answers)

    @property
    def usage(self) -> Usage:
        """What was asked for this document, in this run."""
        results = (self.summary, *self.answers[:1])  # answers share one account
        made_by = [r.provenance for r in results if r is not None and r.provenance is not None]
        return Usage() if self.repeated or not made_by else made_by[0].usage
