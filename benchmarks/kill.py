"""Kill a run of many documents at random points, resume it, and count what is lost or asked again.

    python benchmarks/kill.py ARTICLE [--documents 300] [--kills 10] [--seed 1]

The command is `summarize DIRECTORY --jsonl`, killed with SIGKILL when the server has seen a random
number of calls, then started again with --resume, killed again, and at last left to end. A document
is finished when its line is in the journal.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from overhead import replies, variant_of
from stub import VARIANT, variant

from summarize.testing import FakeServer
from summarize.testing.served import Served, completion
from summarize.types import Document

CODE = "from summarize.cli import summarize; summarize()"
PIECES = 10
"""In which the fake server sends a reply."""


class Watched(FakeServer):
    """A server that knows which documents it was asked about, and kills when it is told to."""

    def __init__(self, said: Mapping[str, str], latency: float) -> None:
        super().__init__(self._say)
        self.asked: list[str] = []
        self.kill_at = 0
        self.victim: int | None = None
        self._said = said
        self._delay = latency / PIECES

    def _say(self, body: Mapping[str, Any]) -> Served:
        found = VARIANT.search(json.dumps(body["messages"]).encode())
        word = found[0].decode() if found else ""
        self.asked.append(word)
        if self.victim is not None and len(self.asked) >= self.kill_at:
            os.kill(self.victim, signal.SIGKILL)
            self.victim = None
        text = self._said[body["response_format"]["json_schema"]["name"]]
        reply = completion(text.replace(variant(0), word))
        return Served(reply.status, reply.content, delay=self._delay)


def finished(cache: Path) -> set[str]:
    """Give the documents whose lines are whole in the journal."""
    lines = [
        line for file in cache.glob("many/*.jsonl") for line in file.read_text().splitlines(True)
    ]
    whole = [json.loads(line)["value"]["source"] for line in lines if line.endswith("}\n")]
    return {Path(source).stem for source in whole}


def started(server: Watched, folder: Path, cache: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start the command, which goes on where it ended."""
    environment = {
        **os.environ,
        "OPENAI_BASE_URL": server.base_url,
        "OPENAI_API_KEY": server.api_key,
        "SUMMARIZE_MODEL": "fake",
        "SUMMARIZE_CACHE_DIR": str(cache),
        "SUMMARIZE_CACHE": "off",
        "SUMMARIZE_QUESTIONS": "",
        "SUMMARIZE_CONCURRENCY": "8",
    }
    with out.open("wb") as stdout:
        return subprocess.Popen(
            [sys.executable, "-c", CODE, str(folder), "--jsonl", "--resume"],
            env=environment,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    document = Document.from_text(options.article.read_text("utf-8"))
    said = {**replies(document), "answers": json.dumps({"answers": []})}
    points = random.Random(options.seed)  # noqa: S311 -- no secret
    with tempfile.TemporaryDirectory() as place, Watched(said, 0.05) as server:
        folder, cache, out = (Path(place, name) for name in ("documents", "cache", "out.jsonl"))
        folder.mkdir()
        for number in range(1, options.documents + 1):
            text = variant_of(document, number).text
            (folder / f"{variant(number)}.txt").write_text(text, encoding="utf-8")
        again = 0
        for kill in range(options.kills + 1):
            before = finished(cache)
            server.asked.clear()
            running = started(server, folder, cache, out)
            if kill < options.kills:
                server.kill_at = points.randint(1, 3 * options.documents // options.kills)
                server.victim = running.pid
            running.wait()
            again += len(before & set(server.asked))
            print(
                f"run {kill + 1:2}: {len(before):4} finished before, {len(server.asked):4} calls, "
                f"{'killed' if running.returncode < 0 else 'ended'}",
                flush=True,
            )
        lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        there = {Path(line["source"]).stem for line in lines if line["error"] is None}
    lost = options.documents - len(there)
    print(
        f"n={options.documents}, {options.kills} kills: lost {lost}, finished asked again {again}"
    )


if __name__ == "__main__":
    main()
