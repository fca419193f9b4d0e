"""Ask a small model one question from several sides, and keep the answer if they agree.

A small model hardly ever says on its own that a text leaves a question open. Asked about the whole
text, then about the passage that its answer came from, then whether that passage states the
answer, it shows its doubt: in the odds that it gives to "not stated", and to "no". To these come
the words of the question that the passage does not have, and whether the model says the same when
it is asked all questions at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.chat import Reply
from summarize.ground import alike, covered
from summarize.reading import Reading
from summarize.types import Question, Sentence

TOKENS_AN_ANSWER = 60
"""Bound of an answer's length: a list of names."""

SURE = 0.1
"""Doubt in the first two replies up to which the third is not asked for."""

TOO_DOUBTFUL = 0.95
"""Doubt from which a question counts as not answered. Each of the three replies adds from 0 to 1.
This and the two below were chosen in the middle of a wide range in which the development questions
come out alike; `benchmarks/RESULTS.md` has the figures."""

UNHEARD = 0.6
"""Doubt for a question of which no word stands in the passage."""

OPINION = 0.35
"""Doubt that another opinion adds or takes away."""

_NOT_STATED = re.compile(
    r"(?:null|none|n/?a|un(?:known|stated|specified|answered)|(?:(?:is|was|are|were) )?not[ -]"
    r"(?:stated|given|mentioned|specified|provided|known|available|disclosed|answered|reported))"
    r"(?:\s*[.,;:(].*|\s+(?:in|by|here|anywhere)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_REFUSING = frozenset({"not", "none", "no"})
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


async def interview(
    reading: Reading, question: Question, opinion: Proposal | None = None
) -> str | None:
    """Return the answer that a small model stands by, or None.

    Args:
        reading: The document that is read.
        question: The question.
        opinion: What the model says when it is asked everything at once; a small model that has
            no answer even then has none.
    """
    if opinion is not None and opinion.text is None:
        return None
    whole = await reading.reply(
        "question", limit=TOKENS_AN_ANSWER, question=question, **reading.shown
    )
    first = words(whole.text)
    evidence = reading.source.evidence(first, question.text) if first else ()
    if first is None or not evidence:
        return first
    passage = _surroundings(reading.sentences, evidence)
    asked = {"question": question, "passage": passage}
    near = await reading.reply("passage", limit=TOKENS_AN_ANSWER, **asked)
    second = words(near.text)
    stands = second is not None and reading.source.evidence(second, question.text)
    answer = second if second is not None and stands else first
    doubt = _doubt(whole) + _doubt(near)
    if doubt > SURE:
        doubt += 1 - await reading.likelihood("check_answer", answer=answer, **asked)
    doubt += UNHEARD * (1 - covered(question.text, passage))
    if opinion is not None and opinion.text is not None:
        doubt += -OPINION if alike(answer, opinion.text) else OPINION
    return answer if doubt < TOO_DOUBTFUL else None


def _doubt(reply: Reply) -> float:
    """Return the odds that the model gave to having no answer."""
    odds = reply.first_token.items()
    return sum(likely for token, likely in odds if token.strip().lower() in _REFUSING)


def _surroundings(sentences: Sequence[Sentence], evidence: Sequence[Sentence]) -> str:
    """Return the sentences that hold an answer, from the one before to the one after."""
    places = [place for place, sentence in enumerate(sentences) if sentence in evidence]
    around = sentences[max(0, min(places) - 1) : max(places) + 2]
    return " ".join(sentence.text for sentence in around)
