"""Result -> text or Markdown for people, with numbered quotes; or JSON for programs."""

from __future__ import annotations

from summarize.controls import printable
from summarize.render.lines import as_json, line
from summarize.render.markdown import answers_markdown, escaped, summary_markdown
from summarize.render.text import WIDTH, answers_text, summary_text

__all__ = [
    "WIDTH",
    "answers_markdown",
    "answers_text",
    "as_json",
    "escaped",
    "line",
    "printable",
    "summary_markdown",
    "summary_text",
]
