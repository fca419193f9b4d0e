"""DOCX -> text: headings marked as such, a line for each row of a table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml.etree import XMLSyntaxError

from summarize.errors import TooLargeError, UnreadableInputError
from summarize.read.formats import Extracted, Limits

MARKUP = 20
"""Bytes of XML that a character of text may take; real files take three to ten."""


def extract(content: bytes, name: str, limits: Limits) -> Extracted:
    """Read the paragraphs and tables of a document, in their order."""
    try:
        _refuse_bombs(content, name, limits)
        document = docx.Document(io.BytesIO(content))
        blocks = [text for text in _blocks(document) if text.strip()]
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError):
        raise UnreadableInputError(
            f"{name}: is damaged and cannot be read as DOCX; save it anew", name
        ) from None
    title = document.core_properties.title.strip()
    if title and not (blocks and title in blocks[0]):
        blocks.insert(0, title)
    text = "\n\n".join(blocks)
    if len(text) > limits.characters:
        raise _too_large(name, limits)
    return Extracted(text, author=document.core_properties.author or None)


def _refuse_bombs(content: bytes, name: str, limits: Limits) -> None:
    """Refuse what unfolds to too much, before any of it is unfolded."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(
            entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml")
        )
    if size > limits.characters * MARKUP:
        raise _too_large(name, limits)


def _too_large(name: str, limits: Limits) -> TooLargeError:
    return TooLargeError(
        f"{name}: unfolds to more than {limits.characters:,} characters; "
        "raise SUMMARIZE_MAX_DOCUMENT_BYTES or split it",
        name,
    )


def _blocks(document: docx.document.Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield "\n".join(" | ".join(cell.text for cell in row.cells) for row in block.rows)
            continue
        style = (block.style.name or "") if block.style else ""
        heading = re.fullmatch(r"Heading ([1-6])", style)
        yield f"{'#' * int(heading[1])} {block.text}" if heading and block.text else block.text
