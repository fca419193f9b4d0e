"""Reading: bytes to text, or an error that names the file and the way out; nothing else."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarize import Document, Settings
from summarize.errors import (
    ConfigurationError,
    InputError,
    MissingInputError,
    TooLargeError,
    UnreadableInputError,
)
from summarize.read import read

WORDS = "Ten ships left the café on Monday. “Two” came back."


def settings(**given: object) -> Settings:
    """Give settings without regard to the environment."""
    return Settings.model_validate(given)


def stream(content: bytes) -> io.BytesIO:
    """Give an open file."""
    return io.BytesIO(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_what_is_marked_are_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8, and UTF-8 and UTF-16 by their byte order mark, which is no part of the text."""
    path = tmp_path / "article.txt"
    path.write_bytes(WORDS.encode(encoding))
    document = read(path, settings())
    assert (document.text, document.source) == (WORDS, str(path))


def test_utf_16_of_either_order_is_read() -> None:
    """The mark tells the order of bytes, whatever encoding is asked for."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        content = mark + WORDS.encode(encoding)
        assert read(stream(content), settings()).text == WORDS
        assert read(stream(content), settings(encoding="latin-1")).text == WORDS


def test_another_encoding_is_named() -> None:
    """Latin-1 is refused unless it is named, and the message says how."""
    content = "Zwölf Schiffe liefen aus.".encode("latin-1")
    with pytest.raises(UnreadableInputError, match=r"not valid UTF-8 at byte 2.*--encoding"):
        read(stream(content), settings())
    assert read(stream(content), settings(encoding="latin-1")).text == "Zwölf Schiffe liefen aus."


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "base64", "a\0b", "é"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    """Codecs of Python that make no text are no encodings either."""
    with pytest.raises(ConfigurationError, match="no such encoding; try utf-8"):
        read(stream(b"Ten ships."), settings(encoding=encoding))


@pytest.mark.parametrize("encoding", ["punycode", "undefined", "raw_unicode_escape"])
def test_odd_encodings_end_in_an_error(encoding: str) -> None:
    """Whatever a codec raises or lets through, the text is whole or the document refused."""
    with pytest.raises(UnreadableInputError, match="not valid"):
        read(stream(b"Ten ships \\ud800 left."), settings(encoding=encoding))


def test_text_is_not_changed() -> None:
    """Offsets count the characters that were read: line ends and spaces stay as they are."""
    text = "  Ten ships\r\nleft.\r\r\n\tTwo\u00a0came back. \n"
    assert read(stream(text.encode()), settings()).text == text


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", "\u00a0\u2003".encode()])
def test_nothing_to_read_is_an_error(content: bytes) -> None:
    """Empty, or white space only; for a document that is handed over, too."""
    with pytest.raises(UnreadableInputError, match="holds no text"):
        read(stream(content), settings())
    with pytest.raises(UnreadableInputError, match="holds no text"):
        read(Document.from_text(content.decode()), settings())


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x7fELF\x02\x01\x01\0\0", b"\x01\x02\x03" * 9]
)
def test_a_binary_file_is_told(content: bytes) -> None:
    """Null bytes and many control characters mean that it is no text."""
    with pytest.raises(UnreadableInputError, match="is a binary file"):
        read(stream(content), settings())


def test_a_terminal_capture_is_text() -> None:
    """Escape sequences and form feeds occur in text; printing them raw does not happen here."""
    captured = "\x1b[1mTen ships\x1b[0m left.\f"
    assert read(stream(captured.encode()), settings()).text == captured


def test_the_limit_is_the_last_size_that_is_read() -> None:
    """A document of exactly the limit is read, one byte more is not, and only so much is read."""
    assert read(stream(b"x" * 100), settings(max_document_bytes=100)).text == "x" * 100
    larger = stream(b"x" * 10_000)
    with pytest.raises(TooLargeError, match="larger than 100 bytes; raise SUMMARIZE_MAX_DOCUMENT"):
        read(larger, settings(max_document_bytes=100))
    assert larger.tell() == 101


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A missing path, a path below a file, a pattern, a directory: each with the way out."""
    file = tmp_path / "article.txt"
    file.write_text(WORDS)
    for path in (tmp_path / "missing.txt", file / "below.txt"):
        with pytest.raises(MissingInputError, match="no such file; check the path") as caught:
            read(path, settings())
        assert caught.value.path == str(path)
    with pytest.raises(MissingInputError, match="no file matches; check the pattern"):
        read(tmp_path / "*.pdf", settings())
    with pytest.raises(MissingInputError, match=rf"is a directory; .* {tmp_path}/\*\.txt"):
        read(f"{tmp_path}/", settings())


def test_other_troubles_of_the_system_are_told(tmp_path: Path) -> None:
    """A name too long for the system, or with a null in it, is an input error as well."""
    for path in (tmp_path / ("x" * 5000), "a\0b"):
        with pytest.raises(InputError, match="cannot be read"):
            read(path, settings())


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    """A file's name may hold bytes that are no UTF-8; the source is a text all the same."""
    path = f"{tmp_path}/\udcff.txt"
    Path(path).write_text(WORDS)
    assert read(path, settings()).source == f"{tmp_path}/\ufffd.txt"


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads standard input, and errors call it by its name."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream(WORDS.encode())))
    document = read("-", settings())
    assert (document.text, document.source) == (WORDS, "standard input")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream(b"")))
    with pytest.raises(UnreadableInputError, match=r"^standard input: "):
        read("-", settings())


def test_a_document_is_taken_as_it_is() -> None:
    """What is a document already is not read again."""
    document = Document.from_text(WORDS)
    assert read(document, settings()) is document


ENCODINGS = st.sampled_from([None, "utf-8", "latin-1", "utf-16", "cp1252", "utf-7", "shift_jis"])


@given(content=st.binary(max_size=300), encoding=ENCODINGS)
@example(content=b"\xff\xfe\x00", encoding=None)
@example(content=b"\xff\xfe\x00\xd8", encoding=None)
@example(content=b"+2AA-", encoding="utf-7")
def test_bytes_are_text_or_an_input_error(content: bytes, encoding: str | None) -> None:
    """Whatever a file holds, it is read, or refused by an error that names it."""
    refusal = ""
    try:
        document = read(stream(content), settings(encoding=encoding))
    except InputError as error:
        refusal = str(error)
    else:
        assert document.text.strip()
        assert document.text.encode()
    assert refusal == "" or refusal.startswith("file object: ")
