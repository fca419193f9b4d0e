"""Which prompt templates a test rendered: noted in its cassette, so that a change is seen later.

    templates:
    - name: summary
      digest: 5d0c...
    - name: question
      digest: 8f1e...
      own: ../prompts

The digest is that of the template and of all that it includes. `own` is the directory of templates
that replace the package's, as seen from the test's module.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from summarize import prompt
from summarize.chat import Message
from summarize.errors import TemplateError
from summarize.settings import PROMPTS
from summarize.testing.transcript import Json


class Rendered(NamedTuple):
    """A template as it was rendered; a template of its name in `own` replaces the package's."""

    name: str
    own: Path
    digest: str


@contextmanager
def watched() -> Iterator[set[Rendered]]:
    """Give the set in which every template is put that is rendered meanwhile, in any thread."""
    seen: set[Rendered] = set()
    render = prompt.render

    def watching(name: str, variables: dict[str, object], own: Path) -> tuple[Message, ...]:
        messages = render(name, variables, own)
        seen.add(Rendered(name, own.absolute(), prompt.digest([name], own)))
        return messages

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prompt, "render", watching)
        yield seen


def noted(seen: set[Rendered], folder: Path, root: Path) -> list[Json]:
    """Give what a cassette says of the templates that its test rendered.

    Args:
        seen: What was rendered.
        folder: Where the test's module stands.
        root: The project; a directory of templates outside it, such as one that the test wrote, is
            not there any more when somebody looks.
    """
    notes = [_note(rendered, folder, root) for rendered in sorted(seen)]
    return [note for number, note in enumerate(notes) if note and note not in notes[:number]]


def changed(notes: object, folder: Path) -> list[str]:
    """Name the templates that are no longer what a cassette of a module in `folder` notes."""
    if not isinstance(notes, list):
        return []
    return [str(note["name"]) for note in notes if _digest_now(note, folder) != note["digest"]]


def _note(rendered: Rendered, folder: Path, root: Path) -> Json:
    note: Json = {"name": rendered.name, "digest": rendered.digest}
    if rendered.own.is_dir() and rendered.own.is_relative_to(root):
        return {**note, "own": Path(os.path.relpath(rendered.own, folder)).as_posix()}
    return note if rendered.digest == _digest(rendered.name, PROMPTS) else {}


def _digest_now(note: Json, folder: Path) -> str | None:
    own = folder / cast(str, note["own"]) if "own" in note else PROMPTS
    return _digest(cast(str, note["name"]), own.resolve())


def _digest(name: str, own: Path) -> str | None:
    """Give a template's digest; None where it does not exist or does not parse."""
    try:
        return prompt.digest([name], own)
    except TemplateError:
        return None
