"""Measure verdicts on claims that were written by hand, not by the rules of `alterations.py`.

    python benchmarks/handwritten.py

Each line of `handwritten.jsonl` is a made-up sentence with claims that it states and claims that
say something else. A claim that the rules leave open is put to the model; here it is only counted.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document

SURROUNDED = "The records are kept in the old customs house.\n\n{} The weather was calm.\n"
"""So that a sentence is never the only one of its document."""


def main() -> None:
    """Judge the claims, print what is judged wrongly and how many are."""
    for kind in ("true", "altered"):
        found = left = count = 0
        for row in rows():
            document = Document.from_text(SURROUNDED.format(row["text"]))
            source = Source(document, segment(document))
            for text in row[kind]:
                claim = source.claim(text)
                count += 1
                found += claim.grounded
                left += source.doubtful(claim)
                if claim.grounded is not (kind == "true"):
                    print(f"{kind}: {claim.verdict}, {claim.reason or 'no reason'}: {text}")
        print(f"{kind}: {count}, found {found}, left to the model {left}")


def rows() -> list[dict[str, Any]]:
    """Read the sentences, each with its `text`, its `true` claims and its `altered` ones."""
    lines = Path(__file__).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
