"""One document being read: its sentences, its evidence, and the model that is asked about it.

The tasks stand on it: it renders, asks, validates and asks once more for a reply that is not of
the form asked for, and it keeps account of usage and templates for the result's provenance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from summarize import log, prompt, tokens
from summarize.chat import Message, Reply, Request
from summarize.chunks import CHARACTERS_A_TOKEN, Excerpt
from summarize.errors import ContextWindowError, NotJSONError, SchemaError, TruncatedError
from summarize.ground import Quantity, Source, quantities
from summarize.read import read
from summarize.segment import segment
from summarize.settings import Progress, Settings
from summarize.types import Document, Provenance, Sentence, Usage, Value
from summarize.validate import MOST_FACTS, Draft, parse, repeats, schema

D = TypeVar("D", bound=Draft)
V = TypeVar("V", bound=Value)

OUT_OF_A_CIRCLE = 1.0
"""Frequency penalty with which a model is asked again that repeated itself up to the limit."""

A_LINE = 1
"""Tokens that are added to each line's count: an estimate is rounded line by line."""
A_NUMBER = 10
"""Characters of a sentence's number in a prompt, or fewer."""
LITTLE = 6
"""What has a sixth of the window's tokens in characters fits with any task."""
LEAST_ROOM = 200
"""Tokens that a window must leave to the document, or reading it in parts has no end."""

AT_ONCE = 16
"""Parts of a document that are read at a time; what an endpoint bears is its gate's to decide."""

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
    model: Model
    settings: Settings
    usage: Usage = field(default_factory=Usage)
    templates: set[str] = field(default_factory=set)
    one_by_one: bool = False
    """Whether each question is asked by itself, as a small model needs it."""
    whole: Reading | None = None
    """The reading that this one is a part of, which keeps the account; None for a whole one."""

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
            asked,
            settings,
            one_by_one=asked.small if settings.one_by_one is None else settings.one_by_one,
        )

    @cached_property
    def source(self) -> Source:
        """What claims and answers are held against: the sentences of this reading alone."""
        return Source(self.document, self.sentences)

    def part(self, excerpt: Excerpt) -> Reading:
        """Read an excerpt of this document; its calls are counted here."""
        return replace(
            self, document=excerpt.document, sentences=excerpt.sentences, whole=self.whole or self
        )

    def fits(self, template: str, *, limit: int, apart: bool = False, **variables: object) -> bool:
        """Tell whether the document, this task and its reply fit the window together.

        Args:
            template: The template's name.
            limit: Tokens that the reply may take.
            apart: Whether the template is given `variables` alone, and no document.
            **variables: What the template is given beside the document.
        """
        most = self.settings.context_window - limit
        if self._surely(most, variables):
            return True  # most documents do
        if sum(len(s.text) for s in self.sentences) > CHARACTERS_A_TOKEN * most:
            return False  # a book need not be counted
        given = variables if apart else self.shown | variables
        messages = prompt.render(template, given, self.settings.prompts)
        return self._taken(messages, most) <= most

    def _surely(self, most: int, variables: Mapping[str, object]) -> bool:
        """Tell whether a document fits by its length alone, which spares rendering it twice."""
        text = self.document.text
        given = _length(variables)
        if text.isascii():  # a token has a character at least
            return len(text) + A_NUMBER * len(self.sentences) + given <= most // 2
        return len(text) + given <= most // LITTLE

    def room(self, template: str, *, limit: int, **variables: object) -> int:
        """Return how many tokens of sentences fit the window beside this task and its reply.

        Raises:
            ContextWindowError: Hardly any would.
        """
        window = self.settings.context_window
        nothing = self.shown | {"sentences": ()} | variables
        bare = prompt.render(template, nothing, self.settings.prompts)
        left = window - limit - self._taken(bare, 0)
        if left < LEAST_ROOM:
            raise ContextWindowError(
                f"{self.document.source}: the task leaves {max(0, left):,} tokens of the context "
                f"window of {window:,} to the document; raise SUMMARIZE_CONTEXT_WINDOW",
                self.document.source,
            )
        return left

    def size(self, sentence: Sentence) -> int:
        """Return what a sentence takes in a prompt, in tokens."""
        line = f"[{sentence.number}] {prompt.plain(sentence.text)}\n"
        return tokens.count(line, self.model.name) + A_LINE

    async def draft(
        self,
        template: str,
        draft: type[D],
        *,
        limit: int,
        apart: bool = False,
        **variables: object,
    ) -> D:
        """Render `template` about this document, ask, and validate the reply.

        Args:
            template: The template's name.
            draft: The form of the reply.
            limit: Tokens that the reply may take.
            apart: Whether the template is given `variables` alone, and no document.
            **variables: What the template is given beside the document.
        """
        messages = self._render(template, variables if apart else self.shown | variables)
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
            return _repaired(await self._ask(repaired), draft)

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
    def at_once(self) -> int:
        """How many parts are read at a time: a small model's engine holds one at a time."""
        return 1 if self.one_by_one else AT_ONCE

    @property
    def shown(self) -> dict[str, object]:
        """What a template is given of the document: its sentences, and a fence around them.

        The fence is derived from the text, so that its author cannot foresee it and every call
        repeats it.
        """
        return {"sentences": self.sentences, "fence": self.document.digest[:12]}

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers whose meaning is asked: the first; of an excerpt, from all of it."""
        if self.whole is None:
            return quantities(self.source.sentences, MOST_FACTS)
        found = quantities(self.source.sentences, len(self.document.text))
        most = min(MOST_FACTS, len(found))
        return tuple(found[n * len(found) // most] for n in range(most))

    def progress(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Tell how far the work has come."""
        self.settings.on_progress(Progress(stage, done, total))

    def placed(self, result: V) -> V:
        """Say of each citation on which page it stands, where the document has pages."""
        if not self.document.pages:
            return result
        return type(result).model_validate(_with_pages(result.model_dump(), self.document))

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
        taken = self._taken(messages, window - limit)
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
        left = window - self._taken(messages, window - 2 * limit)
        return max(limit, min(2 * limit, left))

    def _taken(self, messages: Sequence[Message], most: int) -> int:
        """Return what messages take, in tokens; an upper bound where that is within `most`."""
        text = "".join(message.content for message in messages)
        return tokens.at_most(text, self.model.name, most)

    async def _ask(self, request: Request) -> Reply:
        if self.whole is not None:
            return await self.whole._ask(request)
        with log.about(self.document.source):
            reply = await self.model(request)
        self.usage += reply.usage
        return reply


def _length(variables: Mapping[str, object]) -> int:
    """Return about how many characters a task takes, or more."""
    return sum(len(str(value)) for value in variables.values())


def _with_pages(part: object, document: Document) -> object:
    """Give a dumped value with the page of each citation in it."""
    if isinstance(part, list | tuple):
        return [_with_pages(inner, document) for inner in part]
    if not isinstance(part, dict):
        return part
    found = {key: _with_pages(inner, document) for key, inner in part.items()}
    return found | {"page": document.page(part["start"])} if "quote" in part else found


def _parsed(reply: Reply, draft: type[D]) -> D:
    """Validate a reply, and have it kept where it is valid."""
    found = parse(reply, draft)
    reply.keep()
    return found


def _repaired(reply: Reply, draft: type[D]) -> D:
    """Validate the second reply; that there is none after it is told."""
    try:
        return _parsed(reply, draft)
    except (NotJSONError, SchemaError) as error:
        error.args = (f"{error}; asked twice, try another model",)
        error.attempts = 2
        raise


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
