"""Which format bytes are in, told by the bytes alone, and who turns each into text.

Plain text and Markdown are read as they stand, so that nothing of them is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from summarize.errors import ConfigurationError

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)(?:\s[^<]*)?>",
    re.IGNORECASE | re.DOTALL,
)
_SEEN = 4_096
"""Bytes from the start in which a page's first element, or a PDF's mark, has to stand."""


@dataclass(frozen=True)
class Extracted:
    """The text of a file that is more than text."""

    text: str
    pages: tuple[int, ...] = ()
    """Where each page begins, in characters of the text; empty where there are none."""
    author: str | None = None


@dataclass(frozen=True)
class Limits:
    """What a file may unfold to; a small file may hold more than memory does."""

    characters: int
    pages: int


Extract = Callable[[bytes, str, Limits], Extracted]


def kind(content: bytes) -> str | None:
    """Tell a format by its content: "pdf", "docx", "html"; None for plain text and all else.

    Example:
        >>> kind(b"%PDF-1.7 ..."), kind(b"<!doctype html><p>Hello"), kind(b"# Hello")
        ('pdf', 'html', None)
    """
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return "docx"
    return "html" if _HTML.match(content[:_SEEN]) else None


def extract(content: bytes, form: str, name: str, limits: Limits) -> Extracted:
    """Turn the content of a file into text.

    Args:
        content: The file's bytes.
        form: What `kind` says of them.
        name: What errors call it.
        limits: What it may unfold to.

    Raises:
        ConfigurationError: The library for this format is not installed.
        UnreadableInputError: It is damaged, encrypted, or holds no text.
        TooLargeError: It unfolds to more than the limits.
    """
    try:
        module = import_module(f"summarize.read.{form}")
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{name}: is {form.upper()}, and {error.name} is not installed; "
            "run pip install 'summarize-qa[documents]'"
        ) from None
    turn: Extract = module.extract
    return turn(content, name, limits)
