"""A model that answers nothing and counts: what a run would ask, with no key and no server.

The tasks run with it as with any other, so that a plan cannot drift from what is done. Asked for
the most, it is as bad as a model can be: every reply is cut off and asked for again; what it states
stands near the document and not in it, so that it is checked, told once more and checked again; and
its answers stand nowhere.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from summarize import tokens
from summarize.chat import Reply, Request
from summarize.models.budget import worst
from summarize.models.prices import Tariff
from summarize.types import Usage

INVENTED = "wobblewise"
"""A word that no document has."""
NOWHERE = "Wobblewise Blitherdown"
"""An answer that no document has."""
WORDS = 6
"""Of a document, in what is said of it."""
ENTRIES = 40
"""Of a list whose form sets no limit; the tasks leave out what they did not ask for."""

_SENTENCE = re.compile(r"^\[\d+\] (.+)$", re.MULTILINE)

_SAID = {"language": "en", "answer": NOWHERE}
"""By the name of a property: what it takes words of its own for."""


class Counting:
    """Count calls, tokens and cost.

    Args:
        name: Of the model that would be asked.
        small: Whether it is asked each question by itself.
        tariff: What its tokens cost.
        window: Its context window, in tokens; None for a model whose replies need no asking again.
    """

    def __init__(
        self, name: str, *, small: bool, tariff: Tariff, window: int | None = None
    ) -> None:
        self.name = name
        self.small = small
        self.usage = Usage()
        """Of all calls so far, each at the most that it can come to."""
        self._tariff = tariff
        self._window = window
        self._cut: set[tuple[object, ...]] = set()

    async def __call__(self, request: Request) -> Reply:
        """Count a request, and say something of the form that it asks for."""
        most = worst(request, self.name)
        usage = most.model_copy(update={"cost": self._tariff.cost(most)})
        self.usage += usage
        if self._window is not None and self._cuts(request):
            return Reply("", "length", usage)
        bad = self._window is not None
        phrases = _phrases(request) if bad else itertools.repeat(INVENTED)
        if request.schema is None:
            return Reply(_of_the_text(request) if bad else "No", "stop", usage)
        words = (f"{phrase} {INVENTED}" if bad else phrase for phrase in phrases)
        return Reply(json.dumps(_value(request.schema, words, bad)), "stop", usage)

    def _cuts(self, request: Request) -> bool:
        """Tell whether a reply is cut: the first to each question, if there is room for more."""
        if request.schema is None or request.messages in self._cut:
            return False
        self._cut.add(request.messages)
        said = "".join(message.content for message in request.messages)
        taken = tokens.count(said, self.name)
        return self._window is not None and taken + request.max_output_tokens < self._window


def _phrases(request: Request) -> Iterator[str]:
    """Give some words of each sentence that a request shows, over and over."""
    shown = [line for message in request.messages for line in _SENTENCE.findall(message.content)]
    for line in itertools.cycle(shown or [INVENTED]):
        yield " ".join(line.split()[:WORDS])


def _of_the_text(request: Request) -> str:
    """Give some words of the passage that is shown, or of the document, the longest message."""
    said = [message.content for message in request.messages if message.role == "user"]
    passage = re.search("^Passage: (.+)$", said[-1], re.MULTILINE)
    line = passage[1] if passage else max(max(said, key=len).splitlines(), key=len)
    return " ".join(line.split()[:WORDS])


def _value(form: Mapping[str, Any], words: Iterator[str], bad: bool, place: int = 1) -> object:
    """Make a value of the form of a JSON Schema; `place` is that of its entry in a list."""
    if "anyOf" in form:
        return _value(form["anyOf"][0], words, bad, place)
    match form.get("type"):
        case "object":
            return {
                name: _SAID.get(name) or _value(part, words, bad, place)
                for name, part in form["properties"].items()
            }
        case "array":
            entries = form.get("maxItems", ENTRIES) if bad else form.get("minItems", 0)
            return [_value(form["items"], words, bad, n + 1) for n in range(entries)]
        case "integer":
            return place
        case "boolean":
            return False
        case _:
            return next(words)
