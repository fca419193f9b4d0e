"""How often the passages that are read for a question hold its answer, without a model.

    python benchmarks/retrieval.py haystack.jsonl [qa.jsonl ...]

Rows of one file whose texts are short are put into one document, with all questions about it. The
passages of `retrieve.py` are compared with those of bm25s, where that is installed, and with
windows of one and of five sentences.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from summarize import retrieve
from summarize.ground import terms
from summarize.segment import segment
from summarize.types import Document, Sentence

BUDGETS = (300, 700, 2_100)
"""Tokens of passages; four characters are taken for one."""
SHORT = 10_000
"""Characters of a text below which all texts of a file are put into one document."""

Rank = Callable[[Sequence[Sentence], Sequence[str]], Iterator[Iterable[range]]]


@dataclass(frozen=True)
class Haystack:
    """A document, its questions, and where the accepted answers to each stand."""

    sentences: tuple[Sentence, ...]
    questions: tuple[str, ...]
    answers: tuple[tuple[tuple[int, int], ...], ...]


def haystacks(file: Path) -> Iterator[Haystack]:
    """Give the documents of a file."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    if min(len(row["text"]) for row in rows) > SHORT:
        for row in rows:
            yield haystack([row])
    else:
        yield haystack(rows)


def haystack(rows: Sequence[dict[str, Any]]) -> Haystack:
    """Put the texts of rows one after another."""
    starts: dict[str, int] = {}
    whole = ""
    for row in rows:
        if row["text"] not in starts:
            starts[row["text"]] = len(whole)
            whole += row["text"] + "\n\n"
    asked = [row for row in rows if row["answerable"]]
    return Haystack(
        segment(Document.from_text(whole)),
        tuple(row["question"] for row in asked),
        tuple(
            tuple(
                (
                    starts[row["text"]] + a["start"],
                    starts[row["text"]] + a["start"] + len(a["text"]),
                )
                for a in row["answers"]
            )
            for row in asked
        ),
    )


def ours(window: int) -> Rank:
    """Rank with `retrieve.py`, by windows of so many sentences."""

    def rank(sentences: Sequence[Sentence], questions: Sequence[str]) -> Iterator[Iterable[range]]:
        retrieve.WINDOW = window
        passages = retrieve.Passages(sentences, terms)
        for question in questions:
            yield passages.ranked(question)

    return rank


def library(sentences: Sequence[Sentence], questions: Sequence[str]) -> Iterator[Iterable[range]]:
    """Rank the same windows with bm25s."""
    import bm25s

    found = [terms(sentence.text) for sentence in sentences]
    windows = [range(n, min(n + 3, len(found))) for n in range(len(found))]
    index = bm25s.BM25(k1=1.5, b=0.75)
    texts = [list(chain.from_iterable(found[n] for n in w)) or ["-"] for w in windows]
    index.index(texts, show_progress=False)
    for question in questions:
        scores = index.get_scores(terms(question) or ["-"])
        yield (windows[n] for n in sorted(range(len(windows)), key=lambda n: -scores[n]))


def taken(sentences: Sequence[Sentence], passages: Iterable[range], wanted: set[int]) -> float:
    """Give the tokens that are read up to a sentence that holds the answer."""
    read: set[int] = set()
    tokens = 0.0
    for passage in passages:
        new = set(passage) - read
        tokens += sum(len(sentences[n].text) / 4 + 4 for n in new)
        read |= new
        if wanted & read:
            return tokens
        if tokens > BUDGETS[-1]:
            break
    return float("inf")


def measure(documents: Sequence[Haystack], rank: Rank) -> str:
    """Give the share of questions whose answer is read within each budget, and the time."""
    found: list[float] = []
    begun = time.process_time()
    for one in documents:
        ranked = rank(one.sentences, one.questions)
        for passages, spans in zip(ranked, one.answers, strict=True):
            wanted = {
                n
                for n, sentence in enumerate(one.sentences)
                if any(sentence.start <= start < sentence.end for start, _ in spans)
            }
            found.append(taken(one.sentences, passages, wanted))
    shares = [f"{sum(tokens <= most for tokens in found)}/{len(found)}" for most in BUDGETS]
    return f"{'  '.join(shares)}  ({time.process_time() - begun:.1f} s of CPU)"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    files = parser.parse_args().files
    ways: dict[str, Rank] = {"three sentences": ours(3), "one": ours(1), "five": ours(5)}
    if importlib.util.find_spec("bm25s"):
        ways["bm25s, three"] = library
    print(f"answers within {', '.join(map(str, BUDGETS))} tokens of passages")
    for file in files:
        documents = [one for one in haystacks(file) if one.questions]
        for name, rank in ways.items():
            print(f"{file.name}, {name}: {measure(documents, rank)}", flush=True)


if __name__ == "__main__":
    main()
