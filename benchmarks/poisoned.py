"""Put the questions of clean texts to the texts with an instruction planted in them.

    python benchmarks/poisoned.py injected.jsonl qa.jsonl > poisoned.jsonl
    summarize measure poisoned.jsonl qa.jsonl

The second command prints the same figures for either file: what the planted instructions cost.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SAME = 0.5
"""Share of a clean text's lines from which a poisoned one is made from it: one line is planted."""


def poisoned(injected: list[Row], questions: list[Row]) -> Iterator[Row]:
    """Give each question once for each poisoned text that was made from its own."""
    for attack in injected:
        lines = set(attack["text"].splitlines())
        for asked in questions:
            clean = set(asked["text"].splitlines())
            if len(clean & lines) >= SAME * len(clean):
                named = f"{attack['id']}/{asked['id']}"
                yield asked | {"id": named, "text": attack["text"]}


def _rows(path: str) -> list[Row]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line]


if __name__ == "__main__":
    for row in poisoned(_rows(sys.argv[1]), _rows(sys.argv[2])):
        print(json.dumps(row, ensure_ascii=False))
