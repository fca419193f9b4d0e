"""Summaries and answers that point at the characters of the source that state them.

from summarize import ask, summarize

summary = summarize("article.txt")
summary.key_points[0].text, summary.key_points[0].citations[0].quote

answer = ask("article.txt", "How many people were arrested?")
answer.status, answer.text, answer.citations[0].start
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.errors import SummarizeError
    from summarize.many import summarize_many
    from summarize.qa import aask, ask
    from summarize.settings import Settings
    from summarize.summary import asummarize, summarize
    from summarize.types import Answer, Citation, Claim, Document, Question, Summary

__all__ = [
    "Answer",
    "Citation",
    "Claim",
    "Document",
    "Question",
    "Settings",
    "SummarizeError",
    "Summary",
    "aask",
    "ask",
    "asummarize",
    "summarize",
    "summarize_many",
]

_ROOMS = {
    "SummarizeError": "errors",
    "aask": "qa",
    "ask": "qa",
    "Settings": "settings",
    "asummarize": "summary",
    "summarize": "summary",
    "summarize_many": "many",
}


def __getattr__(name: str) -> object:
    # Late, so that `qa --help` and a program that only imports us wait for no heavy library.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'types')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
