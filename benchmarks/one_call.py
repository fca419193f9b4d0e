"""Compare the input tokens of many questions in one call with those of a call for each.

    python benchmarks/one_call.py ARTICLE [--questions 20]

The model is a double that answers nothing; what is counted is what it is asked.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from summarize import loop, tokens
from summarize.chat import Request
from summarize.qa import ask_all
from summarize.questions import load
from summarize.settings import PROMPTS, Settings
from summarize.testing import ScriptedModel
from summarize.types import Document

MODEL = "gpt-4.1-mini"
"""Whose tokens are counted exactly."""


def asked(document: Document, questions: list[str]) -> list[Request]:
    """Give what a strong model is asked for these questions."""
    model = ScriptedModel(lambda _: {"answers": []}, name=MODEL)
    loop.run(ask_all(document, questions, model, Settings(prompts=Path("/nonexistent"))))
    return model.requests


def input_tokens(requests: list[Request]) -> int:
    """Count the tokens of all messages."""
    return sum(
        tokens.count(message.content, MODEL) for request in requests for message in request.messages
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--questions", type=int, default=20)
    options = parser.parse_args()
    document = Document.from_text(options.article.read_text("utf-8"))
    beside = options.article.with_suffix(".questions.toml")
    known = [q.text for q in load(beside if beside.is_file() else PROMPTS / "questions.toml")]
    questions = [known[n % len(known)] for n in range(options.questions)]
    together = asked(document, questions)
    apart = [request for question in questions for request in asked(document, [question])]
    print(f"n={len(questions)} questions, {len(together)} call against {len(apart)}")
    one, many = input_tokens(together), input_tokens(apart)
    print(f"input tokens: {one} against {many}, {one / many:.1%}")


if __name__ == "__main__":
    main()
