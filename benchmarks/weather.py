"""Send many calls through bad weather: each must end in its own reply or in a typed error.

    python benchmarks/weather.py [--calls 10000] [--concurrency 256] [--faults 0.2]

The fake server is a process of its own; a share of what it serves is a fault, of each kind alike.
Each call asks for its own number, so that a reply that went to another call is seen.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import time
from collections import Counter
from multiprocessing.connection import Connection

from summarize import loop
from summarize.chat import Message, Request
from summarize.errors import SummarizeError
from summarize.models.client import Client
from summarize.models.endpoint import Endpoint
from summarize.testing import FakeServer
from summarize.testing.fake_server import Json
from summarize.testing.served import Served, completion, failure, no_choices, page

SEED = 1
LOST = "LOST: neither its reply nor a typed error"


def weather(said: Served, draw: random.Random) -> tuple[str, Served]:
    """Choose a fault, and name it."""
    kinds = {
        "429 with Retry-After": failure(429, "slow down", retry_after=0.05),
        "429 in words": failure(429, "Please try again in 50ms."),
        "429 without a word": failure(429, "slow down"),
        "500": failure(500, "oops"),
        "502 in HTML": page(502, "<h1>Bad gateway</h1>"),
        "503 with Retry-After": failure(503, "busy", retry_after=0.05),
        "no answer": said.cut_connection(keep=0),
        "cut connection": said.cut_connection(keep=0.5),
        "cut JSON": said.cut_json(),
        "slow body": said.slow(0.5),
        "no choices": no_choices(),
        "a web page": page(200, "<h1>Welcome</h1>"),
        "400, too long": failure(400, "no", code="context_length_exceeded"),
    }
    name = draw.choice(list(kinds))
    return name, kinds[name]


def serve(parent: Connection, faults: float) -> None:
    """Run the fake server until the parent says so; then tell what was served."""
    draw = random.Random(SEED)  # noqa: S311 -- no secret
    served: Counter[str] = Counter()

    def reply(body: Json) -> Served:
        messages = body["messages"]
        assert isinstance(messages, list)
        name, chosen = "a reply", completion(str(messages[-1]["content"]))
        if draw.random() < faults:
            name, chosen = weather(chosen, draw)
        served[name] += 1
        return chosen

    with FakeServer(reply) as server:
        parent.send(server.base_url)
        parent.recv()
    parent.send(served)


async def outcome(asking: Client, number: int, turn: asyncio.Semaphore) -> str:
    """Ask for a number; give what came of it."""
    async with turn:
        try:
            reply = await asking(Request((Message("user", str(number)),)))
        except SummarizeError as error:
            return type(error).__name__
    return "its reply" if reply.text == str(number) else LOST


async def outcomes(asking: Client, calls: int, concurrency: int) -> list[str | BaseException]:
    """Make all calls."""
    turn = asyncio.Semaphore(concurrency)
    asked = (outcome(asking, number, turn) for number in range(calls))
    return await asyncio.gather(*asked, return_exceptions=True)


def main() -> None:
    """Run the benchmark; exit with 1 where a call is lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--concurrency", type=int, default=256)
    parser.add_argument("--faults", type=float, default=0.2)
    options = parser.parse_args()
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(there, options.faults), daemon=True
    )
    process.start()
    asking = Client(Endpoint("fake", here.recv(), FakeServer.api_key), timeout=30)
    start = time.perf_counter()
    found = loop.run(outcomes(asking, options.calls, options.concurrency))
    took = time.perf_counter() - start
    here.send("done")
    served: Counter[str] = here.recv()
    ends = Counter(each if isinstance(each, str) else f"{LOST}: {each!r}" for each in found)
    print(f"{options.calls} calls, concurrency {options.concurrency}, {took:.0f} s")
    print(f"served {served.total()} times, {served.total() - served['a reply']} of them a fault")
    for name, number in sorted(served.items()):
        print(f"  {name:24} {number:6}")
    print("every call ended in")
    for name, number in ends.most_common():
        print(f"  {name:24} {number:6}")
    lost = sum(number for name, number in ends.items() if name.startswith("LOST"))
    print(f"lost: {lost} of {ends.total()}")
    raise SystemExit(1 if lost or ends.total() != options.calls else 0)


if __name__ == "__main__":
    main()
