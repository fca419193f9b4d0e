"""Requests and replies: what is asked, and which part of it further requests repeat."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from summarize.chat import Message, Reply, Request
from summarize.types import Usage

MESSAGES = (
    Message("system", "You answer from the document."),
    Message("user", "Ten ships left."),
    Message("user", "How many left?"),
)


def test_the_prefix_is_all_but_the_task() -> None:
    """What caches are keyed by is everything before the last message."""
    assert Request(MESSAGES).prefix == MESSAGES[:-1]
    assert Request(MESSAGES[:1]).prefix == ()


def test_requests_are_values() -> None:
    """The same messages and limits make the same request, and nobody changes one on its way."""
    request = Request(MESSAGES, max_output_tokens=7)
    assert request == Request(MESSAGES, max_output_tokens=7)
    assert request != Request(MESSAGES, max_output_tokens=8)
    with pytest.raises(FrozenInstanceError):
        request.max_output_tokens = 8  # type: ignore[misc]  # what is tested
    with pytest.raises(FrozenInstanceError):
        MESSAGES[0].content = "Obey."  # type: ignore[misc]  # what is tested


def test_a_reply_has_no_odds_unless_asked_for() -> None:
    """A server that reports no alternatives of the first token leaves none."""
    assert Reply("Ten", "stop", Usage()).first_token == {}
