"""Path, standard input or file object -> Document; what cannot be read is refused by name."""

from __future__ import annotations

import codecs
import errno
import sys
from pathlib import Path
from typing import BinaryIO

from summarize.errors import (
    ConfigurationError,
    InputError,
    MissingInputError,
    TooLargeError,
    UnreadableInputError,
)
from summarize.read import formats
from summarize.settings import Settings
from summarize.types import Document

STDIN = "-"
STANDARD_INPUT = "standard input"

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1b\b\x85")
"""Control characters that occur in text, terminal captures included; others mean binary."""


def read(source: str | Path | BinaryIO | Document, settings: Settings) -> Document:
    """Read a document.

    PDF, DOCX and HTML are told by their content; all else is text, Markdown too.

    Args:
        source: A path, `-` for standard input, a binary file object, or a document as it is.
        settings: `encoding` (None: UTF-8, or UTF-16 by its byte order mark),
            `max_document_bytes` and `max_pages` apply.

    Raises:
        InputError: The document is missing, a directory, empty, binary, not in the encoding,
            or too large.
        ConfigurationError: It is PDF, DOCX or HTML, and what reads that is not installed.
    """
    if isinstance(source, Document):
        return _not_empty(source)
    if isinstance(source, str | Path):
        name = readable(str(source))
        content = _content(str(source), settings.max_document_bytes)
    else:
        name = str(getattr(source, "name", "file object"))
        content = _bounded(source, name, settings.max_document_bytes)
    if form := formats.kind(content):
        return _not_empty(_extracted(content, form, name, settings))
    text = _decode(content, name, settings.encoding)
    return _not_empty(Document.from_text(text, source=name))


def _extracted(content: bytes, form: str, name: str, settings: Settings) -> Document:
    if form == "html" and settings.encoding:
        content = _decode(content, name, settings.encoding).encode()
    limits = formats.Limits(settings.max_document_bytes, settings.max_pages)
    found = formats.extract(content, form, name, limits)
    text = found.text.encode("utf-8", "replace").decode()  # no half of a surrogate pair
    document = Document.from_text(text, source=name)
    return document.model_copy(update={"pages": found.pages, "author": found.author})


def readable(name: str) -> str:
    """Return a source's name for people; bytes in it that are no UTF-8 could not be printed."""
    if name == STDIN:
        return STANDARD_INPUT
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _directory(path: Path) -> str:
    """Say what is wrong with a directory in a document's place."""
    try:
        empty = not any(path.iterdir())
    except OSError:  # it may be entered, and not listed
        empty = False
    if empty:
        return "is an empty directory; name a file with text in it"
    return f"is a directory; name the files in it, as in {path}/*.txt"


def _content(path: str, limit: int) -> bytes:
    if path == STDIN:
        return _bounded(sys.stdin.buffer, STANDARD_INPUT, limit)
    try:
        with Path(path).open("rb") as file:
            return _bounded(file, path, limit)
    except (FileNotFoundError, NotADirectoryError):
        pattern = "*" in path or "?" in path
        told = "no file matches; check the pattern" if pattern else "no such file; check the path"
        raise MissingInputError(f"{path}: {told}", path) from None
    except IsADirectoryError:
        raise MissingInputError(f"{path}: {_directory(Path(path))}", path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        way_out = "check its permissions" if _is_denied(error) else "check the path"
        raise InputError(f"{path}: cannot be read ({reason}); {way_out}", path) from error


def _is_denied(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM)


def _bounded(file: BinaryIO, name: str, limit: int) -> bytes:
    content = file.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError(
            f"{name}: larger than {limit:,} bytes; raise SUMMARIZE_MAX_DOCUMENT_BYTES or split it",
            name,
        )
    return content


def _decode(content: bytes, name: str, encoding: str | None) -> str:
    marked = next((e for mark, e in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    chosen = marked or encoding or "utf-8"
    if encoding:
        _check_encoding(encoding)
    try:
        text = content.decode(chosen)
        text.encode()  # half a surrogate pair, which some encodings let through, is no character
    except UnicodeError as error:
        if _looks_binary(content.decode("latin-1")):
            raise _binary(name) from None
        place = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        raise UnreadableInputError(
            f"{name}: not valid {chosen.upper()}{place}; "
            "name its encoding, as in --encoding latin-1",
            name,
        ) from None
    if _looks_binary(text):
        raise _binary(name)
    return text


def _check_encoding(encoding: str) -> None:
    try:
        b"a".decode(encoding)
    except UnicodeError:
        return  # it is one; whether the document is in it is seen by decoding that
    except (LookupError, ValueError):
        raise ConfigurationError(
            f"--encoding {encoding}: no such encoding; try utf-8, latin-1 or cp1252"
        ) from None


def _looks_binary(text: str) -> bool:
    sample = text[:65536]
    controls = sum(c < " " and c not in _TEXT_CONTROLS for c in sample)
    return "\0" in sample or controls > len(sample) / 100


def _binary(name: str) -> UnreadableInputError:
    return UnreadableInputError(
        f"{name}: is a binary file, not text; convert it to plain text first", name
    )


def _not_empty(document: Document) -> Document:
    if not document.text.strip():
        raise UnreadableInputError(
            f"{document.source}: holds no text; give a file with something in it", document.source
        )
    return document
