"""PDF -> text, page by page."""

from __future__ import annotations

import re
from itertools import accumulate

import pypdfium2

from summarize.errors import TooLargeError, UnreadableInputError
from summarize.read.formats import Extracted, Limits

_HYPHEN = re.compile("[\x02\ufffe]\\s*")
"""What stands for a hyphen at the end of a line, within a word that goes on in the next."""
_BETWEEN = "\n\n"


def extract(content: bytes, name: str, limits: Limits) -> Extracted:
    """Read the text of a PDF; each of its pages begins a paragraph."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        reason = "is protected by a password" if "assword" in str(error) else "is damaged"
        raise UnreadableInputError(
            f"{name}: {reason} and cannot be read as PDF; save it anew without that", name
        ) from None
    try:
        texts = _texts(pdf, name, limits)
    finally:
        pdf.close()
    if not any(texts):
        raise UnreadableInputError(
            f"{name}: its pages hold pictures and no text; put it through OCR first", name
        )
    starts = accumulate((len(text) + len(_BETWEEN) for text in texts[:-1]), initial=0)
    return Extracted(_BETWEEN.join(texts), tuple(starts))


def _texts(pdf: pypdfium2.PdfDocument, name: str, limits: Limits) -> list[str]:
    if len(pdf) > limits.pages:
        raise TooLargeError(
            f"{name}: has {len(pdf):,} pages, and at most {limits.pages:,} are read; "
            "raise SUMMARIZE_MAX_PAGES or split it",
            name,
        )
    texts: list[str] = []
    size = 0
    for number in range(len(pdf)):
        texts.append(_text(pdf, number, name))
        size += len(texts[-1])
        if size > limits.characters:
            raise TooLargeError(
                f"{name}: holds more than {limits.characters:,} characters; "
                "raise SUMMARIZE_MAX_DOCUMENT_BYTES or split it",
                name,
            )
    return texts


def _text(pdf: pypdfium2.PdfDocument, number: int, name: str) -> str:
    try:
        page = pdf[number]
        held = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise UnreadableInputError(
            f"{name}: page {number + 1} is damaged; save it anew with another program", name
        ) from None
    text: str = held.get_text_bounded()
    held.close()
    page.close()
    return _HYPHEN.sub("", text).replace("\r\n", "\n").replace("\0", "").strip()
