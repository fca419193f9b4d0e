"""An invented article, and a model that says about it what a test wants said."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar

from summarize.chat import Message, Reply, Request
from summarize.reading import Reading
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line
from summarize.types import Document, Usage

T = TypeVar("T")

TEXT = """\
Harbour reopens

Nearly 40 boats left the port of Oldhaven on Monday. The harbour had been closed for 12 days after \
a storm. Harbour master Ines Quill thanked the crews.

What comes next

The Coast Board will repair the pier in May. It did not say what the repair costs.
"""
DOCUMENT = Document.from_text(TEXT, source="harbour.txt")

NOWHERE = Path("/dev/null/summarize-tests")
"""Where not even root can write."""
PLAIN = Settings(prompts=NOWHERE, cache_dir=NOWHERE)
"""The defaults, whatever templates the user of this machine has."""

SUMMARY = {
    "key_points": [
        {"sentence": 1, "text": "Nearly 40 boats left the port of Oldhaven on Monday."},
        {"sentence": 2, "text": "The harbour had been closed for 12 days."},
    ],
    "abstract": "Ines Quill thanked the crews.",
    "title": "Harbour closed for 12 days",
    "language": "en",
}
FACTS = {
    "people": ["Ines Quill"],
    "organisations": ["Coast Board"],
    "places": ["Oldhaven"],
    "figures": [{"number": "nearly 40", "counts": "boats"}, {"number": "12", "counts": "days"}],
}
ANSWERS: Mapping[str, object] = {"answers": []}
NONE_AGAIN: Mapping[str, object] = {"claims": []}


def answers(*given: tuple[int | None, str | None]) -> dict[str, object]:
    """Give a reply: for each question in order, the sentence and the answer."""
    return {
        "answers": [
            {"question": number, "sentence": sentence, "answer": answer}
            for number, (sentence, answer) in enumerate(given, 1)
        ]
    }


def again(*claims: tuple[int, str]) -> dict[str, object]:
    """Give a reply to being asked again: for each claim in order, the sentence and the text."""
    return {
        "claims": [
            {"number": number, "sentence": sentence, "text": text}
            for number, (sentence, text) in enumerate(claims, 1)
        ]
    }


def yes(probability: float) -> Reply:
    """Give the reply of a model that is asked for yes or no, with the likelihood of yes."""
    likely = {"Yes": probability, " no": 1 - probability}
    return Reply("Yes", "stop", Usage(calls=1), likely)


NO = yes(0.0)


def confirming(task: str, stated: bool = True, says: str | None = None) -> dict[str, object]:
    """Give a reply to being asked to confirm the claims of a list, the same of all."""
    numbers = re.findall(r"^(\d+)\. ", task, re.MULTILINE)
    return {"checks": [{"number": int(n), "says": says, "stated": stated} for n in numbers]}


def model(check: Line | list[Line] = NO, **lines: Line | list[Line]) -> ScriptedModel:
    """Give a model that has one line for each template, or a list of lines to say in turn.

    Where a test gives none: the summary and facts above, no answer, nothing when asked again, yes
    to all that is to be confirmed in one call, and no to every check by itself.
    """
    script: dict[str, Line | list[Line]] = {
        "summary": SUMMARY,
        "facts": FACTS,
        "answers": ANSWERS,
        "again": NONE_AGAIN,
        **lines,
    }

    def say(request: Request) -> Line:
        said = {"check_claims": confirming(request.messages[-1].content), **script}
        line = said[request.schema_name] if request.schema else check
        return line.pop(0) if isinstance(line, list) else line

    return ScriptedModel(say)


def checks(scripted: ScriptedModel) -> list[str]:
    """Give what a model was asked to say yes or no to, in order."""
    return [r.messages[-1].content for r in scripted.requests if r.schema is None]


def asked(scripted: ScriptedModel, template: str) -> list[str]:
    """Give the tasks that a model was given with a template, in order."""
    return [
        request.messages[-1].content
        for request in scripted.requests
        if request.schema_name == template and request.schema
    ]


def said(messages: tuple[Message, ...]) -> str:
    """Give all that messages say, as one text."""
    return "\n".join(message.content for message in messages)


def run(work: Callable[[Reading], Coroutine[Any, Any, T]], scripted: ScriptedModel) -> T:
    """Do a task's inner work on the article."""

    async def begin() -> T:
        return await work(await Reading.begin(DOCUMENT, scripted, PLAIN))

    return asyncio.run(begin())
