"""Ask a question of each haystack, and tell how often the answer rests on the right sentence.

    python benchmarks/haystack.py haystack.jsonl [--model local] [--journal answers.jsonl]

A row is a question and a text of 16k, 64k or 256k characters that may hold its answer. What has
been asked is kept in the journal, so that a run that was ended goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from summarize import SummarizeError, ask, tokens
from summarize.measure import scores
from summarize.settings import Settings
from summarize.types import Document, Status

COUNTED = "gpt-4.1-mini"
"""Whose tokens a text is counted in, exactly: an estimate errs high, and would flatter a share."""

SIZES = (16_000, 64_000, 256_000)
Row = dict[str, Any]


def asked(row: Row, settings: Settings) -> Row:
    """Ask a row's question, and say what came of it."""
    begun = time.perf_counter()
    document = Document.from_text(row["text"], source=row["id"])
    done: Row = {"id": row["id"], "answerable": row["answerable"]}
    done["size"] = max(s for s in SIZES if s <= 1.1 * len(row["text"]))
    try:
        answer = ask(document, row["question"], settings=settings)
    except SummarizeError as error:
        return done | {"status": type(error).__name__, "right": False}
    assert answer.provenance is not None
    usage = answer.provenance.usage
    expected = [each["text"] for each in row["answers"]]
    right = (
        scores.right_sentence(answer, expected) if expected else answer.status is Status.NOT_STATED
    )
    return done | {
        "status": answer.status.value,
        "said": answer.text,
        "right": right,
        "calls": usage.calls,
        "tokens": usage.input_tokens,
        "of": tokens.count(row["text"], COUNTED),
        "seconds": round(time.perf_counter() - begun, 1),
    }


def journalled(path: Path) -> dict[str, Row]:
    """Give what has been asked already, by its row."""
    if not path.exists():
        return {}
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: row for row in rows}


def run(rows: Sequence[Row], journal: Path, settings: Settings, most: int) -> Iterator[Row]:
    """Give what was asked already, and ask at most so many rows that were not."""
    known = journalled(journal)
    for row in rows:
        if row["id"] not in known:
            if not most:
                continue
            most -= 1
            known[row["id"]] = asked(row, settings)
            with journal.open("a", encoding="utf-8") as file:
                file.write(json.dumps(known[row["id"]]) + "\n")
        yield known[row["id"]]


def report(done: Sequence[Row]) -> None:
    """Print the figures, for each size and for answerable and absent by themselves."""
    groups: dict[tuple[int, bool], list[Row]] = defaultdict(list)
    for row in done:
        groups[row["size"], row["answerable"]].append(row)
    for (size, answerable), rows in sorted(groups.items(), key=lambda item: (not item[0][1], item)):
        what = "on the right sentence" if answerable else "not stated"
        read = [row["tokens"] / row["of"] for row in rows if "tokens" in row]
        took = [row["seconds"] for row in rows if "seconds" in row]
        line = f"{size:,} characters: {sum(r['right'] for r in rows)} of {len(rows)} {what}"
        if read:
            line += f"; tokens read of the text's {statistics.median(read):.1%}"
            line += f" ({min(read):.1%}-{max(read):.1%})"
            line += f"; {statistics.median(took):.0f} s ({min(took):.0f}-{max(took):.0f})"
        print(line)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", default="local")
    parser.add_argument("--journal", type=Path, default=Path("haystack.answers.jsonl"))
    parser.add_argument("--least", type=int, default=0, help="characters of the texts to ask")
    parser.add_argument("--most", type=int, default=10_000, help="rows to ask in this run")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines()]
    rows = [row for row in rows if len(row["text"]) >= options.least]
    # Else the same passages, found at another depth, would cost nothing.
    settings = Settings.from_environment(model=options.model, cache="off")
    done = []
    for row in run(rows, options.journal, settings, options.most):
        done.append(row)
        print(row["id"], row["status"], row.get("said"), row["right"], flush=True)
    report(done)


if __name__ == "__main__":
    main()
