"""The morning briefing: an article in short, and the answers that the desk asked for.

Run it with `python briefing.py articles/ferry.txt`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarize import Answer, Settings, Summary, summarize

PROMPTS = Path(__file__).parent / "prompts"
TO_ASK = "ask the reporter"


def briefing(article: Path, model: Any = None) -> str:
    """Give the briefing of an article, as text; `model` is for tests of what stands around it."""
    settings = Settings.from_environment(prompts=PROMPTS, length="short")
    return "\n".join(lines(summarize(article, model=model, settings=settings)))


def lines(summary: Summary) -> Iterator[str]:
    """Give the lines of a briefing: nothing goes in that the article does not state."""
    for claim in (summary.title, *summary.abstract, *summary.key_points):
        if claim.verdict in ("verbatim", "supported"):
            yield claim.text
    for answer in summary.answers.values():
        yield f"{answer.question.text} {told(answer)}"


def told(answer: Answer) -> str:
    """Give an answer that can be printed, or say that somebody has to find out."""
    return f"{answer.text}." if answer.status == "answered" else f"({TO_ASK})"


if __name__ == "__main__":
    print(briefing(Path(sys.argv[1])))
