"""Result -> text for people, wrapped, with its quotes below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from summarize.controls import printable
from summarize.render.wording import Quotes, about, failed, marked, quoted, said, sections
from summarize.types import Answer, Summary

WIDTH = 88
"""Characters of a line, where no narrower terminal is known."""
_INDENT = "  "
_MARK = "[{}]"


def summary_text(summary: Summary, width: int = WIDTH) -> str:
    """Render a summary for people, in lines of at most so many characters."""
    quotes = Quotes(_MARK)
    lines = _wrapped(marked(summary.title, quotes), "", width)
    lines += [about(summary)]
    lines += [line for told in failed(summary.coverage) for line in _wrapped(told, "", width)]
    abstract = " ".join(marked(claim, quotes) for claim in summary.abstract)
    lines += ["", *_wrapped(abstract, "", width)]
    for heading, items in sections(summary, quotes):
        listed = (line for item in items for line in _wrapped(item, f"{_INDENT}- ", width))
        lines += ["", heading, *listed]
    if summary.answers:
        lines += ["", "Answers"]
        lines += _answers(summary.answers.values(), quotes, width)
    lines += _quotes(quotes, summary.provenance.source, width)
    return printable("\n".join(lines))


def answers_text(answers: Sequence[Answer], width: int = WIDTH) -> str:
    """Render answers for people; the question is repeated where there are several."""
    quotes = Quotes(_MARK)
    several = len(answers) > 1
    alone = "" if several else said(answers[0], quotes)
    lines = _answers(answers, quotes, width) if several else _wrapped(alone, "", width)
    provenance = answers[0].provenance
    lines += _quotes(quotes, provenance.source if provenance else "source", width)
    return printable("\n".join(lines))


def _answers(answers: Iterable[Answer], quotes: Quotes, width: int) -> list[str]:
    lines: list[str] = []
    for given in answers:
        lines += _wrapped(given.question.text, _INDENT, width)
        lines += _wrapped(said(given, quotes), _INDENT * 3, width)
    return lines


def _quotes(quotes: Quotes, source: str, width: int) -> list[str]:
    if not quotes.found:
        return []
    found = ["", f"Quotes from {source}"]
    for number, citation in enumerate(quotes.found, 1):
        quote, place = quoted(citation)
        found += _wrapped(f'"{quote}" ({place})', f"[{number}]".rjust(6) + " ", width)
    return found


def _wrapped(text: str, lead: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [lead.rstrip()]
