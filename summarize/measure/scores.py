"""How an answer is scored: as SQuAD 2.0 does it, and by the sentences that it cites.

Rajpurkar, Jia and Liang 2018, "Know What You Don't Know", and its evaluation script.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable

from summarize.types import Answer, Status

WITHOUT = (Status.NOT_STATED, Status.UNREAD)
"""Statuses of which there are no words."""
MOST_CITED = 2
"""More sentences than these for one answer do not count as the right one."""

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(text: str) -> list[str]:
    """Return the words of a text: lower case, without punctuation and articles.

    Example:
        >>> normalised("The U.S., in a word.")
        ['us', 'in', 'word']
    """
    return _ARTICLES.sub("", text.lower().translate(_PUNCTUATION)).split()


def exact(given: str, accepted: Iterable[str]) -> float:
    """Return 1 when an answer is an accepted one; nothing accepted wants nothing given."""
    words = normalised(given)
    return float(any(words == normalised(text) for text in tuple(accepted) or ("",)))


def f1(given: str, accepted: Iterable[str]) -> float:
    """Return the token F1 of an answer, from 0 to 1, best over the accepted ones.

    Example:
        >>> f1("over 200 people", ["200 people", "two hundred"])
        0.8
    """
    return max(_f1(normalised(given), normalised(text)) for text in tuple(accepted) or ("",))


def _f1(given: list[str], accepted: list[str]) -> float:
    if not given or not accepted:
        return float(given == accepted)
    shared = sum((Counter(given) & Counter(accepted)).values())
    return 2 * shared / (len(given) + len(accepted))


def said(answer: Answer | None) -> str:
    """Return an answer's words; "" for one that is not stated, or that an error prevented."""
    if answer is None or answer.status in WITHOUT:
        return ""
    return answer.text or "; ".join(claim.text for claim in answer.alternatives)


def cited(answer: Answer) -> list[str]:
    """Return the sentences that an answer cites, each once."""
    claims = (citation for claim in answer.alternatives for citation in claim.citations)
    return list(dict.fromkeys(c.quote for c in (*answer.citations, *claims)))


def right_sentence(answer: Answer, accepted: Iterable[str]) -> bool:
    """Tell whether a cited sentence contains an accepted answer, in whole words."""
    sentences = cited(answer)
    if len(sentences) > MOST_CITED:
        return False
    wanted = [normalised(text) for text in accepted]
    return any(_contains(normalised(s), words) for s in sentences for words in wanted if words)


def _contains(whole: list[str], part: list[str]) -> bool:
    length = len(part)
    return any(whole[n : n + length] == part for n in range(len(whole) - length + 1))
