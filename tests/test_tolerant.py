"""JSON objects in the text of a model: found as they stand, or an error; never made up."""

from __future__ import annotations

import doctest
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import tolerant
from summarize.tolerant import NoNumber, objects


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '\ufeff {"a": 1}\r\n',
        '```json\n{"a": 1}\n```',
        'Sure {as you like}: {"a": 1}. Anything else?',
        '<think>Perhaps {"a": 2}? Or {"a"</think>\n{"a": 1}',
        '<think>{"a": 3}</think>{"a": 1}',
        '<THINK>a <think>b</think> {"a": 2}</THINK>{"a": 1}',
        '[THINK]{"a": 2}[/THINK]{"a": 1}',
        'It is {"a": 2} then.</think>{"a": 1}',
        'It is {"a": "b</think>{"a": 1}',
        '{"a": 1,}',
        '{"a": 1 /* one, "b": 2 */ }',
        '{"a": 1 // one }\n}',
        '{# one\n"a": 1}',
        '{"a": 1, "a": 1}',
    ],
)
def test_the_object_is_found(text: str) -> None:
    """Around it prose, fences and thinking; in it comments and a comma too many."""
    assert objects(text) == [{"a": 1}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "// no comment, }"}', "// no comment, }"),
        ('{"a": "<think>x</think>"}', "<think>x</think>"),
        ('so: {"a": "one,]", }', "one,]"),
        ('{"a": "True, None",}', "True, None"),
        ('{"a": "say \\"{\\""} ', 'say "{"'),
        ('{"a": "two\n\tlines"}', "two\n\tlines"),
        ('{"a": [True, None, False]}', [True, None, False]),
        ('{"a": "\\ud83d\\ude00"}', "\U0001f600"),
    ],
)
def test_what_stands_in_a_text_is_left_alone(text: str, value: object) -> None:
    """What is forgiven between values is content inside them."""
    assert objects(text) == [{"a": value}]


def test_every_object_is_given() -> None:
    """In order; which of them is meant is for the caller to say."""
    assert objects('{"a": 1}\n{"b": {"c": 2}}') == [{"a": 1}, {"b": {"c": 2}}]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Expecting value"),
        ("Ten ships left.", "Expecting value"),
        ('{"a": [1, 2', "breaks off"),
        ('{"a": 1} and {"b": ', "breaks off"),
        ('<think>It is {"a": 1}, or', "Expecting value"),
        ('{"a": 1, "a": 2}', "a is given twice"),
        ("[1, 2]", "it is no object"),
        ('{"a": "\\ud83d"}', "surrogates not allowed"),
        ("{'a': 1}", "Expecting property name"),
        ('{"a": one}', "Expecting value"),
        ('{"a": 1 "b": 2}', "Expecting"),
    ],
)
def test_what_is_in_doubt_is_no_object(text: str, problem: str) -> None:
    """Broken off, only thought, said in two ways, or in words that JSON does not have."""
    with pytest.raises(ValueError, match=problem):
        objects(text)


def test_what_is_no_number_is_none() -> None:
    """NaN is read and fits no field, so that its place is told."""
    (found,) = objects('{"a": NaN, "b": -Infinity}')
    assert isinstance(found["a"], NoNumber)
    assert isinstance(found["b"], NoNumber)


@pytest.mark.parametrize("piece", ["{", '{"', '{"a":', "[", '{"a" ', "<think>", "</think>", '"\\'])
def test_a_long_text_takes_its_time_once(piece: str) -> None:
    """However often it opens what it never closes, it is gone through a few times and not more."""
    with pytest.raises(ValueError, match=r".") as caught:
        objects(piece * 100_000)
    assert len(str(caught.value)) < 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON), st.sampled_from(["", "Sure!\n", "```json\n"]))
def test_an_object_comes_back_as_it_was_written(written: dict[str, object], before: str) -> None:
    """With prose before and after it, raw or escaped."""
    for escaped in (True, False):
        text = f"{before}{json.dumps(written, ensure_ascii=escaped, indent=1)}\n```"
        assert objects(text) == [written] or written == {}


def test_its_example_runs() -> None:
    """The docstring's example is true."""
    assert doctest.testmod(tolerant).failed == 0
