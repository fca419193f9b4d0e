"""Compare with langextract, instructor and llm: what each makes of the same planted replies.

    python benchmarks/compare.py [--keep FOLDER] [--times 20]

Installs each library by uv into an environment of its own, which is thrown away after, and serves
all of them the same replies from a loopback server: no model, no key. Of each case it is known what
should come of it, since the reply was planted. Asks the package index for the libraries, and nobody
else.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize import Document, Settings, SummarizeError, ask
from summarize.testing import FakeServer
from summarize.testing.served import Served, completion, failure

HERE = Path(__file__).parent
ROOT = HERE.parent
SEED = ROOT / "seeds" / "000_8c54efe202e1b8ea.txt"
OURS = "summarize"
LIBRARIES = {
    OURS: f"{ROOT}",
    "langextract": "langextract[openai]",
    "instructor": "instructor",
    "llm": "llm",
}
"""What is installed for each."""
COLUMNS = (OURS, "langextract", "langextract, exact", "instructor", "llm")

Script = str | dict[str, object] | Served
Wrap = Callable[[str], Iterable[Script]]


def plainly(text: str) -> Iterator[Script]:
    """Say it, however often it is asked."""
    while True:
        yield text


def in_prose(text: str) -> Iterator[Script]:
    """Say it between a greeting and a good wish, in a fence, as small models do."""
    yield from plainly(f"Sure! Here is what I found:\n\n```json\n{text}\n```\n\nHope that helps.")


def cut(text: str) -> Iterator[Script]:
    """Break off in the middle, at the limit of tokens, each time."""
    while True:
        yield completion(text[: len(text) * 2 // 3], finish_reason="length")


def busy(text: str) -> Iterator[Script]:
    """Be busy twice."""
    yield from (failure(429, "slow down", retry_after=0.01) for _ in range(2))
    yield from plainly(text)


@dataclass(frozen=True)
class Case:
    """A planted reply, and what should come of it."""

    name: str
    question: str
    planted: str | None
    """What the model says; None where it says that the text does not tell."""
    place: str | None
    """What of the article should be cited; None where nothing may be accepted."""
    wrap: Wrap = plainly


ARRESTED = "How many people were arrested in the operation?"
CASES = (
    Case("a true quote", ARRESTED, "216 illegal migrants", "216 illegal migrants"),
    Case(
        "a true quote in other typography: ’ for ', two spaces",
        "What is protected?",
        "ICE’s dedication to protecting  American communities",
        "ICE's dedication to protecting American communities",
    ),
    Case("an altered quote: another number", ARRESTED, "261 illegal migrants", None),
    Case(
        "an altered quote: a negation",
        "How many were deported?",
        "36 have not already been deported",
        None,
    ),
    Case(
        "a true quote with a word left out",
        "How many overdose deaths were there in FY 2023?",
        "110,000 overdose deaths",
        "110,000",
    ),
    Case(
        "an invented quote that shares common words",
        "Who led the cartel?",
        "the head of the cartel in the United States",
        None,
    ),
    Case("not in the document; the model makes it up", "What did it cost?", "$3 million", None),
    Case("not in the document; the model says so", "What did it cost?", None, None),
    Case(
        "prose and a fence around the JSON",
        ARRESTED,
        "216 illegal migrants",
        "216 illegal migrants",
        in_prose,
    ),
    Case("a reply that is cut off, always", ARRESTED, "216 illegal migrants", None, cut),
    Case("429 twice, then a reply", ARRESTED, "216 illegal migrants", "216 illegal migrants", busy),
)


def form(name: str, planted: str | None) -> str:
    """Say what is planted in the form that a library asks for."""
    if name == OURS:
        content: object = {"answers": [{"question": 1, "sentence": 2, "answer": planted}]}
    elif name.startswith("langextract"):
        content = {"extractions": [{"answer": planted}] if planted else []}
    elif name == "instructor":
        content = {"facts": [{"fact": planted, "quotes": [planted]}] if planted else []}
    else:
        content = {"answer": planted or "", "quote": planted or ""}
    return json.dumps(content, ensure_ascii=False)


def told_again(planted: str | None) -> dict[str, object]:
    """Say the same when we ask for it once more."""
    return {"claims": [{"number": 1, "sentence": 2, "text": planted or ""}]}


@contextmanager
def served(case: Case, name: str) -> Iterator[FakeServer]:
    """Serve a case's replies to one library."""
    script = iter(case.wrap(form(name, case.planted)))

    def say(body: Any) -> Script:
        wanted = (body.get("response_format") or {}).get("json_schema", {}).get("name")
        return told_again(case.planted) if wanted == "again" else next(script)

    with FakeServer(say, models=["planted"]) as server:
        yield server


def ours(base_url: str, article: str, question: str, times: int) -> dict[str, Any]:
    """Put a case to this library; what `contenders.py` does for the others."""
    outcome: dict[str, Any] = {"claims": [], "error": None, "seconds": []}
    settings = Settings(
        model="planted", base_url=base_url, api_key="fake", cache="off",
        cache_dir=Path(tempfile.gettempdir()) / "nowhere",
    )  # fmt: skip
    for _ in range(times):
        began = time.process_time()
        try:
            answer = ask(Document.from_text(article), question, settings=settings)
        except SummarizeError as error:
            outcome["error"] = f"summarize.{type(error).__name__}"
        else:
            marked, note = answer.status != "answered", str(answer.status)
            places = [(c.start, c.end) for c in answer.citations] or [(None, None)]
            outcome["claims"] = [
                {"text": answer.text, "start": start, "end": end, "marked": marked, "note": note}
                for start, end in places
                if answer.text is not None
            ]
        outcome["seconds"].append(time.process_time() - began)
    return outcome


def theirs(python: Path, name: str, base_url: str, question: str, times: int) -> dict[str, Any]:
    """Put a case to another library, in its own environment."""
    script = [str(python), str(HERE / "contenders.py"), name, base_url, str(SEED), question]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "LLM_"))}
    ran = subprocess.run(
        [*script, str(times)], capture_output=True, text=True, check=True, env=environment
    )
    outcome: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return outcome


def judged(case: Case, outcome: dict[str, Any], article: str) -> str:
    """Tell in words what came of a case, the bad ends in capital letters."""
    claims = outcome["claims"]
    trusted = [claim for claim in claims if not claim["marked"]]
    placed = [claim for claim in trusted if claim["start"] is not None]
    if outcome["error"]:
        return f"error: {outcome['error']}" if case.place is None else f"LOST: {outcome['error']}"
    if case.place is None:
        if placed:
            cited = article[placed[0]["start"] : placed[0]["end"]]
            return f"PASSES, citing “{cited}”"
        if trusted:
            return "PASSES, unchecked"
        return "marked" if claims else "left out" if case.planted else "told as not stated"
    if placed:
        cited = article[placed[0]["start"] : placed[0]["end"]]
        whole = case.place in " ".join(cited.split())
        return "found" if whole else f"found in part: “{cited}”"
    return "passes, with no place" if trusted else "LOST"


@dataclass(frozen=True)
class Installed:
    """What it takes to have a library."""

    python: Path
    version: str
    distributions: int
    megabytes: float
    seconds_to_import: list[float]


def uv(*arguments: str) -> str:
    """Run uv; give what it prints."""
    ran = subprocess.run(["uv", *arguments], capture_output=True, text=True, check=True)  # noqa: S607
    return ran.stdout


def installed(name: str, folder: Path) -> Installed:
    """Install a library, and measure its size and its import, five times."""
    place = folder / name
    python = place / "bin" / "python"
    uv("venv", "--quiet", "--clear", "--python", sys.executable, str(place))
    uv("pip", "install", "--quiet", "--python", str(python), LIBRARIES[name])
    listed = json.loads(uv("pip", "list", "--format", "json", "--python", str(python)))
    wanted = "summarize-qa" if name == OURS else name
    version = next(each["version"] for each in listed if each["name"] == wanted)
    size = sum(p.stat().st_size for p in place.rglob("*") if p.is_file() and not p.is_symlink())
    line = [str(python), "-c", f"import {name}" + ("; summarize.ask" if name == OURS else "")]
    seconds = []
    subprocess.run(line, check=True)  # its files are compiled once
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run(line, check=True)
        seconds.append(time.perf_counter() - began)
    return Installed(python, version, len(listed), size / 1e6, seconds)


def spread(values: list[float], unit: str, scale: float = 1.0) -> str:
    """Give the median and the range."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle * scale:.3g} {unit} ({low * scale:.3g}-{high * scale:.3g})"


def row(*cells: str) -> str:
    """Give a row of a table."""
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="where to keep the environments")
    parser.add_argument(
        "--times", type=int, default=20, help="runs of the first case, for CPU time"
    )
    given = parser.parse_args()
    article = SEED.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = given.keep or Path(thrown_away)
        have = {name: installed(name, folder) for name in LIBRARIES}
        print(row("", *COLUMNS))
        print(row("---", *("---" for _ in COLUMNS)))
        for case in CASES:
            print(row(case.name, *(came_of(case, n, have, article) for n in COLUMNS)), flush=True)
        print_figures(have, article, given.times)


def put(case: Case, name: str, have: dict[str, Installed], article: str, times: int) -> Any:
    """Put a case to a library; give its outcome, and how many requests it took."""
    with served(case, name) as server:
        if name == OURS:
            outcome = ours(server.base_url, article, case.question, times)
        else:
            python = have[name.partition(",")[0]].python
            outcome = theirs(python, name, server.base_url, case.question, times)
        return outcome, len(server.requests)


def came_of(case: Case, name: str, have: dict[str, Installed], article: str) -> str:
    """Tell what a library makes of a case, and how many requests it took where it is not one."""
    outcome, requests = put(case, name, have, article, 1)
    said = judged(case, outcome, article)
    return said if requests == 1 else f"{said}; {requests} requests"


def print_figures(have: dict[str, Installed], article: str, times: int) -> None:
    """Print what it takes to have each library, and to ask by it."""
    print()
    print(
        row("", "version", "distributions", "MB", "import, n = 5", f"CPU of an answer, n = {times}")
    )
    print(row("---", "---", "--:", "--:", "--:", "--:"))
    for name, each in have.items():
        outcome, _ = put(CASES[0], name, have, article, times + 1)
        cpu = spread(outcome["seconds"][1:], "ms", 1000)
        imported = spread(each.seconds_to_import, "s")
        print(
            row(name, each.version, str(each.distributions), f"{each.megabytes:.0f}", imported, cpu)
        )


if __name__ == "__main__":
    main()
