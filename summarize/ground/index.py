"""An inverted index of a document's sentences: which of them come near a claim or an answer."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from summarize import dates, numbers
from summarize.ground import names, quoted
from summarize.ground.facts import Facts, date_key, facts, number_key, read_word
from summarize.types import Document, Sentence

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*")

ENGLISH_SHARE = 0.2
"""Share of function words from which a text is taken for English; running English has 0.4."""

SHORT = 30
"""Words; a text of fewer is taken for English when its letters are those of ASCII."""


class Index:
    """What is looked up in a document: postings of stems and numbers, names, facts by sentence."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self.sentences = tuple(sentences)
        self._starts = [sentence.start for sentence in self.sentences]
        self.names = names.names(document.text)
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.ordinary: frozenset[str] = frozenset()
        self._text = document.text
        self._facts: dict[int, Facts] = {}
        self._told: dict[int, Facts] = {}
        self._read_words(document.text)
        self._read_numbers()

    def _read_words(self, text: str) -> None:
        ordinary: set[str] = set()
        count = small = 0
        for place, sentence in enumerate(self.sentences):
            found = _WORD.findall(sentence.text)
            ordinary.update(filter(str.islower, found))
            if found and sentence.text.startswith(f"{found[0]} who "):
                ordinary.add(found[0].lower())  # "Firefighters who came" are no name
            read = [read_word(word) for word in found]
            small += sum(one.small for one in read)
            count += len(read)
            for key in {one.key for one in read}:
                self.postings[key].append(place)
        self.ordinary = frozenset(ordinary)
        plain = all(letter.isascii() for letter in text if letter.isalpha())
        self.english = small >= ENGLISH_SHARE * count if count >= SHORT else plain

    def _read_numbers(self) -> None:
        for place, sentence in enumerate(self.sentences):
            keys = {number_key(number) for number in numbers.find(sentence.text)}
            for date in dates.find(sentence.text):
                keys |= {date_key(date), f"@{date.month}-", f"#{date.year}"}
            for key in keys:
                if self.postings[key][-1:] != [place]:
                    self.postings[key].append(place)

    def weight(self, key: str) -> float:
        """Give the rarity of a key; what stands nowhere is the rarest."""
        standing = len(self.postings.get(key, ())) or 1
        return math.log(1 + len(self.sentences) / standing)

    def facts(self, place: int) -> Facts:
        """Give the facts of the sentence at `place`, taken apart once."""
        if place not in self._facts:
            self._facts[place] = facts(self.sentences[place].text, self.ordinary)
        return self._facts[place]

    @cached_property
    def speakers(self) -> Mapping[int, quoted.Speaker]:
        """Who says the sentences that are nothing but quotation."""
        return quoted.speakers(self.sentences, self._text, self.facts) if self.english else {}

    def told(self, place: int) -> Facts:
        """Give the facts of a sentence, with who says it where it stands in a quotation."""
        speaker = self.speakers.get(place)
        if speaker is None:
            return self.facts(place)
        if place not in self._told:
            sentence = self.sentences[place].text.rstrip('."”»')
            self._told[place] = facts(f"{sentence}, {speaker.said}.", self.ordinary)
        return self._told[place]

    def place(self, sentence: Sentence) -> int | None:
        """Find a sentence's place by its span."""
        place = bisect_right(self._starts, sentence.start) - 1
        return place if place >= 0 and self.sentences[place] == sentence else None

    def touching(self, start: int, end: int) -> list[int]:
        """Give the places of the sentences that share characters with a span of the document."""
        first = max(0, bisect_right(self._starts, start) - 1)
        places = range(first, bisect_left(self._starts, end))
        return [place for place in places if self.sentences[place].end > start]

    def scores(self, keys: Iterable[str]) -> dict[int, float]:
        """Give each sentence's share of `keys`, weighted by rarity."""
        scores: dict[int, float] = defaultdict(float)
        for key in keys:
            weight = self.weight(key)
            for place in self.postings.get(key, ()):
                scores[place] += weight
            for place in self._standing_long(key):
                scores[place] += weight
        return scores

    def near(self, keys: Iterable[str], hinted: Sequence[int] = ()) -> list[int]:
        """Give the places of the sentences that share most of `keys`, headings last."""
        scores = self.scores(keys)

        def rank(place: int) -> tuple[bool, float, int]:
            heading = self.sentences[place].number is None
            return heading, -scores[place] * (1.05 if place in hinted else 1), place

        floor = 0.4 * max(scores.values(), default=0.0)
        return sorted((place for place in scores if scores[place] >= floor), key=rank)

    def _standing_long(self, key: str) -> set[int]:
        """Find the sentences that have an abbreviation in its long form."""
        long = self.names.long_forms.get(key)
        if not long:
            return set()
        return set.intersection(*(set(self.postings.get(word, ())) for word in long))
