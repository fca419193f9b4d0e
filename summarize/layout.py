"""What a line of a plain text is: a heading, a line that only gives the date, or text.

Rules of form alone, the same for the title and date of a document and for its sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize import dates

LONGEST_HEADING = 120
"""Characters; longer lines without a final stop are list items or verse, not headings."""

LONGEST_DATE = 80
"""Characters; a longer line gives more than a date."""

_MARKED = re.compile(r"(#{1,6})\s+(.+?)\s*#*|(={1,6})\s*(.+?)\s*={1,6}")
_LIST_ITEM = re.compile(r"[-*•·–—>|]|\(?\w{1,3}[.)]\s|\d")
_SPEAKER = re.compile(r"[^:]{1,40}:\s")
_STOPS = tuple(".!?。！？…؟।:;,\"'”’»)")
_DATE_LABEL = re.compile(r"\s*(?:date|published|updated|posted)\b[\s:]*", re.IGNORECASE)


@dataclass(frozen=True)
class Opening:
    """What the first lines of a text say about it."""

    title: str | None
    date: str | None


def heading(line: str) -> bool:
    """Tell whether a line that stands alone between blank lines is a heading."""
    line = line.strip()
    if not line or "\n" in line:
        return False
    if _MARKED.fullmatch(line):
        return True
    if len(line) > LONGEST_HEADING or line.endswith(_STOPS):
        return False
    return not _LIST_ITEM.match(line) and not _SPEAKER.match(line) and not date_length(line)


def heading_text(line: str) -> str:
    """Return a heading without its marks: `== Aims ==` and `## Aims` are `Aims`."""
    marked = _MARKED.fullmatch(line.strip())
    return (marked[2] or marked[4]) if marked else line.strip()


def date_length(text: str) -> int:
    """Return how many characters at the start of `text` are a date line; 0 when none are.

    A date line is a full date that stands alone on its line, or follows the word "date".
    """
    label = _DATE_LABEL.match(text)
    start = label.end() if label else len(text) - len(text.lstrip())
    line_end = text.find("\n", start)
    line = text[start : line_end if line_end >= 0 else len(text)]
    if not label and len(line.strip()) > LONGEST_DATE:  # most lines, and looking takes its time
        return 0
    for found in dates.find(line):
        alone = not line[found.end :].strip()
        if found.start == 0 and found.iso and (label or alone):
            return start + found.end
        break
    return 0


def opening(text: str) -> Opening:
    """Read title and date off the first paragraphs of a text, up to its first sentence."""
    title = date = None
    for paragraph in re.split(r"\n\s*\n", text[:2000].strip("\n"), maxsplit=4)[:4]:
        length = date_length(paragraph)
        if length:
            date = date or next(found.iso for found in dates.find(paragraph[:length]))
        elif title is None and heading(paragraph):
            title = heading_text(paragraph)
        if length < len(paragraph.rstrip()) and not heading(paragraph):
            break
    return Opening(title, date)
