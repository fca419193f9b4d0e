"""Characters that drive a terminal or turn the direction of a text, and what is shown for them."""

from __future__ import annotations

import re

RAW = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but the line feed, direction marks, and halves of surrogate pairs."""


def printable(text: str) -> str:
    """Replace control characters but the line feed, which could drive a terminal.

    Example:
        >>> printable("a\\x1b[31mb")
        'a␛[31mb'
    """
    return RAW.sub(_picture, text)


def _picture(character: re.Match[str]) -> str:
    code = ord(character[0])
    if code in (0x09, 0x0D):
        return " "
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"
