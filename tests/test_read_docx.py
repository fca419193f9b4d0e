"""DOCX: title, headings, paragraphs and tables, in their order."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

import pytest
from files import bomb, docx, repacked
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document, Settings
from summarize.errors import InputError, TooLargeError, UnreadableInputError
from summarize.read import read
from summarize.segment import segment

GARBLED = docx()
"""What is then garbled."""


def opened(content: bytes, **tuned: object) -> Document:
    """Read a DOCX."""
    return read(io.BytesIO(content), Settings.model_validate(tuned))


def test_all_that_it_says_is_read() -> None:
    """In order, a blank line between the blocks, a line for each row of a table."""
    document = opened(docx())
    assert document.text == (
        "Harbour report\n\n## What happened\n\n"
        "The harbour had been closed for 12 days after a storm.\n\nBoats | 40"
    )
    assert (document.title, document.author) == ("Harbour report", "Ada Reporter")


def test_headings_are_headings() -> None:
    """They bear no number, as those of a text."""
    kinds = [sentence.kind for sentence in segment(opened(docx()))]
    assert kinds[:3] == ["heading", "heading", "sentence"]


def test_a_bomb_is_refused() -> None:
    """By what it would unfold to, before it is unfolded."""
    content = bomb(docx(), 30_000_000)
    assert len(content) < 1_000_000
    with pytest.raises(TooLargeError, match="unfolds to more than 1,000,000 characters"):
        opened(content, max_document_bytes=1_000_000)


def test_a_bomb_among_its_pictures_is_refused() -> None:
    """Whatever is in the archive is unfolded by who reads it, and so counts."""
    content = bomb(docx(), 30_000_000, "word/media/image1.png")
    with pytest.raises(TooLargeError, match="unfolds to more than 1,000,000 characters"):
        opened(content, max_document_bytes=1_000_000)


@pytest.mark.parametrize("width", [b"2", b"2000000000"])
def test_a_cell_is_read_once_however_wide_it_says_it_is(width: bytes) -> None:
    """A cell over several columns is one cell; one over a thousand million takes no longer."""
    span = b'<w:tcPr><w:gridSpan w:val="' + width + b'"/>'
    content = repacked(docx(), "word/document.xml", lambda xml: xml.replace(b"<w:tcPr>", span, 1))
    assert opened(content).text.endswith("\n\nBoats | 40")


def test_a_table_in_a_cell_is_read() -> None:
    """What stands in it is part of the cell."""
    inner = (
        b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>small</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc>"
    )
    content = repacked(docx(), "word/document.xml", lambda xml: xml.replace(b"</w:tc>", inner, 1))
    assert opened(content).text.endswith("Boats\nsmall | 40")


def is_told(content: bytes) -> bool:
    """Tell whether a file is read, or refused by the error that names it; no other may come."""
    try:
        return bool(opened(content).text)
    except InputError as error:
        return str(error).startswith("file object: ")


WRONG: dict[str, tuple[str, Callable[[bytes], bytes | None]]] = {
    "no list of parts": ("[Content_Types].xml", lambda _: None),
    "a list that is another thing": ("[Content_Types].xml", lambda _: b"<a><b/></a>"),
    "no relations": ("_rels/.rels", lambda _: None),
    "another kind of document": (
        "[Content_Types].xml",
        lambda xml: xml.replace(b"wordprocessingml.document.main", b"presentationml.slide"),
    ),
    "a document that is no document": ("word/document.xml", lambda _: b"<a/>"),
    "a part of the wrong kind": (
        "[Content_Types].xml",
        lambda xml: xml.replace(b"wordprocessingml.styles", b"wordprocessingml.nothing"),
    ),
    "properties that are none": ("docProps/core.xml", lambda _: b"<a>"),
    "a width that is no number": (
        "word/document.xml",
        lambda xml: xml.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="wide"/>'),
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_part_is_told_or_does_not_matter(wrong: str) -> None:
    """A part that is missing or another thing gives our own error, which names the file."""
    assert is_told(repacked(docx(), *WRONG[wrong]))


@settings(max_examples=30, deadline=None)
@given(random=st.randoms(use_true_random=False), count=st.sampled_from([1, 1, 2, 8]))
def test_garbled_bytes_are_told_or_do_not_matter(random: Random, count: int) -> None:
    """Whatever bytes are wrong, in the archive or inside of a part, it is text or our error."""
    content = bytearray(GARBLED)
    for _ in range(count):
        content[random.randrange(4, len(content))] = random.randrange(256)
    assert is_told(bytes(content))


@settings(max_examples=30, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_garbled_parts_are_told_or_do_not_matter(random: Random) -> None:
    """The same inside of a part, whose checksum is then right."""

    def garble(xml: bytes) -> bytes:
        tags = xml.split(b"<")
        place = random.randrange(1, len(tags))
        tags[place] = random.choice([b"", random.choice(tags), tags[place].replace(b'"', b"", 1)])
        return b"<".join(tags)

    part = random.choice(["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
    assert is_told(repacked(GARBLED, part, garble))


@pytest.mark.parametrize("damage", [slice(0, 5_000), slice(0, 200)])
def test_a_damaged_one_is_told(damage: slice) -> None:
    """In one line, whatever is wrong inside."""
    content = docx()[damage] + b" word/"
    with pytest.raises(UnreadableInputError, match="is damaged"):
        opened(content)


def test_no_document_inside_is_told() -> None:
    """Where the text itself is no XML."""
    with pytest.raises(UnreadableInputError, match="is damaged"):
        opened(bomb(docx(), 10))
