"""The client's errors, translated in one place: what happened, and what to do about it."""

from __future__ import annotations

from json import JSONDecodeError
from urllib.parse import urlsplit

import openai

from summarize import redact
from summarize.errors import (
    AuthenticationError,
    ConfigurationError,
    ContextWindowError,
    ModelError,
    RateLimitError,
    RefusedError,
    SummarizeError,
    UnknownModelError,
    UnreachableError,
)
from summarize.models import address
from summarize.models.refusals import Cause, cause, words
from summarize.models.waits import asked_wait

PASSING_STATUSES = frozenset({408, 409, 429})
"""Beside 5xx; the server may well take the same request a moment later."""
LASTING_STATUSES = frozenset({501, 505})
"""Of 5xx: it never will."""

Fault = openai.OpenAIError | JSONDecodeError | TimeoutError
"""What goes wrong between us and a server."""
FAULTS = (openai.OpenAIError, JSONDecodeError, TimeoutError)


def passing(error: BaseException) -> bool:
    """Tell whether the same call may succeed a moment later."""
    if isinstance(error, openai.APIStatusError):
        if _no_credit(error) or error.status_code in LASTING_STATUSES:
            return False
        return error.status_code in PASSING_STATUSES or error.status_code >= 500
    return isinstance(error, openai.APIConnectionError | JSONDecodeError | TimeoutError)


def translate(
    error: Fault, model: str, base_url: str, attempts: int, left: float | None = None
) -> SummarizeError:
    """Return the error of ours that says what happened and what to do.

    Args:
        error: The client's.
        model: Who was asked.
        base_url: Where.
        attempts: How often.
        left: Seconds that the call had left; a server may ask to wait for longer.
    """
    host = urlsplit(base_url).hostname
    if isinstance(error, JSONDecodeError):
        return UnreachableError(
            f"{host}: the reply is broken off after {attempts} attempts; try again later",
            attempts=attempts,
        )
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, str(host), model, attempts) or _of_weather(
            error, str(host), attempts, left
        )
    if isinstance(error, openai.APIConnectionError | TimeoutError):
        late = isinstance(error, openai.APITimeoutError | TimeoutError)
        what = "no reply in time" if late else "no connection"
        return UnreachableError(
            f"{host}: {what} after {attempts} attempts; check the base URL and the network",
            attempts=attempts,
        )
    return ModelError(f"{host}: {error}", attempts=attempts)


def _of_status(
    error: openai.APIStatusError, host: str, model: str, attempts: int
) -> SummarizeError | None:
    """Translate what will not pass; None where it may."""
    status, said = error.status_code, f"{host}: {_said(error)}"
    if _no_credit(error):
        return ConfigurationError(f"{said}; the account has no credit left")
    if passing(error):
        return None
    if status == 401:
        return AuthenticationError(f"{host}: refuses the key; check OPENAI_API_KEY")
    match cause(error):
        case Cause.TOO_LONG:
            return ContextWindowError(
                f"{said}; set SUMMARIZE_CONTEXT_WINDOW to what {model} holds, or split the document"
            )
        case Cause.CONTENT:
            return RefusedError(f"{said}; try another model", reply="", attempts=attempts)
        case Cause.MODEL:
            return UnknownModelError(f"{host}: knows no model {model}; name another with --model")
    if status == 403:
        return AuthenticationError(
            f"{host}: refuses the key for {model}; check OPENAI_API_KEY and what it may use"
        )
    if status == 404:
        return UnknownModelError(
            f"{host}: knows no model {model}; name another with --model, and {address.CHECK}"
        )
    return ModelError(f"{said}; the server does not take this request", attempts=attempts)


def _of_weather(
    error: openai.APIStatusError, host: str, attempts: int, left: float | None
) -> SummarizeError:
    kind = RateLimitError if error.status_code == 429 else UnreachableError
    said, asked = f"{host}: {_said(error)}", asked_wait(error)
    if asked is not None and left is not None and asked >= left:
        return too_long_a_wait(host, asked, left, kind, attempts)
    tried = f"{attempts} attempts failed, try again later"
    advice = "wait, or ask less often" if kind is RateLimitError else tried
    return kind(f"{said}; {advice}", attempts=attempts)


def too_long_a_wait(
    host: str | None,
    asked: float,
    left: float,
    kind: type[ModelError] = RateLimitError,
    attempts: int = 1,
) -> ModelError:
    """Say that a server asks for more patience than there is."""
    return kind(
        f"{host}: asks to wait {asked:,.0f} s, and {max(0.0, left):,.0f} s are left; try again "
        "then, or raise SUMMARIZE_CALL_DEADLINE or SUMMARIZE_RUN_DEADLINE",
        attempts=attempts,
    )


def _no_credit(error: openai.APIStatusError) -> bool:
    kinds = {error.code, error.type}
    return error.status_code == 402 or bool(
        kinds & {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
    )


def _said(error: openai.APIStatusError) -> str:
    """Name the status, and what the server says beside it, if anything."""
    said = redact.text(" ".join(words(error).split()))[:200]
    return f"status {error.status_code}" + (f", {said}" if said else "")
