"""Ask a small model each question from several sides, and keep the answers that it stands by.

A small model hardly ever says on its own that a text leaves a question open. Asked about the whole
text, then about the passage that its answer came from, it shows its doubt in the odds that it gives
to "not stated". It shows more where question and answer are put together as one statement, by
itself, and it is asked whether the passage states that: what is wrong then stands there in plain
words. The two are added up as log-odds, as witnesses are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarize.chat import Reply
from summarize.reading import Reading
from summarize.types import Question, Sentence

TOKENS_AN_ANSWER = 60
"""Bound of an answer's length: a list of names."""

TOKENS_A_STATEMENT = 100
"""Bound of the length of a question and its answer in one sentence."""

DOUBT = 2.6
"""Log-odds that a text leaves a question open, where no sign speaks for either. They are set below
what is fitted, by 0.6: an answer given up is lost, and one that is doubtful has its evidence."""
WEIGHTS: Mapping[str, float] = {"refusing": 0.7, "disbelieving": 0.75}
"""What each sign adds to them: a logistic regression on development questions, rounded, which
`benchmarks/doubts.py` fits."""

CERTAIN = 0.998
"""The most that a likelihood counts: a model that is surer is not righter."""

_NOT_STATED = re.compile(
    r"(?:null|none|n/?a|un(?:known|stated|specified|answered)|(?:(?:is|was|are|were) )?not[ -]"
    r"(?:stated|given|mentioned|specified|provided|known|available|disclosed|answered|reported))"
    r"(?:\s*[.,;:(].*|\s+(?:in|by|here|anywhere)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_NONE = frozenset({"not", "none", "no"})
"""First tokens of "not stated" and its like."""


@dataclass(frozen=True)
class Proposal:
    """What a model says: an answer, and the number of the sentence that it takes it from."""

    text: str | None = None
    sentence: int | None = None


def words(text: str | None) -> str | None:
    """Return an answer's words; None for the ways in which models say that there is none."""
    stripped = (text or "").strip()
    return None if not stripped or _NOT_STATED.fullmatch(stripped) else stripped


@dataclass
class Heard:
    """A question, and what the model has said to it so far."""

    question: Question
    opinion: Proposal | None
    """What it says when it is asked everything at once, if it was."""
    answer: str | None = None
    passage: str = ""
    """The sentences that hold the answer, and their neighbours; empty where nothing holds it."""
    refusal: float = 0.5
    """The likelihood of "not stated", of the passage where there is one, else of the text."""
    disbelief: float = 0.5
    """The likelihood of "no" when it is asked whether the passage states question and answer."""

    @property
    def doubt(self) -> float:
        """Log-odds that the text leaves the question open."""
        return DOUBT + sum(WEIGHTS[name] * sign for name, sign in self.signs.items())

    @property
    def signs(self) -> dict[str, float]:
        """What speaks for an open question, as log-odds."""
        return {
            "refusing": _log_odds(self.refusal),
            "disbelieving": _log_odds(self.disbelief),
        }


async def interview(
    reading: Reading, questions: Sequence[Question], opinions: Mapping[int, Proposal]
) -> list[str | None]:
    """Return, for each question, the answer that a small model stands by, or None.

    Args:
        reading: The document that is read.
        questions: The questions.
        opinions: What the model says when it is asked everything at once, by place; a small model
            that has no answer even then has none.
    """
    asked = await heard(reading, questions, opinions)
    return [one.answer if one.doubt < 0 else None for one in asked]


async def heard(
    reading: Reading, questions: Sequence[Question], opinions: Mapping[int, Proposal]
) -> list[Heard]:
    """Ask each question from all sides, and give what was said; arguments as for `interview`.

    Each side is done with all questions before the next, so that the engine reads the text, and
    the examples that a side begins with, once.
    """
    asked = [Heard(q, opinions.get(n)) for n, q in enumerate(questions)]
    for done, one in enumerate(asked):
        reading.progress("answering", done, len(asked))
        if one.opinion is None or one.opinion.text is not None:
            await _ask_about_the_text(reading, one)
    found = [one for one in asked if one.passage]
    for one in found:
        await _ask_about_the_passage(reading, one)
    statements = [await _statement(reading, one) for one in found]
    for one, statement in zip(found, statements, strict=True):
        await _ask_whether_it_is_stated(reading, one, statement)
    return asked


async def _ask_about_the_text(reading: Reading, one: Heard) -> None:
    reply = await reading.reply(
        "question", limit=TOKENS_AN_ANSWER, question=one.question, **reading.shown
    )
    one.refusal = _refusing(reply)
    one.answer = words(reply.text) or (one.opinion.text if one.opinion else None)
    if one.answer and (evidence := reading.source.evidence(one.answer, one.question.text)):
        one.passage = _surroundings(reading.source.sentences, evidence)


async def _ask_about_the_passage(reading: Reading, one: Heard) -> None:
    reply = await reading.reply(
        "passage", limit=TOKENS_AN_ANSWER, question=one.question, passage=one.passage
    )
    one.refusal = _refusing(reply)
    said = words(reply.text)
    if said and reading.source.evidence(said, one.question.text):
        one.answer = said


async def _statement(reading: Reading, one: Heard) -> str:
    """Have question and answer put together."""
    reply = await reading.reply(
        "statement", limit=TOKENS_A_STATEMENT, question=one.question, answer=one.answer
    )
    return reply.text.strip()


async def _ask_whether_it_is_stated(reading: Reading, one: Heard, statement: str) -> None:
    if statement:
        said = await reading.likelihood("check_claim", passage=one.passage, statement=statement)
        one.disbelief = 1 - said


def _refusing(reply: Reply) -> float:
    """Return the likelihood that the model gave to having no answer."""
    if not reply.first_token:  # a server that gives no odds
        return float(words(reply.text) is None)
    odds = reply.first_token.items()
    return sum(likely for token, likely in odds if token.strip().lower() in _NONE)


def _log_odds(likelihood: float) -> float:
    bounded = min(max(likelihood, 1 - CERTAIN), CERTAIN)
    return math.log(bounded / (1 - bounded))


def _surroundings(sentences: Sequence[Sentence], evidence: Sequence[Sentence]) -> str:
    """Return the sentences that hold an answer, from the one before to the one after."""
    places = [place for place, sentence in enumerate(sentences) if sentence in evidence]
    around = sentences[max(0, min(places) - 1) : max(places) + 2]
    return " ".join(sentence.text for sentence in around)
