"""How a text ends: a model that runs into a limit breaks off, and says half of something."""

from __future__ import annotations

from summarize.ground import words

_MARKS = "\"”’')]»"


def breaks_off(text: str) -> bool:
    """Tell whether a text ends in the middle of a sentence: "In Norham, commonly known as".

    Example:
        >>> breaks_off("The pier, commonly known as the"), breaks_off("Tides rise in May")
        (True, False)
    """
    last = text.rstrip(_MARKS).split()[-1:]
    return bool(last) and (last[0].endswith(",") or last[0].lower() in words.OPENERS)
