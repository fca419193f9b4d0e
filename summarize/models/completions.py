"""What a server sends back -> reply: the fields that count, in each dialect that is met.

Read off the JSON as it came: servers leave fields out, add others, and say null where OpenAI
would never.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from json import JSONDecodeError
from typing import Any

import httpx2
import openai

from summarize.chat import Reply
from summarize.errors import ModelError
from summarize.types import Usage

Completion = Mapping[str, Any]

REASONS = {
    "max_tokens": "length",
    "model_length": "length",
    "max_output_tokens": "length",
    "safety": "content_filter",
    "refusal": "refusal",
}
"""Other words for why a reply ended, in lower case."""

NO_COMPLETION = "the reply is no chat completion; does the base URL end in /v1?"


def read(response: httpx2.Response) -> Completion:
    """Read the body of a reply, whatever content type it is given.

    Raises:
        JSONDecodeError: It breaks off.
        openai.APIStatusError: It is an error that a gateway sends as if it were none.
        ModelError: It is something else, such as a web page.
    """
    body = response.content.strip()
    try:
        found = json.loads(body)
    except ValueError as error:
        if body and not body.startswith(b"{"):
            raise ModelError(NO_COMPLETION) from None
        raise JSONDecodeError("the reply breaks off", "", 0) from error
    if not isinstance(found, dict):
        raise ModelError(NO_COMPLETION)
    if "choices" not in found and isinstance(problem := found.get("error"), dict):
        raise _within(problem, response)
    return found


def _within(error: dict[str, Any], response: httpx2.Response) -> openai.APIStatusError:
    code = error.get("code")
    status = code if isinstance(code, int) and 400 <= code < 600 else 400
    meant = httpx2.Response(status, headers=response.headers, request=response.request)
    return openai.APIStatusError(str(error.get("message")), response=meant, body=error)


def reply(completion: Completion) -> Reply:
    """Take the reply out of a completion.

    Raises:
        ModelError: There is none in it.
    """
    if "choices" not in completion:
        raise ModelError(NO_COMPLETION)
    choices = completion["choices"]
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise ModelError("the reply holds no choice; the server may have run out of memory")
    refused = message.get("refusal")
    reason = str(choice.get("finish_reason") or "stop").lower()
    return Reply(
        text=refused or _text(message.get("content")),
        finish_reason="refusal" if refused else REASONS.get(reason, reason),
        usage=_usage(completion.get("usage")),
        first_token=_first_token(choice.get("logprobs")),
    )


def _text(content: object) -> str:
    """Return what is said; some servers give it in parts, the thinking apart from the text."""
    if isinstance(content, list):
        parts = [part for part in content if isinstance(part, dict)]
        return "".join(str(part.get("text") or "") for part in parts if part.get("type") == "text")
    return content if isinstance(content, str) else ""


def _usage(usage: object) -> Usage:
    if not isinstance(usage, dict):
        return Usage(calls=1)
    details = usage.get("prompt_tokens_details")
    return Usage(
        calls=1,
        input_tokens=_count(usage.get("prompt_tokens")),
        cached_tokens=_count(details.get("cached_tokens")) if isinstance(details, dict) else 0,
        output_tokens=_count(usage.get("completion_tokens")),
    )


def _count(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _first_token(logprobs: object) -> dict[str, float]:
    tokens = logprobs.get("content") if isinstance(logprobs, dict) else None
    if not isinstance(tokens, list) or not tokens:
        return {}
    top = tokens[0].get("top_logprobs") or ()
    return {str(each["token"]): math.exp(each["logprob"]) for each in top}
