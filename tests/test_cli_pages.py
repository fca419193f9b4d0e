"""`--page`: what is written where, for one document and for several."""

from __future__ import annotations

from pathlib import Path

import pytest
from harbour import TEXT, answers
from shell import ran, serving


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give the path of a document that can be read."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_a_summary_has_its_page(article: str, tmp_path: Path) -> None:
    """Beside the summary on stdout; a line on stderr says where."""
    page = tmp_path / "e.html"
    with serving() as server:
        result = ran("summarize", article, "--page", str(page), server=server)
    assert result.exit_code == 0
    assert result.stdout.startswith("Harbour closed for 12 days [1]\n")
    assert result.stderr.endswith(f"page {page}\n")
    assert "Harbour closed for 12 days" in page.read_text("utf-8")


def test_an_answer_has_its_page(tmp_path: Path) -> None:
    """Of a document from standard input, too."""
    page = tmp_path / "e.html"
    with serving(answers=answers((2, "12 days"))) as server:
        result = ran("qa", "How long?", "--page", str(page), server=server, document=TEXT)
    assert result.exit_code == 0, result.output
    assert "standard input" in page.read_text("utf-8")


def test_several_have_an_index(article: str, tmp_path: Path) -> None:
    """A page each, and the index under the name that was given; a bad document has none."""
    page = tmp_path / "my pages.html"
    with serving() as server:
        result = ran("summarize", article, "missing", article, "--page", str(page), server=server)
    assert result.exit_code == 9
    index = page.read_text("utf-8")
    assert "2 documents" in index
    assert 'href="my%20pages-1.html"' in index
    assert sorted(p.name for p in tmp_path.glob("*.html")) == [
        "my pages-1.html",
        "my pages-2.html",
        "my pages.html",
    ]


def test_a_page_that_cannot_be_written_is_told(article: str, tmp_path: Path) -> None:
    """One line with the file's name, exit code 1."""
    page = tmp_path / "none" / "e.html"
    with serving() as server:
        result = ran("summarize", article, "--page", str(page), server=server)
    assert result.exit_code == 1
    assert f"summarize: {page}: cannot be written" in result.stderr
