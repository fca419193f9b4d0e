"""Whatever comes in from outside: bytes, documents, quotes, claims and replies of any kind."""

from __future__ import annotations

import json
from collections.abc import Callable

import fuzzing
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize.types import Span

PIECES = st.lists(st.sampled_from(fuzzing.WORDS), max_size=25)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=60), PIECES.map(" ".join), PIECES.map("".join)
)
"""Any characters, halves of pairs too, and texts made of words that mean something to the rules."""

FIELDS = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 30) | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(fuzzing.FIELDS), inner, max_size=4)
    ),
    max_leaves=12,
)
CLAIMS = st.fixed_dictionaries({"sentence": st.integers(-1, 9), "text": TEXTS})
REPLIES = st.one_of(
    TEXTS,
    FIELDS.map(json.dumps),
    st.fixed_dictionaries(
        {
            "title": TEXTS,
            "language": st.sampled_from(["en", "de", "zh-CN", "x"]),
            "abstract": st.lists(TEXTS, min_size=1, max_size=2),
            "key_points": st.lists(CLAIMS, min_size=1, max_size=2),
        }
    ).map(json.dumps),
    st.fixed_dictionaries(
        {
            "people": st.lists(TEXTS, max_size=2),
            "organisations": st.lists(TEXTS, max_size=2),
            "places": st.lists(TEXTS, max_size=2),
            "figures": st.lists(
                st.fixed_dictionaries({"number": TEXTS, "counts": TEXTS}), max_size=2
            ),
        }
    ).map(json.dumps),
    st.fixed_dictionaries(
        {"question": st.integers(0, 2), "sentence": st.none() | st.integers(), "answer": TEXTS}
    ).map(lambda given: json.dumps({"answers": [given]})),
    CLAIMS.map(lambda given: json.dumps({"claims": [{"number": 1, **given}]})),
)
"""Prose, JSON of any shape, and JSON of the shapes that are asked for."""


@given(st.binary(max_size=80) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xef\xbb\xbf\xff")
def test_reading(content: bytes) -> None:
    """Bytes are a document with text in it, or an error of the input."""
    fuzzing.check_reading(content)


@given(TEXTS)
def test_segmenting(text: str) -> None:
    """Sentences are numbered and tile the text, and so do their chunks."""
    fuzzing.check_segmenting(text)


@given(TEXTS, TEXTS)
def test_finding(quote: str, text: str) -> None:
    """A quote from anywhere is found inside the text, or not at all."""
    fuzzing.check_finding(quote, text)


@given(TEXTS, st.data())
def test_finding_a_part(text: str, data: st.DataObject) -> None:
    """A part of the text is found inside it, or not at all."""
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    fuzzing.check_finding(text[start:end], text)


@given(TEXTS, TEXTS, TEXTS)
def test_verdicts(text: str, claimed: str, asked: str) -> None:
    """Whatever is claimed of whatever document, citations are verbatim."""
    fuzzing.check_verdicts(text, claimed, asked)


@given(st.lists(PIECES.map(" ".join), min_size=1, max_size=4), st.data())
def test_verdicts_on_what_stands_there(sentences: list[str], data: st.DataObject) -> None:
    """The document's own words, shuffled, are a claim like any other."""
    text = ". ".join(sentences)
    words = data.draw(st.permutations(text.split()[:12]))
    fuzzing.check_verdicts(text, " ".join(words), sentences[0])


@given(REPLIES)
def test_parsing(reply: str) -> None:
    """A reply is a draft of the form asked for, or an error of the model."""
    fuzzing.check_parsing(reply)


def test_schemas() -> None:
    """What a model is asked for is JSON itself."""
    fuzzing.check_schemas()


@settings(max_examples=50)
@given(TEXTS, st.lists(REPLIES, min_size=1, max_size=4), TEXTS.filter(str.strip))
def test_tasks(text: str, replies: list[str], question: str) -> None:
    """Whatever a model says of whatever document, the result holds and is harmless."""
    fuzzing.check_tasks(text, replies, question)


TEN = "Ten ships left. Two came back."
RED = "\x1b[31mTen ships left."
SAYS_RED = [
    json.dumps({"answers": [{"question": 1, "sentence": 1, "answer": RED}]}),
    json.dumps(
        {
            "title": RED,
            "language": "en",
            "abstract": [RED],
            "key_points": [{"sentence": 1, "text": RED}],
        }
    ),
    json.dumps({"people": [], "organisations": [], "places": [], "figures": []}),
]


@pytest.mark.parametrize(
    ("broken", "replaced", "check"),
    [
        ("match.find", lambda *_: (3, 99), lambda: fuzzing.check_finding("Ten", TEN)),
        ("match.find", lambda *_: (3, 9), lambda: fuzzing.check_finding("Ten", TEN)),
        ("segment", lambda _: (), lambda: fuzzing.check_segmenting(TEN)),
        ("render.text.printable", str, lambda: fuzzing.check_tasks(RED, SAYS_RED, "Who?")),
    ],
)
def test_what_is_broken_is_seen(
    broken: str, replaced: object, check: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room that breaks its promise fails the check of it."""
    monkeypatch.setattr(f"fuzzing.{broken}", replaced)
    with pytest.raises((AssertionError, ValueError)):
        check()


def test_a_span_outside_the_text_is_seen() -> None:
    """The check of spans itself."""
    with pytest.raises(AssertionError):
        fuzzing._inside(Span(start=3, end=99), TEN)
