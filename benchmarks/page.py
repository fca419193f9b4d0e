"""How the evidence page of a text of 1 MB opens and scrolls in Chromium.

    python benchmarks/page.py

Needs Chromium and the extra `dev`. Opening is from the navigation to the load event and the frame
after it; a long task is what the browser itself reports as one (over 50 ms on the main thread).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from chromium import FLAGS, executable

from summarize.page import summary_page
from summarize.segment import segment
from summarize.types import Citation, Claim, Document, Provenance, Summary, Usage, Verdict

SIZE, CLAIMS, RUNS, STEP = 1_000_000, 60, 5, 1_500

WATCH = """
window.longest = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
}).observe({type: "longtask", buffered: true});
"""
OPENED = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() =>
  done(performance.now()))))"""
SCROLL = """step => new Promise(done => {
  window.longest = 0;
  const go = () => {
    const before = scrollY;
    scrollBy(0, step);
    if (scrollY === before) setTimeout(() => done(window.longest), 300);
    else requestAnimationFrame(go);
  };
  go();
})"""
JUMP = """() => new Promise(done => {
  window.longest = 0;
  const claims = [...document.querySelectorAll("a.claim")].reverse();
  const go = () => {
    const claim = claims.pop();
    if (!claim) return setTimeout(() => done(window.longest), 300);
    claim.click();
    setTimeout(go, 60);
  };
  go();
})"""


def document() -> Document:
    """Make a text of a megabyte: paragraphs of five sentences, a heading every ten of them."""
    parts, size, number = [], 0, 0
    while size < SIZE:
        number += 1
        heading = f"Part {number // 10}\n\n" if number % 10 == 0 else ""
        lines = (
            f"Sentence {line} of paragraph {number} says that {number * line} boats left the port."
            for line in range(1, 6)
        )
        parts.append(heading + " ".join(lines))
        size += len(parts[-1]) + 2
    return Document.from_text("\n\n".join(parts), source="a megabyte")


def page() -> str:
    """Make a page whose claims rest on sentences all over the text."""
    text = document()
    sentences = [s for s in segment(text) if s.number]
    chosen = sentences[:: len(sentences) // CLAIMS][:CLAIMS]
    claims = tuple(
        Claim(
            text=s.text,
            citations=(Citation(quote=s.text, start=s.start, end=s.end),),
            verdict=Verdict.VERBATIM,
        )
        for s in chosen
    )
    summary = Summary(
        title=claims[0],
        date=None,
        language="en",
        abstract=claims[1:3],
        key_points=claims[3:],
        people=(),
        organisations=(),
        places=(),
        figures=(),
        answers={},
        provenance=Provenance(
            source=text.source,
            document_digest=text.digest,
            model="none",
            template_digest="",
            version="",
            usage=Usage(),
        ),
    )
    return summary_page(summary, text)


def measure(browser: Browser, address: str) -> tuple[float, float, float]:
    """Open the page anew; return milliseconds to open, and longest tasks of scroll and jumps."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    opened = context.new_page()
    opened.add_init_script(WATCH)
    opened.goto(address)
    found = (opened.evaluate(OPENED), opened.evaluate(SCROLL, STEP), opened.evaluate(JUMP))
    context.close()
    return found


def main() -> None:
    """Print medians and the worst of the runs."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        path = Path(folder) / "page.html"
        path.write_text(page(), encoding="utf-8")
        browser = started.chromium.launch(executable_path=executable(), args=list(FLAGS))
        runs = [measure(browser, path.as_uri()) for _ in range(RUNS)]
        print(f"page of {path.stat().st_size:,} bytes, Chromium {browser.version}, n={RUNS}")
        browser.close()
    for name, taken in zip(
        ("opens in", "longest task of a scroll to the end", "longest task of 60 jumps"),
        zip(*runs, strict=True),
        strict=True,
    ):
        print(f"{name}: median {statistics.median(taken):.0f} ms, at most {max(taken):.0f} ms")


if __name__ == "__main__":
    main()
