"""What a fake server serves, as values: what goes over the wire is in test_testing_fake_server."""

from __future__ import annotations

import gzip
import json

import pytest

from summarize.testing.served import completion, failure, no_choices, page, refusal


def test_verbs_change_a_copy() -> None:
    """A value may be served many times, and each verb leaves the one before as it was."""
    plain = completion("{}")
    assert plain.slow(2.0).delay == 0.2
    assert plain.cut_connection(keep=0.25).kept == 0.25
    assert (plain.delay, plain.kept, dict(plain.headers)) == (0.0, 1.0, {})


def test_the_body_is_compressed_or_broken_off() -> None:
    """gzip is announced and done; JSON that breaks off is shorter and no JSON."""
    plain = completion("{}").body(stream=False)
    packed = completion("{}").gzipped()
    assert gzip.decompress(packed.body(stream=False)) == plain
    assert packed.headers["content-encoding"] == "gzip"
    half = completion("{}").cut_json(0.5).body(stream=False)
    assert plain.startswith(half)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(half)


def test_a_stream_is_events_that_say_the_same() -> None:
    """Word by word, white space kept, and with its end."""
    lines = completion("Ten ships  left.").body(stream=True).decode().splitlines()
    events = [line.removeprefix("data: ") for line in lines if line]
    assert events[-1] == "[DONE]"
    deltas = [json.loads(event)["choices"][0]["delta"] for event in events[:-1]]
    assert "".join(delta.get("content", "") for delta in deltas) == "Ten ships  left."


def test_fields_are_of_objects() -> None:
    """A page has none."""
    assert json.loads(completion("{}").with_fields(new=1).body(stream=False))["new"] == 1
    with pytest.raises(AssertionError, match="a text has no fields"):
        page(200, "<html>").with_fields(new=1)


def test_what_says_nothing() -> None:
    """A model that declines, a filter that leaves no choice, and an error with its code."""
    assert json.loads(no_choices().body(stream=False))["choices"] == []
    (choice,) = json.loads(refusal("No.").body(stream=False))["choices"]
    assert (choice["message"]["content"], choice["message"]["refusal"]) == (None, "No.")
    failed = failure(429, "slow down", retry_after=3)
    assert (failed.status, failed.headers["retry-after"]) == (429, "3")
    assert json.loads(failed.body(stream=False))["error"]["message"] == "slow down"
