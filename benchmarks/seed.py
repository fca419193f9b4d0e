"""Summarise the seed article and answer its questions, and count what is right.

    python benchmarks/seed.py [--runs 3]

Prints, for each run in a process of its own, the right answers of 17 (a right one says what
`tests/seed.answers.toml` has, and cites a sentence that contains it), the verdicts of the key
points, the date, and the seconds of the whole command, process start included; then the seconds of
one more question about the same article through `qa`, beside `python -c "import openai"`, both
several times in turn.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_8c54efe202e1b8ea.txt"
EXPECTED: dict[str, list[str]] = tomllib.loads((ROOT / "tests" / "seed.answers.toml").read_text())
QUESTION = "Who is the acting director of ICE?"


def command(name: str, *arguments: str) -> tuple[str, float]:
    """Run one of our commands in a process of its own; give its stdout and its seconds.

    No reply of another run serves it.
    """
    code = f"from summarize.cli import {name}; {name}()"
    return timed([sys.executable, "-c", code, "--no-cache", *arguments])


def timed(line: list[str]) -> tuple[str, float]:
    """Run a command line; give its stdout and its seconds."""
    start = time.perf_counter()
    ran = subprocess.run(line, capture_output=True, text=True, check=True)
    return ran.stdout, time.perf_counter() - start


def right(name: str, given: dict[str, Any]) -> bool:
    """Tell whether an answer is right, and cites a sentence that contains it."""
    expected = EXPECTED[name]
    if not expected:
        return bool(given["status"] == "not_stated")
    quotes = [citation["quote"] for citation in given["citations"]]
    return given["status"] == "answered" and all(
        words in given["text"] and any(words in quote for quote in quotes) for words in expected
    )


def report(summary: dict[str, Any], seconds: float) -> None:
    """Print what one run gave."""
    answers = summary["answers"]
    wrong = [name for name in EXPECTED if not right(name, answers[name])]
    verdicts = Counter(claim["verdict"] for claim in summary["key_points"])
    usage = summary["provenance"]["usage"]
    print(f"  answers right: {len(EXPECTED) - len(wrong)} of {len(EXPECTED)}", end="")
    print(f" (wrong: {', '.join(wrong)})" if wrong else "")
    print(f"  key points: {len(summary['key_points'])}, {dict(verdicts)}")
    print(f"  date: {summary['date']}")
    print(f"  seconds: {seconds:.1f}")
    print(
        f"  tokens: {usage['input_tokens']} in, of these {usage['cached_tokens']} cached,", end=""
    )
    print(f" {usage['output_tokens']} out, in {usage['calls']} calls")


def spread(seconds: list[float]) -> str:
    """Give the median, and the least and the most."""
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f}-{max(seconds):.2f})"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    runs: int = parser.parse_args().runs
    for run in range(1, runs + 1):
        printed, seconds = command("summarize", str(SEED), "--json")
        print(f"summarize, run {run}")
        report(json.loads(printed), seconds)
    again, client = [], []
    for _ in range(runs):
        again.append(command("qa", QUESTION, str(SEED), "--json")[1])
        client.append(timed([sys.executable, "-c", "import openai"])[1])
    print(f"qa, asked again: n={runs}, {spread(again)} s; import openai: {spread(client)} s")


if __name__ == "__main__":
    main()
