"""Measure whether quotes are found where they stand, and no other is.

    python benchmarks/quotes.py quote_checks.jsonl documents.jsonl

A line of the first file has a `quote` of a `document`, an `id` in the second, that is to be
`accept`ed with its `span` or to be `reject`ed, and the `kind` of change that was made to it. Beside
it stands what a similarity of 90 of 100 would accept.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from summarize import match

SLACK = 1
"""Characters by which either end of a span may differ."""

SIMILAR = 0.9


def main() -> None:
    """Read the files, look for each quote, print a table by kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("quotes", type=Path)
    parser.add_argument("documents", type=Path)
    arguments = parser.parse_args()
    texts = {row["id"]: row["text"] for row in _rows(arguments.documents)}
    kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    begun = time.perf_counter()
    for row in _rows(arguments.quotes):
        text = texts[row["document"]]
        kinds[f"{row['expected']} {row['kind']}"].append((_right(row, text), _likened(row, text)))
    print(f"{'':34}{'n':>5}{'right':>7}{'similar':>9}")
    for kind, results in sorted(kinds.items()):
        right, likened = (sum(column) for column in zip(*results, strict=True))
        print(f"{kind:34}{len(results):>5}{right:>7}{likened:>9}")
    count = sum(map(len, kinds.values()))
    right = sum(result for results in kinds.values() for result, _ in results)
    print(f"{right} of {count} right, {time.perf_counter() - begun:.1f} s")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _right(row: dict[str, Any], text: str) -> bool:
    found = match.find(row["quote"], text)
    if row["expected"] == "reject" or found is None:
        return (row["expected"] == "reject") == (found is None)
    ends = zip(found, row["span"], strict=True)
    return all(abs(one - other) <= SLACK for one, other in ends)


def _likened(row: dict[str, Any], text: str) -> bool:
    """Tell whether the likest line of the text, by a ratio, would decide the same."""
    quote = row["quote"]
    ratios = (
        SequenceMatcher(None, quote, text[place : place + len(quote)], autojunk=False)
        for place in _starts(quote, text)
    )
    return any(ratio.ratio() >= SIMILAR for ratio in ratios) == (row["expected"] == "accept")


def _starts(quote: str, text: str) -> set[int]:
    """Give where a few words of the quote would make it begin."""
    words = quote.split()
    starts = set()
    for word in words[:: max(1, len(words) // 6)]:
        place = text.find(word)
        if place >= 0:
            starts.add(max(0, place - quote.find(word)))
    return starts


if __name__ == "__main__":
    main()
