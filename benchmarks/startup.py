"""Measure what `qa --help` and `import summarize` cost, against `import openai`.

    python benchmarks/startup.py [--runs 15]

The processes run in turn, so that a machine that slows down slows all of them; the figure is the
ratio of a pair.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

HELP = "import sys; sys.argv = ['qa', '--help']; from summarize.cli import qa; qa()"
HEAVY = ("openai", "pydantic", "rich", "jinja2")


def seconds(code: str) -> float:
    """Run Python code in a process of its own; give the seconds it takes, start included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return time.perf_counter() - start


def loaded() -> list[str]:
    """Give the heavy libraries that `import summarize` loads."""
    code = "import summarize, sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [name for name in HEAVY if name in ran.stdout.split()]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    runs: int = parser.parse_args().runs
    for code in (HELP, "import openai"):
        seconds(code)
    pairs = [(seconds(HELP), seconds("import openai")) for _ in range(runs)]
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    print(f"qa --help: median {1000 * statistics.median(p[0] for p in pairs):.0f} ms")
    print(f"import openai: median {1000 * statistics.median(p[1] for p in pairs):.0f} ms")
    print(f"ratio: n={runs}, median {statistics.median(ratios):.2f}", end="")
    print(f" ({ratios[0]:.2f}-{ratios[-1]:.2f})")
    print(f"import summarize loads of {', '.join(HEAVY)}: {', '.join(loaded()) or 'none'}")


if __name__ == "__main__":
    main()
