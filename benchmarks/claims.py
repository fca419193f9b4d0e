"""Measure how many altered claims pass as true, and how many true ones do not.

    python benchmarks/claims.py documents.jsonl qa_gum_news.jsonl qa_squad2.jsonl

Each line of a file is a JSON object with the `text` of a document. True claims are its sentences
and other wordings of them (`paraphrases.py`); altered claims are made from both by rule
(`alterations.py`), 2,000 in all, as evenly over the kinds as the texts allow. Everything is drawn
with one seed. Beside it stands what a plain overlap of words would have let pass.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import alterations
from paraphrases import joined, paraphrases

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document, Sentence

OVERLAP = 0.8
"""Share of a claim's words in one sentence from which the plain comparison lets it pass."""


@dataclass(frozen=True)
class Trial:
    """A claim and the document it is held against."""

    kind: str
    wording: str
    text: str
    source: Source
    sentences: tuple[Sentence, ...]


def main() -> None:
    """Read the files, make the claims, judge them, print the table."""
    arguments = _arguments()
    sources = [_source(text) for text in _texts(arguments.files)]
    true, altered = trials(sources, arguments.altered, random.Random(arguments.seed))  # noqa: S311 - a draw that anyone can repeat
    chance = random.Random(arguments.show)  # noqa: S311 - as above
    for trial in chance.sample(true + altered, arguments.show):
        print(f"[{trial.kind}, {trial.wording}] {trial.text}")
    begun = time.perf_counter()
    passed = {id(trial): trial.source.claim(trial.text) for trial in true + altered}
    seconds = time.perf_counter() - begun
    print(f"{'altered':14}{'n':>6}{'passed':>8}  95 %           {'overlap':>8}")
    for kind in (*alterations.RULES, "all"):
        some = [trial for trial in altered if kind in (trial.kind, "all")]
        _row(kind, [passed[id(trial)].grounded for trial in some], [_overlaps(t) for t in some])
    print(f"{'true':14}{'n':>6}{'flagged':>8}")
    for wording in (*dict.fromkeys(trial.wording for trial in true), "all"):
        some = [trial for trial in true if wording in (trial.wording, "all")]
        _row(
            wording,
            [not passed[id(trial)].grounded for trial in some],
            [not _overlaps(trial) for trial in some],
        )
    print(f"{1000 * seconds / len(passed):.2f} ms a claim, indexing included")
    if arguments.failures:
        _print_failures(true, altered)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, help="JSON Lines with a `text` each")
    parser.add_argument("--altered", type=int, default=2000, help="how many altered claims")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many of the claims")
    parser.add_argument("--failures", action="store_true", help="print what was judged wrongly")
    return parser.parse_args()


def _texts(files: Sequence[Path]) -> list[str]:
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return list(dict.fromkeys(json.loads(line)["text"] for line in lines))


def _source(text: str) -> tuple[Source, tuple[Sentence, ...]]:
    document = Document.from_text(text)
    sentences = segment(document)
    return Source(document, sentences), sentences


def trials(
    sources: Sequence[tuple[Source, tuple[Sentence, ...]]], count: int, chance: random.Random
) -> tuple[list[Trial], list[Trial]]:
    """Make the altered claims, and the true ones that they were made from."""
    pools: dict[str, list[tuple[Trial, Trial]]] = defaultdict(list)
    for source, sentences in sources:
        others = alterations.names_of(" ".join(sentence.text for sentence in sentences))
        for wording, text in _statements(sentences):
            true = Trial("true", wording, text, source, sentences)
            absent = [name for name in others if name not in text]
            for kind, rule in alterations.RULES.items():
                for false in dict.fromkeys(rule(text, absent, chance)):
                    pools[kind].append((true, Trial(kind, wording, false, source, sentences)))
    chosen = _evenly(pools, count, chance)
    true_ones = {id(true): true for true, _ in chosen}
    return list(true_ones.values()), [altered for _, altered in chosen]


def _statements(sentences: Sequence[Sentence]) -> Iterator[tuple[str, str]]:
    """Give the sentences that state something, and other wordings of them."""
    stating = [sentence for sentence in sentences if _states(sentence)]
    for sentence in stating:
        yield "as it stands", sentence.text
        yield from paraphrases(sentence.text)
    for one, other in pairwise(stating):
        if other.number == (one.number or 0) + 1:
            yield from (("joined", text) for text in joined(one.text, other.text))


def _states(sentence: Sentence) -> bool:
    plain = re.fullmatch(r"[A-Z][^\n?!]*\.", sentence.text)
    return sentence.kind == "sentence" and bool(plain) and 6 <= len(sentence.text.split()) <= 45


def _evenly(
    pools: dict[str, list[tuple[Trial, Trial]]], count: int, chance: random.Random
) -> list[tuple[Trial, Trial]]:
    """Draw `count` altered claims, the kinds as evenly as they last, half of them reworded."""
    chosen: list[tuple[Trial, Trial]] = []
    for kind in sorted(pools, key=lambda kind: len(pools[kind])):
        left = len(pools) - len({altered.kind for _, altered in chosen})
        share = (count - len(chosen)) // max(1, left)
        plain = [pair for pair in pools[kind] if pair[0].wording == "as it stands"]
        reworded = [pair for pair in pools[kind] if pair[0].wording != "as it stands"]
        chance.shuffle(plain)
        chance.shuffle(reworded)
        half = min(len(reworded), max(share // 2, share - len(plain)))
        chosen += reworded[:half] + plain[: share - half]
    return chosen


def _overlaps(trial: Trial) -> bool:
    """Tell whether a plain overlap of words would let the claim pass."""
    wanted = Counter(re.findall(r"\w+", trial.text.lower()))
    for sentence in trial.sentences:
        shared = wanted & Counter(re.findall(r"\w+", sentence.text.lower()))
        if shared.total() >= OVERLAP * wanted.total():
            return True
    return False


def _row(name: str, counted: Sequence[bool], plain: Sequence[bool]) -> None:
    low, high = wilson(sum(counted), len(counted))
    share = f"{100 * sum(plain) / max(1, len(plain)):7.1f} %"
    print(
        f"{name:24}{len(counted):>6}{sum(counted):>6}"
        f"  {100 * low:5.2f} - {100 * high:5.2f} %{share}"
    )


def wilson(count: int, total: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson, 1927)."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, count / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def _print_failures(true: list[Trial], altered: list[Trial]) -> None:
    for trial in altered:
        claim = trial.source.claim(trial.text)
        if claim.grounded:
            print(f"\nPASSED {trial.kind}, {trial.wording}: {trial.text}")
            print("   ", claim.verdict, [citation.quote for citation in claim.citations])
    for trial in true:
        claim = trial.source.claim(trial.text)
        if not claim.grounded:
            print(f"\nFLAGGED {trial.wording}: {trial.text}")
            print(
                "   ", claim.verdict, claim.reason, [citation.quote for citation in claim.citations]
            )


if __name__ == "__main__":
    main()
