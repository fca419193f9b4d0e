"""PDF: text page by page, and citations that name their page."""

from __future__ import annotations

import io

import pytest
from files import pdf
from harbour import answers, model

from summarize import Document, Settings, ask, summarize
from summarize.errors import TooLargeError, UnreadableInputError
from summarize.read import read
from summarize.read.formats import Limits, extract
from summarize.render import answers_text

PAGES = [
    ["Harbour reopens"],
    ["Nearly 40 boats left the port of Oldhaven on Monday.", "It was a fine day."],
    ["The harbour had been closed for 12 days."],
]


def opened(content: bytes, **tuned: object) -> Document:
    """Read a PDF."""
    return read(io.BytesIO(content), Settings.model_validate(tuned))


def test_pages_are_paragraphs_and_known() -> None:
    """Each begins where `pages` says, and every character is on one."""
    document = opened(pdf(PAGES))
    assert document.text == "\n\n".join("\n".join(lines) for lines in PAGES)
    assert [document.text[start:].split()[0] for start in document.pages] == [
        "Harbour",
        "Nearly",
        "The",
    ]
    assert [document.page(start) for start in document.pages] == [1, 2, 3]
    assert document.page(len(document.text)) == 3
    assert document.page(document.pages[1] - 1) == 1


def test_a_citation_names_its_page() -> None:
    """In an answer and in a summary, and for people too."""
    document = opened(pdf(PAGES))
    lines = model(answers=answers((3, "12 days")))
    given = ask(document, "How long?", model=lines, settings=Settings(prompts="/nonexistent"))
    assert [citation.page for citation in given.citations] == [3]
    assert "(page 3, characters " in answers_text([given])
    told = summarize(document, model=model(), questions=[], settings=Settings())
    cited = [citation for claim in told.claims for citation in claim.citations]
    assert {citation.page for citation in cited} >= {2, 3}
    assert all(document.page(citation.start) == citation.page for citation in cited)


def test_a_text_has_no_pages() -> None:
    """Nothing is made up for it."""
    assert Document.from_text("One. Two.").page(3) is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.4 and then nothing", "is damaged"),
        (pdf(PAGES)[:300], "is damaged"),
        (pdf([[], []]), "pictures and no text"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, problem: str) -> None:
    """In one line with what to do."""
    with pytest.raises(UnreadableInputError, match=problem):
        opened(content)


def test_too_many_pages_are_refused() -> None:
    """Before the first is read; the limit can be raised."""
    content = pdf([["x"]] * 30)
    with pytest.raises(TooLargeError, match="has 30 pages, and at most 20 are read"):
        opened(content, max_pages=20)
    assert len(opened(content, max_pages=30).pages) == 30


def test_too_much_text_is_refused() -> None:
    """A small file may unfold to much: the limit is on the text, too."""
    content = pdf([["word " * 30]] * 20)
    with pytest.raises(TooLargeError, match="holds more than 1,000 characters"):
        extract(content, "pdf", "a.pdf", Limits(characters=1_000, pages=100))
