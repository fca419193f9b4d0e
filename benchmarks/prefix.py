"""Measure how much of an article the embedded model need not read again for a second question.

    python benchmarks/prefix.py ARTICLE...

Each article gets a word that makes it another one, so that no earlier run serves it, and two
questions, a call each. Printed is the share of the second call's input tokens, article, task and
question, that its prefix cache held; the share of the article's own tokens is not less.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from stub import variant

from summarize import loop
from summarize.reading import Reading
from summarize.settings import Settings
from summarize.types import Document, Question

QUESTIONS = ("Who is named first?", "What happened last?")


async def cached(text: str) -> float:
    """Ask both questions; give the share that the second call found in the cache."""
    settings = Settings.from_environment(cache="off", model="local")
    reading = await Reading.begin(Document.from_text(text), None, settings)
    usages = []
    for number, words in enumerate(QUESTIONS):
        question = Question(id=f"q{number}", text=words)
        reply = await reading.reply("question", limit=8, question=question, **reading.shown)
        usages.append(reply.usage)
    return usages[1].cached_tokens / usages[1].input_tokens


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="+", type=Path)
    options = parser.parse_args()
    unseen = variant(int(time.time()))
    shares = []
    for path in options.articles:
        shares.append(loop.run(cached(f"{unseen}\n\n{path.read_text('utf-8')}")))
        print(f"{path.name}: {shares[-1]:.1%} of the second call's tokens from the cache")
    print(f"median {statistics.median(shares):.1%} ({min(shares):.1%}-{max(shares):.1%})", end="")
    print(f", n={len(shares)}")


if __name__ == "__main__":
    main()
