"""How long a server asks to wait: in a header as seconds or a date, or in what it says."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import openai

LONGEST = 4000
"""Characters of what a server says that are looked at."""

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_AMOUNT = r"(\d+(?:\.\d+)?)\s*(ms|milliseconds?|m|min|minutes?|s|secs?|seconds?|h|hours?)(?![a-z])"
_ASKED = re.compile(
    rf"(?:again|retry|wait)(?:ing)?(?: (?:in|after|for|at least))*[: ]+((?:{_AMOUNT}[ ,]*)+)",
    re.IGNORECASE,
)
_PARTS = re.compile(_AMOUNT, re.IGNORECASE)
_FIELD = re.compile(
    r"[\"']?retry_?(?:after|delay)(?P<ms>_?ms)?(?:_seconds)?[\"']?\s*[:=]\s*[\"']?"
    r"(?P<number>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)


def asked_wait(error: BaseException | None) -> float | None:
    """Return the seconds that the server asks to wait; None where it does not say."""
    if not isinstance(error, openai.APIStatusError):
        return None
    headers = error.response.headers
    for found in (_milliseconds(headers), _retry_after(headers), _said(error)):
        if found is not None:
            return max(0.0, found)  # in this order "nan" is 0
    return None


def _milliseconds(headers: Mapping[str, str]) -> float | None:
    found = _number(headers.get("retry-after-ms", ""))
    return None if found is None else found / 1000


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "")
    found = _number(value)
    if found is not None or not value:
        return found
    asked = _date(value)
    # By the server's own clock, where it tells it: ours may be wrong.
    now = _date(headers.get("date", ""))
    return None if asked is None else asked - (time.time() if now is None else now)


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _date(value: str) -> float | None:
    try:
        return parsedate_to_datetime(value).timestamp()
    except ValueError:
        return None


def _said(error: openai.APIStatusError) -> float | None:
    """Read "try again in 1m6.5s" or a field such as "retryDelay" off the body."""
    text = f"{error.message} {error.body or ''}"[:LONGEST]
    if asked := _ASKED.search(text):
        return sum(float(n) * _unit(unit) for n, unit in _PARTS.findall(asked[1]))
    if found := _FIELD.search(text):
        return float(found["number"]) * (0.001 if found["ms"] else 1.0)
    return None


def _unit(name: str) -> float:
    name = name.lower()
    return _UNITS["ms" if name.startswith(("ms", "milli")) else name[0]]
