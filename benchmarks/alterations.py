"""Change what a sentence says, by rule: a number, unit, date, name, negation, direction, and so on.

Each rule gives false versions of a sentence. `others` are names of the same document that the
sentence does not hold.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import rearrangements
from paraphrases import ACTS, MONTH, NAME, NUMBER_WORDS, actions_at

_MONTHS = MONTH.split("|")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNITS = (
    ("percent", "percentage points", "million"),
    ("%", " percentage points", "°"),
    ("million", "billion", "thousand"),
    ("billion", "million", "trillion"),
    ("days", "weeks", "months", "hours"),
    ("day", "week", "month"),
    ("weeks", "days", "months"),
    ("months", "weeks", "years"),
    ("years", "months", "decades"),
    ("year", "month", "decade"),
    ("hours", "days", "minutes"),
    ("minutes", "hours", "seconds"),
    ("km", "miles", "m"),
    ("kilometres", "miles", "metres"),
    ("miles", "kilometres", "feet"),
    ("metres", "feet", "kilometres"),
    ("feet", "metres", "inches"),
    ("m", "km", "ft"),
    ("square metres", "square feet"),
    ("acres", "hectares"),
    ("kg", "pounds", "g"),
    ("tonnes", "kilograms"),
    ("tons", "kilograms"),
    ("euros", "dollars", "pounds"),
    ("dollars", "euros", "cents"),
    ("pounds", "dollars", "euros"),
    ("mph", "km/h"),
    ("centuries", "decades"),
    ("decades", "centuries", "years"),
)
_OPPOSITES = (
    "rose fell",
    "increased decreased",
    "increase decrease",
    "grew shrank",
    "higher lower",
    "more less",
    "before after",
    "above below",
    "gained lost",
    "won lost",
    "up down",
    "first last",
    "largest smallest",
    "larger smaller",
    "north south",
    "northern southern",
    "east west",
    "eastern western",
    "began ended",
    "opened closed",
    "early late",
    "earlier later",
    "best worst",
    "most least",
    "highest lowest",
    "oldest youngest",
    "older younger",
    "left right",
    "inside outside",
    "included excluded",
    "accepted rejected",
    "supported opposed",
    "allowed banned",
    "bought sold",
    "arrived left",
    "rising falling",
    "upper lower",
    "old new",
    "long short",
    "high low",
    "large small",
)
_AUXILIARY = r"\b(is|are|was|were|has|have|had|will|would|can|could|should|may|must)\b"
_NOT_NAMES = re.findall(
    r"\w+",
    "The What This That These Those Such Both They There However When Then After But And Although"
    " While Because Since Before Some Many Most Other Another Each Every All His Her Its Our",
)
_PRONOUN = re.compile(r"\b(?:that|which|who|and|[Ii]t|[Tt]hey|[Hh]e|[Ss]he)\b")
_HEDGES = "nearly|almost|about|around|approximately|roughly|over|more than|at least|up to|less than"


def numbers(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Change one number, that is no day of a month, to a neighbour of its kind."""
    del others
    for match in re.finditer(
        r"(?<![\w.,/:])\d{1,3}(?:,\d{3})+|(?<![\w.,/:-])\d+(?![\w:]|[.,]\d)", sentence
    ):
        if not re.search(rf"(?:{MONTH}) $", sentence[: match.start()]):
            digits = match[0]
            place = chance.choice([i for i, digit in enumerate(digits) if digit.isdigit()])
            new = chance.choice([d for d in "123456789" if d != digits[place]])
            yield _put(sentence, match, digits[:place] + new + digits[place + 1 :])
    for match in re.finditer(
        r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve)\b", sentence
    ):
        yield _put(sentence, match, chance.choice([w for w in NUMBER_WORDS[2:16] if w != match[0]]))


def units(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Change the unit of a number."""
    del others
    for unit, *wrong in _UNITS:
        for match in re.finditer(rf"(?<=\d)([ -]?){re.escape(unit)}(?!\w)", sentence):
            yield _put(sentence, match, match[1] + chance.choice(wrong))
        for match in re.finditer(
            rf"\b({'|'.join(NUMBER_WORDS[1:])})([ -]){re.escape(unit)}\b", sentence
        ):
            yield _put(sentence, match, match[1] + match[2] + chance.choice(wrong))
    for match in re.finditer(r"[$£€](?=\s?\d)", sentence):
        yield _put(sentence, match, chance.choice([sign for sign in "$£€" if sign != match[0]]))


def dates(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Change a month, a day, a weekday or a year."""
    del others
    for match in re.finditer(rf"\b(?:{MONTH})(?= \d)|(?<=\d )(?:{MONTH})\b", sentence):
        yield _put(
            sentence, match, chance.choice([month for month in _MONTHS if month != match[0]])
        )
    for match in re.finditer(rf"(?<=\b)({MONTH}) (\d{{1,2}})(?!\d)", sentence):
        day = chance.choice([day for day in range(1, 29) if day != int(match[2])])
        yield _put(sentence, match, f"{match[1]} {day}")
    for match in re.finditer(rf"\b(?:{'|'.join(_DAYS)})\b", sentence):
        yield _put(sentence, match, chance.choice([day for day in _DAYS if day != match[0]]))
    for match in re.finditer(
        r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|by|of) (1[5-9]\d\d|20[0-2]\d)\b(?!-)", sentence
    ):
        year = int(match[1]) + chance.choice((-11, -3, -2, -1, 1, 2, 3, 10))
        yield sentence[: match.start(1)] + str(year) + sentence[match.end(1) :]


def names(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Put another name of the document, or of the sentence, in a name's place."""
    found = [m for m in re.finditer(NAME, sentence) if m.start() > 0 and _is_name(m[0])]
    inside = sorted({match[0] for match in found})
    for match in found:
        pool = [name for name in others if name not in match[0] and match[0] not in name]
        if pool:
            yield _put(sentence, match, chance.choice(pool))
        near = [name for name in inside if name not in match[0] and match[0] not in name]
        if near and chance.random() < 0.3:
            yield _put(sentence, match, chance.choice(near))


def negations(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Put a "not" in, or take one out."""
    del others, chance
    for match in re.finditer(_AUXILIARY, sentence):
        if not re.match(r"\s+(?:not|n't|no|never|only|just)\b", sentence[match.end() :]):
            yield _put(sentence, match, "cannot" if match[0] == "can" else f"{match[0]} not")
    for match in re.finditer(r" (?:not|never)\b(?! only)|(?<=[a-z])n't\b", sentence):
        if sentence[: match.start()].split()[-1].lower() not in (
            "ca",
            "wo",
            "sha",
            "or",
            "if",
            "why",
        ):
            yield _put(sentence, match, "")


def directions(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Put an opposite in a word's place, or turn "from A to B" round."""
    del others, chance
    for pair in _OPPOSITES:
        one, other = pair.split()
        for word, wrong in ((one, other), (other, one)):
            for match in re.finditer(rf"\b{word}\b", sentence):
                yield _put(sentence, match, wrong)
    for match in re.finditer(
        r"\bfrom ((?:the )?[\w$%,]+(?: \d+)?) to ((?:the )?[\w$%]+(?: \d+)?)(?=[ .,])", sentence
    ):
        if match[1] != match[2]:
            yield _put(sentence, match, f"from {match[2]} to {match[1]}")


def roles(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Exchange who does something with whom it is done to."""
    del others, chance
    clauses = [
        0,
        *(m.end() for m in re.finditer(r", (?:and |but |when |while )?|\bthat ", sentence)),
    ]
    for start in clauses:
        for match in actions_at(sentence, start):
            doer, other = _recase(match["doer"]), match["other"]
            if doer.lower() != other.lower():
                first = other[0].upper() + other[1:] if not start else other
                yield f"{sentence[:start]}{first} {match['act']} {doer}{sentence[match.end() :]}"
    yield from _names_exchanged(sentence)
    match = re.match(
        r"(?P<one>[^,.;:()\"]{3,60}?) (?P<act>(?:was|were) \w+ed by) (?P<other>[^,.;:()\"]{3,50}?)"
        r"(?= (?:in|on|at|after|during|for|to|when)\b|[.,;])",
        sentence,
    )
    if match and not _PRONOUN.search(f"{match['one']} {match['other']}"):
        other = match["other"][0].upper() + match["other"][1:]
        yield f"{other} {match['act']} {_recase(match['one'])}{sentence[match.end() :]}"


def _names_exchanged(sentence: str) -> Iterator[str]:
    """Exchange two names around a verb that does not mean the same both ways."""
    named = [match for match in re.finditer(NAME, sentence) if _is_name(match[0])]
    for one, other in pairwise(named):
        between = sentence[one.end() : other.start()]
        acts = re.fullmatch(rf" (?:\w+ ){{0,2}}(?:{ACTS}|\w{{2,}}ed)(?: [\w’'-]+){{0,4}} ", between)
        both_ways = re.search(r"married|met\b|partnered|collaborated|connected|shared", between)
        if acts and not both_ways and one[0] not in other[0] and other[0] not in one[0]:
            yield (f"{sentence[: one.start()]}{other[0]}{between}{one[0]}{sentence[other.end() :]}")


def attributions(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Drop who says it, or let somebody else say it."""
    speaker = rf"(?:{NAME}|[Tt]he [a-z]+(?: [a-z]+)?|[Hh]e|[Ss]he|[Tt]hey)"
    said = (
        r"(?:said|says|stated|claimed|claims|argued|argues|alleged|believed|believes|suggested"
        r"|insisted)"
    )
    match = re.match(rf"{speaker} {said} (?:that )?((?:[a-z]|[A-Z]\w+ )[^\"“”]{{20,}})$", sentence)
    if match and not re.match(r"(?:to|in|by|on|as|for|at)\b", match[1]):
        yield match[1][0].upper() + match[1][1:]
    match = re.match(
        rf"([^\"“”]{{25,}}),? (?:{speaker} {said}|according to (?:the )?[A-Z][^,.]+)\.$", sentence
    )
    if match:
        yield match[1] + "."
    match = re.match(r"According to [^,]{3,60}, ([^\"“”]{25,})$", sentence)
    if match:
        yield match[1][0].upper() + match[1][1:]
    for match in re.finditer(r" (?:allegedly|reportedly|purportedly|supposedly)\b", sentence):
        yield _put(sentence, match, "")
    for match in re.finditer(rf"\b({NAME})(?= {said}\b)|(?<=ccording to )({NAME})", sentence):
        pool = [name for name in others if name not in match[0] and match[0] not in name]
        if pool:
            yield _put(sentence, match, chance.choice(pool))


def hedges(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Drop, exchange or add what weakens a number or a statement."""
    del others
    for match in re.finditer(rf"\b({_HEDGES}) (?=[$£€]?\d)", sentence, re.IGNORECASE):
        yield _put(sentence, match, "").strip()
        wrong = {"nearly": "over", "almost": "over", "over": "nearly", "more than": "less than"}
        yield _put(sentence, match, wrong.get(match[1].lower(), "exactly" and "over") + " ")
    for match in re.finditer(r"\b(?:may|might|could) (?=(?:be|have)\b)", sentence):
        rest = sentence[match.end() :]
        certain = ("is" + rest[2:]) if rest.startswith("be") else ("has" + rest[4:])
        yield sentence[: match.start()] + certain
    for match in re.finditer(
        r" (?:probably|possibly|perhaps|likely|apparently|mostly|usually|often)(?= [a-z])", sentence
    ):
        yield _put(sentence, match, "")
    for match in re.finditer(r"\b(?:will|is|are|was|were) (?=[a-z]+)", sentence):
        if chance.random() < 0.15:
            yield (
                sentence[: match.start()]
                + ("may be " if match[0].strip() != "will" else "may ")
                + sentence[match.end() :]
            )
    for match in re.finditer(r"(?<=[a-z] )(?=\d{2,3}(?:,\d{3})* [a-z]{4,})", sentence):
        if not re.search(rf"(?:{MONTH}|{_HEDGES}) $", sentence[: match.start()]):
            yield _put(sentence, match, chance.choice(("nearly ", "over ", "up to ")))


Rule = Callable[[str, Sequence[str], random.Random], Iterator[str]]


def _both(one: Rule, other: Rule) -> Rule:
    def rule(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
        yield from one(sentence, others, chance)
        yield from other(sentence, others, chance)

    return rule


RULES: dict[str, Rule] = {
    "number": _both(numbers, rearrangements.numbers),
    "unit": units,
    "date": dates,
    "name": _both(names, rearrangements.names),
    "negation": _both(negations, rearrangements.negations),
    "direction": _both(directions, rearrangements.directions),
    "role": _both(roles, rearrangements.roles),
    "attribution": _both(attributions, rearrangements.attributions),
    "hedge": _both(hedges, rearrangements.hedges),
}


def names_of(text: str) -> list[str]:
    """Give the names of a document: capitals within its sentences."""
    found = re.findall(rf"(?<=[a-z,] ){NAME}", text)
    ordinary = set(re.findall(r"\b[a-z][\w'’]*", text))
    return sorted(
        {
            name
            for name in found
            if _is_name(name) and not {word.lower() for word in name.split()} & ordinary
        }
    )


def _is_name(name: str) -> bool:
    others = {*_MONTHS, *_DAYS, *_NOT_NAMES}
    contracted = re.search(r"['’](?:s|re|ll|ve|d|m|t)$", name)
    return len(name) > 3 and not contracted and not set(name.split()) & others


def _put(sentence: str, match: re.Match[str], new: str) -> str:
    return sentence[: match.start()] + new + sentence[match.end() :]


def _recase(phrase: str) -> str:
    first = phrase.split()[0]
    return (
        phrase[0].lower() + phrase[1:]
        if first in ("The", "A", "An", "His", "Her", "Its")
        else phrase
    )
