"""Evidence and source -> HTML: one file that asks nothing of anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from summarize.controls import printable
from summarize.page import evidence
from summarize.page.evidence import Entry, Evidence
from summarize.page.source import leaves, share
from summarize.types import Answer, Coverage, Document, Provenance, Status, Summary

_HERE = Path(__file__).parent
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Row:
    """A document in the index: its name, the address of its page, and what its page shows."""

    name: str
    address: str
    result: Summary | tuple[Answer, ...]

    @property
    def summary(self) -> Summary | None:
        """The result, where it is a summary."""
        return self.result if isinstance(self.result, Summary) else None

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by the ids of their questions."""
        if isinstance(self.result, Summary):
            return self.result.answers
        return {answer.question.id: answer for answer in self.result}

    @property
    def first_entries(self) -> dict[str, str]:
        """For each question's text, the id of the entry that answers it first."""
        return {entry.question: entry.id for entry in reversed(self._entries) if entry.question}

    @property
    def conflict(self) -> str:
        """The id of the first entry that tells of a conflict; empty where there is none."""
        return next((entry.id for entry in self._entries if entry.conflict), "")

    @property
    def unread(self) -> str:
        """How much was read; empty where it was everything."""
        return _read(self.summary.coverage) if self.summary and self.summary.coverage.failed else ""

    @property
    def _entries(self) -> list[Entry]:
        if isinstance(self.result, Summary):
            return evidence.of_summary(self.result).entries
        return evidence.of_answers(self.result).entries


def summary_page(summary: Summary, document: Document) -> str:
    """Return a page with a summary on one side and its document on the other.

    Args:
        summary: A summary of `document`.
        document: What it was made of; its text is shown whole.
    """
    return _page(
        evidence.of_summary(summary),
        document,
        summary.provenance,
        [
            _found(summary),
            *_answered(summary.answers.values()),
            *_in_parts(summary.coverage),
            *_translated(summary),
        ],
        missing=summary.coverage.problems,
        language=summary.language,
        date=summary.date,
    )


def answers_page(answers: tuple[Answer, ...], document: Document) -> str:
    """Return a page with answers on one side and their document on the other."""
    return _page(
        evidence.of_answers(answers),
        document,
        answers[0].provenance,
        _answered(answers),
        language="",
        date=document.date,
    )


def index_page(rows: Iterable[Row]) -> str:
    """Return a page with a table: a row for each document, a column for each question."""
    rows = list(rows)
    questions = {a.question.id: a.question.text for row in rows for a in row.answers.values()}
    return _render("index.html.jinja", "", rows=rows, questions=questions, Status=Status)


def _page(
    shown: Evidence,
    document: Document,
    provenance: Provenance | None,
    counts: list[str],
    *,
    language: str,
    date: str | None,
    missing: Iterable[str] = (),
) -> str:
    length = len(document.text)
    return _render(
        "page.html.jinja",
        (_HERE / "page.js").read_text("utf-8"),
        evidence=shown,
        ungrounded=[entry for entry in shown.entries if entry.ungrounded],
        document=document,
        leaves=leaves(document.text, shown.spans),
        ticks=[
            (number, 1000 * start / length, 1000 * (end - start) / length)
            for number, (start, end) in enumerate(shown.spans, 1)
        ],
        share=share(shown.spans, length),
        provenance=provenance,
        counts=counts,
        missing=list(missing),
        language=language if _LANGUAGE.fullmatch(language) else "",
        date=date,
    )


def _found(summary: Summary) -> str:
    claims = summary.claims
    return f"{sum(claim.grounded for claim in claims)} of {len(claims)} claims found"


def _answered(answers: Iterable[Answer]) -> list[str]:
    states = [given.status for given in answers]
    found = sum(state in (Status.ANSWERED, Status.CONFLICT) for state in states)
    return [f"{found} of {len(states)} questions answered"] if states else []


def _in_parts(coverage: Coverage) -> list[str]:
    """Say how much was read of a document that was read in parts, and where its evidence lies."""
    if coverage.chunks == 1:
        return []
    failed = f"{len(coverage.failed)} of {coverage.chunks} parts failed"
    first, middle, last = (f"{share:.0%}" for share in coverage.thirds)
    lies = f"citations: {first} in the first third, {middle} in the middle, {last} in the last"
    return [_read(coverage), failed if coverage.failed else f"{coverage.chunks} parts", lies]


def _read(coverage: Coverage) -> str:
    return f"{coverage.characters_read:,} of {coverage.characters:,} characters read"


def _translated(summary: Summary) -> list[str]:
    return ["translated by the model"] if any(claim.original for claim in summary.claims) else []


def _render(template: str, script: str, **variables: object) -> str:
    style = (_HERE / "page.css").read_text("utf-8")
    policy = f"default-src 'none'; img-src data:; style-src {_digest(style)}; script-src "
    policy += _digest(script) if script else "'none'"
    policy += "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    # Style and script are this package's own, and their digests are of exactly these characters.
    own = {"style": Markup(style), "script": Markup(script), "policy": policy}  # noqa: S704
    return _environment().get_template(template).render(**own, **variables)


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
