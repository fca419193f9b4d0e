"""Replies: the one JSON object in them, of the shape asked for, or one of four errors."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarize import validate
from summarize.chat import Reply
from summarize.errors import ModelError, NotJSONError, RefusedError, SchemaError, TruncatedError
from summarize.types import Usage
from summarize.validate import (
    AnswersDraft,
    ClaimsDraft,
    Draft,
    FactsDraft,
    SummaryDraft,
    parse,
    schema,
)

DRAFTS = [SummaryDraft, FactsDraft, AnswersDraft, ClaimsDraft]
GOOD = '{"claims":[{"number":1,"sentence":1,"text":"Ten ships left."}]}'


def reply(text: str, finish_reason: str = "stop") -> Reply:
    """Give a reply."""
    return Reply(text, finish_reason, Usage(calls=1, output_tokens=9))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\ufeff {GOOD}\n",
        f"Sure! Here it is:\n{GOOD}\nAnything else?",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n``` as asked",
        GOOD.replace("ships ", "ships\\n "),
        GOOD.replace("Ten ships", " Ten\nships"),
    ],
)
def test_the_object_is_found(text: str) -> None:
    """In a code fence, among prose, with raw line ends inside a text."""
    found = parse(reply(text), ClaimsDraft)
    assert " ".join(found.claims[0].text.split()) == "Ten ships left."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ten ships left.",
        GOOD[:-3],
        f"{GOOD} or {GOOD}",
        "}{",
        '{"claims":' * 50_000 + "1" + "}" * 50_000,
        '{"claims":' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"claims": ' + "1" * 5000 + "}",
        GOOD.replace("Ten", "\\ud83d"),
    ],
)
def test_what_is_no_object_is_not_json(text: str) -> None:
    """Prose, cut, two objects, too deep, too large a number, half a character."""
    with pytest.raises(NotJSONError, match="the reply is not JSON") as caught:
        parse(reply(text), ClaimsDraft)
    assert caught.value.reply == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}", "claims: field required"),
        ('{"claims":[{"number":1,"sentence":"one","text":"t"}]}', "claims.0.sentence: "),
        ('{"claims":[{"number":1,"sentence":NaN,"text":"t"}]}', "claims.0.sentence: "),
        ('{"claims":[{"number":1,"sentence":1,"text":"  "}]}', "claims.0.text: "),
        ('{"claims":[],"note":"hm"}', "note: extra inputs are not permitted"),
    ],
)
def test_another_shape_lists_its_problems(text: str, problem: str) -> None:
    """Which field, and what is wrong with it."""
    with pytest.raises(SchemaError, match="another shape") as caught:
        parse(reply(text), ClaimsDraft)
    assert caught.value.problems[0].startswith(problem)
    assert problem in str(caught.value)


def test_refused_and_cut_are_told_first() -> None:
    """A reply that was declined or cut is that, even where an object can be read from it."""
    for reason in ("refusal", "content_filter"):
        with pytest.raises(RefusedError):
            parse(reply(GOOD, reason), ClaimsDraft)
    with pytest.raises(TruncatedError, match="cut at 9 tokens"):
        parse(reply(GOOD, "length"), ClaimsDraft)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["answers", "claims", "sentence", "text", "question", "people"])
            | st.text(),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.text() | JSON.map(json.dumps), st.sampled_from(DRAFTS))
@example('{"answers":[{"question":1,"sentence":1,"answer":"\\udc00"}]}', AnswersDraft)
def test_any_text_is_a_draft_or_a_typed_error(text: str, draft: type[Draft]) -> None:
    """Nothing else comes out, and what comes out can be written as JSON."""
    try:
        found = parse(reply(text), draft)
    except ModelError as error:
        kind, kept = type(error), error.reply
    else:
        kind, kept = NotJSONError, text
        assert found.model_dump_json()
    assert kind in (NotJSONError, SchemaError)
    assert kept == text


def nodes(tree: object) -> Iterator[dict[str, object]]:
    """Give every object of a JSON Schema."""
    if isinstance(tree, dict):
        yield tree
    for child in (
        tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    ):
        yield from nodes(child)


@pytest.mark.parametrize("draft", DRAFTS)
def test_schemas_are_strict(draft: type[Draft]) -> None:
    """As strict schemas have it: all required, nothing more, no defaults, references, patterns."""
    found = schema(draft)
    objects = [node for node in nodes(found) if node.get("type") == "object"]
    assert objects
    for node in objects:
        assert node["additionalProperties"] is False
        assert set(node["required"]) == set(node["properties"])  # type: ignore[call-overload]  # JSON
    names = {name for node in nodes(found) for name in node}
    assert not names & {"$ref", "$defs", "default", "pattern", "minLength", "description"}
    assert schema(draft) == found


def test_every_draft_is_tested_here() -> None:
    """A new form of reply is added to the list above."""
    asked_for = {d for d in Draft.__subclasses__() if d.__module__ == validate.__name__}
    parts = {validate.ClaimDraft, validate.FigureDraft, validate.AnswerDraft}
    assert asked_for - parts == set(DRAFTS)
