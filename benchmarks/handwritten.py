"""Measure verdicts on claims that were written by hand, not by the rules of `alterations.py`.

    python benchmarks/handwritten.py

Each line of `handwritten.jsonl` is a made-up sentence with claims that it states and claims that
say something else. A claim that the rules leave open is put to the model, and so is what is pieced
together; here it is only counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Claim, Document

SURROUNDED = "The records are kept in the old customs house.\n\n{} The weather was calm.\n"
"""So that a sentence is never the only one of its document."""


BATCHES = (23, 14, 10, 48, 26, 60, 22, 20, 37, 60, 60, 60, 312)
"""Sentences of each batch, in the order in which they were written."""


def judged(row: dict[str, Any], kind: str) -> Iterator[tuple[str, Claim, str]]:
    """Give the claims of a sentence, what the rules make of each, and a word for it."""
    document = Document.from_text(SURROUNDED.format(row["text"]))
    source = Source(document, segment(document))
    for text in row[kind]:
        claim = source.claim(text)
        if source.pieced_together(claim):
            yield text, claim, "found, pieced together"
        elif claim.grounded:
            yield text, claim, "found"
        else:
            yield text, claim, "left to a model" if source.doubtful(claim) else claim.verdict


def main() -> None:
    """Judge the claims, print what is judged wrongly, and how many there are of each batch."""
    left = iter(rows())
    for number, sentences in enumerate(BATCHES, 1):
        batch = list(islice(left, sentences))
        for kind in ("true", "altered"):
            counts: Counter[str] = Counter()
            for text, claim, word in chain.from_iterable(judged(row, kind) for row in batch):
                counts[word] += 1
                if claim.grounded is not (kind == "true"):
                    print(f"{kind}: {word}, {claim.reason or 'no reason'}: {text}")
            told = ", ".join(f"{word} {count}" for word, count in sorted(counts.items()))
            print(f"batch {number}, {kind}: {counts.total()}, {told}")


def rows() -> list[dict[str, Any]]:
    """Read the sentences, each with its `text`, its `true` claims and its `altered` ones."""
    lines = Path(__file__).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
