"""Find a quote in a text: tolerant of typography, strict in meaning.

Both are folded to one typography and compared character by character; an offset map leads back to
the original. There is no similarity ratio: what differs by more than typography is not found. There
is no NFKC either, because it turns "10²" into "102".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
_DOUBLE = '"\u201c-\u201f\u00ab\u00bb\u2033\u300c-\u300f\u301d-\u301f\uff02'
_SINGLE = "'\u2018-\u201b\u2039\u203a\u02b9\u02bb-\u02bd\u2032\u00b4`\uff07"
_DASH = "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_LIGATURE = "\u0132\u0133\u0152\u0153\ufb00-\ufb06\ufb13-\ufb17\ufb4f\ufbea-\ufbfb\ufef5-\ufefc"

BREAK = "\x00"
"""Stands for a hyphen at the end of a line, which may or may not belong to the word."""

_SPECIAL = f"{_INVISIBLE}{_DOUBLE}{_SINGLE}{_DASH}{_LIGATURE}\u2026"

_PIECES = re.compile(
    rf"(?=[^A-Za-z0-9,])(?:(?P<break>(?<=[^\W\d_])[-\u2010\u00ad][^\S\n]*\r?\n\s*(?=[^\W\d_]))"
    rf"|(?P<dash>[\s{_INVISIBLE}]*[{_DASH}](?:[\s{_INVISIBLE}]*[{_DASH}])*[\s{_INVISIBLE}]*)"
    rf"|(?P<dropped>[\s{_INVISIBLE}]+(?=[,;:!?)\]%\u2026](?!\d)|\.(?!\w)|\u00bb(?![\w(\[]))"
    rf"|(?<=[(\[$\u20ac\u00a3\u00a5])\s+|(?<=(?<![^\s(\[])\u00ab)\s+|[{_INVISIBLE}]+)"
    rf"|(?P<space>[^\S ][\s{_INVISIBLE}]*| [\s{_INVISIBLE}]+)"
    rf"|(?P<mark>[{_DOUBLE}]|''|``|[{_SINGLE}])"
    rf"|(?P<ligature>[{_LIGATURE}]|\u2026)"
    rf"|(?P<letters>[^\x00-\x7f\s{_SPECIAL}]+))"
)
"""What a fold changes; everything else is copied."""

_INNER_HYPHEN = re.compile(rf"(?<=\w)[-{BREAK}](?=\w)")
_WORD_REST = re.compile(r"[A-Za-z0-9]*")
_NUMBER_JOINT = frozenset(".,:/'\u00b7\u066b\u066c")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
"""Scripts that write no spaces between words: every character may begin or end a match."""

_ELISION = re.compile(r"(?:^|\W)(?:[dl]|qu|dell|nell|all|sull|dall|un)'$", re.IGNORECASE)
_SIGN = re.compile(r"(?<![^\s(\[])[-\u2212\u2013]")
_LINE_END = re.compile(r"[\s\"'”’»)]*?(?:\n|$)")
_GROUP = re.compile(r"\d{3}(?!\d)")
_NEAR = 6
"""Characters beside a place that tell whether a word or number ends there: " dell'"."""


@dataclass(frozen=True)
class Folded:
    """A text in one typography, with the way back to the original's offsets."""

    original: str
    text: str
    folds: tuple[int, ...]
    """Where a changed piece begins or ends in `text`, ascending."""
    origins: tuple[int, ...]
    """The same places in `original`."""

    def start(self, offset: int) -> int:
        """Lead an offset of `text` back to the first character that it stands for."""
        index = bisect_right(self.folds, offset) - 1
        return self._origin(index, offset)

    def end(self, offset: int) -> int:
        """Lead an exclusive offset back, leaving out what was dropped behind it."""
        index = bisect_left(self.folds, offset) - 1
        closes = index % 2 == 0 and self.folds[index + 1] == offset
        return self.origins[index + 1] if closes else self._origin(index, offset)

    def _origin(self, index: int, offset: int) -> int:
        if index < 0:
            return offset
        origin = self.origins[index] + offset - self.folds[index]
        return min(origin, *self.origins[index + 1 : index + 2], len(self.original))

    @cached_property
    def loose(self) -> tuple[str, tuple[int, ...]]:
        """The text without the hyphens inside words, and where each was taken out."""
        cuts = [hyphen.start() for hyphen in _INNER_HYPHEN.finditer(self.text)]
        return _INNER_HYPHEN.sub("", self.text), tuple(
            cut - number for number, cut in enumerate(cuts)
        )


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Fold `text` to one typography: spaces, quotation marks, dashes, ligatures, accents."""
    parts: list[str] = []
    folds: list[int] = []
    origins: list[int] = []
    length = done = 0
    for start, end, new in _changes(text):
        parts += (text[done:start], new)
        length += start - done
        folds += (length, length + len(new))
        origins += (start, end)
        length += len(new)
        done = end
    parts.append(text[done:])
    return Folded(text, "".join(parts), tuple(folds), tuple(origins))


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Find `quote` in `text`; its span there (characters, end exclusive), or None.

    White space, quotation marks, dashes, soft hyphens, hyphens at line ends, invisible characters,
    ligatures, composed letters and a missing final stop may differ. Anything else may not, and a
    match begins and ends at the boundary of a word or number.

    Example:
        >>> find("“ten  ships”", "All ten ships left.")
        (4, 13)
        >>> find("10 ships", "All 110 ships left.") is None
        True
    """
    folded = fold(text)
    wanted = fold(quote).text.strip()
    bare = wanted.strip("'\" ")
    unstopped = bare.removesuffix(".").rstrip("'\" ")
    if not any(character.isalnum() for character in unstopped):
        return None
    if next(_candidates(unstopped, folded), None) is None:  # all others hold it
        return None
    return (
        _search(wanted, folded)
        or _search(bare, folded)
        or _search(bare.removesuffix("'."), folded)
        or _search(unstopped, folded, line_end=True)
    )


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Give what changes in `text`: start, end, and what stands there once folded."""
    for piece in _PIECES.finditer(text):
        start, end = piece.span()
        if piece.lastgroup == "letters":
            bare = _joins(text[start]) and text[start - 1 : start].isalpha()
            yield from _composed(text[start - bare : end], start - bare)
            continue
        new = _new(piece)
        if new != piece[0]:
            yield start, end, new


def _new(piece: re.Match[str]) -> str:
    match piece.lastgroup:
        case "break":
            return "" if "\u00ad" in piece[0] else BREAK
        case "dash":
            return "-"
        case "space":
            return " "
        case "mark":
            return _quotation_mark(piece)
        case "ligature":
            return unicodedata.normalize("NFKC", piece[0]).replace("œ", "oe").replace("Œ", "OE")
        case _:
            return ""


def _quotation_mark(piece: re.Match[str]) -> str:
    """Fold every mark to one; after a digit a single one may mean feet, a double one inches."""
    double = len(piece[0]) == 2 or re.match(f"[{_DOUBLE}]", piece[0])
    after_digit = piece.string[piece.start() - 1 : piece.start()].isdigit()
    return '"' if double and after_digit else "'"


def _composed(letters: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Compose letters and their accents (NFC), one cluster at a time to keep offsets exact."""
    if unicodedata.is_normalized("NFC", letters):
        return
    begin = 0
    for position in range(1, len(letters) + 1):
        if position == len(letters) or not _joins(letters[position]):
            cluster = letters[begin:position]
            yield start + begin, start + position, unicodedata.normalize("NFC", cluster)
            begin = position


def _joins(character: str) -> bool:
    """Tell an accent, or a Hangul vowel or final, from a letter that begins a cluster."""
    return bool(unicodedata.combining(character)) or "\u1160" <= character <= "\u11ff"


def _search(wanted: str, folded: Folded, *, line_end: bool = False) -> tuple[int, int] | None:
    for start, end in _candidates(wanted, folded):
        if not (_starts(folded, start) and _ends(folded, end)):
            continue
        span = _trimmed(folded.original, folded.start(start), folded.end(end))
        if not line_end or _LINE_END.match(folded.original, span[1]):
            return span
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the white space that a folded dash at either end stands for."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _candidates(wanted: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Give where `wanted` stands in the folded text, wherever words begin and end."""
    if BREAK not in wanted and BREAK not in folded.text:
        for start in _places(wanted, folded.text):
            yield start, start + len(wanted)
        return
    loose, cuts = folded.loose
    loose_wanted = _INNER_HYPHEN.sub("", wanted)
    for place in _places(loose_wanted, loose):
        start = place + bisect_right(cuts, place)
        end = place + len(loose_wanted)
        end += bisect_left(cuts, end)
        if _same_but_breaks(wanted, folded.text[start:end]):
            yield start, end


def _places(wanted: str, text: str) -> Iterator[int]:
    """Give where `wanted` stands; never twice within a word, which keeps "aaaa..." linear."""
    start = text.find(wanted)
    while start >= 0 and wanted:
        yield start
        word_end = _WORD_REST.match(text, start)
        start = text.find(wanted, max(start + 1, word_end.end() if word_end else 0))


def _same_but_breaks(one: str, other: str) -> bool:
    """Compare two texts where a hyphen at a line end equals a hyphen, or none."""
    left = right = 0
    while left < len(one) or right < len(other):
        a, b = one[left : left + 1], other[right : right + 1]
        if a == b or {a, b} == {"-", BREAK}:
            left, right = left + 1, right + 1
        elif a == BREAK:
            left += 1
        elif b == BREAK:
            right += 1
        else:
            return False
    return True


def _starts(folded: Folded, start: int) -> bool:
    """Tell whether a word or number begins at `start` of the folded text."""
    text = folded.text
    before, first = text[max(0, start - _NEAR) : start], text[start]
    if not before or not first.isalnum():
        return True
    if before[-1] == BREAK or _wordlike(before[-1], first):
        return False
    if before[-1] == "'" and _spaced(before[-2:-1]) and _spaced(first):
        return bool(_ELISION.search(before))
    return not (first.isdigit() and _number_goes_on_before(folded, start, before))


def _number_goes_on_before(folded: Folded, start: int, before: str) -> bool:
    if before[-1] in _NUMBER_JOINT and (before[-2:-1].isdigit() or _bare_point(before)):
        return True
    if re.search(r"(?<!\d)\d{1,3} $", before):
        return bool(_GROUP.match(folded.text, start))
    return bool(_SIGN.match(folded.original, folded.start(start) - 1))


def _bare_point(before: str) -> bool:
    """Tell ".5" from a "." that ends a sentence."""
    return before[-1] == "." and (len(before) == 1 or before[-2] in " (-")


def _ends(folded: Folded, end: int) -> bool:
    """Tell whether a word or number ends at `end` of the folded text."""
    before, after = folded.text[max(0, end - _NEAR) : end], folded.text[end : end + _NEAR]
    last = before[-1]
    if not after or not last.isalnum():
        return True
    if after[0] == BREAK or _wordlike(last, after[0]):
        return False
    if after[0] == "'" and _spaced(last) and _spaced(after[1:2]):
        return bool(re.match(r"'[sS](?!\w)", after)) or bool(_ELISION.search(f"{before}'"))
    if last.isdigit() and after[0] in _NUMBER_JOINT and after[1:2].isdigit():
        return False
    group = after[0] == " " and _GROUP.match(after, 1)
    return not (group and re.search(r"(?<!\d)\d{1,3}$", before))


def _wordlike(one: str, other: str) -> bool:
    """Tell whether two neighbours belong to one word or number."""
    if _UNSPACED.match(one) or _UNSPACED.match(other):
        return False
    return _in_word(one) and _in_word(other)


def _spaced(character: str) -> bool:
    """Tell a letter that a mark beside it may join to a word, as in "don't", where words do end."""
    return character.isalpha() and not _UNSPACED.match(character)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or bool(unicodedata.combining(character))
