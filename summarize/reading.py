"""One document being read: its sentences, its evidence, and the model that is asked about it.

The tasks stand on it: it renders, asks, validates and asks once more for a reply that is not of
the form asked for, and it keeps account of usage and templates for the result's provenance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from summarize import prompt, tokens
from summarize.chat import Message, Reply, Request
from summarize.errors import ContextWindowError, NotJSONError, SchemaError, TruncatedError
from summarize.ground import Quantity, Source, quantities
from summarize.read import read
from summarize.segment import segment
from summarize.settings import Progress, Settings
from summarize.types import Document, Provenance, Sentence, Usage
from summarize.validate import MOST_FACTS, Draft, parse, repeats, schema

D = TypeVar("D", bound=Draft)

OUT_OF_A_CIRCLE = 1.0
"""Frequency penalty with which a model is asked again that repeated itself up to the limit."""

TOP_LOGPROBS = 8
"""Alternatives of the first token: room for every spelling of yes and no."""


class Model(Protocol):
    """What can be asked: a client of an endpoint, or a double."""

    @property
    def name(self) -> str:
        """What results call it."""

    @property
    def small(self) -> bool:
        """Whether it needs each question asked by itself, from several sides."""

    async def __call__(self, request: Request) -> Reply:
        """Ask it."""


@dataclass
class Reading:
    """A document, and what has been asked about it so far."""

    document: Document
    sentences: tuple[Sentence, ...]
    source: Source
    model: Model
    settings: Settings
    usage: Usage = field(default_factory=Usage)
    templates: set[str] = field(default_factory=set)
    one_by_one: bool = False
    """Whether each question is asked by itself, as a small model needs it."""

    @classmethod
    async def begin(
        cls, source: str | Path | BinaryIO | Document, model: str | Model | None, settings: Settings
    ) -> Reading:
        """Read a document and choose the model, the input's faults first."""
        document = read(source, settings)
        sentences = segment(document)
        asked = await chosen(model, settings)
        return cls(
            document,
            sentences,
            Source(document, sentences),
            asked,
            settings,
            one_by_one=asked.small if settings.one_by_one is None else settings.one_by_one,
        )

    async def draft(self, template: str, draft: type[D], *, limit: int, **variables: object) -> D:
        """Render `template` about this document, ask, and validate the reply.

        Args:
            template: The template's name.
            draft: The form of the reply.
            limit: Tokens that the reply may take.
            **variables: What the template is given beside the document.
        """
        messages = self._render(template, self.shown | variables)
        request = Request(messages, schema(draft), template, self._fitting(messages, limit))
        reply = await self._ask(request)
        try:
            return _parsed(reply, draft)
        except TruncatedError:
            again = self._with_more_room(request, reply)
            if again == request:
                raise
            return _parsed(await self._ask(again), draft)
        except (NotJSONError, SchemaError) as error:
            added = self._render("repair", {"reply": reply.text, "problem": str(error)})
            repaired = replace(request, messages=messages + added)
            return _parsed(await self._ask(repaired), draft)

    async def reply(self, template: str, *, limit: int, **variables: object) -> Reply:
        """Render `template`, ask, and return the reply as it is, with its first token's odds.

        Args:
            template: The template's name.
            limit: Tokens that the reply may take.
            **variables: What the template is given.
        """
        messages = self._render(template, variables)
        limit = self._fitting(messages, limit)
        reply = await self._ask(Request(messages, None, template, limit, TOP_LOGPROBS))
        if reply.text.strip() and reply.finish_reason in ("stop", "length"):
            reply.keep()
        return reply

    async def likelihood(self, template: str, **variables: object) -> float:
        """Return how likely the model's answer to a yes-or-no question is yes, from 0 to 1."""
        return _yes(await self.reply(template, limit=1, **variables))

    @property
    def shown(self) -> dict[str, object]:
        """What a template is given of the document: its sentences, and a fence around them.

        The fence is derived from the text, so that its author cannot foresee it and every call
        repeats it.
        """
        return {"sentences": self.sentences, "fence": self.document.digest[:12]}

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of the document whose meaning the model is asked for."""
        return quantities(self.source.sentences, MOST_FACTS)

    def progress(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Tell how far the work has come."""
        self.settings.on_progress(Progress(stage, done, total))

    def provenance(self) -> Provenance:
        """Say where the result comes from."""
        return Provenance(
            source=self.document.source,
            document_digest=self.document.digest,
            model=self.model.name,
            template_digest=prompt.digest(self.templates, self.settings.prompts),
            version=_version(),
            usage=self.usage,
        )

    def _render(self, template: str, variables: dict[str, object]) -> tuple[Message, ...]:
        self.templates.add(template)
        return prompt.render(template, variables, self.settings.prompts)

    def _fitting(self, messages: Sequence[Message], limit: int) -> int:
        """Return the reply's limit, once prompt and reply are known to fit the window."""
        window = self.settings.context_window
        text = "".join(message.content for message in messages)
        taken = tokens.at_most(text, self.model.name, window - limit)
        if taken > window - limit:
            raise ContextWindowError(
                f"{self.document.source}: takes {taken:,} tokens with the task, and the context "
                f"window holds {window:,}; raise SUMMARIZE_CONTEXT_WINDOW or split the document",
                self.document.source,
            )
        return limit

    def _with_more_room(self, request: Request, cut: Reply) -> Request:
        """Give a cut reply twice the room, and one that went round in a circle a way out of it."""
        if repeats(cut.text):
            return replace(request, frequency_penalty=OUT_OF_A_CIRCLE)
        higher = self._higher(request.messages, request.max_output_tokens)
        return replace(request, max_output_tokens=higher)

    def _higher(self, messages: Sequence[Message], limit: int) -> int:
        """Return twice a reply's limit, or as much of it as the window leaves."""
        window = self.settings.context_window
        text = "".join(message.content for message in messages)
        left = window - tokens.at_most(text, self.model.name, window - 2 * limit)
        return max(limit, min(2 * limit, left))

    async def _ask(self, request: Request) -> Reply:
        reply = await self.model(request)
        self.usage += reply.usage
        return reply


def _parsed(reply: Reply, draft: type[D]) -> D:
    """Validate a reply, and have it kept where it is valid."""
    found = parse(reply, draft)
    reply.keep()
    return found


@cache
def _version() -> str:
    """Return this package's version, read off its metadata once."""
    return version("summarize-qa")


async def chosen(model: str | Model | None, settings: Settings) -> Model:
    """Choose the model to ask: the one that is given, else as the settings say."""
    if model is not None and not isinstance(model, str):
        return model
    if model is not None:
        settings = settings.model_copy(update={"model": model})
    from summarize.models.model import model_of

    return await model_of(settings)


def _yes(reply: Reply) -> float:
    votes = {"yes": 0.0, "no": 0.0}
    for token, probability in (reply.first_token or {reply.text: 1.0}).items():
        word = token.strip(" \n.,\"'").lower()
        if word in votes:
            votes[word] += probability
    total = sum(votes.values())
    return votes["yes"] / total if total else 0.0
