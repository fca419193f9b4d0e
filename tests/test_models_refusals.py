"""Refusals: about a parameter, the form of the reply, or neither."""

from __future__ import annotations

import pytest
from weather import status

from summarize.models.refusals import Cause, cause, refused, words

FORMAT = "response_format"
SENT = {
    "messages": [],
    "temperature": 0,
    "max_tokens": 9,
    "logprobs": True,
    "top_logprobs": 8,
    FORMAT: {"type": "json_schema"},
}

CONTEXT = [
    "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (8000 "
    "in the messages, 1000 in the completion). Please reduce the length of the messages.",
    "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context "
    "length is 2048 tokens and your request has 1000 input tokens.",
    "the request exceeds the available context size. try increasing the context size",
    "prompt is too long: 210000 tokens > 200000 maximum",
    "Input length 9000 exceeds; response_format json_schema; too many tokens",
]


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Unsupported value: 'temperature' does not support 0 with this model.", "temperature"),
        ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens"),
        ("Unrecognized request argument supplied: top_logprobs", "logprobs"),
        ("logprobs is not supported by this model", "logprobs"),
        ("Invalid schema for response_format 'summary': 'maxItems' is not permitted.", FORMAT),
        ("'response_format.type' must be 'json_schema' or 'text'", FORMAT),
        ("json_object is not a supported type", FORMAT),
        ("failed to parse grammar", FORMAT),
        ("Structured outputs are not enabled", FORMAT),
        ("This model does not support response_format", FORMAT),
    ],
)
def test_what_is_refused_by_its_words(message: str, name: str) -> None:
    """The parameter that is named, or the form of the reply."""
    assert refused(status(400, message), SENT) == name


def test_what_is_refused_by_its_field() -> None:
    """`param` goes before the words, wherever a server has it."""
    assert refused(status(400, "Bad value.", param="temperature"), SENT) == "temperature"
    about = status(400, "temperature is unknown", param="response_format.json_schema")
    assert refused(about, SENT) == FORMAT
    assert refused(status(400, "temperature is unknown", param="messages"), SENT) is None
    detail = {"loc": ["body", "temperature"], "msg": "Extra inputs are not permitted"}
    assert refused(status(422, "Error", body={"detail": [detail]}), SENT) == "temperature"


@pytest.mark.parametrize("message", CONTEXT)
def test_a_prompt_that_is_too_long_refuses_nothing(message: str) -> None:
    """Whatever parameters its message names: asking otherwise would not help."""
    error = status(400, message)
    assert refused(error, SENT) is None
    assert cause(error) is Cause.TOO_LONG
    assert cause(status(400, "no", error="context_length_exceeded")) is Cause.TOO_LONG


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (status(400, "The model `x` does not exist"), Cause.MODEL),
        (status(400, "no", error="model_not_found"), Cause.MODEL),
        (status(400, "x is not a valid model ID"), Cause.MODEL),
        (status(400, "filtered", error="content_filter"), Cause.CONTENT),
        (status(400, "violates our content policy"), Cause.CONTENT),
        (status(400, "Bad Request"), Cause.OTHER),
        (status(400, "messages: roles must alternate"), Cause.OTHER),
        (status(400, "max_tokens is too large: 5000. It supports at most 4096."), Cause.OTHER),
    ],
)
def test_what_is_about_something_else_refuses_nothing(error: Exception, found: Cause) -> None:
    """A model, content, a broken request, a cap beyond the model's own."""
    assert refused(error, SENT) is None  # type: ignore[arg-type]  # of the list above
    assert cause(error) is found  # type: ignore[arg-type]  # of the list above


@pytest.mark.parametrize("code", [401, 403, 409, 429, 500, 503])
def test_other_statuses_refuse_nothing(code: int) -> None:
    """They are about the key or the moment."""
    assert refused(status(code, "temperature is not supported"), SENT) is None


def test_only_what_was_sent_is_refused() -> None:
    """A server may name what nobody asked for."""
    error = status(400, "temperature and response_format are not supported")
    assert refused(error, {"messages": []}) is None


def test_what_a_server_says_is_found_and_the_document_is_not() -> None:
    """A text, a detail, a list of problems; their `input` repeats the request."""
    assert words(status(400, "Error", body="no schema")) == "Error no schema"
    assert words(status(400, "Error", body={"detail": "no"})) == "Error no"
    problem = {"loc": ["body", "messages"], "msg": "too few", "input": "the document"}
    assert words(status(422, "Error", body={"detail": [problem]})) == "Error body.messages: too few"
