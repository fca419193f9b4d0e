"""Text for people on a terminal: within its width, and with what matters in colour.

Colour is for what also stands there in words, so that nothing is lost without it. rich knows when
there is to be none: not on a terminal, NO_COLOR, TERM=dumb; and when in spite of that: FORCE_COLOR.
"""

from __future__ import annotations

import shutil
import sys

LEAST = 40
"""Columns below which lines are not broken further."""

_STYLES = {
    "bold": r"(?m)\A\S.*$|(?<=\n\n)\S.*$(?=\n {2,})",  # a title, and headings
    "cyan": r"(?:\[\d+\])+",
    "yellow": r"(?m)^ +not stated$",
    "bold red": r"(?m)\((?:ALTERED|NOT\s+FOUND|NOT\s+READ|UNVERIFIED)\b[^()]*\)|^NOT WHOLE:.*$",
}
"""What is shown how; what comes later goes before."""


def width(most: int) -> int:
    """Return how many characters a line on stdout may have: the terminal's, up to so many."""
    if not sys.stdout.isatty():
        return most
    return max(LEAST, min(most, shutil.get_terminal_size().columns))


def coloured(text: str) -> str:
    """Colour what is rendered for people, where stdout takes colour; else it stays as it is."""
    from summarize import settings

    if not (sys.stdout.isatty() or settings.colour_is_asked_for()):
        return text  # and rich, which takes its time, is left alone
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    if console.no_color or console.color_system is None:
        return text
    shown = Text(text)
    for style, pattern in _STYLES.items():
        shown.highlight_regex(pattern, style)
    with console.capture() as captured:
        console.print(shown, soft_wrap=True, end="")
    return captured.get()
