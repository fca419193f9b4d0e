"""Documents of other formats, made by the tests themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

for library in ("docx", "pypdfium2", "trafilatura"):  # of the extra; without it, its tests skip
    pytest.importorskip(library, reason="needs the extra `documents`")

PAGE = """<!doctype html>
<html><head><title>Harbour reopens</title>
<meta name="author" content="Ada Reporter">
<meta property="article:published_time" content="2024-05-02">
<script>var secret = "not text";</script></head>
<body><nav><a href="/">Home</a> <a href="/shop">Buy our boats</a></nav>
<article><h1>Harbour reopens</h1>
<p>Nearly 40 boats left the port of Oldhaven on Monday. The harbour had been closed for 12 days
after a storm.</p>
<h2>What comes next</h2>
<p>The Coast Board will repair the pier in May. It did not say what the repair costs, nor who
will pay for it in the end.</p></article>
<footer>All rights reserved by nobody in particular.</footer></body></html>"""


def pdf(pages: list[list[str]]) -> bytes:
    """Make a PDF: for each page its lines, in ASCII."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td {shown} ET".encode("ascii")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects) + 2} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def docx() -> bytes:
    """Make a DOCX with a title, a heading, a paragraph and a table."""
    from docx import Document

    document = Document()
    document.core_properties.title = "Harbour report"
    document.core_properties.author = "Ada Reporter"
    document.add_heading("What happened", level=2)
    document.add_paragraph("The harbour had been closed for 12 days after a storm.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Boats", "40"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb(content: bytes, size: int, part: str = "word/document.xml") -> bytes:
    """Give a DOCX with a part of as many zeros, packed a thousandfold."""
    return repacked(content, part, lambda _: b"0" * size)


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Give a DOCX with one part changed, left out where it becomes None, or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {entry.filename: old.read(entry) for entry in old.infolist()}
        changed = change(parts.get(part, b""))
        parts = {name: held for name, held in parts.items() if name != part}
        for name, held in {**parts, **({} if changed is None else {part: changed})}.items():
            new.writestr(name, held)
    return out.getvalue()
