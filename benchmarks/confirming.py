"""Measure what a model's yes is worth: how sure it is of true claims, and of altered ones.

    python benchmarks/confirming.py [--model local] [--journal sure.jsonl] [--most 200] [--pieced]

The claims are those of `handwritten.jsonl`, or of its batches from `--batch` on, in an order that
is always the same. With `--together 10` the same claims are asked about in one call for ten of
them as well, as a larger model is asked. What has been asked is kept in the journal, so that a run
that was ended goes on where it was. The verdicts by rule are those of today, whenever the model was
asked.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from handwritten import BATCHES, SURROUNDED, rows

from summarize import loop
from summarize.confirm import checked
from summarize.ground import Source
from summarize.reading import Reading
from summarize.segment import segment
from summarize.settings import Settings
from summarize.types import Citation, Claim, Document, Verdict

SURE = (0.5, 0.9, 0.95)
PIECED = "supported, pieced together"
Asked = tuple[str, str, bool]
"""A sentence, a claim, and whether the sentence states it."""


def claims(batch: int) -> list[Asked]:
    """Give the claims of the batches from one on, those of a sentence together."""
    shuffled = rows()[sum(BATCHES[: batch - 1]) :]
    random.Random(1).shuffle(shuffled)  # noqa: S311
    return [
        (row["text"], text, kind == "true")
        for row in shuffled
        for kind in ("true", "altered")
        for text in row[kind]
    ]


async def ask(asked: Sequence[Asked], journal: Path, model: str, together: int) -> None:
    """Ask about the claims that were not asked about, so many in a call, and write it down."""
    known = journalled(journal)
    settings = Settings.from_environment(model=model)
    left = [each for each in asked if each[:2] not in known]
    sure = in_a_list if together else by_itself
    with journal.open("a", encoding="utf-8") as file:
        for n in range(0, len(left), together or 1):
            part = left[n : n + (together or 1)]
            for each, likely in zip(part, await sure(part, settings), strict=True):
                file.write(json.dumps([*each[:2], round(likely, 4)]) + "\n")
            file.flush()


async def by_itself(asked: Sequence[Asked], settings: Settings) -> list[float]:
    """Ask about one claim, as a small model is asked: how sure it is of its yes."""
    ((passage, statement, _),) = asked
    reading = await Reading.begin(Document.from_text(passage), None, settings)
    return [await reading.likelihood("check_claim", passage=passage, statement=statement)]


async def in_a_list(asked: Sequence[Asked], settings: Settings) -> list[float]:
    """Ask about several in one call, as a larger model is asked: 1 for what it says is stated."""
    document = Document.from_text("\n\n".join(passage for passage, *_ in asked))
    reading = await Reading.begin(document, None, settings)
    checks = await checked(reading, [cited(*each[:2]) for each in asked])
    return [float(n in checks and checks[n].stated) for n in range(len(asked))]


def cited(passage: str, text: str) -> Claim:
    """Give a claim that cites its passage."""
    citation = Citation(quote=passage, start=0, end=len(passage))
    return Claim(text=text, verdict=Verdict.UNSUPPORTED, citations=(citation,))


def journalled(path: Path) -> dict[tuple[str, str], float]:
    """Give how sure the model was, by sentence and claim."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {(passage, statement): sure for passage, statement, sure in map(json.loads, lines)}


def by_rule(passage: str, text: str) -> str:
    """Say what the rules make of a claim."""
    document = Document.from_text(SURROUNDED.format(passage))
    source = Source(document, segment(document))
    claim = source.claim(text)
    if source.pieced_together(claim):
        return PIECED
    if source.doubtful(claim, small=True):
        return "left to the model"
    return str(claim.verdict) if claim.verdict is Verdict.ALTERED else "other " + claim.verdict


def report(asked: Sequence[Asked], known: dict[tuple[str, str], float]) -> Iterator[str]:
    """Give the shares of claims of which the model was so sure, for each verdict by rule."""
    groups: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for passage, text, stated in asked:
        if (passage, text) in known:
            groups[by_rule(passage, text), stated].append(known[passage, text])
    for (verdict, stated), sure in sorted(groups.items()):
        shares = (f">= {least}: {sum(s >= least for s in sure)}" for least in SURE)
        yield f"{verdict}, {'true' if stated else 'altered'}, n = {len(sure)}; {', '.join(shares)}"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", default="local")
    parser.add_argument("--journal", type=Path, default=Path("sure.jsonl"))
    parser.add_argument("--most", type=int, default=10_000, help="claims to ask about")
    parser.add_argument("--pieced", action="store_true", help="ask about what is pieced together")
    parser.add_argument("--batch", type=int, default=1, help="the first batch to take")
    parser.add_argument("--together", type=int, default=0, help="claims to ask about in a call")
    options = parser.parse_args()
    asked = claims(options.batch)
    if options.pieced:
        asked = [each for each in asked if by_rule(*each[:2]) == PIECED]
    asked = asked[: options.most]
    loop.run(ask(asked, options.journal, options.model, 0))
    print("by itself\n" + "\n".join(report(asked, journalled(options.journal))))
    if options.together:
        listed = options.journal.with_suffix(".listed.jsonl")
        loop.run(ask(asked, listed, options.model, options.together))
        print(f"{options.together} in a call\n" + "\n".join(report(asked, journalled(listed))))


if __name__ == "__main__":
    main()
