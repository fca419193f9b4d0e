"""Results as Markdown: footnotes are their quotes, and nothing of a document is markup."""

from __future__ import annotations

import re

import pytest
from harbour import DOCUMENT, answers, model
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarize import Answer, Summary, summarize
from summarize.loop import run
from summarize.qa import ask_all
from summarize.render import answers_markdown, summary_markdown
from summarize.settings import Settings
from summarize.types import Citation, Question, Status

READS = MarkdownIt("commonmark")
SPECIAL = st.text(st.sampled_from("\\`*_{}[]<>()#+-.!|~&$@:=/ \n1a"), max_size=30)


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Give a summary of the harbour."""
    return summarize(DOCUMENT, model=model())


def test_a_summary(summary: Summary) -> None:
    """Title, sections, answers; every footnote that is referred to is there, and no other."""
    shown = summary_markdown(summary)
    assert shown.startswith("# Harbour closed for 12 days [^1]\n\n")
    assert "\n\n## Key points\n\n- " in shown
    assert "\n\n## Answers\n\n**" in shown
    notes = re.findall(r"^\[\^(\d+)\]: ", shown, re.MULTILINE)
    assert sorted(set(re.findall(r"\[\^(\d+)\](?!:)", shown)), key=int) == notes
    for claim in summary.claims:
        for citation in claim.citations:
            assert f"characters {citation.start:,}-{citation.end:,}: " in shown


def test_several_in_one_file_have_footnotes_of_their_own(summary: Summary) -> None:
    """Footnotes of one name would all be the first."""
    both = "\n\n".join(summary_markdown(summary, part) for part in (1, 2))
    notes = re.findall(r"^\[\^(\S+)\]: ", both, re.MULTILINE)
    assert len(notes) == len(set(notes))
    assert {"1-1", "2-1"} <= set(notes)


def test_answers() -> None:
    """Each below its question, "not stated" in words."""
    asked = ["How long?", "What did it cost?"]
    script = model(answers=answers((2, "12 days"), (None, None)))
    shown = answers_markdown(run(ask_all(DOCUMENT, asked, script, Settings())))
    assert shown.startswith("**How long?**\n\n12 days [^1]\n\n**What did it cost?**\n\nnot stated")


@example(text="[a](b) ![c](d)", quote="<script>alert(1)</script>")
@example(text="# a", quote="1. b")
@example(text="12) a **b** _c_ `d`", quote="[a]: http://b")
@given(text=SPECIAL, quote=SPECIAL)
def test_no_word_of_a_document_is_markup(text: str, quote: str) -> None:
    """It is read as the text that it is: no link, image, HTML, list or heading comes of it."""
    answer = Answer(
        question=Question(id="q", text=f"What of {text}"),
        text=text,
        status=Status.ANSWERED,
        citations=(Citation(quote=quote, start=0, end=1),),
    )
    parsed = READS.parse(answers_markdown([answer]))
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in parsed} == {
        "paragraph",
        "inline",
    }
    inline = [child for token in parsed for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "strong_open", "strong_close"}
    said = "".join(child.content for child in parsed[4].children or ())
    assert said == " ".join(f"{' '.join(text.split())} [^1]".split())
