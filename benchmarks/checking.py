"""Time the check of a summary's claims against a document of a hundred pages.

    python benchmarks/checking.py documents.jsonl

The texts of the file, one after the other, make the document; the claims are sentences drawn from
it with one seed, and other wordings of them (`paraphrases.py`). Indexing, which a document costs
once, is timed apart from the check of the claims, and stands beside a plain search for the
claims' words in every sentence, in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from paraphrases import paraphrases

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document

PAGE = 3000
"""Characters of a printed page."""


def main() -> None:
    """Print the milliseconds of each part: the median, the least and the most."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="JSON Lines with a `text` each")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--claims", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=15)
    arguments = parser.parse_args()
    document = _document(arguments.file, arguments.pages * PAGE)
    sentences = segment(document)
    claims = _claims([sentence.text for sentence in sentences], arguments.claims)
    print(f"{len(document.text)} characters, {len(sentences)} sentences, {len(claims)} claims")
    indexing, checking, searching = [], [], []
    for _ in range(arguments.repeat):
        source = Source(document, sentences)
        indexing.append(_milliseconds(lambda source=source: source.claim("Nothing of this.")))
        checking.append(_milliseconds(lambda source=source: [source.claim(c) for c in claims]))
        searching.append(_milliseconds(lambda: [_overlap(c, document.text) for c in claims]))
    for name, times in (("index", indexing), ("claims", checking), ("plain search", searching)):
        print(f"{name:14} {statistics.median(times):8.1f} ms [{min(times):.1f}, {max(times):.1f}]")


def _document(file: Path, characters: int) -> Document:
    texts = [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]
    whole = "\n\n".join(dict.fromkeys(texts))
    return Document.from_text((whole * (characters // len(whole) + 1))[:characters])


def _claims(sentences: list[str], count: int) -> list[str]:
    """Draw claims, every second one in other words where a rule can tell it so."""
    drawn = random.Random(1).sample(  # noqa: S311 - the same draw every time
        [s for s in sentences if 60 < len(s) < 250], count
    )
    return [
        next((other for _, other in paraphrases(sentence)), sentence) if place % 2 else sentence
        for place, sentence in enumerate(drawn)
    ]


def _overlap(claim: str, text: str) -> float:
    wanted = set(re.findall(r"\w+", claim.lower()))
    return max(
        len(wanted & set(re.findall(r"\w+", line.lower()))) / len(wanted)
        for line in re.split(r"(?<=[.!?])\s+", text)
    )


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
