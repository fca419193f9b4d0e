"""Result -> Markdown, with its quotes as footnotes; nothing of a document is markup in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.controls import printable
from summarize.render.wording import Quotes, about, failed, marked, quoted, said, sections
from summarize.types import Answer, Summary

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&~|$#]|:(?=//)|(?<=www)\.|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""What could begin emphasis, a link, an image, HTML, a formula, a list or a heading."""


def summary_markdown(summary: Summary, part: int = 0) -> str:
    """Render a summary as Markdown.

    Args:
        summary: The summary.
        part: Of several in one file, which this is: their footnotes have names of their own.
    """
    quotes = _quotes(part)
    blocks = [f"# {marked(summary.title, quotes)}", about(summary)]
    blocks += [f"**{escaped(told)}**" for told in failed(summary.coverage)]
    blocks += [" ".join(marked(claim, quotes) for claim in summary.abstract)]
    for heading, items in sections(summary, quotes):
        blocks += [f"## {heading}", "\n".join(f"- {item}" for item in items)]
    if summary.answers:
        blocks += ["## Answers", *_answers(summary.answers.values(), quotes)]
    return _joined([*blocks, *_footnotes(quotes, summary.provenance.source, part)])


def answers_markdown(answers: Sequence[Answer], part: int = 0) -> str:
    """Render answers as Markdown, each below its question; `part` as of `summary_markdown`."""
    quotes = _quotes(part)
    provenance = answers[0].provenance
    blocks = list(_answers(answers, quotes))
    source = provenance.source if provenance else "source"
    return _joined([*blocks, *_footnotes(quotes, source, part)])


def _quotes(part: int) -> Quotes:
    return Quotes(f"[^{_named(part)}{{}}]", escaped)


def _named(part: int) -> str:
    return f"{part}-" if part else ""


def _answers(answers: Iterable[Answer], quotes: Quotes) -> Iterable[str]:
    return [f"**{escaped(given.question.text)}**\n\n{said(given, quotes)}" for given in answers]


def _footnotes(quotes: Quotes, source: str, part: int) -> list[str]:
    if not quotes.found:
        return []
    notes = [f"Quotes from {escaped(source)}"]
    for number, citation in enumerate(quotes.found, 1):
        quote, place = quoted(citation)
        # The place first: what is quoted could else be read as a link's address and title.
        notes.append(f'[^{_named(part)}{number}]: {place}: "{escaped(quote)}"')
    return notes


def _joined(blocks: Iterable[str]) -> str:
    return printable("\n\n".join(block.rstrip() for block in blocks if block.strip()))


def escaped(text: str) -> str:
    """Give words as one line of Markdown that shows them as they are."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
