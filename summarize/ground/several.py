"""Two or three sentences that together state a claim, each a part of it and all of that part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from summarize.ground import parts, words
from summarize.ground.compare import Comparer, Comparison
from summarize.ground.facts import Facts, facts
from summarize.ground.index import Index
from summarize.ground.rules import roles

MOSTLY = 0.6
"""Share of a sentence from which a part of a claim says what the sentence says."""

NEARLY_ALL = 0.8
"""The same for a part without a verb."""

MOST_CUTS = 8
"""Joints of a claim at which it is cut in search of several sentences."""

MOST_SENTENCES = 5
"""Sentences near to what the best one lacks that are tried."""


class Several:
    """Finds the sentences of one document that state a claim together."""

    def __init__(self, index: Index, comparer: Comparer) -> None:
        self._index = index
        self._comparer = comparer

    def stating(self, claimed: Facts, compared: Mapping[int, Comparison]) -> list[int]:
        """Find two or three sentences that state the claim's parts, each part whole in one."""
        cuts = parts.cuts(claimed)
        if not compared or not cuts:
            return []
        best = max(compared, key=lambda place: compared[place].coverage)
        left = frozenset(item.key for item in compared[best].missing)
        pool = list(dict.fromkeys([*compared, *self._index.near(left)[:MOST_SENTENCES]]))
        lacking = {
            place: {
                item.start for item in self._comparer.missing(claimed, self._index.facts(place))
            }
            for place in pool
        }
        for count in (1, 2):
            for chosen in combinations(cuts[:MOST_CUTS], count):
                if found := self._stating(claimed, (0, *chosen, len(claimed.items)), lacking):
                    return found
        return []

    def _stating(
        self, claimed: Facts, bounds: Sequence[int], lacking: Mapping[int, set[int]]
    ) -> list[int]:
        """Find a sentence for each part of the claim between `bounds`; none, if one lacks."""
        places: list[int] = []
        for start, end in pairwise(bounds):
            items = {item.start for item in claimed.items[start:end]}
            able = [place for place in lacking if not items & lacking[place]]
            place = next((p for p in able if self._states(claimed, start, end, p)), None)
            if place is None:
                return []
            places.append(place)
        return sorted(set(places)) if len(set(places)) == len(places) else []

    def _states(self, claimed: Facts, start: int, end: int, place: int) -> bool:
        """Tell whether a sentence states a part of a claim, and speaks of the same as the rest.

        A part without a subject of its own could be about anybody: the sentence must then name
        what the rest of the claim names, unless the part says nearly all that the sentence does.
        """
        part = facts(parts.piece(claimed, start, end), self._index.ordinary)
        stated = self._index.facts(place).keys
        told = sum(key in part.keys for key in stated) / max(1, len(stated))
        named = {item.key for item in claimed.items if item.kind == "name"}
        rest = {item.key for item in (*claimed.items[:start], *claimed.items[end:])}
        linked = told > MOSTLY or bool(stated & (named | rest))
        whole = parts.acts(part) and (told > MOSTLY or len(part.items) > parts.SMALLEST)
        whole = whole or told > NEARLY_ALL
        if start and not self._of_the_same(claimed, start, self._index.facts(place)):
            return False
        return linked and whole and self._comparer.compare(part, self._index.facts(place)).supports

    def _of_the_same(self, claimed: Facts, start: int, stated: Facts) -> bool:
        """Tell whether a part that has no subject of its own, or a pronoun, has the sentence's.

        "Quill opened it and closed it" does not rest on "Merrow closed it", nor on "He closed it".
        """
        verb = claimed.items[start]
        before, after = claimed.token_places[start - 1], claimed.token_places[start]
        between = {token.text.lower() for token in claimed.tokens[before + 1 : after]}
        pronoun = bool(between & words.PRONOUNS)
        if not roles.verbal(verb) or between & words.DETERMINERS or verb.key not in stated.places:
            return True
        subject = stated.items[: stated.places[verb.key][0]]
        names = [item for item in subject if item.kind == "name"]
        return (bool(subject) or pronoun) and all(
            item.key in claimed.keys for item in names or subject
        )
