"""The words that belong to a number: an answer carries "nearly" where its source does."""

from __future__ import annotations

from summarize import numbers


def hedged(text: str, evidence: str) -> str:
    """Give the numbers of an answer the hedges that they have in its evidence.

    Models copy "110,000" where the source says "nearly 110,000", and the answer would say more
    than the source does.

    Example:
        >>> hedged("40 boats", "Nearly 40 boats sank.")
        'Nearly 40 boats'
    """
    stated = {n.value: n for n in numbers.find(evidence) if n.hedge}
    for number in reversed(numbers.find(text)):
        if number.hedge is None and (source := stated.get(number.value)):
            before = evidence[source.outer[0] : source.start]
            after = "" if source.unit else evidence[source.end : source.outer[1]]
            written = text[number.start : number.end]
            text = f"{text[: number.start]}{before}{written}{after}{text[number.end :]}"
    return text
