"""The names and figures of a document, each a claim with its evidence.

They are said to stand in the document: what does not stand there, however well the model means it,
is no entry of such a list and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarize import numbers
from summarize.ground import Quantity, body, of_a_state, state
from summarize.reading import Reading
from summarize.types import Claim, Figure
from summarize.validate import FactsDraft, FigureDraft

TOKENS_OF_FACTS = 800

_SAYING_NOTHING = (None, "%")
"""Units of a number that does not say by them what it counts: "35%" of whom?"""

LONGEST_COUNTS = 6
"""Words in which it can be said what a number counts; in more, a sentence is told again."""


@dataclass(frozen=True)
class Facts:
    """What a summary lists beside its sentences."""

    people: tuple[Claim, ...]
    organisations: tuple[Claim, ...]
    places: tuple[Claim, ...]
    figures: tuple[Figure, ...]


async def facts(reading: Reading, draft: FactsDraft | None = None) -> Facts:
    """Ground the names of a document and the meaning of its numbers.

    Args:
        reading: The document that is read.
        draft: What the model lists; None: it is asked now.
    """
    draft = draft or await _drafted(reading)
    # A small model puts agencies and states among the people, and hardly ever the other way round.
    named: set[str] = set()
    states = [name for name in draft.people if state(name.strip())]
    bodies = [name for name in draft.people if body(name)]
    people = [name for name in draft.people if name not in {*states, *bodies}]
    organisations = _names(reading, [*draft.organisations, *bodies], named)
    listed = [name for name in draft.places if not of_a_state(name)]
    places = _names(reading, [*listed, *states], named)
    return Facts(
        people=_names(reading, people, named),
        organisations=organisations,
        places=places,
        figures=tuple(f for f in _figures(reading, draft.figures) if f.grounded),
    )


async def _drafted(reading: Reading) -> FactsDraft:
    reading.progress("listing names and figures")
    shown = reading.quantities
    return await reading.draft("facts", FactsDraft, limit=TOKENS_OF_FACTS, quantities=shown)


def _names(reading: Reading, names: Iterable[str], named: set[str]) -> tuple[Claim, ...]:
    """Ground proper names; one that is in `named`, a list before this one, is not told twice.

    A name is its words in their order: "Institute of British Architects" is no British Institute.
    """
    found = []
    for name in (name.strip() for name in names):
        if _proper(name) and name.casefold() not in named:
            named.add(name.casefold())
            found.append(reading.source.claim(name))
    return tuple(c for c in found if c.grounded and reading.source.in_order(c))


def _proper(name: str) -> bool:
    """Tell whether a text can be a proper name: a capital, or a script that has none."""
    letters = [c for c in name if c.isalpha()]
    return any(c.isupper() or not c.islower() for c in letters)


def _figures(reading: Reading, drafts: Iterable[FigureDraft]) -> Iterator[Figure]:
    left = list(reading.quantities)
    told: set[str] = set()
    for draft in drafts:
        meant = next((quantity for quantity in left if _means(draft, quantity)), None)
        if meant is not None and _counts(draft.counts, meant):
            left.remove(meant)
            figure = _figure(reading, meant, draft.counts)
            if figure is not None and figure.text not in told:
                told.add(figure.text)
                yield figure


def _means(draft: FigureDraft, quantity: Quantity) -> bool:
    """Tell whether the model means this number: small ones write "110000" for "nearly 110,000"."""
    written = numbers.find(draft.number)
    return draft.number == quantity.text or any(n.value == quantity.number for n in written)


def _counts(counts: str, quantity: Quantity) -> bool:
    """Tell whether it is said what a number counts, be it by its unit."""
    return quantity.unit is not None or _more(counts, quantity)


def _more(text: str, quantity: Quantity) -> bool:
    """Tell whether a text has words beside the number itself."""
    return any(c.isalpha() for c in text.replace(quantity.text, ""))


def _joined(number: str, counts: str) -> str:
    """Join a number and what it counts, whichever of them holds the other's words already."""
    if counts in number:
        return number
    alone = len(numbers.find(counts)) == 1
    return counts if alone and number in counts else f"{number} {counts}"


def _figure(reading: Reading, quantity: Quantity, counts: str) -> Figure | None:
    """Ground a figure, in the document's words where the model's are long, wrong or beside it.

    By the rules alone: two words give a model nothing to judge by, and it takes "36 detained" of
    those who were deported. None where a sentence is told again, of a number that does not say
    itself what it counts.
    """
    number = quantity.sentence.number
    cited = [] if number is None else [number]
    text = _joined(quantity.text, counts)
    long = len(counts.split()) > LONGEST_COUNTS
    itself = _says_itself(quantity)
    if long and not itself:
        return None
    if itself and (long or _beside(quantity, counts) or not _stated(reading, text, cited)):
        text = quantity.named
        counts = text[len(quantity.text) :].strip() or quantity.unit or counts
    if quantity.unit in _SAYING_NOTHING and not _more(text, quantity):
        return None
    found = reading.source.claim(text, cited)
    return Figure(**dict(found), value=quantity.value, unit=quantity.unit, counts=counts)


def _says_itself(quantity: Quantity) -> bool:
    """Tell whether a number stands with its unit, or with what it counts: "50,818 votes"."""
    return quantity.unit is not None or quantity.named != quantity.text


def _beside(quantity: Quantity, counts: str) -> bool:
    """Tell whether what the document counts is not said: "50,818 second place" of votes."""
    counted = quantity.named[len(quantity.text) :].split()[-1:]
    return bool(counted) and counted[0] not in counts


def _stated(reading: Reading, text: str, cited: list[int]) -> bool:
    return reading.source.claim(text, cited).grounded
