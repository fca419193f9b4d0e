"""Tell where the CPU time of one article through `summarize()` goes.

    python benchmarks/breakdown.py ARTICLE [--articles 500]

The stack of the loop's thread is looked at each time the process has used a few milliseconds of
CPU; a sample counts for the first of our rooms on it, from the outside in. Time in the loop itself
and in the tasks that compose the stages is what is left.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from overhead import Sides, cpu, replies, requests_of
from stub import stub

from summarize import loop
from summarize.types import Document

EVERY = 0.001
"""Seconds of CPU time between two samples, if the system's clock is as fine."""

ROOMS = {
    "summarize.models": "the call",
    "summarize.prompt": "prompts",
    "summarize.segment": "segmentation",
    "summarize.validate": "validation",
    "summarize.ground.quantities": "numbers that are asked about",
    "summarize.ground.overlap": "telling what is said twice",
    "summarize.ground": "grounding",
}
REST = "loop and tasks"


def room(frame: FrameType | None) -> str:
    """Name the outermost room on a stack."""
    found = REST
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        found = next((told for name, told in ROOMS.items() if module.startswith(name)), found)
        frame = frame.f_back
    return found


def sampled(sides: Sides, articles: int) -> tuple[float, Counter[str]]:
    """Summarise; give the CPU time of an article in milliseconds, and the samples of each room."""
    loop.run(cpu(sides.ours, 10))
    (thread,) = (one.ident for one in threading.enumerate() if one.name == "summarize")
    counts: Counter[str] = Counter()

    def look(*_: object) -> None:
        counts[room(sys._current_frames().get(thread or 0))] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    work = loop.start(cpu(sides.ours, articles))
    while not work.done():
        time.sleep(0.005)  # a signal is handled in this thread, between two steps of it
    signal.setitimer(signal.ITIMER_PROF, 0)
    return work.result(), counts


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    options = parser.parse_args()
    document = Document.from_text(options.article.read_text("utf-8"))
    said = replies(document)
    with stub(said) as url:
        taken, counts = sampled(Sides(document, requests_of(document, said), url), options.articles)
    samples = counts.total()
    print(f"{taken:.2f} ms CPU an article, n={options.articles}, {samples} samples")
    for name, count in counts.most_common():
        print(f"{100 * count / samples:5.1f} %  {taken * count / samples:5.2f} ms  {name}")


if __name__ == "__main__":
    main()
