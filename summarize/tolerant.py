"""Text of a model -> the JSON objects that stand in it, as they stand.

Forgiven is what leaves no doubt about what is meant: code fences, prose and thinking around an
object, a byte order mark, raw line ends in a text, comments, a comma too many, Python's names of
literals. Nothing is completed, cut or guessed: repairing parsers close what breaks off and drop
what they do not understand, and then an object comes out that nobody wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

Object = dict[str, object]

# What nothing ends runs to the end of all, so that it is looked for once and not from each quote.
_TEXT = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
_COMMENT = r"//[^\n]*|#[^\n]*|/\*.*?(?:\*/|\Z)"
_TOKEN = re.compile(rf"{_TEXT}|{_COMMENT}|[{{}}\[\]]", re.DOTALL)
_COMMENTED = re.compile(rf"({_TEXT})|{_COMMENT}", re.DOTALL)
_LOOSE = re.compile(rf"({_TEXT})|,(?=\s*[}}\]])|\b(?:True|False|None)\b", re.DOTALL)
_PYTHON = {"True": "true", "False": "false", "None": "null"}

_THINKING = r"(?:think|thinking|thought|reasoning|analysis)"
_TAG = re.compile(rf"<(?P<end>/?){_THINKING}>|\[(?P<end_too>/?)THINK\]", re.IGNORECASE)
_MARK = re.compile(rf'{_TAG.pattern}|{{(?=\s*["}}/#])', re.IGNORECASE)


class NoNumber:
    """What NaN and the infinities become: no field of any type takes it."""

    def __repr__(self) -> str:
        return "NaN"


def objects(text: str) -> list[Object]:
    """Return the JSON objects of a text, in order; an object inside another is part of that.

    What a model thinks between its tags, or before a closing tag alone, is no part of its answer.

    Raises:
        ValueError: There is none, or one breaks off; the message says what is wrong.

    Example:
        >>> objects('<think>{"a": 0}</think> Sure: {"a": 1,} // done')
        [{'a': 1}]
    """
    try:
        return [_read(text.strip("\ufeff \t\r\n"))]
    except ValueError as error:
        problem = error
    found: list[Object] = []
    place = 0
    while mark := _MARK.search(text, place):
        if mark[0] != "{":
            place, found = (mark.end(), []) if _closes(mark) else (_thought(text, mark), found)
            continue
        end = _end(text, mark.start())
        if end is None:
            place, found = _last_thought(text, mark.start()), []
            continue
        place = end
        try:
            found.append(_read(text[mark.start() : end]))
        except ValueError as error:  # braces of prose, or an object that is none
            problem = error
    if not found:
        raise problem
    return found


def _closes(tag: re.Match[str]) -> bool:
    return bool(tag["end"] or tag["end_too"])


def _thought(text: str, opening: re.Match[str]) -> int:
    """Return where the thinking that opens here ends; that of a model that never stops, nowhere."""
    depth = 0
    for tag in _TAG.finditer(text, opening.start()):
        depth += -1 if _closes(tag) else 1
        if depth == 0:
            return tag.end()
    return len(text)


def _last_thought(text: str, start: int) -> int:
    """Return where the last thinking after `start` ends, for a brace that nothing closes.

    Raises:
        ValueError: There is none: an object breaks off.
    """
    ends = [tag.end() for tag in _TAG.finditer(text, start) if _closes(tag)]
    if not ends:
        raise ValueError("an object breaks off")
    return ends[-1]


def _end(text: str, start: int) -> int | None:
    """Return where the object that starts here ends; None where nothing closes it."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
            if depth == 0:
                return token.end()
    return None


def _read(body: str) -> Object:
    """Read one object: as JSON, else without its comments and what else is loose in it."""
    try:
        found = _decoded(body)
    except ValueError:
        bare = _COMMENTED.sub(lambda part: part[1] or "", body)
        found = _decoded(_LOOSE.sub(lambda part: part[1] or _PYTHON.get(part[0], ""), bare))
    if not isinstance(found, dict):
        raise ValueError("it is no object")  # noqa: TRY004 -- of the reply, not of a caller
    return found


def _decoded(body: str) -> object:
    try:
        found = _DECODER.decode(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if "\\u" in body or not body.isascii():  # half a surrogate pair is no character
        json.dumps(found, ensure_ascii=False, default=repr).encode()
    return found


def _once(pairs: Iterable[tuple[str, object]]) -> Object:
    """Make an object of its pairs, none of which says otherwise than one before it."""
    found: Object = {}
    for name, value in pairs:
        if found.setdefault(name, value) != value:
            raise ValueError(f"{name} is given twice")
    return found


# `strict` is about line ends and tabs inside a text, which models write raw.
_DECODER = json.JSONDecoder(
    strict=False, object_pairs_hook=_once, parse_constant=lambda _: NoNumber()
)
