"""A result as a page shows it: entries in sections, and the numbered quotes that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from summarize.types import Answer, Citation, Claim, Conflict, Figure, Status, Summary, Verdict

Form = Literal["headline", "prose", "points", "conflicts", "figures", "names", "answers"]

SAID = {
    Verdict.VERBATIM: "its words stand in the source",
    Verdict.SUPPORTED: "everything it says is in the cited sentences",
    Verdict.ALTERED: "the source says it otherwise",
    Verdict.UNSUPPORTED: "no sentence of the source states it",
}
"""What each verdict means, for whoever has not read the manual."""


UNGROUNDED = {Verdict.ALTERED.value, Verdict.UNSUPPORTED.value, Status.UNVERIFIED.value}


@dataclass(frozen=True)
class Entry:
    """Something that is claimed, with the numbers of the quotes that it rests on."""

    id: str
    text: str
    quotes: tuple[int, ...]
    verdict: str
    mark: str
    """What is wrong with it, in words; empty where it is grounded."""
    explanation: str
    question: str = ""
    value: str = ""
    """The number that a figure's text begins with."""
    original: str = ""
    """Of a translation: the wording that has the verdict; empty where the text is."""
    conflict: int = 0
    """Which of the document's conflicts it belongs to, from 1; 0 where it is in none."""

    @property
    def ungrounded(self) -> bool:
        """Whether the source does not bear it out."""
        return self.verdict in UNGROUNDED

    @property
    def rest(self) -> str:
        """The text without the value."""
        return self.text[len(self.value) :].strip()


@dataclass(frozen=True)
class Section:
    """Entries of a kind, under a heading."""

    heading: str
    form: Form
    entries: tuple[Entry, ...]


@dataclass
class Evidence:
    """What a page shows of a result, beside the document itself."""

    sections: list[Section] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Of the quotes, in the order in which they come up: the first is number 1."""
    pages: dict[int, int] = field(default_factory=dict)
    """Of a document that has pages: on which each quote begins."""

    @property
    def entries(self) -> list[Entry]:
        """All entries, in reading order."""
        return [entry for section in self.sections for entry in section.entries]

    def resting_on(self, *quotes: int) -> list[Entry]:
        """Give the entries that rest on any of some quotes."""
        return [entry for entry in self.entries if not set(quotes).isdisjoint(entry.quotes)]

    def add(self, heading: str, form: Form, claims: Iterable[Claim]) -> None:
        """Add a section of claims, unless there are none."""
        self._keep(heading, form, [self._claimed(claim) for claim in claims])

    def add_conflicts(self, conflicts: Iterable[Conflict]) -> None:
        """Add a section of what the document tells in several ways, unless there is nothing."""
        told = [e for number, one in enumerate(conflicts, 1) for e in self._told(number, one)]
        self._keep("The document gives several", "conflicts", told)

    def add_answers(self, answers: Iterable[Answer]) -> None:
        """Add a section of answers; a document that gives several has an entry for each."""
        self._keep("Answers", "answers", [e for given in answers for e in self._answered(given)])

    def _keep(self, heading: str, form: Form, entries: Sequence[Entry]) -> None:
        numbered = [
            replace(entry, id=f"c{number}")
            for number, entry in enumerate(entries, len(self.entries) + 1)
        ]
        if numbered:
            self.sections.append(Section(heading, form, tuple(numbered)))

    def _claimed(self, claim: Claim) -> Entry:
        value = claim.value if isinstance(claim, Figure) else ""
        return Entry(
            id="",
            text=claim.text,
            quotes=self._numbers(claim.citations),
            verdict=claim.verdict.value,
            mark=_mark(claim),
            explanation=_explanation(claim),
            value=claim.text[: len(value)] if _begins_with(claim.text, value) else "",
            original=_original(claim),
        )

    def _told(self, number: int, conflict: Conflict) -> list[Entry]:
        entries = [self._claimed(claim) for claim in conflict.claims]
        several = f"; one of {len(entries)} that the document gives, and none is chosen"
        return [replace(e, conflict=number, explanation=e.explanation + several) for e in entries]

    def _answered(self, given: Answer) -> list[Entry]:
        lacking = _lacking(given)
        if given.status is Status.CONFLICT:
            several = [self._claimed(claim) for claim in given.alternatives]
            mark = f"one of {len(several)} answers that the source gives"
            question = given.question.text
            return [
                replace(e, question=question, mark="; ".join([e.mark or mark, *lacking]))
                for e in several
            ]
        mark, explanation = ANSWERS[given.status]
        return [
            Entry(
                id="",
                text=given.text or "",
                quotes=self._numbers(given.citations),
                verdict=given.status.value,
                mark="; ".join(filter(None, (mark, *lacking))),
                explanation="; ".join([explanation, *lacking]),
                question=given.question.text,
                original=_original(given),
            )
        ]

    def _numbers(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        return tuple(self._number(citation) for citation in citations)

    def _number(self, citation: Citation) -> int:
        span = citation.start, citation.end
        if span not in self.spans:
            self.spans.append(span)
        number = self.spans.index(span) + 1
        if citation.page:
            self.pages[number] = citation.page
        return number


ANSWERS = {
    Status.ANSWERED: ("", "the answer stands in the cited sentences"),
    Status.NOT_STATED: ("not stated", "the document does not answer exactly this question"),
    Status.UNVERIFIED: ("not located", "an answer came, but it could not be found in the source"),
    Status.UNREAD: ("", "what could answer it could not be read"),
}
"""What is said of an answer: its mark, and what that means."""


def of_summary(summary: Summary) -> Evidence:
    """Give what a page shows of a summary, in reading order."""
    evidence = Evidence()
    evidence.add("Title", "headline", [summary.title])
    evidence.add("Abstract", "prose", summary.abstract)
    evidence.add("Key points", "points", summary.key_points)
    evidence.add_conflicts(summary.conflicts)
    evidence.add("Figures", "figures", summary.figures)
    evidence.add("People", "names", summary.people)
    evidence.add("Organisations", "names", summary.organisations)
    evidence.add("Places", "names", summary.places)
    evidence.add_answers(summary.answers.values())
    return evidence


def of_answers(answers: Iterable[Answer]) -> Evidence:
    """Give what a page shows of answers."""
    evidence = Evidence()
    evidence.add_answers(answers)
    return evidence


def _begins_with(text: str, value: str) -> bool:
    return bool(value) and text.casefold().startswith(value.casefold())


def _lacking(given: Answer) -> list[str]:
    """Say why passages could not be read for an answer, and why it could not be translated."""
    told = [f"not read: {'; '.join(given.problems)}"] if given.unread else []
    return told + ([f"not translated: {given.untranslated}"] if given.untranslated else [])


def _original(given: Claim | Answer) -> str:
    return given.original if given.original and given.original != given.text else ""


def _mark(claim: Claim) -> str:
    if claim.verdict is Verdict.ALTERED:
        return f"altered: {claim.reason.value}" if claim.reason else "altered"
    return "not found in the source" if claim.verdict is Verdict.UNSUPPORTED else ""


def _explanation(claim: Claim) -> str:
    shown = "them" if claim.grounded else "the nearest"
    judge = f", says the model that was shown {shown}" if claim.judged_by == "model" else ""
    of = ", of the wording before its translation" if _original(claim) else ""
    return f"{claim.verdict.value}: {SAID[claim.verdict]}{judge}{of}"
