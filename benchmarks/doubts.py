"""Tell what the signs of an open question are worth, and fit the weights of `interview.py`.

    pip install scikit-learn
    python benchmarks/doubts.py FILE.jsonl ... [--model local] [--journal heard.jsonl]

Every question is asked from all sides; what the model said is kept in the journal, so that a run
that was ended goes on where it was. Of the weights of today it is told how many open questions they
find, and how many answers they give up. Weights that are fitted here are tested by
cross-validation, on texts that they were not fitted on, with the threshold that gives up as many
answers as is allowed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from summarize import loop
from summarize.interview import DOUBT, WEIGHTS, heard
from summarize.measure import scores
from summarize.measure.intervals import share
from summarize.measure.rows import QaRow, Row, Work, load
from summarize.qa import opinions
from summarize.reading import Reading
from summarize.settings import Settings
from summarize.types import Document, Question

ALLOWED = 0.05
"""Share of the answers that may be given up."""
FOLDS = 10
Signs = dict[str, Any]
"""Of a question: its text's digest, whether it is answerable, what was said, and the signs."""


async def asked(work: Work, settings: Settings) -> list[Signs]:
    """Ask all questions about a text, and give what was said of each."""
    reading = await Reading.begin(Document.from_text(work.text), None, settings)
    rows = [row for row in work.rows if isinstance(row, QaRow)]
    questions = [Question(id=f"q{n}", text=row.question) for n, row in enumerate(rows, 1)]
    said = await opinions(reading, questions) if len(questions) > 1 else {}
    return [
        {
            "id": row.id,
            "text": reading.document.digest,
            "open": not row.expected,
            "said": one.answer,
            "f1": scores.f1(one.answer or "", row.expected),
            "signs": {name: round(sign, 4) for name, sign in one.signs.items()},
        }
        for row, one in zip(rows, await heard(reading, questions, said), strict=True)
    ]


def journalled(path: Path) -> dict[str, Signs]:
    """Give what was said already, by its question."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {line["id"]: line for line in map(json.loads, lines)}


async def ask(works: Sequence[Work], journal: Path, settings: Settings) -> None:
    """Ask what was not asked yet, and write it down."""
    known = journalled(journal)
    left = [work for work in works if any(row.id not in known for row in work.rows)]
    for done, work in enumerate(left, 1):
        lines = [json.dumps(signs) + "\n" for signs in await asked(work, settings)]
        with journal.open("a", encoding="utf-8") as file:
            file.writelines(lines)
        print(f"{done} of {len(left)} texts", end="\r", flush=True)


def told(what: str, doubts: Sequence[float], of: Sequence[Signs], most: float) -> str:
    """Say what is found and what is given up where doubts of more than `most` count."""
    found = share(doubt >= most for doubt, one in zip(doubts, of, strict=True) if one["open"])
    lost = share(doubt >= most for doubt, one in zip(doubts, of, strict=True) if not one["open"])
    kept = [
        one["f1"] if doubt < most else 0.0
        for doubt, one in zip(doubts, of, strict=True)
        if not one["open"]
    ]
    f1 = (sum(kept) + (found.value or 0) * found.n) / len(of)
    answered = [(one["f1"], d) for d, one in zip(doubts, of, strict=True) if not one["open"]]
    given_up = [right for right, doubt in answered if doubt >= most]
    return (
        f"{what}: recall {found.value:.3f} [{found.low:.3f}, {found.high:.3f}] n={found.n}, "
        f"false {lost.value:.3f} [{lost.low:.3f}, {lost.high:.3f}] n={lost.n}, "
        f"F1 over all {f1:.3f}, right of the {len(given_up)} answers given up: "
        f"{given_up.count(1.0)}"
    )


def threshold(doubts: Sequence[float], of: Sequence[Signs]) -> float:
    """Give the least doubt that gives up no more answers than is allowed."""
    answered = sorted(d for d, one in zip(doubts, of, strict=True) if not one["open"])
    return answered[-max(1, int(ALLOWED * len(answered)))] + 1e-9


def report(rows: Sequence[Row], known: dict[str, Signs]) -> Iterator[str]:
    """Give the figures, of all questions and of each file."""
    rows = [row for row in rows if row.id in known]
    of = [known[row.id] for row in rows]
    today = [DOUBT + sum(WEIGHTS[name] * one["signs"][name] for name in WEIGHTS) for one in of]
    signs = [[one["signs"][name] for name in WEIGHTS] for one in of]
    model = LogisticRegression(C=1.0, class_weight="balanced")
    truth = [one["open"] for one in of]
    tested = cross_val_predict(
        model,
        signs,
        truth,
        groups=[one["text"] for one in of],
        cv=GroupKFold(FOLDS),
        method="decision_function",
    ).tolist()
    for file in (None, *dict.fromkeys(row.file for row in rows)):
        places = [n for n, row in enumerate(rows) if file in (None, row.file)]
        name, some = Path(file).stem if file else "all", [of[n] for n in places]
        yield told(f"{name}, weights of today", [today[n] for n in places], some, 0)
        for most in (0.0, threshold(tested, of)):
            yield told(f"{name}, fitted, from {most:.2f}", [tested[n] for n in places], some, most)
    model.fit(signs, truth)
    fitted = dict(zip(WEIGHTS, model.coef_[0].round(2).tolist(), strict=True))
    yield f"fitted on all: {model.intercept_[0]:.2f} and {fitted}"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--model", default="local")
    parser.add_argument("--journal", type=Path, default=Path("heard.jsonl"))
    parser.add_argument("--limit", type=int, help="questions of each file")
    options = parser.parse_args()
    works = load(options.files, limit=options.limit)
    settings = Settings.from_environment(model=options.model)
    loop.run(ask(works, options.journal, settings))
    rows = [row for work in works for row in work.rows]
    print("\n".join(report(rows, journalled(options.journal))))


if __name__ == "__main__":
    main()
