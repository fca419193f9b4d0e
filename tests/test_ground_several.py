"""Two sentences state a claim only where each states a whole part of it, and of the same."""

from __future__ import annotations

import pytest

from summarize.ground import Source
from summarize.segment import segment
from summarize.types import Document

TEXT = (
    "Quill opened the northern dock in 2030. Merrow inspected twelve cranes at Velden. "
    "The cranes were painted blue. Norham lost its ferry. Quill hired forty divers. "
    "The old pilot Moor burned ten lamps. Moor left in spring."
)
DOCUMENT = Document.from_text(TEXT)
SOURCE = Source(DOCUMENT, segment(DOCUMENT))


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        ("Quill opened the northern dock in 2030 and hired forty divers.", 2),
        ("Merrow inspected twelve cranes at Velden, and the cranes were painted blue.", 2),
        ("Norham lost its ferry, Quill hired forty divers, and the cranes were painted blue.", 3),
        ("Quill opened the northern dock and inspected twelve cranes at Velden.", 0),
        ("Merrow opened the northern dock in 2030 and hired forty divers.", 0),
        ("Norham hired forty divers.", 0),
        ("Norham lost its ferry and hired forty divers.", 0),
        ("Norham lost its ferry and painted blue.", 0),
        ("Norham lost its ferry, and twelve cranes were inspected.", 0),
        ("Quill hired forty divers and the northern dock.", 0),
        ("Quill opened the northern dock in 2030 and he hired forty divers.", 2),
        ("Moor left in spring and burned ten lamps.", 2),
        ("Quill hired forty divers and the painted cranes were blue.", 2),
        ("Norham lost its ferry, and Merrow inspected cranes.", 2),
        ("Norham lost its ferry", 1),
    ],
)
def test_each_part_is_whole_in_one_sentence(claim: str, count: int) -> None:
    """Joined statements rest on their sentences; a subject of another sentence makes none true."""
    found = SOURCE.claim(claim)
    assert found.grounded is bool(count)
    assert not count or len(found.citations) == count
