"""Kill a run half way and start it again: no reply that was received in full is asked for again.

    python benchmarks/resume.py [--calls 10000] [--concurrency 256] [--faults 0.2]

The fake server is a process of its own, with the faults of `weather.py`; so is each of the two
runs, of which the first is killed (SIGKILL). A run notes each reply as soon as it has it, and then
has it kept. What the server was sent in the first run, and of which that run had no reply when it
was killed, is counted as well: calls in flight.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import subprocess
import sys
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from weather import SEED, weather

from summarize import loop
from summarize.chat import Message, Request
from summarize.errors import SummarizeError
from summarize.models.client import Client
from summarize.models.endpoint import Endpoint
from summarize.models.replies import FILE, Remembering, Replies
from summarize.testing import FakeServer
from summarize.testing.fake_server import Json
from summarize.testing.served import Served, completion

RECEIVED = "received"


def serve(parent: Connection, faults: float) -> None:
    """Run the fake server; tell, as often as the parent asks, which numbers it was asked for."""
    draw = random.Random(SEED)  # noqa: S311 -- no secret
    asked: list[int] = []

    def reply(body: Json) -> Served:
        messages = body["messages"]
        assert isinstance(messages, list)
        said = str(messages[-1]["content"])
        asked.append(int(said))
        good = completion(said)
        return weather(good, draw)[1] if draw.random() < faults else good

    with FakeServer(reply) as server:
        parent.send(server.base_url)
        while parent.recv() == "asked":
            parent.send(list(asked))
            asked.clear()


async def ask(url: str, directory: Path, calls: int, concurrency: int) -> Counter[str]:
    """Make all calls; note each reply as it comes, and have it kept."""
    # Its address is another each time, for which no replies would be kept: it is named instead.
    client = Client(Endpoint("fake", url, FakeServer.api_key), timeout=30)
    model = Remembering(client, "fake", Replies(directory / FILE))
    ends: Counter[str] = Counter()
    turn = asyncio.Semaphore(concurrency)
    note = os.open(directory / RECEIVED, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    async def one(number: int) -> None:
        async with turn:
            try:
                reply = await model(Request((Message("user", str(number)),)))
            except SummarizeError as error:
                ends[type(error).__name__] += 1
                return
            if not reply.usage.cached_calls:
                os.write(note, f"{number}\n".encode())
            reply.keep()
            ends["kept from before" if reply.usage.cached_calls else "its reply"] += 1
            assert reply.text == str(number), "another call's reply"

    await asyncio.gather(*map(one, range(calls)))
    return ends


def received(directory: Path) -> set[int]:
    """Give the numbers of which a reply was received in full; a line that breaks off is none."""
    path = directory / RECEIVED
    if not path.exists():
        return set()
    lines = path.read_text().splitlines(keepends=True)
    return {int(line) for line in lines if line.endswith("\n")}


def started(url: str, directory: Path, options: argparse.Namespace) -> subprocess.Popen[str]:
    """Start a run in a process of its own."""
    counts = ["--calls", str(options.calls), "--concurrency", str(options.concurrency)]
    line = [sys.executable, __file__, *counts, "--ask", url, "--directory", str(directory)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)


def measure(options: argparse.Namespace) -> int:
    """Run, kill, run again; give the number of replies that were asked for again."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there, options.faults), daemon=True)
    server.start()
    url = here.recv()
    with TemporaryDirectory() as folder:
        directory = Path(folder)
        first = started(url, directory, options)
        while len(received(directory)) < options.calls / 2:
            assert first.poll() is None, "the first run has ended by itself"
            time.sleep(0.25)
        first.kill()
        first.wait()
        had = received(directory)
        kept = Replies(directory / FILE).stats().entries
        here.send("asked")
        before = Counter(here.recv())
        second = started(url, directory, options)
        said, _ = second.communicate()
        here.send("asked")
        after = Counter(here.recv())
    here.send("done")
    server.join()
    in_flight = len(set(before) - had)
    again = sum(after[number] for number in had)
    print(f"{options.calls} calls, concurrency {options.concurrency}, {options.faults:.0%} faults")
    print(f"killed when {len(had)} replies had been received in full, {kept} of them kept")
    print(f"in flight then, or ended in a typed error: {in_flight} calls that the server had seen")
    print(f"requests before {before.total()}, after {after.total()}")
    print(f"the second run ended in: {said.strip()}")
    print(f"requests after for what had been received in full: {again}")
    return again + second.returncode


def main() -> None:
    """Run the benchmark; exit with 1 where something was asked for again, or lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--concurrency", type=int, default=256)
    parser.add_argument("--faults", type=float, default=0.2)
    parser.add_argument("--ask", metavar="URL", help=argparse.SUPPRESS)
    parser.add_argument("--directory", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask is None:
        raise SystemExit(1 if measure(options) else 0)
    ends = loop.run(ask(options.ask, options.directory, options.calls, options.concurrency))
    assert ends.total() == options.calls, "a call was lost"
    print(", ".join(f"{name} {number}" for name, number in ends.most_common()))


if __name__ == "__main__":
    main()
