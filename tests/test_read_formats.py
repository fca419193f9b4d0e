"""Which format bytes are in: the content tells, whatever the file is called."""

from __future__ import annotations

import doctest
import io
import sys
from pathlib import Path

import pytest
from files import PAGE, docx, pdf
from harbour import TEXT
from shell import ran

from summarize import Settings
from summarize.errors import ConfigurationError
from summarize.read import formats, read
from summarize.read.formats import kind


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (PAGE.encode(), "html"),
        (b"\xef\xbb\xbf <!-- by hand -->\n<HTML><body>x", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html>', "html"),
        (b"junk before\n%PDF-1.4", "pdf"),
        (b"# A heading\n\n<p>Markdown may hold HTML.</p>", None),
        (b"<html-like words> or <body language> open this text", None),
        (TEXT.encode(), None),
        (b"PK\x03\x04 some other archive", None),
        (b"", None),
    ],
)
def test_the_content_tells(content: bytes, form: str | None) -> None:
    """The first element, the mark, or neither."""
    assert kind(content) == form


def test_a_docx_is_told_from_other_archives() -> None:
    """By the part that every DOCX has."""
    assert kind(docx()) == "docx"


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    """A PDF called .txt, and one from a stream, are read as what they are."""
    content = pdf([["The pier sank."]])
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert read(path, Settings()).text == "The pier sank."
    assert read(io.BytesIO(content), Settings()).text == "The pier sank."


def test_markdown_is_read_as_it_stands(tmp_path: Path) -> None:
    """Every character, so that offsets count the file's own."""
    path = tmp_path / "a.md"
    path.write_text("# Title\n\n- *one*\n- two\n")
    document = read(path, Settings())
    assert document.text == "# Title\n\n- *one*\n- two\n"
    assert document.title == "Title"


@pytest.mark.parametrize(
    ("content", "library"),
    [(PAGE.encode(), "trafilatura"), (pdf([["x"]]), "pypdfium2"), (docx(), "docx")],
)
def test_what_is_missing_is_told(
    content: bytes, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra: which format, and how to install what reads it."""
    form = kind(content)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"summarize.read.{form}", raising=False)
    with pytest.raises(ConfigurationError, match=r"pip install 'summarize-qa\[documents\]'"):
        read(io.BytesIO(content), Settings())


@pytest.mark.parametrize("command", ["summarize", "qa"])
def test_show_text_prints_what_is_read(command: str, tmp_path: Path) -> None:
    """Character for character, from a file and from standard input, and asks no model."""
    path = tmp_path / "page"
    path.write_text(PAGE)
    text = read(path, Settings()).text
    shown = ran(command, "--show-text", str(path))
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, text, "")
    assert ran(command, "--show-text", "-", document=PAGE).stdout == text


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(formats).failed == 0
