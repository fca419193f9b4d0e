"""A sentence taken apart: its words in order, its numbers, dates and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from summarize import dates, numbers
from summarize.dates import Date
from summarize.ground import words
from summarize.numbers import Number

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*|['’]s\b|[^\w\s]")
_UNIONS = re.compile(
    r"\b(?=[tUE])(?:"
    r"(?P<usa>(?:the )?United States(?: of America)?\b|U\.S\.?(?:A\.?)?(?!\w)|USA?\b)"
    r"|(?P<uk>(?:the )?United Kingdom\b|U\.K\.|UK\b)"
    r"|(?P<un>(?:the )?United Nations\b|U\.N\.|UN\b)"
    r"|(?P<eu>(?:the )?European Union\b|E\.U\.|EU\b))"
)
"""What goes by several names, each with its key."""
_CHANGED_BY_COMPANY = words.PLAIN_SAYING | {"this", words.stem("following")}
"""Keys of the words whose neighbours may give them another."""
_STATEMENT_FOLLOWS = frozenset(("that", ":", ",", "“", '"'))
_NO_NAMES = words.IRREGULAR_FORMS | words.AMOUNTS.keys() | words.HEDGES.keys()
"""What is no name where it opens a sentence: "Born in Norham, she", "Most of them"."""
STRONG_MARKS = frozenset(",.;:!?()—–")
"""Marks that part a verb from what is not its own."""
JOINTS = STRONG_MARKS | {"and", "but", "or", "while", "which", "who", "that"}
"""What parts one clause from the next."""

REMEMBERED = 256
"""Texts of which a cache keeps what was read off them: those that a claim is held against.

The garbage collector goes through all that is kept, again and again.
"""

_AFTER_NO_NAME = (words.DETERMINERS | words.PRONOUNS | {"to", "who"}) - {"the", "that"}
"""What hardly follows a name that opens a sentence; it may be "Ivan the Terrible"."""

_BEHIND_A_PARTICIPLE = re.compile(r" (?:(?:whether|if|why|how|what|by|as|about)\b|in (?:the )?\d)")
_INITIALS = re.compile(r"(?:[a-z]\.)+")
_NOT = re.compile(r"(?:n['’]t|\bcannot)$", re.IGNORECASE)


class Token(NamedTuple):
    """A word, number, date or mark of a text (characters, `end` exclusive)."""

    start: int
    end: int
    text: str
    key: str
    """What is compared: a stem, `#` and a number, `@` and a date; "" for marks."""
    kind: str
    """`word`, `name`, `function`, `number`, `date` or `mark`."""

    @property
    def content(self) -> bool:
        """Tell whether it states something."""
        return self.kind in ("word", "name", "number", "date")


@dataclass(frozen=True, eq=False)
class Facts:
    """A text taken apart; each is equal to itself alone, and serves as a key of caches."""

    text: str
    tokens: tuple[Token, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    items: tuple[Token, ...] = field(default=())
    """The tokens that state something, in order."""
    keys: frozenset[str] = frozenset()
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Where in `items` each key stands."""
    token_places: tuple[int, ...] = ()
    """The place in `tokens` of each item."""

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The text of each token in lower case."""
        return tuple(token.text.lower() for token in self.tokens)


def facts(text: str, ordinary: frozenset[str] = frozenset(), *, opens: bool = True) -> Facts:
    """Take a text apart.

    Args:
        text: A sentence or a claim.
        ordinary: Words in lower case that the document writes in lower case somewhere; a capital
            at the start of a sentence does not make names of them.
        opens: Whether the text begins a sentence.
    """
    found_dates = tuple(date for date in dates.find(text) if not _only_year(date))
    found_numbers = tuple(
        number
        for number in numbers.find(text)
        if not any(date.start < number.end and number.start < date.end for date in found_dates)
    )
    tokens = _tokens(text, found_numbers, found_dates, ordinary, opens=opens)
    placed = [(place, token) for place, token in enumerate(tokens) if token.content]
    items = tuple(token for _, token in placed)
    places: dict[str, list[int]] = {}
    for place, token in enumerate(items):
        places.setdefault(token.key, []).append(place)
    return Facts(
        text,
        tokens,
        found_numbers,
        found_dates,
        items,
        frozenset(places),
        {key: tuple(where) for key, where in places.items()},
        tuple(place for place, _ in placed),
    )


def number_key(number: Number) -> str:
    """Give the key under which equal numbers are found."""
    return f"#{number.value}{'.' if number.ordinal else ''}"


def date_key(date: Date) -> str:
    """Give the key under which equal days are found; the year and weekday compare apart."""
    if date.ambiguous:
        return "@{}/{}".format(*sorted(date.ambiguous))
    if date.month is None:
        return f"@{date.year or ''}w{date.weekday or ''}"
    return f"@{date.month}-{date.day or ''}"


def _only_year(date: Date) -> bool:
    return date.year is not None and not (date.month or date.weekday or date.ambiguous)


def _tokens(
    text: str,
    found_numbers: Sequence[Number],
    found_dates: Sequence[Date],
    ordinary: frozenset[str],
    *,
    opens: bool,
) -> tuple[Token, ...]:
    whole: list[Token] = []
    for number in found_numbers:
        start, end = number.outer
        start = min((start, number.start))
        whole.append(
            Token(start, max(end, number.end), text[start:end], number_key(number), "number")
        )
    for date in found_dates:
        whole.append(
            Token(date.start, date.end, text[date.start : date.end], date_key(date), "date")
        )
    for match in _UNIONS.finditer(text) if "U" in text else ():  # each of them has one
        whole.append(Token(*match.span(), match[0], str(match.lastgroup), "name"))
    whole.sort(key=lambda token: (token.start, -token.end))
    return tuple(_in_company(_merge(text, whole, ordinary, opens)))


def _in_company(tokens: list[Token]) -> Iterator[Token]:
    """Give words the key that they have in company: "stated that" is "said", "stated aims" not."""
    for place, token in enumerate(tokens):
        if token.key not in _CHANGED_BY_COMPANY:
            yield token
            continue
        before = tokens[place - 1] if place else None
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        stated = token.kind == "word" and token.key in words.PLAIN_SAYING
        if stated and following and following.text.lower() in _STATEMENT_FOLLOWS:
            yield token._replace(key="say")
        elif token.text.lower() == "this" and following and following.key in words.TIMES:
            yield token._replace(key="this", kind="word")  # "this week" is not "last week"
        elif token.text == "following" and _preposition(before, following):
            yield token._replace(key="after")
        else:
            yield token


def _preposition(before: Token | None, following: Token | None) -> bool:
    """Tell "following the storm" from "the following day" and "is following the storm"."""
    if following is None or before is None or before.text.lower() in words.BE | words.DETERMINERS:
        return False
    return following.kind == "name" or following.text.lower() in words.DETERMINERS | words.PRONOUNS


def _merge(text: str, whole: list[Token], ordinary: frozenset[str], opens: bool) -> list[Token]:
    tokens: list[Token] = []
    done, waiting, first, shouted = 0, 0, opens, text.isupper()
    for match in _WORD.finditer(text):
        while waiting < len(whole) and whole[waiting].start <= match.start():
            if whole[waiting].start >= done:
                tokens.append(whole[waiting])
                done, first = whole[waiting].end, False
            waiting += 1
        if match.start() < done < match.end():
            match = _WORD.match(text, done) or match
        if match.start() < done:
            continue
        word = read_word(match[0])
        token = _token(match, word, ordinary, shouted=shouted, first=first)
        if word.denies:
            tokens.extend(_split_negation(token))
        else:
            tokens.append(token)
        if token.kind != "mark":
            first = False
        elif token.text in '.!?:"“' and not _abbreviating(tokens):
            first = True
    return tokens


def _abbreviating(tokens: list[Token]) -> bool:
    """Tell whether the last of the tokens is the stop of "Mr." or "J.", which ends no sentence."""
    if len(tokens) < 2 or tokens[-1].text != ".":
        return False
    word = tokens[-2].text
    return words.stem(word) in words.TITLES or (len(word) == 1 and word.isupper())


class Word(NamedTuple):
    """What a word is by itself, wherever it stands."""

    lower: str
    key: str
    kind: str
    """`mark`, `function`, `name` where it has a capital, or `word`."""
    small: bool
    """Whether it is one of the words of which English has many in any text."""
    titled: bool
    shouted: bool
    """Whether it is in capitals, as abbreviations are."""
    denies: bool
    """Whether it ends in "not", as "didn't" does."""


@lru_cache(maxsize=16384)
def read_word(text: str) -> Word:
    """Read a word once: a document has few, many times."""
    lower = text.lower().replace("’", "'")
    kind = _kind(text, lower)
    return Word(
        lower,
        "" if kind == "mark" else words.stem(_without_stops(lower)),
        kind,
        lower in words.FUNCTION,
        text.istitle(),
        text.isupper() and len(text) > 1,
        bool(_NOT.search(text)),
    )


def _without_stops(lower: str) -> str:
    return lower.replace(".", "") if _INITIALS.fullmatch(lower) else lower


def _kind(text: str, lower: str) -> str:
    if not text[0].isalnum():
        return "mark"
    if lower in words.FUNCTION or lower in words.NEGATIONS:
        return "function"
    return "name" if text[0].isupper() else "word"


def _token(
    match: re.Match[str], word: Word, ordinary: frozenset[str], *, shouted: bool, first: bool
) -> Token:
    """Make the token of a word: a name, or none, by its place and by what surrounds it."""
    start, end = match.span()
    kind, key = word.kind, word.key
    if kind == "function":
        kind, key = ("name", key) if word.shouted and not shouted else (kind, word.lower)
    if kind == "name" and first:
        known = word.lower in ordinary or word.lower in _NO_NAMES or _participle(match)
        other = word.titled and (not ordinary or _no_name(match))
        kind = "word" if known or other else kind
    return Token(start, end, match[0], key, kind)


def _no_name(match: re.Match[str]) -> bool:
    """Tell by what follows that a word is none: "Despite a storm", "According to"."""
    following = _WORD.match(match.string, match.end() + 1)
    return following is not None and following[0] in _AFTER_NO_NAME


def _participle(match: re.Match[str]) -> bool:
    """Tell "Asked whether", "Founded by" and "Opened in 1887" from "Fred said"."""
    following = match.string[match.end() :]
    return match[0].endswith("ed") and _BEHIND_A_PARTICIPLE.match(following) is not None


def _split_negation(token: Token) -> list[Token]:
    """Make two tokens of "didn't" and "cannot"."""
    verb = re.sub(r"(?:n['’]t|not)$", "", token.text, flags=re.IGNORECASE)
    verb = {"ca": "can", "wo": "will", "sha": "shall"}.get(verb.lower(), verb)
    lower = verb.lower()
    kind, key = ("function", lower) if lower in words.FUNCTION else ("word", words.stem(lower))
    return [
        Token(token.start, token.start, verb, key, kind),
        Token(token.start, token.end, token.text, "not", "function"),
    ]


def parted(facts: Facts, one: int, other: int) -> bool:
    """Tell whether a mark stands between two items: a verb and its own are rarely parted."""
    return any(token.text in STRONG_MARKS for token in between(facts, one, other))


def joined(facts: Facts, one: int, other: int) -> bool:
    """Tell whether a joint stands between two items: another clause begins there."""
    return any(token.text.lower() in JOINTS for token in between(facts, one, other))


def between(facts: Facts, one: int, other: int) -> tuple[Token, ...]:
    """Give the tokens between two items, by their places: small words, marks, other items."""
    return facts.tokens[facts.token_places[one] + 1 : facts.token_places[other]]


def word_at(facts: Facts, place: int) -> str:
    """Give a token in lower case, by its place; "" beyond either end of the text."""
    return facts.lowers[place] if 0 <= place < len(facts.tokens) else ""
