"""A model that says what it was told to say: for tests of the logic around a model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from summarize.chat import Reply, Request
from summarize.types import Usage

Line = str | Mapping[str, object] | Reply | Exception
"""What the model says: a text, an object that becomes JSON, a whole reply, or an error raised."""


class ScriptedModel:
    """Give scripted replies in order, and record what was asked.

    It can be given wherever the library takes a model. A function instead of a list is called with
    each request, for code whose requests come in no fixed order. A `small` one is asked each
    question by itself, from several sides, as the embedded model is.

    Raises:
        AssertionError: the script has run out; the message shows the request that was too many.

    Example:
        >>> import asyncio
        >>> from summarize.chat import Message, Request
        >>> model = ScriptedModel([{"title": "Ten ships"}, "not JSON"])
        >>> request = Request((Message("user", "How many?"),))
        >>> asyncio.run(model(request)).text
        '{"title": "Ten ships"}'
        >>> model.requests[0].messages[-1].content, model.unused
        ('How many?', 1)
    """

    def __init__(
        self,
        replies: Iterable[Line] | Callable[[Request], Line],
        *,
        name: str = "scripted",
        small: bool = False,
    ) -> None:
        self.name = name
        self.small = small
        self.requests: list[Request] = []
        """What the model was asked, in order."""
        self._choose = replies if callable(replies) else None
        self._script = [] if callable(replies) else list(replies)

    @property
    def unused(self) -> int:
        """How many replies of the script were not asked for."""
        return len(self._script)

    async def __call__(self, request: Request) -> Reply:
        """Give the next reply of the script, or raise the next error."""
        self.requests.append(request)
        line = self._choose(request) if self._choose else self._next(request)
        if isinstance(line, Exception):
            raise line
        if isinstance(line, Reply):
            return line
        text = line if isinstance(line, str) else json.dumps(line)
        return Reply(text=text, finish_reason="stop", usage=Usage(calls=1))

    def _next(self, request: Request) -> Line:
        if not self._script:
            last = request.messages[-1].content if request.messages else ""
            raise AssertionError(
                f"the script of {self.name!r} has run out: request {len(self.requests)} "
                f"has no reply; it ends {last[-200:]!r}"
            )
        return self._script.pop(0)
