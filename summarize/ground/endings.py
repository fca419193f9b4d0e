"""How a text ends: half a sentence states nothing, nor does a question."""

from __future__ import annotations

from summarize.ground import words

_MARKS = "\"”’')]»"


def states_nothing(text: str) -> bool:
    """Tell whether a text asks, or ends in the middle of a sentence, as at a model's limit.

    Example:
        >>> states_nothing("The pier, commonly known as the"), states_nothing("Tides rise in May")
        (True, False)
        >>> states_nothing("Does it rise?"), states_nothing("Quill asked: “Does it rise?”")
        (True, False)
    """
    last = text.rstrip(_MARKS).split()[-1:]
    broken = bool(last) and (last[0].endswith(",") or last[0].lower() in words.OPENERS)
    return broken or text.rstrip().endswith("?")
