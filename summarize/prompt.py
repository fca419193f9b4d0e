"""Template + variables -> messages. Templates are whole in `prompts/`, as the model sees them.

A template calls `system`, `user` and `assistant` blocks in turn; each becomes one message:

    {% call system() %}You answer from the document alone.{% endcall %}
    {% call user() %}{{ question }}{% endcall %}
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import jinja2
from jinja2 import meta

from summarize import layout
from summarize.chat import Message
from summarize.errors import TemplateError
from summarize.settings import PROMPTS

SUFFIX = ".jinja"
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = "\u200c\u200d"
"""Invisible, and still part of the spelling of Persian, Indic scripts and emoji."""
_SELECTOR = re.compile("[\U000e0100-\U000e01ef]")
_CONTROL_TOKEN = re.compile(
    r"<(?:\||｜|/?s>|/?(?:start_of_turn|end_of_turn|bos|eos|pad|unk|think|tool_\w+)\b|</?SYS)"
    r"|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_\w+)\]",
    re.IGNORECASE,
)
_ROLES = {"system", "user", "assistant"}


def render(name: str, variables: dict[str, object], own: Path) -> tuple[Message, ...]:
    """Render the template `name` to messages.

    Args:
        name: The template's name without its suffix: `summary`.
        variables: What the template is given; it must use each, and lack none.
        own: The user's own directory; a template of the same name there overrides ours.

    Raises:
        TemplateError: There is no such template, it does not parse, a variable is missing, or
            one of ours leaves a variable unused.
    """
    environment = _environment(own)
    messages: list[Message] = []
    with _told(own):
        try:
            template = environment.get_template(name + SUFFIX)
            if template.filename and Path(template.filename).parent == PROMPTS:
                _refuse_unused(environment, name, variables)
            template.render(variables | _blocks(messages))
        except jinja2.UndefinedError as error:
            given = _listed(variables)
            raise TemplateError(f"{name}{SUFFIX}: {error.message}; it is given {given}") from None
    if not messages:
        raise TemplateError(f"{name}{SUFFIX}: makes no message; add a {{% call user() %}} block")
    return tuple(messages)


def plain(text: str) -> str:
    """Make a document's words harmless inside a prompt, and put them on one line.

    Invisible and bidirectional characters are left out, since a reader does not see what they
    hide, and the control tokens of chat templates are broken, since llama.cpp takes them for
    turns of the conversation even inside a message.
    """
    visible = text
    if not text.isprintable() or _SELECTOR.search(text):  # most texts hold nothing unseen
        visible = "".join(c for c in text if c.isspace() or not _unseen(c))
    return _CONTROL_TOKEN.sub(_broken, " ".join(visible.split()))


def _unseen(character: str) -> bool:
    if _SELECTOR.match(character):
        return True
    return unicodedata.category(character) in _UNSEEN and character not in _JOINERS


def _broken(token: re.Match[str]) -> str:
    return f"{token[0][0]} {token[0][1:]}"


def digest(names: Iterable[str], own: Path) -> str:
    """SHA-256 over the sources of the named templates and of all that they include.

    Raises:
        TemplateError: One of them does not exist or does not parse.
    """
    environment = _environment(own)
    whole = hashlib.sha256()
    with _told(own):
        for name in sorted(_with_included(environment, {name + SUFFIX for name in names})):
            whole.update(f"{name}\0{_source(environment, name)}\0".encode())
    return whole.hexdigest()


@contextmanager
def _told(own: Path) -> Iterator[None]:
    """Tell of a template that cannot be had as this package's error."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"{error.name}: no such template in {own} or {PROMPTS}") from None
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename}:{error.lineno}: {error.message}") from None


class _Shipped(jinja2.FileSystemLoader):
    """The package's own templates, each read once: they do not change while it runs."""

    def __init__(self) -> None:
        super().__init__(PROMPTS)
        self._read: dict[str, tuple[str, str, Callable[[], bool]]] = {}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its path, and that it is as it was."""
        if template not in self._read:
            source, path, _ = super().get_source(environment, template)
            self._read[template] = source, path, lambda: True
        return self._read[template]


_SHIPPED = _Shipped()


@lru_cache(maxsize=8)
def _environment(own: Path) -> jinja2.Environment:
    # Most users have no directory of their own; looking there costs more than rendering.
    first = [jinja2.FileSystemLoader(own)] if own.is_dir() else []
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*first, _SHIPPED]),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 -- a prompt is text, not HTML
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = plain
    environment.filters["heading"] = layout.heading_text
    return environment


def _blocks(messages: list[Message]) -> dict[str, Callable[..., str]]:
    def block(role: Literal["system", "user", "assistant"]) -> Callable[..., str]:
        def collect(caller: Callable[[], str]) -> str:
            messages.append(Message(role, caller().strip()))
            return ""

        return collect

    return {"system": block("system"), "user": block("user"), "assistant": block("assistant")}


def _refuse_unused(
    environment: jinja2.Environment, name: str, variables: dict[str, object]
) -> None:
    used: set[str] = set()
    for included in _with_included(environment, {name + SUFFIX}):
        used |= _names(environment, _source(environment, included)).variables
    if unused := variables.keys() - used:
        raise TemplateError(f"{name}{SUFFIX}: does not use {_listed(unused)}")


def _with_included(environment: jinja2.Environment, names: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        found.add(name := waiting.pop())
        waiting |= _names(environment, _source(environment, name)).templates - found
    return found


class _Names(NamedTuple):
    """What a template names."""

    variables: frozenset[str]
    templates: frozenset[str]


@lru_cache(maxsize=64)
def _names(environment: jinja2.Environment, source: str) -> _Names:
    """Read off a template what it names; parsing it takes longer than rendering it."""
    tree = environment.parse(source)
    included = frozenset(name for name in meta.find_referenced_templates(tree) if name)
    return _Names(frozenset(meta.find_undeclared_variables(tree)), included)


def _source(environment: jinja2.Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names) - _ROLES)) or "nothing"
