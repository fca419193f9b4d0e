"""What is said of claims, answers and quotes, in whatever form they are rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from summarize.types import Answer, Citation, Claim, Coverage, Status, Summary, Verdict

Escape = Callable[[str], str]
"""Makes the words of a document or a model harmless in a form."""


class Quotes:
    """The quotes that a text refers to, numbered in the order in which they come up.

    Args:
        mark: How a text refers to a quote: `[{}]`.
        escape: What is done to what claims and answers say.
    """

    def __init__(self, mark: str, escape: Escape = str) -> None:
        self._mark, self.escape = mark, escape
        self._numbers: dict[tuple[int, int], int] = {}
        self.found: list[Citation] = []

    def marks(self, citations: Iterable[Citation]) -> str:
        """Refer to quotes."""
        return "".join(self._mark.format(self._number(citation)) for citation in citations)

    def _number(self, citation: Citation) -> int:
        place = citation.start, citation.end
        if place not in self._numbers:
            self.found.append(citation)
            self._numbers[place] = len(self.found)
        return self._numbers[place]


def quoted(citation: Citation) -> tuple[str, str]:
    """Give a quote on one line, and where it stands."""
    page = f"page {citation.page}, " if citation.page else ""
    place = f"{page}characters {citation.start:,}-{citation.end:,}"
    return " ".join(citation.quote.split()), place


def about(summary: Summary) -> str:
    """Give date, language and how many claims were found in the source."""
    claims = summary.claims
    found = f"{sum(c.grounded for c in claims)} of {len(claims)} claims found in the source"
    translated = "translated by the model" if any(c.original for c in claims) else ""
    return " · ".join(filter(None, (summary.date, summary.language, found, translated)))


def failed(coverage: Coverage) -> list[str]:
    """Say what could not be read, put together or translated, and why."""
    if not coverage.problems:
        return []
    read = f": {coverage.characters_read:,} of {coverage.characters:,} characters were read"
    return ["NOT WHOLE" + (read if coverage.failed else ""), *coverage.problems]


def sections(summary: Summary, quotes: Quotes) -> Iterable[tuple[str, list[str]]]:
    """Give the lists of a summary that are not empty, with their headings."""
    several = [
        "; ".join(marked(claim, quotes) for claim in conflict.claims)
        for conflict in summary.conflicts
    ]
    lists = [
        ("Key points", [marked(c, quotes) for c in summary.key_points]),
        ("The document gives several", several),
        ("Figures", [marked(c, quotes) for c in summary.figures]),
    ]
    names = (("People", summary.people), ("Organisations", summary.organisations))
    for heading, claims in (*names, ("Places", summary.places)):
        listed = ", ".join(marked(claim, quotes) for claim in claims)
        lists.append((heading, [listed] if listed else []))
    return [(heading, items) for heading, items in lists if items]


def said(given: Answer, quotes: Quotes) -> str:
    """Give what an answer says, what keeps it from resting on quotes, and what it lacks."""
    if given.status is Status.NOT_STATED:
        return "not stated"
    lacking = [unread(given)] if given.unread else []
    lacking += [f"NOT TRANSLATED: {given.untranslated}"] if given.untranslated else []
    stated = [] if given.status is Status.UNREAD else [_stated(given, quotes)]
    return " ".join([*stated, *(f"({quotes.escape(told)})" for told in lacking)])


def unread(given: Answer) -> str:
    """Say how much that was to be read for an answer could not be, and why."""
    characters = sum(part.end - part.start for part in given.unread)
    return f"NOT READ: {characters:,} characters; {'; '.join(given.problems)}"


def _stated(given: Answer, quotes: Quotes) -> str:
    marks = quotes.marks(given.citations)
    text = quotes.escape(given.text or "")
    if given.status is Status.CONFLICT:
        several = "; ".join(marked(claim, quotes) for claim in given.alternatives)
        return f"the document gives several: {several}"
    if given.status is Status.UNVERIFIED:
        return f"{text} (UNVERIFIED: could not be located in the document)"
    return f"{text} {marks}"


def marked(claim: Claim, quotes: Quotes) -> str:
    """Give a claim with its quotes; in words, what keeps it from resting on them."""
    return f"{quotes.escape(claim.text)} {_verdict(claim, quotes)}"


def _verdict(claim: Claim, quotes: Quotes) -> str:
    marks = quotes.marks(claim.citations)
    if claim.verdict is Verdict.ALTERED:
        return f"(ALTERED: {claim.reason}, compare {marks})" if marks else "(ALTERED)"
    if claim.verdict is Verdict.UNSUPPORTED:
        return (
            f"(NOT FOUND in the source; nearest {marks})" if marks else "(NOT FOUND in the source)"
        )
    return marks
