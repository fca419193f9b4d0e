"""The client's errors, translated in one place: what happened, and what to do about it."""

from __future__ import annotations

from json import JSONDecodeError
from urllib.parse import urlsplit

import openai

from summarize.errors import (
    AuthenticationError,
    ConfigurationError,
    ModelError,
    RateLimitError,
    SummarizeError,
    UnknownModelError,
    UnreachableError,
)

PASSING_STATUSES = frozenset({408, 409, 429})
"""Beside 5xx; the server may well take the same request a moment later."""

LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more is not waited for."""


def passing(error: BaseException) -> bool:
    """Tell whether the same call may succeed a moment later."""
    if isinstance(error, openai.APIStatusError):
        if error.code == "insufficient_quota":
            return False
        return error.status_code in PASSING_STATUSES or error.status_code >= 500
    return isinstance(error, openai.APIConnectionError | JSONDecodeError)


def asked_wait(error: BaseException | None) -> float | None:
    """Return the seconds that the server asks to wait, by its Retry-After; None if it does not."""
    if not isinstance(error, openai.APIStatusError):
        return None
    value = error.response.headers.get("retry-after", "")
    try:
        return min(max(0.0, float(value)), LONGEST_WAIT)  # in this order "nan" is 0
    except ValueError:
        return None


def translate(
    error: openai.OpenAIError | JSONDecodeError, model: str, base_url: str, attempts: int
) -> SummarizeError:
    """Return the error of ours that says what happened and what to do."""
    host = urlsplit(base_url).hostname
    if isinstance(error, JSONDecodeError):
        return UnreachableError(
            f"{host}: the reply is broken off after {attempts} attempts; try again later",
            attempts=attempts,
        )
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return AuthenticationError(f"{host}: refuses the key; check OPENAI_API_KEY")
    if isinstance(error, openai.NotFoundError):
        return UnknownModelError(f"{host}: knows no model {model}; name another with --model")
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, f"{host}: {_said(error)}", attempts)
    if isinstance(error, openai.APIConnectionError):
        what = "no reply in time" if isinstance(error, openai.APITimeoutError) else "no connection"
        return UnreachableError(
            f"{host}: {what} after {attempts} attempts; check the base URL and the network",
            attempts=attempts,
        )
    return ModelError(f"{host}: {error}", attempts=attempts)


def _of_status(error: openai.APIStatusError, said: str, attempts: int) -> SummarizeError:
    if error.code == "insufficient_quota":
        return ConfigurationError(f"{said}; the account has no credit left")
    if error.status_code == 429:
        return RateLimitError(f"{said}; wait, or ask less often", attempts=attempts)
    if passing(error):
        return UnreachableError(
            f"{said}; {attempts} attempts failed, try again later", attempts=attempts
        )
    return ModelError(f"{said}; the server does not take this request", attempts=attempts)


def _said(error: openai.APIStatusError) -> str:
    message = " ".join(error.message.split())
    return f"status {error.status_code}, {message[:200]}"
