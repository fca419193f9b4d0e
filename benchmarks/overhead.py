"""Measure what summarising costs beside the calls themselves, against the openai client alone.

    python benchmarks/overhead.py ARTICLE [--runs 20] [--articles 1000]

Both sides ask the same stub, a process of its own, the same things in the same run. CPU time is
that of the asking process, warm, in turns; the figure is the ratio of a pair. Throughput and memory
are measured in a process for each side.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import multiprocessing
import re
import resource
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import openai
from stub import stub, variant

from summarize import Settings, asummarize, loop
from summarize.chat import Request
from summarize.summary import summarize
from summarize.testing import ScriptedModel
from summarize.types import Document
from summarize.validate import WholeDraft

NOWHERE = Path("/nonexistent/templates-of-a-benchmark")
# Named as our schemas are, so that the stub knows what to say.
FORMS = {
    "summary": type("summary", (WholeDraft,), {}),
}
WORDS = 10
"""Of each claim of the stub's summary."""
LATENCY = 0.2
CONCURRENCY = 256


def variant_of(document: Document, number: int) -> Document:
    """Make an article of which no sentence stands in another variant."""
    return Document.from_text(re.sub(r"(?=\.(?:\s|$))", f" {variant(number)}", document.text))


def replies(document: Document) -> dict[str, str]:
    """Make the replies of a model that summarises by the last words of the document's sentences.

    They are short, since long copies are asked for once more, and end in the article's own word, so
    that no claim of one article is that of another.
    """
    from summarize.segment import segment

    sentences = [s for s in segment(variant_of(document, 0)) if s.number][:7]
    told = [" ".join(s.text.split()[-WORDS:]) for s in sentences]
    points = [{"sentence": s.number, "text": text} for s, text in zip(sentences, told, strict=True)]
    whole = {
        "abstract": told[:2],
        "key_points": points[2:],
        "title": told[0],
        "language": "en",
        "facts": {"people": [], "organisations": [], "places": [], "figures": []},
    }
    return {"summary": json.dumps(whole)}


def requests_of(document: Document, said: dict[str, str]) -> list[Request]:
    """Give what one summary asks."""
    model = ScriptedModel(lambda request: said[request.schema_name])
    summarize(
        variant_of(document, 0), model=model, questions=(), settings=Settings(prompts=NOWHERE)
    )
    return model.requests


def asked(request: Request) -> dict[str, Any]:
    """Give a request's messages and limits, as the openai client takes them."""
    messages = [{"role": m.role, "content": m.content} for m in request.messages]
    return {"model": "stub", "messages": messages, "temperature": 0, "max_tokens": 1024}


class Sides:
    """The same work, ours and bare."""

    def __init__(self, document: Document, requests: list[Request], base_url: str) -> None:
        self.document = document
        self.requests = requests
        self.settings = Settings(
            model="stub", base_url=base_url, api_key="k", prompts=NOWHERE, cache_dir=NOWHERE
        )
        self.numbers = itertools.count(1)
        self.client = openai.AsyncOpenAI(base_url=base_url, api_key="k", max_retries=0)

    async def ours(self) -> None:
        """Summarise the document: segment, ask, validate, ground."""
        document = variant_of(self.document, next(self.numbers))
        found = await asummarize(document, questions=(), settings=self.settings)
        assert found.provenance.usage.calls == len(self.requests), "something was asked again"

    async def parse_once(self) -> None:
        """Ask for a summary alone."""
        await self._parse(self.requests[0])

    async def parse_all(self) -> None:
        """Ask for all that `ours` asks for."""
        for request in self.requests:
            await self._parse(request)

    async def bare(self) -> None:
        """Ask for all that `ours` asks for, and take the replies as they are."""
        for request in self.requests:
            schema = {"name": request.schema_name, "schema": request.schema, "strict": True}
            form: Any = {"type": "json_schema", "json_schema": schema}
            await self.client.chat.completions.create(**asked(request), response_format=form)

    async def _parse(self, request: Request) -> None:
        form = FORMS[request.schema_name]
        await self.client.chat.completions.parse(**asked(request), response_format=form)


async def cpu(work: Callable[[], Awaitable[None]], times: int) -> float:
    """Give the CPU time of one piece of work, in milliseconds."""
    start = time.process_time()
    for _ in range(times):
        await work()
    return 1000 * (time.process_time() - start) / times


async def pairs(sides: Sides, runs: int, times: int = 5) -> list[dict[str, float]]:
    """Measure all sides in turn, so that a machine that slows down slows each."""
    works = (sides.ours, sides.parse_once, sides.parse_all, sides.bare)
    for work in works:
        await cpu(work, 3)
    return [{work.__name__: await cpu(work, times) for work in works} for _ in range(runs)]


def print_cpu(found: list[dict[str, float]], calls: int) -> None:
    """Print medians, and the ratios of the pairs."""
    for name in found[0]:
        values = [each[name] for each in found]
        print(f"{name:12} median {statistics.median(values):6.2f} ms CPU", end="")
        print(f" ({min(values):.2f}-{max(values):.2f}), n={len(found)}")
    for name, said in (
        ("parse_once", "one .parse() call"),
        ("parse_all", f"the same {calls} calls through .parse()"),
        ("bare", f"the same {calls} calls through .create()"),
    ):
        ratios = sorted(each["ours"] / each[name] for each in found)
        print(f"ours / {said}: median {statistics.median(ratios):.2f}", end="")
        print(f" ({ratios[0]:.2f}-{ratios[-1]:.2f})")


async def many(work: Callable[[], Awaitable[None]], articles: int) -> float:
    """Give the articles per second, so many at once."""
    turn = asyncio.Semaphore(CONCURRENCY)

    async def one() -> None:
        async with turn:
            await work()

    await work()
    start = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(articles)))
    return articles / (time.perf_counter() - start)


def side(name: str, document: Document, said: dict[str, str], url: str, articles: int) -> None:
    """Measure one side's throughput and memory, in a process of its own."""
    sides = Sides(document, requests_of(document, said), url)
    rate = loop.run(many(getattr(sides, name), articles))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB, on Linux
    print(f"{name:12} {rate:7.1f} articles/s, at most {peak:.0f} MiB", flush=True)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    document = Document.from_text(options.article.read_text("utf-8"))
    said = replies(document)
    requests = requests_of(document, said)
    with stub(said) as url:
        print_cpu(loop.run(pairs(Sides(document, requests, url), options.runs)), len(requests))
    print(f"{options.articles} articles, {LATENCY} s latency, concurrency {CONCURRENCY}")
    context = multiprocessing.get_context("spawn")
    for name in ("ours", "bare") if options.articles else ():
        with stub(said, LATENCY) as url:
            arguments = (name, document, said, url, options.articles)
            process = context.Process(target=side, args=arguments)
            process.start()
            process.join()


if __name__ == "__main__":
    main()
