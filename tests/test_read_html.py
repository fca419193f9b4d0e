"""HTML: the article with its title, author and date; nothing of what surrounds it."""

from __future__ import annotations

import contextlib
import io

import pytest
from files import PAGE

from summarize import Document, Settings
from summarize.errors import TooLargeError, UnreadableInputError
from summarize.read import read


def opened(html: str | bytes, **tuned: object) -> Document:
    """Read a page."""
    content = html if isinstance(html, bytes) else html.encode()
    return read(io.BytesIO(content), Settings.model_validate(tuned))


def test_the_article_alone_is_read() -> None:
    """No menu, no script, no footer."""
    text = opened(PAGE).text
    assert "Nearly 40 boats left the port of Oldhaven on Monday." in text
    for words in ("Buy our boats", "secret", "All rights"):
        assert words not in text


def test_title_author_and_date_are_known_and_can_be_cited() -> None:
    """They stand in the text, once."""
    document = opened(PAGE)
    assert (document.title, document.date) == ("Harbour reopens", "2024-05-02")
    assert document.author == "Ada Reporter"
    assert document.text.count("Harbour reopens") == 1
    for words in ("Harbour reopens", "Ada Reporter", "2024-05-02"):
        assert document.find(words)


def test_paragraphs_stay_apart() -> None:
    """A blank line stands between them, so that no sentence runs on into the next."""
    assert "storm.\n\nWhat comes next\n\nThe Coast Board" in opened(PAGE).text


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_the_page_says_its_encoding(encoding: str) -> None:
    """And `encoding` says it of a page that does not."""
    words = "Der Pier war zwölf Tage geschlossen, weil ein Sturm über den Hafen zog."
    marked = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
    assert words in opened(marked.encode(encoding)).text
    plain = f"<html><body><p>{words}</p></body></html>".encode(encoding)
    assert words in opened(plain, encoding=encoding).text


def test_a_page_without_text_is_refused() -> None:
    """With what to do."""
    with pytest.raises(UnreadableInputError, match="no article was found"):
        opened("<html><body><script>1</script></body></html>")


def test_nesting_without_end_ends() -> None:
    """Deeply nested elements are read or refused; they do not take the program down."""
    nested = "<html><body>" + "<div>" * 50_000 + "<p>The pier sank on Friday.</p>"
    with contextlib.suppress(UnreadableInputError):
        assert "pier" in opened(nested).text


def test_too_much_is_refused() -> None:
    """By the size of the file, before anything is parsed."""
    with pytest.raises(TooLargeError, match="SUMMARIZE_MAX_DOCUMENT_BYTES"):
        opened(PAGE, max_document_bytes=100)
