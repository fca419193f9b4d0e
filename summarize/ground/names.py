"""Names that a document makes known: abbreviations it introduces, and people in full."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summarize.ground import words

_INTRODUCED = re.compile(r"[ \u00a0\n]\((?:the )?[\"“]?(?P<short>[A-Z][\w&.-]{1,9})[\"”]?\)")
_LONGEST = 90
"""Characters before an abbreviation in which its long form is sought."""

_EXPLAINED = re.compile(r"\b(?P<short>[A-Z][A-Z&]{1,7})[ \u00a0]\((?P<long>[A-Z][\w’' -]{4,80})\)")
_RUN = re.compile(
    r"(?:[A-Z][\w’'-]*\.?(?:[A-Z]\.)*)"
    r"(?:[ \u00a0](?:(?:of|the|de|van|von|al|bin|der|la|du)[ \u00a0])?"
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
        return long is not None and long <= present

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

    def in_full(
        self,
        run: tuple[str, ...],
        present: frozenset[str],
        there: Iterable[tuple[str, ...]] = (),
    ) -> bool:
        """Tell whether a name, longer than the sentence has it, stands in the document in full.

        "P. J. Lechleitner" is "Lechleitner" where the document has nobody else of that name.

        Args:
            run: The words of the claim's name.
            present: The words of the sentence.
            there: The names of several words in the sentence, which must not say otherwise.
        """
        surname = run[-1]
        if len(run) < 2 or surname not in present:
            return False
        if any(surname in name[:-1] for name in there):
            return False
        known = [name for name in self.runs if surname in name]
        bearers = {_forename(name, surname) for name in (*known, *there, run) if surname in name}
        fullest = max(bearers, key=len)
        one_person = all(set(forename) <= set(fullest) for forename in bearers)
        return one_person and any(_holds(name, run) for name in known)


def _forename(run: tuple[str, ...], surname: str) -> tuple[str, ...]:
    """Give what stands before the surname and is no title: it tells people apart."""
    before = run[: run.index(surname)]
    return tuple(word for word in before if word not in words.TITLES)


def _holds(known: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(known[place : place + len(run)] == run for place in range(len(known)))


def names(text: str) -> Names:
    """Collect the abbreviations that `text` introduces and the names it gives in full."""
    return Names(dict(_abbreviations(text)), frozenset(_runs(text)))


def _abbreviations(text: str) -> Iterable[tuple[str, frozenset[str]]]:
    for match in _INTRODUCED.finditer(text):
        before = re.findall(r"[\w’'-]+", text[max(0, match.start() - _LONGEST) : match.start()])
        if long := _long_form(before[-10:], match["short"]):
            yield words.stem(match["short"].replace(".", "")), _stems(long)
    for match in _EXPLAINED.finditer(text):
        if long := _long_form(match["long"].split(), match["short"]):
            yield words.stem(match["short"]), _stems(long)


def _long_form(before: list[str], short: str) -> list[str] | None:
    """Find the words whose initials spell the abbreviation, nearest to it."""
    letters = [letter for letter in short if letter.isupper()]
    for count in range(1, len(before) + 1):
        phrase = before[-count:]
        initials = [word[0].upper() for word in phrase if word.lower() not in words.UNABBREVIATED]
        every = [word[0].upper() for word in phrase]
        if (
            len(letters) > 1
            and letters in (initials, every)
            and phrase[0].lower() not in words.UNABBREVIATED
        ):
            return phrase
    return None


def _stems(phrase: Iterable[str]) -> frozenset[str]:
    return frozenset(words.stem(word) for word in phrase if word.lower() not in words.UNABBREVIATED)


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    for match in _RUN.finditer(text):
        yield tuple(run_key(word) for word in re.split(r"[ \u00a0]+", match[0]))


def run_key(word: str) -> str:
    """Give the key of a word of a name; "P.J." and "PJ" have one."""
    return words.stem(re.sub(r"['’]s$", "", word).replace(".", ""))
