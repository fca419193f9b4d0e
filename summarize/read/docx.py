"""DOCX -> text: headings marked as such, a line for each row of a table."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell, _Row
from lxml.etree import LxmlError

from summarize.errors import TooLargeError, UnreadableInputError
from summarize.read.formats import Extracted, Limits

MARKUP = 20
"""Bytes of XML that a character of text may take; real files take three to ten."""

DAMAGE = (
    PythonDocxError,
    OpcError,
    LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # encrypted, or nested too deeply
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
)
"""What python-docx and zipfile raise for a damaged file: they check little of what they read, so
that a part of the wrong kind turns up as an attribute that it lacks."""


def extract(content: bytes, name: str, limits: Limits) -> Extracted:
    """Read the paragraphs and tables of a document, in their order."""
    try:
        _refuse_bombs(content, name, limits)
        document = docx.Document(io.BytesIO(content))
        blocks = [text for text in _blocks(document) if text.strip()]
        title = document.core_properties.title.strip()
        author = document.core_properties.author or None
    except DAMAGE:
        raise UnreadableInputError(
            f"{name}: is damaged and cannot be read as DOCX; save it anew", name
        ) from None
    if title and not (blocks and title in blocks[0]):
        blocks.insert(0, title)
    text = "\n\n".join(blocks)
    if len(text) > limits.characters:
        raise _too_large(name, limits)
    return Extracted(text, author=author)


def _refuse_bombs(content: bytes, name: str, limits: Limits) -> None:
    """Refuse what unfolds to too much, before any of it is unfolded: pictures are, too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > limits.characters * MARKUP:
        raise _too_large(name, limits)


def _too_large(name: str, limits: Limits) -> TooLargeError:
    return TooLargeError(
        f"{name}: unfolds to more than {limits.characters:,} characters; "
        "raise SUMMARIZE_MAX_DOCUMENT_BYTES or split it",
        name,
    )


def _blocks(held: docx.document.Document | _Cell) -> Iterator[str]:
    for block in held.iter_inner_content():
        if isinstance(block, Table):
            yield "\n".join(_row(row) for row in block.rows)
            continue
        style = (block.style.name or "") if block.style else ""
        heading = re.fullmatch(r"Heading ([1-6])", style)
        yield f"{'#' * int(heading[1])} {block.text}" if heading and block.text else block.text


def _row(row: _Row) -> str:
    # Not `row.cells`, which gives a cell as often as it says that it is wide: a thousand million.
    cells = (_Cell(cell, row.table) for cell in row._tr.tc_lst)
    return " | ".join("\n".join(_blocks(cell)) for cell in cells)
