"""Who says what in a text: "X said that ...", "..., X said", "according to X", "in X's view"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from summarize.ground import words
from summarize.ground.facts import REMEMBERED, Facts, word_at

_NOMINAL = frozenset(("to", "a", "an", "the", "of", "this", "that", "its", "their", "his", "her"))
"""Before a verb of saying, they make a noun of it, or an infinitive."""

_THEY = frozenset(("they", "we", "you", "i", "some", "many", "most", "others", "both", "who"))
_NAMELESS = frozenset(("who", "which", "and", "but", "or", "that", "where", "when"))
_ITSELF = frozenset(("it", "they", "he", "she"))
_OPENERS = words.CONDITIONS | {"and", "but", "when", "while", "if"}
"""What opens a clause: whoever says something in it stands behind that."""
_HIM = frozenset(("him", "her", "them"))
_HANDING_ON = frozenset((";", "but", "whereas", "while", "although", "though"))
"""Where a sentence may pass from one speaker to the next."""

_QUOTES = frozenset('"“”‘’«»')


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, and which part of the sentence it is."""

    speaker: frozenset[str]
    """Keys; empty for a pronoun."""
    scope: frozenset[str]
    verb: str
    of_itself: bool = False
    """Whether it is about the speaker: "the firm says it has mended it"."""

    @property
    def told(self) -> frozenset[str]:
        """What is only the speaker's word, the speaker with it where it is about that."""
        return self.scope | self.speaker if self.of_itself else self.scope


@lru_cache(maxsize=REMEMBERED)
def attributions(facts: Facts) -> tuple[Attribution, ...]:
    """Find who says what in a text: "X said that ...", "..., X said", "according to X"."""
    return tuple(_attributions(facts))


def _attributions(facts: Facts) -> Iterator[Attribution]:
    for place, token in enumerate(facts.tokens):
        if facts.lowers[place] == "according" and word_at(facts, place + 1) == "to":
            yield _according(facts, place)
        elif facts.lowers[place] in words.VIEWS and (viewed := _viewed(facts, place)):
            yield viewed
        elif token.kind == "word" and token.key in words.SAYING and _finite(facts, place):
            yield from _said(facts, place)


def _finite(facts: Facts, place: int) -> bool:
    """Tell "said" and "says that" from "the claim" and "to say"."""
    lower = word_at(facts, place)
    before, after = word_at(facts, place - 1), word_at(facts, place + 1)
    if before in _NOMINAL or before in words.BE or before == "having":
        return False
    if after == "to" and word_at(facts, place + 2) in ("be", "have"):
        return False  # "a wreck thought to be a ferry"
    key = words.stem(lower)
    if lower.endswith("s") and after == "of" and key != "say":
        return False  # "reports of theft"
    noun_too = (
        key in words.NOUNS_TOO and lower.endswith("s") and after not in {"the", *words.PRONOUNS}
    )
    if (key not in words.REPORTING and key != "say") or noun_too:
        quoted = {before, after} & {",", ":", *_QUOTES}
        stated = after == "that" or (after in words.PRONOUNS and _verbal(facts, place + 2))
        return stated or bool((quoted or _closes(facts, place)) and lower.endswith(("ed", "s")))
    past = lower.endswith(("ed", "s")) or lower in words.IRREGULAR_FORMS
    return past or after == "that" or _in_the_plural(facts, place)


def _in_the_plural(facts: Facts, place: int) -> bool:
    """Tell "police say the man was armed" and "..., officials believe." from "may say"."""
    lower = word_at(facts, place)
    if lower.endswith("ing") or not _by_several(facts, place):
        return False
    if _closes(facts, place):
        return True
    following = facts.tokens[place + 1 : place + 2]
    if not following or following[0].kind == "function":
        return word_at(facts, place + 1) in words.DETERMINERS | words.PRONOUNS
    end = _phrase_end(facts, place + 2)
    return any(_verbal(facts, at) for at in range(place + 2, end + 1))


def _by_several(facts: Facts, place: int) -> bool:
    """Tell whether the verb can have the word before it for its subject: "officials", "they"."""
    before = word_at(facts, place - 1)
    if before in _THEY or before in words.AUXILIARIES:
        return before in _THEY
    plural = before.endswith("s") and not before.endswith(("ss", "'s", "’s"))
    certain = facts.tokens[place].key not in words.NOUNS_TOO
    return place > 0 and facts.tokens[place - 1].content and (plural or certain)


def _closes(facts: Facts, place: int) -> bool:
    """Tell whether a verb ends what a statement is ascribed with: "..., the board announced."."""
    start = _phrase_start(facts, place)
    return (
        word_at(facts, place + 1) in (".", "")
        and 0 < start < place
        and (facts.tokens[start - 1].text in {",", *_QUOTES})
    )


def _verbal(facts: Facts, place: int) -> bool:
    """Tell whether a verb stands there by its form: an auxiliary, or a past."""
    lower = word_at(facts, place)
    return lower in words.AUXILIARIES or lower in words.IRREGULAR_FORMS or lower.endswith("ed")


def _according(facts: Facts, place: int) -> Attribution:
    end = _named_on(facts, _phrase_end(facts, place + 2))
    speaker = _keys(facts, place + 2, end)
    before, after = (
        _keys(facts, _opening(facts, place), place),
        _keys(facts, end, _handed_on(facts, end)),
    )
    leading = len(before) < 2
    return Attribution(speaker, after if leading else before, "say")


def _named_on(facts: Facts, end: int) -> int:
    """Find where "according to the clerk, Ann Lee, it sank" stops naming the speaker."""
    after = end + 1
    while after < len(facts.tokens) and facts.tokens[after].kind == "name":
        after += 1
    named = word_at(facts, end) == "," and after > end + 1 and word_at(facts, after) == ","
    return after if named else end


def _viewed(facts: Facts, place: int) -> Attribution | None:
    """Read "in Merrow's view" and "in the view of Merrow"."""
    if word_at(facts, place + 1) == "of" and word_at(facts, place - 2) == "in":
        end = _phrase_end(facts, place + 2)
        told = _keys(facts, end, _handed_on(facts, end)) | _keys(facts, 0, place - 2)
        return Attribution(_keys(facts, place + 2, end), told, "believ")
    for start in range(place - 1, max(-1, place - 7), -1):
        if word_at(facts, start) == "in":
            owner = facts.tokens[start + 1 : place]
            owned = any(
                token.text in ("'s", "’s") or token.text.lower() in words.PRONOUNS
                for token in owner
            )
            said = _keys(facts, 0, start) | _keys(facts, place + 1, len(facts.tokens))
            return Attribution(_keys(facts, start + 1, place), said, "believ") if owned else None
    return None


def _opening(facts: Facts, place: int) -> int:
    """Find where the statement begins in which `place` stands: after a bracket or semicolon."""
    start, closed = place, 0
    while start > 0:
        mark = facts.tokens[start - 1].text
        closed += (mark in ")]") - (mark in "([")
        if mark == ";" or closed < 0:
            break
        start -= 1
    return start


def _phrase_end(facts: Facts, place: int) -> int:
    """Find where the phrase ends that begins at `place`: at a mark, or a verb after its noun."""
    end = place
    while end < len(facts.tokens):
        token = facts.tokens[end]
        if (
            token.text in ",.;:!?()—–"
            or token.text in _QUOTES
            or token.text.lower() in words.AUXILIARIES
        ):
            break
        end += 1
    return end


def _said(facts: Facts, place: int) -> Iterator[Attribution]:
    verb = facts.tokens[place].key
    begin, end = _taken_over(facts, place), _handed_on(facts, place)
    start = _phrase_start(facts, place)
    speaker = _keys(facts, start, place)
    following = word_at(facts, place + 1)
    stated = next((at for at in range(place + 1, place + 8) if word_at(facts, at) == "that"), None)
    stated = stated or (place + 1 if _apposed(facts, place) else None)
    if place == start and place and stated and not _pronoun(facts, place):
        # "Merrow, an engineer, told the board that": the apposition parts a speaker from her verb.
        speaker = _keys(facts, begin, _relative(facts, begin, place))
        yield Attribution(speaker, _keys(facts, stated, end), verb)
        return
    opens = start == 0 or facts.tokens[start - 1].text not in {",", *_QUOTES} or following == "that"
    opens = opens or (facts.lowers[place] in ("told", "tells") and _that_follows(facts, place))
    if place == start and not _pronoun(facts, place):
        named = _apposition_end(facts, _phrase_end(facts, place + 1))
        quoting = place > 0 and facts.tokens[place - 1].text in {",", *_QUOTES}
        goes_on = place + 2 < len(facts.tokens) and facts.tokens[place + 2].kind != "mark"
        if quoting and following in _ITSELF and goes_on:
            # "A flaw its maker, Corvane, says it has mended": the name is in apposition.
            yield Attribution(_apposed_before(facts, place), _keys(facts, place + 1, end), verb)
        elif quoting and not facts.lowers[place].startswith("accus"):
            yield Attribution(_keys(facts, place + 1, named), _keys(facts, begin, place), verb)
    elif opens and (following in ("that", *words.PRONOUNS) or verb in words.REPORTING):
        about = word_at(facts, place + 2 if following == "that" else place + 1)
        him = not _HIM.isdisjoint(facts.lowers[place + 1 : end])
        own = him or (about in _ITSELF and "," not in facts.lowers[start:place])
        yield Attribution(speaker, _keys(facts, place + 1, end), verb, own)
    elif not opens:
        after = _keys(facts, place + 1, end)
        relative = word_at(facts, start) in ("who", "which")
        asked = following in words.PRONOUNS  # "of the 40 asked, ten said they would strike"
        within = word_at(facts, start - 2) in ("who", "which")  # "who, he said, had left"
        before = frozenset() if relative or asked or within else _keys(facts, begin, start)
        if (interrupted := _interrupted(facts, begin, start)) and not relative and not asked:
            yield Attribution(speaker, _keys(facts, interrupted, start) | after, verb)
            return
        both = within or not _ends(facts, place, states=_states(facts, begin, start))
        yield Attribution(speaker, before | after if both else before, verb)


def _that_follows(facts: Facts, place: int) -> bool:
    """Tell whether "told the court that" says to whom before what."""
    behind = takewhile(lambda token: token.kind != "mark", facts.tokens[place + 2 : place + 8])
    return any(token.text == "that" for token in behind)


def _interrupted(facts: Facts, begin: int, start: int) -> int | None:
    """Find where a clause begins that a speaker is put into: "it sank, and most, he said, died".

    None where the clause before the speaker has its verb, or is the first one.
    """
    joints = (
        at
        for at in range(start - 1, begin, -1)
        if facts.lowers[at] in ("and", "but") and word_at(facts, at - 1) == ","
    )
    joint = next(joints, None)
    if joint is None or _states(facts, joint + 1, start) or not _states(facts, begin, joint):
        return None
    return joint + 1


def _ends(facts: Facts, place: int, *, states: bool) -> bool:
    """Tell whether what is said ends before ", Quill said,", and does not go on behind it.

    "The bridge, Quill said, is unsafe" does, since nothing is stated before it.
    """
    following = word_at(facts, place + 1)
    joined = word_at(facts, place + 2) in ("and", "but", "or")
    return following in (".", "") or (following == "," and (states or joined))


def _taken_over(facts: Facts, place: int) -> int:
    """Find where the clause begins in which somebody says something: behind "but", or at 0."""
    before = range(place - 1, -1, -1)
    return next((at + 1 for at in before if word_at(facts, at) in _HANDING_ON or _so(facts, at)), 0)


def _so(facts: Facts, at: int) -> bool:
    """Tell whether another statement follows from what stands before: "it leaks, so"."""
    return facts.lowers[at] == "so" and word_at(facts, at - 1) == ","


def _handed_on(facts: Facts, place: int) -> int:
    """Find where what is said from `place` on ends: where another speaker's clause begins.

    "The mayor said it was safe, but the engineer said it was not" has two of them.
    """
    speaking = [
        at
        for at in range(place + 2, len(facts.tokens))
        if facts.tokens[at].key in words.SAYING and _finite(facts, at)
    ]
    if closing := _aside_ends(facts, place):
        return closing
    for at in range(place + 1, len(facts.tokens) - 1):
        if facts.lowers[at] == "but" and _tells_too(facts, at + 1):
            return at
        beside = {word_at(facts, at - 1), word_at(facts, at + 1)}
        opens = facts.lowers[at] in _HANDING_ON and "that" not in beside
        if opens and (facts.lowers[at] == "whereas" or any(at < n for n in speaking)):
            return at
        if facts.lowers[at] == "," and any(_subject_of(facts, at + 1, n) for n in speaking):
            return at
    return len(facts.tokens)


def _aside_ends(facts: Facts, place: int) -> int | None:
    """Find the comma that ends "the mayor, who warned the crew about it, left"; else None."""
    start = _phrase_start(facts, place)
    if word_at(facts, start) not in ("who", "which") or word_at(facts, start - 1) != ",":
        return None
    behind = [at for at in range(place + 1, len(facts.tokens)) if facts.lowers[at] == ","]
    return behind[0] if len(behind) == 1 else None


def _tells_too(facts: Facts, at: int) -> bool:
    """Tell whether a speaker goes on by another verb: "denied that it sank, but confirmed"."""
    return facts.tokens[at].key in words.SAYING and facts.lowers[at].endswith("ed")


def _subject_of(facts: Facts, start: int, verb: int) -> bool:
    """Tell whether only a name stands from a place to a verb: "his aide, Ann Lee, insisted"."""
    inside = [n for n in range(start, verb) if facts.tokens[n].text != ","]
    if not inside or word_at(facts, start) in (*_NAMELESS, *words.PREPOSITIONS):
        return False
    return all(_naming(facts, n) for n in inside) and any(facts.tokens[n].content for n in inside)


def _naming(facts: Facts, place: int) -> bool:
    """Tell whether a token may be part of what somebody is called."""
    token = facts.tokens[place]
    small = token.text.lower() in words.OF_THEM | {"of", "'s", "’s"}
    return small or (token.content and not _verbal(facts, place))


def _states(facts: Facts, start: int, end: int) -> bool:
    """Tell "it is unsafe, Quill added, and" from "the bridge, Quill added, is unsafe"."""
    return any(_verbal(facts, at) for at in range(start, end))


def _relative(facts: Facts, begin: int, end: int) -> int:
    """Find where "the company, which has a yard in Leeds," stops naming the company."""
    starts = (
        at
        for at in range(begin + 1, end)
        if word_at(facts, at - 1) == "," and word_at(facts, at) in words.ASIDE
    )
    return next(starts, end)


def _apposed(facts: Facts, place: int) -> bool:
    """Tell "the master, Ann Lee, said the port is closed" from "it is closed, said Ann Lee"."""
    first = next((at for at in range(place) if word_at(facts, at) == ","), place)
    if first >= place - 1 or word_at(facts, place - 1) != ",":
        return False
    if any(_verbal(facts, at) or word_at(facts, at) in _QUOTES for at in range(first)):
        return False
    end = _phrase_end(facts, place + 1)
    return any(_verbal(facts, at) for at in range(place + 1, end + 1))


def _apposed_before(facts: Facts, place: int) -> frozenset[str]:
    """Give the name that stands between commas before a verb of saying, and what it names."""
    start = _phrase_start(facts, place - 1)
    return _keys(facts, _phrase_start(facts, max(0, start - 1)), place)


def _apposition_end(facts: Facts, end: int) -> int:
    """Find where "said the mayor, Tom Ruiz" ends, whose first phrase ends at `end`."""
    after = _phrase_end(facts, end + 1)
    apposed = word_at(facts, end) == "," and word_at(facts, after) in (".", ",", "")
    if not apposed or any(_verbal(facts, at) for at in range(end + 1, after)):
        return end
    return after


def _phrase_start(facts: Facts, place: int) -> int:
    start = place
    while start > 0:
        token = facts.tokens[start - 1]
        if token.text in ",.;:!?()—–" or token.text in _QUOTES or token.text.lower() in _OPENERS:
            break
        start -= 1
    return start


def _pronoun(facts: Facts, place: int) -> bool:
    return word_at(facts, place - 1) in words.PRONOUNS


def _keys(facts: Facts, start: int, end: int) -> frozenset[str]:
    return frozenset(token.key for token in facts.tokens[start:end] if token.content)


def reports(verb: str) -> bool:
    """Tell whether what a verb of saying ascribes is only somebody's word."""
    return verb not in words.VOUCHING
