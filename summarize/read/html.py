"""HTML -> the text of its article, under its title and date, without menus and advertising."""

from __future__ import annotations

import re

import trafilatura

from summarize.errors import TooLargeError, UnreadableInputError
from summarize.read.formats import Extracted, Limits


def extract(content: bytes, name: str, limits: Limits) -> Extracted:
    """Read the article of a page.

    Its title, author and date stand in the text, each in a line of its own, so that what is said
    of them can be cited.
    """
    try:
        found = trafilatura.bare_extraction(
            content,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError:
        raise UnreadableInputError(
            f"{name}: its elements are nested too deeply; convert it to plain text first", name
        ) from None
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise UnreadableInputError(
            f"{name}: no article was found in this page; convert it to plain text first", name
        )
    body = re.sub(r"\n+", "\n\n", found.text or "").strip()
    opening = (found.title, found.author, found.date)
    text = "\n\n".join(filter(None, (*opening, body.removeprefix(found.title or "").strip())))
    if len(text) > limits.characters:
        raise TooLargeError(f"{name}: holds more than {limits.characters:,} characters", name)
    return Extracted(text, author=found.author or None)
