"""Cassette files: readable, and the same when read back."""

from __future__ import annotations

import json

import yaml  # type: ignore[import-untyped]  # PyYAML carries no types
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.testing.transcript import Exchange, Transcript, body_lines, dump, load, to_yaml

HARD = " \n\tab:#-'\"|>?\r\x00\x85\u2028\ufeff\U0001f600é0{[&*!%@`,"
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet=HARD)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda children: st.lists(children) | st.dictionaries(TEXTS, children),
)


def exchange(request: bytes = b"", reply: bytes = b"") -> Exchange:
    """Give an exchange with these bodies."""
    return Exchange("POST", "http://local.invalid/v1", {}, request, 200, {"a": "b"}, reply)


def again(body: bytes) -> bytes:
    """Give `body` as it comes out of the file that it was written to."""
    return load(dump(Transcript({}, (exchange(reply=body),)))).exchanges[0].reply_body


@given(VALUES)
def test_any_value_is_read_back_equal(value: object) -> None:
    """Every JSON value comes back, with the fast reader and with the one of pure Python."""
    text = to_yaml({"value": value})
    for loader in {yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)}:
        assert yaml.load(text, Loader=loader) == {"value": value}


@settings(max_examples=50)
@given(VALUES)
def test_any_json_body_is_read_back_equal(value: object) -> None:
    """A body that is JSON comes back as JSON of the same value."""
    body = json.dumps(value).encode()
    if b"Infinity" in body:
        assert again(body) == body
    else:
        assert json.loads(again(body)) == value


@given(st.binary())
def test_any_bytes_are_read_back(body: bytes) -> None:
    """A body that is no JSON comes back byte for byte."""
    try:
        json.loads(body)
    except ValueError:
        assert again(body) == body


def test_what_no_json_structure_keeps_stays_text() -> None:
    """NaN, numbers beyond a float and half surrogate pairs keep the letters they came in."""
    for body in (b'{"a": NaN}', b'{"a": 1e999}', rb'{"a": "\ud800"}', b"data: {}\n\n"):
        assert again(body) == body


def test_a_prompt_stands_as_its_lines() -> None:
    """Lines of a prompt are lines of the file, also with a blank at either end of a line."""
    lines = body_lines(json.dumps({"content": " date 2024-03-28 \nTen ships.\n\n#1"}).encode())
    assert lines == ["content: |2-", "   date 2024-03-28 ", "  Ten ships.", "", "  #1"]


def test_the_head_comes_first_and_back() -> None:
    """What recorded a cassette stands at its top, below a comment that YAML skips."""
    transcript = Transcript({"model": "local"}, (exchange(b'{"a": 1}', b"b"),))
    text = dump(transcript, "Recorded by: pytest")
    assert text.startswith("# Recorded by: pytest\nmodel: local\ninteractions:\n")
    assert load(text) == transcript
