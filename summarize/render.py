"""Result -> text for people, with numbered quotes; or JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel

from summarize.controls import RAW
from summarize.controls import printable as printable
from summarize.types import Answer, Citation, Claim, Coverage, Status, Summary, Verdict

WIDTH = 88
_INDENT = "  "


def as_json(result: BaseModel, *, indent: int | None = 2) -> str:
    """Render a result as JSON; what could drive a terminal is escaped."""
    return _escaped(result.model_dump_json(indent=indent))


def line(values: Mapping[str, object]) -> str:
    """Render values as a line of JSON, as `as_json` does a result."""
    return _escaped(json.dumps(values, ensure_ascii=False))


def _escaped(text: str) -> str:
    return RAW.sub(lambda character: f"\\u{ord(character[0]):04x}", text)


class _Quotes:
    """The quotes that a text refers to, numbered in the order in which they come up."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        self._quotes: list[Citation] = []

    def marks(self, citations: Iterable[Citation]) -> str:
        return "".join(f"[{self._number(citation)}]" for citation in citations)

    def _number(self, citation: Citation) -> int:
        place = citation.start, citation.end
        if place not in self._numbers:
            self._quotes.append(citation)
            self._numbers[place] = len(self._quotes)
        return self._numbers[place]

    def lines(self, source: str) -> list[str]:
        if not self._quotes:
            return []
        found = ["", f"Quotes from {source}"]
        for number, citation in enumerate(self._quotes, 1):
            quote = " ".join(citation.quote.split())
            page = f"page {citation.page}, " if citation.page else ""
            place = f"{page}characters {citation.start:,}-{citation.end:,}"
            found += _wrapped(f'"{quote}" ({place})', f"[{number}]".rjust(6) + " ")
        return found


def summary_text(summary: Summary) -> str:
    """Render a summary for people."""
    quotes = _Quotes()
    lines = _wrapped(_marked(summary.title, quotes), "")
    lines += [" · ".join(filter(None, (summary.date, summary.language, _count(summary))))]
    lines += _failed(summary.coverage)
    lines += ["", *_wrapped(" ".join(_marked(claim, quotes) for claim in summary.abstract), "")]
    lines += _section("Key points", (_marked(c, quotes) for c in summary.key_points))
    lines += _section(
        "The document gives several",
        ("; ".join(_marked(c, quotes) for c in conflict.claims) for conflict in summary.conflicts),
    )
    lines += _section("Figures", (_marked(f, quotes) for f in summary.figures))
    names = (("People", summary.people), ("Organisations", summary.organisations))
    for heading, claims in (*names, ("Places", summary.places)):
        listed = ", ".join(_marked(claim, quotes) for claim in claims)
        lines += _section(heading, [listed] if listed else [])
    if summary.answers:
        lines += ["", "Answers"]
        lines += _answers(summary.answers.values(), quotes)
    lines += quotes.lines(summary.provenance.source)
    return printable("\n".join(lines))


def answers_text(answers: Sequence[Answer]) -> str:
    """Render answers for people; the question is repeated where there are several."""
    quotes = _Quotes()
    lines = (
        _answers(answers, quotes) if len(answers) > 1 else _wrapped(_said(answers[0], quotes), "")
    )
    provenance = answers[0].provenance
    return printable("\n".join(lines + quotes.lines(provenance.source if provenance else "source")))


def _count(summary: Summary) -> str:
    claims = summary.claims
    return f"{sum(claim.grounded for claim in claims)} of {len(claims)} claims found in the source"


def _failed(coverage: Coverage) -> list[str]:
    """Say which parts of the document could not be read, or not put together, and why."""
    if not (coverage.failed or coverage.unmerged):
        return []
    read = f"{coverage.characters_read:,} of {coverage.characters:,} characters were read"
    parts = [f"characters {f.start:,}-{f.end:,}: {f.problem}" for f in coverage.failed]
    parts += [f"parts are told side by side: {problem}" for problem in coverage.unmerged]
    return [line for told in (f"NOT WHOLE: {read}", *parts) for line in _wrapped(told, "")]


def _section(heading: str, items: Iterable[str]) -> list[str]:
    lines = [line for item in items for line in _wrapped(item, f"{_INDENT}- ")]
    return ["", heading, *lines] if lines else []


def _answers(answers: Iterable[Answer], quotes: _Quotes) -> list[str]:
    lines: list[str] = []
    for given in answers:
        lines += _wrapped(given.question.text, _INDENT)
        lines += _wrapped(_said(given, quotes), _INDENT * 3)
    return lines


def _said(given: Answer, quotes: _Quotes) -> str:
    marks = quotes.marks(given.citations)
    if given.status is Status.NOT_STATED:
        return "not stated"
    if given.status is Status.CONFLICT:
        several = "; ".join(_marked(claim, quotes) for claim in given.alternatives)
        return f"the document gives several: {several}"
    if given.status is Status.UNVERIFIED:
        return f"{given.text} (UNVERIFIED: could not be located in the document)"
    return f"{given.text} {marks}"


def _marked(claim: Claim, quotes: _Quotes) -> str:
    return f"{claim.text} {_verdict(claim, quotes)}"


def _verdict(claim: Claim, quotes: _Quotes) -> str:
    """Give the quotes of a claim; in words, what keeps it from resting on them."""
    marks = quotes.marks(claim.citations)
    if claim.verdict is Verdict.ALTERED:
        return f"(ALTERED: {claim.reason}, compare {marks})" if marks else "(ALTERED)"
    if claim.verdict is Verdict.UNSUPPORTED:
        return (
            f"(NOT FOUND in the source; nearest {marks})" if marks else "(NOT FOUND in the source)"
        )
    return marks


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [lead.rstrip()]
