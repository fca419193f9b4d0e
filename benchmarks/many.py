"""Measure many documents against the same calls by the openai client alone, and memory's growth.

    python benchmarks/many.py ARTICLE [--documents 1000 10000] [--sides ours bare native ray]

Every side runs in a process of its own and asks a stub that answers after 50 ms, also in a process
of its own; each document is another. `ours` may start further ones to help, `alone` is the same
without. `native` and `ray` are the same through Daft, `ray` on a
local cluster of two workers. CPU time and memory are those of the asking process, and, after a
plus, of those that it has started and ended: of memory the most that one of them held (Ray's are
others).
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from overhead import Sides, replies, requests_of, variant_of
from stub import stub

from summarize import Settings, loop, summarize_many
from summarize.beside import sharing
from summarize.types import Document

NOWHERE = Path("/nonexistent/templates-of-a-benchmark")
LATENCY = 0.05
CONCURRENCY = 256


def settings(url: str) -> Settings:
    """Give the settings of a run that knows nothing of earlier ones."""
    return Settings(
        model="stub",
        base_url=url,
        api_key="k",
        prompts=NOWHERE,
        cache_dir=NOWHERE,
        cache="off",
        concurrency=CONCURRENCY,
    )


def variants(document: Document, count: int) -> Iterator[Document]:
    """Give so many articles, made when they are asked for."""
    for number in range(1, count + 1):
        yield variant_of(document, number).model_copy(update={"source": f"{number}.txt"})


def ours(document: Document, url: str, count: int) -> int:
    """Summarise them; give how many came to a summary."""
    found = summarize_many(variants(document, count), questions=(), settings=settings(url))
    return sum(result.summary is not None for result in found)


def bare(document: Document, url: str, count: int) -> int:
    """Make the same calls with the openai client."""
    import asyncio

    sides = Sides(document, requests_of(document, replies(document)), url)

    async def all_of_them() -> int:
        numbers = itertools.count()

        async def worker() -> int:
            done = 0
            while next(numbers) < count:
                await sides.bare()
                done += 1
            return done

        return sum(await asyncio.gather(*(worker() for _ in range(CONCURRENCY))))

    return loop.run(all_of_them())


def native(document: Document, url: str, count: int, partitions: int = 1) -> int:
    """Summarise them as a column of a Daft dataframe."""
    import daft

    from summarize.daft import summarize_column

    texts = [one.text for one in variants(document, count)]
    table = daft.from_pydict({"text": texts})
    table = table.into_partitions(partitions) if partitions > 1 else table
    made = summarize_column(table["text"], questions=(), settings=settings(url))
    rows = table.select(made.alias("made")).to_pydict()["made"]
    return sum(row["error"] is None for row in rows)


def ray(document: Document, url: str, count: int) -> int:
    """Summarise them on a local cluster of two workers, which has been started before."""
    return native(document, url, count, partitions=8)


def start_ray() -> None:
    """Start a cluster of two workers, and have Daft run on it."""
    import daft
    import ray as cluster_of_ray
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 0, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(2):
        cluster.add_node(num_cpus=1)
    cluster_of_ray.init(address=cluster.address, log_to_driver=False)
    daft.set_runner_ray()


def alone(document: Document, url: str, count: int) -> int:
    """Summarise them in one process, however strained it is."""
    sharing.spare = lambda: 0
    return ours(document, url, count)


SIDES = {"ours": ours, "alone": alone, "bare": bare, "native": native, "ray": ray}


def side(name: str, document: Document, url: str, count: int) -> None:
    """Measure one side and print its figures."""
    if name == "ray":
        start_ray()
    began, cpu = time.perf_counter(), time.process_time()
    done = SIDES[name](document, url, count)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB, on Linux
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = beside.ru_utime + beside.ru_stime
    print(
        f"{name:8} n={count:6,}  done {done:6,}  {count / seconds:7.1f} documents/s  "
        f"{1000 * cpu / count:5.2f} + {1000 * theirs / count:5.2f} ms CPU each  "
        f"at most {peak:5.0f} + {beside.ru_maxrss / 1024:3.0f} MiB",
        flush=True,
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=["ours", "bare"])
    options = parser.parse_args()
    document = Document.from_text(options.article.read_text("utf-8"))
    context = multiprocessing.get_context("spawn")
    print(f"{LATENCY} s latency, concurrency {CONCURRENCY}")
    for name in options.sides:
        for count in options.documents:
            with stub(replies(document), LATENCY) as url:
                process = context.Process(target=side, args=(name, document, url, count))
                process.start()
                process.join()


if __name__ == "__main__":
    main()
