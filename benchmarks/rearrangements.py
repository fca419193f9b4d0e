"""Change what a sentence says with its own words: places exchanged, small words, parts left out.

Each rule gives false versions of a sentence that hold no word, or hardly one, that is not in it: a
comparison of words lets them all pass. `others` are names of the same document.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from paraphrases import MONTH, NAME

_NUMBER = r"(?<![\w.,/:$£€\[-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/:\])%]|[.,]\d|[-–]\d)"
_WAYS = ("from to", "to from", "into out of", "on off", "with against", "for against")
_CAUSES = ("because although", "if unless", "until after", "during before", "without with")
_PLACES = ("in outside", "over under", "under over", "inside outside", "within beyond")
_MODALS = ("will", "would", "can", "must", "should")
_NEGATING = ("failed to", "refused to", "declined to", "was unable to", "has yet to")
_QUANTIFIERS = ("some all", "most all", "many all", "often always", "sometimes always", "all most")
_BASES = {
    "became": "become",
    "won": "win",
    "lost": "lose",
    "made": "make",
    "took": "take",
    "left": "leave",
    "gave": "give",
    "met": "meet",
    "built": "build",
    "sold": "sell",
    "bought": "buy",
    "wrote": "write",
    "joined": "join",
    "opened": "open",
    "closed": "close",
    "signed": "sign",
    "published": "publish",
    "released": "release",
    "killed": "kill",
    "created": "create",
    "received": "receive",
    "returned": "return",
    "married": "marry",
    "reached": "reach",
    "found": "find",
    "led": "lead",
}


def numbers(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Exchange two numbers, or give one end of a range for the number."""
    del others, chance
    found = [m for m in re.finditer(_NUMBER, sentence) if not _of_a_date(sentence, m)]
    for one, other in pairwise(found):
        between = sentence[one.end() : other.start()]
        if one[0] != other[0] and re.search(r"[a-z]{4}", between):
            yield _exchanged(sentence, one, other)
    for match in re.finditer(
        r"(?<!from )\b(\d{1,3})( to |–|-)(\d{1,3})(?= [a-z]{3,}s\b)", sentence
    ):
        if match[1] != match[3]:
            yield _put(sentence, match, match[1])
            yield _put(sentence, match, match[3])


def names(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Exchange two names of a sentence that stand in different phrases."""
    del others, chance
    found = [m for m in re.finditer(NAME, sentence) if m.start() and _is_name(m[0])]
    for one, other in pairwise(found):
        between = sentence[one.end() : other.start()]
        phrases = re.search(r"[a-z]{4}", between) and not re.search(
            r"\b(?:and|or|with|married|met|is|was|are|were)\b|[(\[]", between
        )
        if phrases and not set(one[0].split()) & set(other[0].split()):
            yield _exchanged(sentence, one, other)


def negations(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Deny with a verb or an adverb, or leave out what denies."""
    del others
    for past, base in _BASES.items():
        for match in re.finditer(rf"\b(?:He|She|It|[Tt]he \w+|{NAME}) ({past}) (?!by\b)", sentence):
            denied = f"{chance.choice(_NEGATING)} {base}"
            yield sentence[: match.start(1)] + denied + sentence[match.end(1) :]
    for match in re.finditer(r"\b(is|are|was|were) (?=[a-z]+ed\b)", sentence):
        yield _put(
            sentence, match, f"{match[1]} {chance.choice(('hardly', 'never', 'no longer'))} "
        )
    for match in re.finditer(r"\b(?:no longer|instead of|rather than|lack of) ", sentence):
        new = {"no longer": "", "lack of": ""}.get(match[0].strip(), "and ")
        yield _put(sentence, match, new)
    yield f"It is not true that {sentence[0].lower()}{sentence[1:]}"


def directions(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Put another preposition or conjunction in one's place, or exchange before and after."""
    del others, chance
    for pair in (*_WAYS, *_CAUSES, *_PLACES):
        word, wrong = pair.split(" ", 1)
        for match in re.finditer(
            rf"(?<=[a-z] ){word}(?= (?:the|a|an|his|her|its|[A-Z]))", sentence
        ):
            yield _put(sentence, match, wrong)
    match = re.fullmatch(
        r"(?P<one>(?:The|A|He|She|It|They) [^,]{15,}) (?P<when>before|after|because)"
        r" (?P<other>(?:the|he|she|it|they) [^,]{12,})\.",
        sentence,
    )
    if match:
        first, second = match["one"], match["other"]
        first = first[0].lower() + first[1:]
        yield f"{second[0].upper()}{second[1:]} {match['when']} {first}."
    for match in re.finditer(r"\bfrom (\$?[\d,.]*\d) to (\$?[\d,.]*\d)(?!\w)", sentence):
        yield _put(sentence, match, f"to {match[1]} from {match[2]}")


def roles(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Exchange owner and owned, giver and receiver, the greater and the less."""
    del others, chance
    for match in re.finditer(
        rf"({NAME})['’]s ([a-z]+) ((?:of|on|against|to|for|over) )({NAME})", sentence
    ):
        yield _put(sentence, match, f"{match[4]}'s {match[2]} {match[3]}{match[1]}")
    for match in re.finditer(
        rf"({NAME})((?:,| is| was) (?:the )?(?:son|daughter|father|mother|author|founder|director|"
        rf"capital|head|leader|successor|student) of )({NAME})",
        sentence,
    ):
        yield _put(sentence, match, match[3] + match[2] + match[1])
    for match in re.finditer(
        rf"({NAME})((?: [a-z]+){{1,3}} (?:\w+er|more \w+) than )({NAME})", sentence
    ):
        yield _put(sentence, match, match[3] + match[2] + match[1])
    for match in re.finditer(
        rf"({NAME})( (?:gave|sent|sold|lent|showed|told) [^,.]{{3,30}} to )({NAME})", sentence
    ):
        yield _put(sentence, match, match[3] + match[2] + match[1])


def attributions(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Take what is believed for what is, or put it into somebody's mouth."""
    pattern = r"\b(is|are|was|were) (?:said|believed|thought|considered|alleged|reported) to be "
    for match in re.finditer(pattern, sentence):
        yield _put(sentence, match, f"{match[1]} ")
    for match in re.finditer(
        r"\b(is|are|was|were) (?:considered|regarded as) (a|an|the) ", sentence
    ):
        yield _put(sentence, match, f"{match[1]} {match[2]} ")
    match = re.match(r"In [^,]{3,30} (?:view|opinion), (.+)", sentence)
    if match:
        yield match[1][0].upper() + match[1][1:]
    match = re.match(
        rf"(?:{NAME}|[Tt]he [a-z]+|He|She|They) (?:concluded|warned|feared|felt|predicted|announced"
        r"|confirmed|explained|noted|added|told [^,]{3,30}) that (.{20,})",
        sentence,
    )
    if match and not re.search(r"[\"“”]", sentence):
        yield match[1][0].upper() + match[1][1:]
    if not re.search(r"[\"“”]|\b(?:sa[iy]|accord|claim|argu|believ|report|stat)", sentence):
        lowered = sentence[0].lower() + sentence[1:]
        if others and chance.random() < 0.1:
            yield f"According to {chance.choice(others)}, {lowered}"
            yield f"Critics claim that {lowered}"


def hedges(sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Say "will" for "can", "all" for "some", "planned to" for what was done, and the reverse."""
    del others
    for match in re.finditer(rf"\b({'|'.join(_MODALS)}) (?=[a-z]+\b)", sentence):
        if not re.search(r"\b(?:sa(?:id|y)|told|announced|added)\b|[\"“”]", sentence):
            wrong = [m for m in _MODALS if m != match[1] and {m, match[1]} != {"will", "would"}]
            yield _put(sentence, match, f"{chance.choice(wrong)} ")
    for pair in _QUANTIFIERS:
        word, wrong = pair.split()
        for match in re.finditer(rf"\b{word} (?=[a-z]+)", sentence):
            yield _put(sentence, match, f"{wrong} ")
    for match in re.finditer(r"\b[Oo]ne of the (?=[a-z]+(?:est|ost) )", sentence):
        yield _put(sentence, match, "The " if match.start() == 0 else "the ")
    for past, base in _BASES.items():
        for match in re.finditer(rf"\b(?:He|She|It|{NAME}) ({past}) (?=the\b|an?\b|h)", sentence):
            meant = chance.choice((f"planned to {base}", f"tried to {base}", f"nearly {past}"))
            yield sentence[: match.start(1)] + meant + sentence[match.end(1) :]
    for match in re.finditer(r"\b(is|are|was|were) (?=(?:a|an|the) )", sentence):
        if chance.random() < 0.2:
            yield _put(sentence, match, f"{match[1]} {chance.choice(('probably', 'perhaps'))} ")


def _is_name(name: str) -> bool:
    no_names = rf"(?:{MONTH}|There|This|That|These|Those|They|When|After|Before|The|In|On)\b"
    return not re.match(no_names, name)


def _of_a_date(sentence: str, match: re.Match[str]) -> bool:
    before, after = sentence[: match.start()], sentence[match.end() :]
    year = re.fullmatch(r"1\d{3}|20\d\d", match[0])
    dated = re.search(rf"(?:{MONTH}) $", before) or re.match(rf" (?:{MONTH})", after)
    return bool(year or dated)


def _exchanged(sentence: str, one: re.Match[str], other: re.Match[str]) -> str:
    between = sentence[one.end() : other.start()]
    return f"{sentence[: one.start()]}{other[0]}{between}{one[0]}{sentence[other.end() :]}"


def _put(sentence: str, match: re.Match[str], new: str) -> str:
    return sentence[: match.start()] + new + sentence[match.end() :]
