"""English words, stripped to what they mean: a light stemmer and the lists of `lexicon.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_LEXICON = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf-8"))


def _listed(name: str) -> frozenset[str]:
    return frozenset(_LEXICON[name].split())


FUNCTION = _listed("function")
PRONOUNS = _listed("pronouns")
NEGATIONS = _listed("negations")

_VOWEL = re.compile(r"[aeiouy]")
_INVARIABLE = _listed("invariable")


def _forms(name: str) -> dict[str, str]:
    lines = (line.split() for line in _LEXICON[name].strip().splitlines())
    return {form: word for word, *forms in lines for form in forms}


_VERBS = _forms("irregular")
_IRREGULAR = _VERBS | _forms("plurals")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Strip a word to its stem: "arrests", "arrested" and "arresting" give "arrest".

    The stem is a key, not a word: "cause" and "caused" give "caus". Comparatives, adverbs and
    negative prefixes are kept, because they change what is said.
    """
    word = word.lower().replace("’", "'")
    word = re.sub(r"(?:'s|'|(?<=s)')$", "", word)
    if word in _INVARIABLE:
        return word
    word = _IRREGULAR.get(word, word)
    word = _SAME.get(word, word) if word in _SAME else _SAME_STEMS.get(_ending(word), word)
    return _ending(word)


def _ending(word: str) -> str:
    if len(word) > 3 and word.isascii():
        word = _plural(word)
        for ending in ("ingly", "edly", "ing", "ed"):
            base = word.removesuffix(ending)
            if base != word and len(base) > 2 and _VOWEL.search(base):
                return _closed(base)
    return word[:-1] if len(word) > 3 and word.endswith("e") else _final_y(word)


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _closed(base: str) -> str:
    """Undo what an ending did to its word: "stopp" is "stop", "carri" is "carry"."""
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    if base.endswith("ll") and len(base) > 4:
        return base[:-1]
    base = base[:-1] if base.endswith("e") and len(base) > 3 else base
    return base[:-1] + "y" if len(base) == len("tri") and base.endswith("i") else _final_y(base)


def _final_y(word: str) -> str:
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


_SAME = {
    word: line.split()[0] for line in _LEXICON["same"].strip().splitlines() for word in line.split()
}
_SAME_STEMS = {_ending(word): first for word, first in _SAME.items()}


def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _listed(name))


SAYING = _stems("saying")
PLAIN_SAYING = _stems("plain_saying")
REPORTING = _stems("reporting")
VOUCHING = _stems("vouching")
NOUNS_TOO = _stems("nouns_too")
NAMING = _stems("naming")
DEMANDING = _stems("demanding")
DENYING = _stems("denying")
DOUBTING = _stems("doubting")
EVIDENT = _stems("evident")
DISTANCING = _stems("distancing")
TITLES = _stems("titles")
ALLEGATIONS = _listed("allegations")
_ENDING_IN_EST = _listed("ending_in_est")
BE = _listed("be")
AUXILIARIES = BE | _listed("auxiliaries")
PREPOSITIONS = _listed("prepositions")
RELATIVE_DAYS = _listed("relative_days")
JOINTS = _listed("joints")
DETERMINERS = _listed("determiners")
GENITIVE = frozenset(("'s", "’s", "'", "’"))
"""Behind an owner: "the mayor's", "the sailors'"."""
OF_THEM = DETERMINERS | {"of", "its", "their", "his", "her", "our"}
"""Between an amount and what it is an amount of."""
ALIKE = _stems("alike")
REST = _stems("rest")
PARTS = _listed("parts")
CHARGING = _stems("charging")
CLEARING = _stems("clearing")
CONSIDERING = _stems("considering")
INTENDING = _stems("intending")
PARTICLES = _listed("particles")
PEOPLE = _listed("people")
WHEN = _listed("when")
ASIDE = _listed("aside")
_BODIES = _stems("bodies")
STANDING_FOR_A_NAME = _stems("standing_for_a_name")
COUNTING_ANY = _stems("counting_any")
OPENERS = _listed("openers")
UNABBREVIATED = _listed("unabbreviated")
MODALS = _listed("modals")
CONDITIONS = _listed("conditions")
SUPPOSING = _listed("supposing")
CAUSES = _listed("causes")
LIMITING = _listed("limiting")
QUANTIFIERS = _stems("quantifiers")
AMOUNTS = {
    word: amount for amount, words in enumerate(_LEXICON["amounts"]) for word in words.split()
}
OPINIONS = _stems("opinions")
VIEWS = _listed("views")
TIMES = _listed("times")
UNCHANGED = _listed("unchanged")
LASTING = _stems("lasting")
BECOMING = _stems("becoming")
TITLING = _stems("titling")
OWNING = _stems("owning")
RELATIONS = {
    word: relation for relation, words in _LEXICON["relations"].items() for word in words.split()
}
RATES = {word: stem(unit) for unit, words in _LEXICON["rates"].items() for word in words.split()}
HEDGES = {
    word: strength for strength, words in _LEXICON["hedges"].items() for word in words.split()
}
IRREGULAR_FORMS = frozenset(_VERBS)
"""Of verbs; "men" and "children" are counted, not done."""


def _pairs(name: str) -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for pair in _LEXICON[name].replace("\n", " ").split(","):
        one, other = (stem(word) for word in pair.split())
        pairs.setdefault(one, set()).add(other)
        pairs.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in pairs.items()}


OPPOSITES = _pairs("opposites")
"""Stems, and those that turn a statement round when they stand in their place."""
CONVERSES = _pairs("converses")
"""Of these, those that say the same where two things change places as well."""


def _nationalities() -> dict[str, frozenset[str]]:
    adjectives: dict[str, set[str]] = {}
    for pair in _LEXICON["nationalities"].replace("\n", " ").split(","):
        country, adjective = (stem(word) for word in pair.split())
        adjectives.setdefault(country, set()).add(adjective)
    return {country: frozenset(forms) for country, forms in adjectives.items()}


NATIONALITIES = _nationalities()
"""Stems of countries, and of their adjectives."""
_ADJECTIVES = frozenset().union(*NATIONALITIES.values())
_STATES = frozenset(" ".join(name.split()) for name in _LEXICON["states"].split(","))
_NAMED_LIKE_PEOPLE = _listed("named_like_people")
STATE = _listed("state")
CHANGES = _listed("changes")
ASKING = _listed("asking")


def of_a_state(word: str) -> bool:
    """Tell whether a word says of which state something is, and is not that state: "Mexican"."""
    key = stem(word.lower())
    return key in _ADJECTIVES and key not in NATIONALITIES


def body(name: str) -> bool:
    """Tell whether a name is that of a body, "Foundation for Boats", and of no person."""
    return any(stem(word) in _BODIES for word in name.lower().split())


def state(name: str) -> bool:
    """Tell whether a name is that of a state, and hardly a person's: "Canada", and not "Jordan"."""
    lower = name.lower().removeprefix("the ")
    known = lower in _STATES or stem(lower) in NATIONALITIES
    return known and lower not in _NAMED_LIKE_PEOPLE


DENYING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


def negated(one: str, other: str) -> bool:
    """Tell whether one word is the other with a negative prefix: "able" and "unable"."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in DENYING_PREFIXES)


def superlative(word: str) -> bool:
    """Tell "longest" and "most" from "forest"."""
    lower = word.lower()
    return lower in ("most", "least") or (lower.endswith("est") and lower not in _ENDING_IN_EST)
