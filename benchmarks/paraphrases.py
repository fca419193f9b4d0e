"""Say a sentence in other words by rule, so that it stays as true as it was.

Each rule takes a sentence and gives other wordings, or none where its pattern does not stand. The
rules know nothing of those that judge the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

NUMBER_WORDS = tuple(
    re.findall(
        r"\w+",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty",
    )
)
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
NAME = r"(?:[A-Z][a-z][\w'-]*(?: (?:of |de |van |al-)?[A-Z][a-z][\w'-]*)*)"
ACTS = (
    "accused|adopted|announced|appointed|approved|arrested|attacked|awarded|caused|collected|conquered"
    "|criticised|criticized|defeated|designed|destroyed|developed|directed|discovered|elected|established"
    "|expelled|financed|founded|hired|injured|interviewed|introduced|invaded|invented|joined|killed|launched"
    "|occupied|organised|organized|overthrew|produced|published|recorded|rejected|released|replaced|rescued"
    "|ruled|signed|sponsored|supported|trained|visited|built|led|won|held|wrote|made|beat"
)
"""Verbs in the past whose subject acts on their object."""
_PARTICIPLES = {"overthrew": "overthrown", "wrote": "written", "beat": "beaten"}
_NOUN = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[A-Z][\w'’-]+)(?: (?:of|the|and|[\w'’-]+)){0,5}?)"
)
ACTION = re.compile(
    rf"(?P<doer>{_NOUN}) (?P<act>{ACTS}) (?P<other>(?:the|an?|his|her|its|[A-Z])[\w'’ -]{{1,50}}?)"
    r"(?=,? (?:in|on|at|after|during|with|from|to|for|as|by|when|while|where|who|which|that)\b"
    r"|[.,;])"
)
_NO_SUBJECT = re.compile(
    r"\b(?:that|which|who|was|were|is|are|has|had|have|be|been|and|but|to|not|never|[Hh]e|[Ss]he|[Tt]hey"
    r"|[Ii]t|[Ww]e|I|You|To|That|about|In|On|At|This|These|There|Then|When|After|Before|By|For|From|With|What|\w+ed|\w+ing)\b"
)


def actions(sentence: str) -> Iterator[re.Match[str]]:
    """Find "A did B" at the start of a sentence, where A and B are plain noun phrases."""
    yield from actions_at(sentence, 0)


def actions_at(sentence: str, start: int) -> Iterator[re.Match[str]]:
    """Find "A did B" from `start` on, where A and B are plain noun phrases."""
    match = ACTION.match(sentence, start)
    if match and not _NO_SUBJECT.search(match["doer"]) and not _NO_SUBJECT.search(match["other"]):
        yield match


def was(noun: str) -> str:
    """Give the verb for a noun phrase: "the ships were", "Rome was"."""
    plural = re.search(r"[a-rt-z]s$|\bpeople$|\bchildren$|\bmen$", noun) and not noun[0].isupper()
    return "were" if plural else "was"


def number_words(sentence: str) -> Iterator[str]:
    """Write "12 days" as "twelve days", and the other way about."""
    match = re.search(
        r"(?<![\w.,:/$£€–-])(?<![–-] )(\d{1,2})(?= [a-z])(?! (?:to|and|or|m|km|ft|mm|cm|kg|g)\b)",
        sentence,
    )
    if (
        match
        and int(match[1]) <= 20
        and not re.search(rf"(?:{MONTH}) $", sentence[: match.start()])
    ):
        yield sentence[: match.start()] + NUMBER_WORDS[int(match[1])] + sentence[match.end() :]
    match = re.search(
        r"(?<!-)\b(two|three|four|five|six|seven|eight|nine|ten)\b(?= [a-z])(?! and\b)", sentence
    )
    if match:
        value = str(NUMBER_WORDS.index(match[1]))
        yield sentence[: match.start()] + value + sentence[match.end() :]


def digit_groups(sentence: str) -> Iterator[str]:
    """Write "110,000" as "110 000" and "1,500,000" as "1.5 million"."""
    match = re.search(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,])", sentence)
    if match:
        yield sentence[: match.start()] + f"{match[1]} {match[2]}" + sentence[match.end() :]


def date_formats(sentence: str) -> Iterator[str]:
    """Write "March 11, 2024" as "11 March 2024", and the other way about."""
    american = re.compile(rf"\b({MONTH}) (\d{{1,2}})(?:, (\d{{4}}),?)?(?![\d-])(?! ?[–-] ?\d)")
    if re.search(r"[–-] ?\d", sentence):
        return
    british = re.compile(rf"\b(\d{{1,2}}) ({MONTH})(?: (\d{{4}}))?\b")
    if british.search(sentence):
        yield british.sub(lambda m: f"{m[2]} {m[1]}" + (f", {m[3]}" if m[3] else ""), sentence, 1)
    elif american.search(sentence):
        yield american.sub(lambda m: f"{m[2]} {m[1]}" + (f" {m[3]}" if m[3] else ""), sentence, 1)


def without_relative_clause(sentence: str) -> Iterator[str]:
    """Drop ", who ...," and ", which ...,"."""
    match = re.search(r", (?:who|which) [^,.;()\"]{8,70},(?= [a-z])", sentence)
    if match:
        yield sentence[: match.start()] + sentence[match.end() :]


def without_parenthesis(sentence: str) -> Iterator[str]:
    """Drop what stands in brackets."""
    if re.search(r"\((?:nearly|almost|not|mostly|allegedly)", sentence):
        return
    bare = re.sub(r" ?[(\[][^()\[\]]*[)\]](?! [A-Z(\[])", "", sentence)
    if bare != sentence and len(bare.split()) > 5:
        yield bare


def adjunct_to_the_end(sentence: str) -> Iterator[str]:
    """Move an opening "In 2015," or "On Monday," to the end."""
    match = re.match(
        rf"(In \d{{4}}|On (?:{MONTH}) \d{{1,2}}|In (?:{MONTH}) \d{{4}}|On [A-Z]\w+day), "
        r"([^,;:\"]{20,120})\.$",
        sentence,
    )
    if match:
        yield f"{_capital(match[2])} {match[1][0].lower()}{match[1][1:]}."


def without_adjunct(sentence: str) -> Iterator[str]:
    """Drop an opening phrase of time or place."""
    match = re.match(
        r"(?:In|On|At|During|After|Before) [^,.;:\"]{4,40}, ((?:[Tt]he|[Aa]n?) .{20,})$", sentence
    )
    opinion = re.match(r"In [^,]*(?:view|opinion|eyes),", sentence)
    if match and not opinion and not re.search(r"\b(?:it|he|she|they)\b", match[1]):
        yield _capital(match[1])


def attribution_first(sentence: str) -> Iterator[str]:
    """Say "X said that S" and "S, X said" as "According to X, S"."""
    match = re.match(
        rf"({NAME}|The [a-z]+(?: [a-z]+)?) (?:said|says|stated) that ([^\"“”]+)$", sentence
    )
    if match:
        speaker = match[1][0].lower() + match[1][1:] if match[1].startswith("The ") else match[1]
        yield f"According to {speaker}, {match[2]}"
    match = re.match(rf"([^\"“”]{{20,}}), ({NAME}) (?:said|says)\.$", sentence)
    if match:
        yield f"According to {match[2]}, {_lower(match[1])}."
    match = re.match(r"([^\"“”,]{20,}),? according to ([^,.]+)\.$", sentence)
    if match:
        yield f"According to {match[2]}, {_lower(match[1])}."


def passive(sentence: str) -> Iterator[str]:
    """Say "A defeated B" as "B was defeated by A"."""
    for match in actions(sentence):
        participle = _PARTICIPLES.get(match["act"], match["act"])
        other = match["other"]
        yield (
            f"{_capital(other)} {was(other)} {participle} by {_lower(match['doer'])}"
            f"{sentence[match.end() :]}"
        )


def without_apposition(sentence: str) -> Iterator[str]:
    """Drop ", the capital of Peru," after a name."""
    match = re.search(
        r"(?<=[a-z]), (?:the|an?) [^,.;:()\"]{4,50},(?= (?:is|was|has|had|will|\w+ed)\b)", sentence
    )
    if match and re.fullmatch(NAME, sentence[: match.start()]):
        yield sentence[: match.start()] + sentence[match.end() :]


def possessive(sentence: str) -> Iterator[str]:
    """Say "the capital of Peru" as "Peru's capital"."""
    match = re.search(
        rf"(?:^|(?<=\b(?:in|by|to|of|at|on) ))[Tt]he ([a-z]+) of ({NAME})(?<!s)"
        r"(?=[ .,](?!of|and|or|[A-Z]))",
        sentence,
    )
    if match and match[1] != "state" and match[2] not in MONTH.split("|"):
        yield sentence[: match.start()] + f"{match[2]}'s {match[1]}" + sentence[match.end() :]


def safe_synonyms(sentence: str) -> Iterator[str]:
    """Exchange the few words that never change a statement."""
    for one, other in (
        (r"\bpercent\b|\bper cent\b| ?%", " percent"),
        (r"\bUnited States\b(?! of)", "U.S."),
        (r"\bkm\b(?![²/])", "kilometres"),
        (r"\bdidn't\b", "did not"),
        (r"\bcan't\b", "cannot"),
        (r"\bbegan\b", "started"),
    ):
        changed = re.sub(one, other, sentence, count=1).replace("  ", " ")
        if changed != sentence:
            yield changed


def first_clause(sentence: str) -> Iterator[str]:
    """Keep the first of two statements that "and" or a semicolon joins."""
    match = re.match(
        r"([^,;:\"“”()]{30,110})(?:;|, and (?=(?:the|it|he|she|they|this|there|[A-Z]\w+)"
        r" (?:was|is|has|had|were|are|\w+ed)\b)) ?.+$",
        sentence,
    )
    if match and not re.search(r"\b(?:if|both|either|neither|between|not only)\b", match[1]):
        yield match[1] + "."


def contractions(sentence: str) -> Iterator[str]:
    """Write "not" short, or out."""
    verbs = "did|does|do|is|are|was|were|could|would|should|has|have|had"
    for match in re.finditer(rf"\b({verbs})( not|n['’]t)\b", sentence):
        new = "n't" if match[2] == " not" else " not"
        yield sentence[: match.start(2)] + new + sentence[match.end(2) :]


def cleft(sentence: str) -> Iterator[str]:
    """Put the doer of a sentence before it: "It was Quill who opened the pier."."""
    match = re.match(
        rf"({NAME}) ((?:won|led|founded|built|wrote|created|opened|signed) .+)", sentence
    )
    if match and match[1].split()[0] not in _SMALL:
        yield f"It was {match[1]} who {match[2]}"


def indirect(sentence: str) -> Iterator[str]:
    """Tell a quotation as indirect speech, and drop or add the "that" of one."""
    match = re.match(
        rf"[\"“]([^\"”]+),[\"”] (?:(?P<one>{NAME}|he|she) said|said (?P<other>{NAME}))\.$", sentence
    )
    if match and not re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us|[Yy]ou)\b|[?!]", match[1]):
        yield f"{_capital(match['one'] or match['other'])} said that {_lower(match[1])}."
    for match in re.finditer(
        r"\b(said|says|announced|claimed) that (?=the\b|he\b|she\b)", sentence
    ):
        yield f"{sentence[: match.start()]}{match[1]} {sentence[match.end() :]}"


RULES: tuple[Callable[[str], Iterator[str]], ...] = (
    number_words,
    digit_groups,
    date_formats,
    without_relative_clause,
    without_parenthesis,
    without_apposition,
    possessive,
    adjunct_to_the_end,
    without_adjunct,
    attribution_first,
    passive,
    safe_synonyms,
    first_clause,
    contractions,
    cleft,
    indirect,
)


def paraphrases(sentence: str) -> Iterator[tuple[str, str]]:
    """Give the other wordings of a sentence, once and twice removed, with the rules' names."""
    for rule in RULES:
        for wording in rule(sentence):
            if wording != sentence:
                yield rule.__name__, wording
                yield from _again(rule, wording, sentence)


def _again(
    rule: Callable[[str], Iterator[str]], wording: str, sentence: str
) -> Iterator[tuple[str, str]]:
    for second in RULES[RULES.index(rule) + 1 :]:
        for twice in second(wording):
            if twice not in (wording, sentence):
                yield "two rules", twice


def joined(one: str, other: str) -> Iterator[str]:
    """Say two short sentences as one."""
    plain = other.split()[0] in _SMALL
    if plain and one.count(",") + other.count(",") < 2 and max(len(one), len(other)) < 130:
        yield f"{one.removesuffix('.')}, and {_lower(other)}"


_SMALL = frozenset(re.findall(r"\w+", "The A An His Her Its In At This These There It They He She"))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _lower(text: str) -> str:
    """Undo the capital of a sentence's first word, unless it is a name's."""
    first = text.split()[0]
    return text[0].lower() + text[1:] if first in _SMALL else text
