"""Replies: the one JSON object in them, of the shape asked for, or one of four errors."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from summarize import validate
from summarize.chat import Reply
from summarize.errors import ModelError, NotJSONError, RefusedError, SchemaError, TruncatedError
from summarize.types import Usage
from summarize.validate import (
    LOOP,
    AnswersDraft,
    ChecksDraft,
    ClaimsDraft,
    Draft,
    FactsDraft,
    PointsDraft,
    SummaryDraft,
    WholeDraft,
    parse,
    points_draft,
    repeats,
    schema,
    summary_draft,
)

DRAFTS = [SummaryDraft, PointsDraft, FactsDraft, AnswersDraft, ChecksDraft, ClaimsDraft]
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
        f'<think>{{"claims":[]}}</think>{GOOD}',
        f"{json.dumps(schema(ClaimsDraft))}\n{GOOD}",
        f"{GOOD}\n\nThat is: {GOOD}",
        GOOD.replace("]}", "],} // done").replace("}]", "},]"),
    ],
)
def test_the_object_is_found(text: str) -> None:
    """In a fence, in prose, after thinking or an echo of the schema, with what is loose in it."""
    found = parse(reply(text), ClaimsDraft)
    assert " ".join(found.claims[0].text.split()) == "Ten ships left."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ten ships left.",
        GOOD[:-3],
        f"{GOOD} or {GOOD.replace('Ten', 'Two')}",
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
        ('{"claims":[{"number":1,"sentence":true,"text":"t"}]}', "claims.0.sentence: "),
        ('{"claims":[{"number":1,"sentence":1.5,"text":"t"}]}', "claims.0.sentence: "),
        ('{"claims":[{"number":1,"sentence":"1234567890","text":"t"}]}', "claims.0.sentence: "),
        ('{"claims":[{"number":1,"sentence":1,"text":5}]}', "claims.0.text: "),
        (f"{json.dumps(schema(ClaimsDraft))} {{}}", "claims: field required"),
        ('{"claims":[],"note":"hm"}', "note: extra inputs are not permitted"),
    ],
)
def test_another_shape_lists_its_problems(text: str, problem: str) -> None:
    """Which field, and what is wrong with it."""
    with pytest.raises(SchemaError, match="another shape") as caught:
        parse(reply(text), ClaimsDraft)
    assert caught.value.problems[0].startswith(problem)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ten ships left.", "expecting value"),
        (GOOD[:-3], "an object breaks off"),
        (GOOD.replace("Ten", "\\ud83d"), "surrogates not allowed"),
        (f"{GOOD} or {GOOD.replace('Ten', 'Two')}", "it holds 2 different answers"),
    ],
)
def test_what_is_no_json_says_why(text: str, reason: str) -> None:
    """In the words of whatever read it, without the place in the text."""
    with pytest.raises(NotJSONError) as caught:
        parse(reply(text), ClaimsDraft)
    assert str(caught.value) == f"the reply is not JSON ({reason})"


def test_refused_and_cut_are_told_first() -> None:
    """A reply that was declined or cut is that, even where an object can be read from it."""
    for reason in ("refusal", "content_filter"):
        with pytest.raises(RefusedError):
            parse(reply(GOOD, reason), ClaimsDraft)
    with pytest.raises(TruncatedError, match="cut at 9 tokens"):
        parse(reply(GOOD, "length"), ClaimsDraft)


@pytest.mark.parametrize("end", ["\n" * 300, " \t" * 200, "\\n" * 200, "\\r\\t" * 100])
def test_a_loop_of_white_space_is_a_cut(end: str) -> None:
    """Whatever the server says of its end; after a whole object it does no harm."""
    for text in (GOOD[:20] + end, end):
        with pytest.raises(TruncatedError):
            parse(reply(text), ClaimsDraft)
    if end.isspace():
        assert parse(reply(GOOD + end), ClaimsDraft).claims
    with pytest.raises(NotJSONError):
        parse(reply(GOOD[:20] + end[:50]), ClaimsDraft)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3),
        ('"3"', 3),
        ('" [3] "', 3),
        ("3.0", 3),
        ('"0"', 0),
        ('"-1"', -1),
        ('"123456789"', 123456789),
    ],
)
def test_a_number_may_be_written_otherwise(written: str, number: int) -> None:
    """A server without schemas writes a text where a number is meant; nothing is lost by it."""
    text = GOOD.replace('"sentence":1', f'"sentence":{written}')
    assert parse(reply(text), ClaimsDraft).claims[0].sentence == number


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("216", "216"),
        ('["Boston", "Seattle"]', "Boston, Seattle"),
        ('["Boston"]', "Boston"),
        ("null", None),
        ('"a"', "a"),
    ],
)
def test_an_answer_may_be_written_otherwise(written: str, answer: str | None) -> None:
    """A number, or a list where a question asks for several."""
    text = f'{{"answers":[{{"question":1,"sentence":null,"answer":{written}}}]}}'
    assert parse(reply(text), AnswersDraft).answers[0].answer == answer


@pytest.mark.parametrize("written", ["true", "[]", '["Boston", 2]', '{"in": "Boston"}', "1.5"])
def test_an_answer_in_another_form_is_a_problem(written: str) -> None:
    """What cannot be said as one text without guessing is asked for once more."""
    with pytest.raises(SchemaError, match=r"answers\.0\.answer: "):
        parse(
            reply(f'{{"answers":[{{"question":1,"sentence":1,"answer":{written}}}]}}'), AnswersDraft
        )


@pytest.mark.parametrize("written", ["en", "EN ", "en-US", "en_GB", "en (English)", "zh-Hans-CN"])
def test_a_language_may_be_written_otherwise(written: str) -> None:
    """With a region, a script or its name."""
    assert parse(reply(summary(written)), SummaryDraft).language == written.lower()[:2]


@pytest.mark.parametrize("written", ["", "English", "in English", "e", "1-2"])
def test_a_language_that_is_no_code_is_a_problem(written: str) -> None:
    """It is asked for once more."""
    with pytest.raises(SchemaError, match="language: "):
        parse(reply(summary(written)), SummaryDraft)


def summary(language: str) -> str:
    """Give a summary in a language."""
    points = [{"sentence": 1, "text": "Ten ships left."}]
    whole = {"abstract": "Ten.", "key_points": points, "title": "Ten", "language": language}
    return json.dumps(whole)


@pytest.mark.parametrize(
    "form", [SummaryDraft, WholeDraft, summary_draft(1, 1), summary_draft(4, 6, whole=True)]
)
def test_a_summary_says_something(form: type[SummaryDraft]) -> None:
    """One sentence and one key point will do, none of either is a problem."""
    said = json.loads(summary("en"))
    found = parse(reply(json.dumps(said)), form)
    assert (found.abstract, len(found.key_points)) == (["Ten."], 1)
    assert found.listed is None
    for empty in ("abstract", "key_points"):
        with pytest.raises(SchemaError, match=f"{empty}: "):
            parse(reply(json.dumps(said | {empty: []})), form)


@pytest.mark.parametrize("whole", [False, True])
def test_a_form_has_the_bounds_that_were_asked_for(whole: bool) -> None:
    """So many sentences and key points at most, and one of each; the lists only on demand."""
    form = schema(summary_draft(2, 5, whole=whole))["properties"]
    bounds = {name: (form[name]["minItems"], form[name]["maxItems"]) for name in list(form)[:2]}
    assert bounds == {"abstract": (1, 2), "key_points": (1, 5)}
    assert ("facts" in form) is whole
    assert "facts" not in schema(summary_draft(2, 5))["properties"]


def test_a_list_of_facts_has_the_bound_that_was_asked_for() -> None:
    """Of each part of a long document, the model is asked for so many."""
    points = schema(points_draft(3))["properties"]["points"]
    assert points["maxItems"] == 3
    point = {"sentence": 1, "text": "Ten ships left."}
    found = parse(reply(json.dumps({"points": [point] * 4})), points_draft(3))
    assert len(found.points) == 4


def test_more_than_was_asked_for_is_no_problem() -> None:
    """A server without schemas does not count; the schema asks for no more all the same."""
    names = [f"Name {number}" for number in range(20)]
    figure = {"number": "1", "counts": "ships"}
    facts = {"people": names, "organisations": [], "places": [], "figures": [figure] * 20}
    found = parse(reply(json.dumps(facts)), FactsDraft)
    assert (len(found.people), len(found.figures)) == (20, 20)
    fields = schema(FactsDraft)["properties"]
    assert isinstance(fields, dict)
    assert {name: field["maxItems"] for name, field in fields.items()} == dict.fromkeys(facts, 8)


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
        assert set(node["required"]) == set(node["properties"])  # JSON
    names = {name for node in nodes(found) for name in node}
    assert not names & {"$ref", "$defs", "default", "pattern", "minLength", "description"}
    assert not [node for node in nodes(found) if isinstance(node.get("title"), str)]
    assert schema(draft) == found


@pytest.mark.parametrize(
    ("said", "stated"), [("true", True), ('"Yes"', True), ('"false"', False), ('" no "', False)]
)
def test_a_truth_in_other_words(said: str, stated: bool) -> None:
    """What is written as a text says the same."""
    text = f'{{"checks":[{{"number":"[1]","says":null,"stated":{said}}}]}}'
    (check,) = parse(reply(text), ChecksDraft).checks
    assert (check.number, check.stated) == (1, stated)


@pytest.mark.parametrize("said", ['"perhaps"', "1", "null"])
def test_what_is_neither_true_nor_false_is_no_check(said: str) -> None:
    """Nor is a number."""
    text = f'{{"checks":[{{"number":1,"says":null,"stated":{said}}}]}}'
    with pytest.raises(SchemaError):
        parse(reply(text), ChecksDraft)


def test_every_draft_is_tested_here() -> None:
    """A new form of reply is added to the list above."""
    asked_for = {d for d in Draft.__subclasses__() if d.__module__ == validate.__name__}
    parts = {
        validate.ClaimDraft,
        validate.FigureDraft,
        validate.AnswerDraft,
        validate.NumberedDraft,
    }
    assert asked_for - parts == set(DRAFTS)


@pytest.mark.parametrize(
    ("text", "round_and_round"),
    [
        ("He left and came. " * 30, True),
        ("".join(f"Boat {n} left the harbour at {n} o'clock. " for n in range(60)), False),
        ("He left and came. " * 3, False),
        ("", False),
    ],
)
def test_words_that_come_again_and_again_are_seen(text: str, round_and_round: bool) -> None:
    """The same words three times at the end of a long text; not what only looks alike."""
    assert repeats(text) is round_and_round


def test_a_form_is_whole() -> None:
    """Nothing of it is left to a reference, and all of it is required."""
    form = schema(WholeDraft)
    assert "$" not in json.dumps(form)
    assert "default" not in {name for node in nodes(form) for name in node}
    facts = form["properties"]["facts"]
    assert facts["properties"]["figures"]["items"]["required"] == ["number", "counts"]
    assert form["required"] == list(form["properties"])


def test_what_may_be_left_open_may_be_null() -> None:
    """An answer and its sentence; both are asked for all the same."""
    form = schema(AnswersDraft)["properties"]["answers"]["items"]
    assert form["properties"]["sentence"]["anyOf"] == [{"type": "integer"}, {"type": "null"}]
    assert form["properties"]["answer"]["anyOf"] == [{"type": "string"}, {"type": "null"}]
    assert form["required"] == ["question", "sentence", "answer"]


def test_lists_that_come_with_a_summary_are_told_from_none() -> None:
    """Empty lists are an answer, a reply without them is not."""
    summary = {"abstract": ["It is."], "key_points": [{"sentence": 1, "text": "It is."}]}
    said = summary | {"title": "It", "language": "en"}
    assert parse(reply(json.dumps(said)), WholeDraft).listed is None
    none = {"people": [], "organisations": [], "places": [], "figures": []}
    assert parse(
        reply(json.dumps(said | {"facts": none})), WholeDraft
    ).listed == FactsDraft.model_validate(none)


def test_a_draft_is_not_changed() -> None:
    """What the model wrote stays as it wrote it; forms are kept and shared."""
    found = parse(reply(GOOD), ClaimsDraft)
    with pytest.raises(ValidationError, match="frozen"):
        found.claims = []  # type: ignore[misc] -- it is what must not be


def test_three_times_the_same_is_a_circle() -> None:
    """Two times may be a refrain."""
    verse = "".join(chr(0x4E00 + n) for n in range(LOOP // 2))
    assert repeats(verse * 3)
    assert not repeats("so " + verse * 2)


def test_what_is_said_again_has_a_length() -> None:
    """A short refrain three times, at the end of a long text, may be a list."""
    letters = [chr(0x4E00 + n) for n in range(LOOP * 2)]
    refrain = "".join(letters[: LOOP // 2 - 5])
    assert not repeats("".join(letters[LOOP:]) + refrain * 3)


@pytest.mark.parametrize(("blanks", "error"), [(LOOP, TruncatedError), (LOOP - 1, NotJSONError)])
def test_so_many_blanks_are_a_loop(blanks: int, error: type[Exception]) -> None:
    """A reply that ends in them was cut, whatever the server says."""
    with pytest.raises(error):
        parse(Reply('{"title":' + " " * blanks, "stop", Usage()), FactsDraft)
