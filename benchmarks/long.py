"""Summarise long documents with a model that costs nothing: tokens read, memory, time.

    python benchmarks/long.py tokens meetings.jsonl [--chunk 8192]
    python benchmarks/long.py memory [--megabytes 1 2 5 10]

The model is a double that copies a few words from everywhere in what it is shown. `tokens`
compares what it is asked to read with the document, and tells where the citations lie. `memory`
summarises an invented report of each size in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from summarize import Document, Settings, summarize, tokens
from summarize.chat import Request
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line

MODEL = "gpt-4.1-mini"
"""Whose tokens are counted exactly."""
NOWHERE = Path("/nonexistent")
TASK = 700
"""Tokens of the window beside a chunk: the task and its reply."""

LINE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
WORDS = ("harbour", "council", "pier", "ferry", "market", "bridge", "school", "mill", "tower")
VERBS = ("opened", "repaired", "closed", "sold", "visited", "measured", "painted", "crossed")
NAMES = ("Quill", "Merrow", "Larch", "Venn", "Oster", "Farrin", "Bell", "Tarn", "Ferris")


def copied(request: Request, most: int) -> list[dict[str, object]]:
    """Give the first words of sentences from the beginning to the end of what is shown."""
    shown = "\n".join(message.content for message in request.prefix)
    found = [(int(number), text) for number, text in LINE.findall(shown)]
    told = []
    for n in range(most):
        number, line = found[n * len(found) // most]
        parts = [part for part in re.split(r"(?<=[.?!]) ", line) if part.endswith(".")]
        text = next((part for part in parts if len(part.split()) > 4), line)
        told.append({"sentence": number, "text": " ".join(text.split()[:12])})
    return told


def script(request: Request) -> Line:
    """Say what a model would, in the form that is asked for."""
    points = copied(request, 5) if request.schema_name in ("points", "summary") else []
    abstract = [str(point["text"]) for point in points[1:3]]
    listed = {"people": [], "organisations": [], "places": [], "figures": []}
    replies: dict[str, Line] = {
        "points": {"points": points},
        "summary": {
            "key_points": points,
            "abstract": abstract,
            "title": str(points[0]["text"]) if points else "",
            "language": "en",
            "facts": listed,
        },
        "again": {"claims": []},
    }
    return replies.get(request.schema_name, "No")


def read_share(row: dict[str, str], chunk: int) -> tuple[float, float, int]:
    """Give tokens read for a summary against the document's, least third to most, and chunks."""
    model = ScriptedModel(script, name=MODEL)
    settings = Settings(prompts=NOWHERE, context_window=chunk + TASK)
    document = Document.from_text(row["text"], source=row["id"])
    found = summarize(document, model=model, questions=[], settings=settings)
    read = sum(tokens.count(m.content, MODEL) for r in model.requests for m in r.messages)
    thirds = found.coverage.thirds
    share = read / tokens.count(row["text"], MODEL)
    return share, min(thirds) / max(thirds), found.coverage.chunks


def token_shares(file: Path, chunk: int) -> None:
    """Measure each document of a file that is longer than a chunk."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    found = [read_share(row, chunk) for row in rows]
    for row, (share, thirds, chunks) in zip(rows, found, strict=True):
        print(f"{row['id']}: {share:.3f} of its tokens, thirds {thirds:.2f}, {chunks} chunks")
    for name, place in (("tokens read / document's", 0), ("citations, least / most third", 1)):
        values = [one[place] for one in found]
        spread = f"{min(values):.3f}-{max(values):.3f}"
        print(f"{name}: {statistics.median(values):.3f} ({spread}), n={len(values)}")


def report(size: int) -> str:
    """Write an invented report of so many characters, the same in every run."""
    chance = random.Random(0)  # noqa: S311 -- the same in every run
    parts: list[str] = []
    length = 0
    while length < size:
        one, other = chance.sample(NAMES, 2)
        told = (
            f"{one} {chance.choice(VERBS)} {chance.randrange(2, 9000)} boats at the "
            f"{chance.choice(WORDS)} of {other}ville, and {other} said that the "
            f"{chance.choice(WORDS)} was {chance.choice(VERBS)} for {chance.randrange(2, 90)} days."
        )
        parts.append(told + ("\n\n" if chance.random() < 0.2 else " "))
        length += len(parts[-1])
    return "".join(parts)[:size]


def one(path: Path) -> None:
    """Summarise one file, and print what it took."""
    model = ScriptedModel(script, name=MODEL)
    begun, cpu = time.perf_counter(), time.process_time()
    found = summarize(path, model=model, questions=[], settings=Settings(prompts=NOWHERE))
    took, worked = time.perf_counter() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    model.requests.clear()
    print(json.dumps([took, worked, peak, found.coverage.chunks]))


def memory(megabytes: list[int]) -> None:
    """Measure a document of each size in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for size in megabytes:
            path = Path(folder) / f"{size}.txt"
            path.write_text(report(size * 1_000_000 - 1), "utf-8")
            command = [sys.executable, __file__, "one", str(path)]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            took, worked, peak, chunks = json.loads(ran.stdout)
            print(
                f"{size} MB: {took:.0f} s, {worked:.0f} s of CPU, {worked / size:.2f} s/MB, "
                f"peak {peak:.0f} MiB, {chunks} chunks",
                flush=True,
            )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="what", required=True)
    counting = commands.add_parser("tokens")
    counting.add_argument("file", type=Path)
    counting.add_argument("--chunk", type=int, default=8_192)
    commands.add_parser("one").add_argument("file", type=Path)
    sizes = commands.add_parser("memory")
    sizes.add_argument("--megabytes", type=int, nargs="+", default=[1, 2, 5, 10])
    options = parser.parse_args()
    if options.what == "tokens":
        token_shares(options.file, options.chunk)
    elif options.what == "one":
        one(options.file)
    else:
        memory(options.megabytes)


if __name__ == "__main__":
    main()
