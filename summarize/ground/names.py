"""Names that a document makes known: abbreviations it introduces, and people in full."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summarize.ground import words

_INTRODUCED = re.compile(
    r"(?P<long>(?:[\w’'-]+[ \u00a0\n]+){1,9}?[\w’'-]+)[ \u00a0\n]*\((?:the )?[\"“]?(?P<short>[A-Z][\w&.-]{1,9})[\"”]?\)"
)
_EXPLAINED = re.compile(r"\b(?P<short>[A-Z][A-Z&]{1,7})[ \u00a0]\((?P<long>[A-Z][\w’' -]{4,80})\)")
_SMALL = frozenset("of the and for on in to a an de la le des du".split())
_RUN = re.compile(
    r"(?:[A-Z][\w’'-]*\.?(?:[A-Z]\.)*)(?:[ \u00a0](?:(?:of|the|de|van|von|al|bin|der|la|du)[ \u00a0])?"
    r"[A-Z][\w’'-]*\.?(?:[A-Z]\.)*)+"
)


@dataclass(frozen=True)
class Names:
    """What a document calls by two names; everything is in keys (stems)."""

    long_forms: dict[str, frozenset[str]]
    """The words of an abbreviation's long form."""
    runs: frozenset[tuple[str, ...]]
    """The names of several words that stand in the document, with titles and initials."""

    def abbreviated(self, key: str, present: frozenset[str]) -> bool:
        """Tell whether `key` is an abbreviation that stands there in its long form."""
        long = self.long_forms.get(key)
        return bool(long) and long is not None and long <= present

    def expanded(self, key: str, whole: frozenset[str], present: frozenset[str]) -> bool:
        """Tell whether `key` belongs to a long form that stands there as its abbreviation.

        Args:
            key: A word of the claim.
            whole: All words of the claim, where the long form must stand whole.
            present: The words of the sentence.
        """
        return any(
            key in long and long <= whole and short in present
            for short, long in self.long_forms.items()
        )

    def in_full(self, run: tuple[str, ...], present: frozenset[str]) -> bool:
        """Tell whether a name, longer than the sentence has it, stands in the document in full.

        "P. J. Lechleitner" is "Lechleitner" where the document has nobody else of that name.
        """
        if len(run) < 2 or run[-1] not in present:
            return False
        full = [known for known in self.runs if run[-1] in known]
        bearers = {_first_name(known, run[-1]) for known in full} - {None}
        return any(_holds(known, run) for known in full) and len(bearers) <= 1


def _first_name(run: tuple[str, ...], surname: str) -> str | None:
    """Give what stands right before the surname; initials and titles vary, this tells people apart."""
    place = run.index(surname)
    return run[place - 1] if place and run[place - 1] not in words.TITLES else None


def _holds(known: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(known[place : place + len(run)] == run for place in range(len(known)))


def names(text: str) -> Names:
    """Collect the abbreviations that `text` introduces and the names it gives in full."""
    return Names(dict(_abbreviations(text)), frozenset(_runs(text)))


def _abbreviations(text: str) -> Iterable[tuple[str, frozenset[str]]]:
    for match in _INTRODUCED.finditer(text):
        if long := _long_form(match["long"].split(), match["short"]):
            yield words.stem(match["short"].replace(".", "")), _stems(long)
    for match in _EXPLAINED.finditer(text):
        if long := _long_form(match["long"].split(), match["short"]):
            yield words.stem(match["short"]), _stems(long)


def _long_form(before: list[str], short: str) -> list[str] | None:
    """Find the words whose initials spell the abbreviation, nearest to it."""
    letters = [letter for letter in short if letter.isupper()]
    for count in range(1, len(before) + 1):
        phrase = before[-count:]
        initials = [word[0].upper() for word in phrase if word.lower() not in _SMALL]
        every = [word[0].upper() for word in phrase]
        if len(letters) > 1 and letters in (initials, every) and phrase[0].lower() not in _SMALL:
            return phrase
    return None


def _stems(phrase: Iterable[str]) -> frozenset[str]:
    return frozenset(words.stem(word) for word in phrase if word.lower() not in _SMALL)


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    for match in _RUN.finditer(text):
        yield tuple(run_key(word) for word in re.split(r"[ \u00a0]+", match[0]))


def run_key(word: str) -> str:
    """Give the key of a word of a name; "P.J." and "PJ" have one."""
    return words.stem(re.sub(r"['’]s$", "", word).replace(".", ""))
