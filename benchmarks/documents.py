"""How long it takes to read a PDF of 300 pages, which this script makes itself.

python benchmarks/documents.py
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from files import pdf

from summarize.read import read
from summarize.settings import Settings

PAGES, LINES, RUNS = 300, 50, 10


def report() -> bytes:
    """Make the PDF: 300 pages of 50 lines, each line another sentence."""
    return pdf(
        [
            [
                f"On page {page} line {line} says that {page * line:,} boats left."
                for line in range(1, LINES + 1)
            ]
            for page in range(1, PAGES + 1)
        ]
    )


def main() -> None:
    """Print the median and the spread of the runs; the first one loads the library."""
    content = report()
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        document = read(io.BytesIO(content), Settings())
        taken.append(time.perf_counter() - started)
    assert len(document.pages) == PAGES
    assert document.page(document.text.index("On page 200 line 1 ")) == 200
    print(
        f"{PAGES} pages, {len(content):,} bytes, {len(document.text):,} characters, n={RUNS}: "
        f"median {statistics.median(taken):.2f} s, "
        f"from {min(taken):.2f} to {max(taken):.2f} s (the first run {taken[0]:.2f} s)"
    )


if __name__ == "__main__":
    main()
