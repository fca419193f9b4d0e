"""What a server says about a request that it does not take: a parameter, or something else.

Only a refusal of the reply's form or of a parameter is mended by asking otherwise. Anything else,
such as a prompt that is too long, must take nothing away from what is known of the server.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

import openai

STATUSES = frozenset({400, 404, 422, 501})
"""By which servers refuse a parameter."""

LONGEST = 2000
"""Characters of what a server says that are looked at."""

FORMAT = "response_format"
_DROPPED = ("max_completion_tokens", "max_tokens", "temperature", "frequency_penalty", "seed")
_ODDS = ("top_logprobs", "logprobs")


class Cause(Enum):
    """Why a request as a whole is not taken."""

    TOO_LONG = auto()
    CONTENT = auto()
    MODEL = auto()
    OTHER = auto()


_TOO_LONG = re.compile(
    r"context[ _-]?(?:length|window|size)|maximum context|exceed_context|too many (?:input )?tokens"
    r"|(?:prompt|input|request) (?:is )?too (?:long|large)|(?:prompt|input) length .* exceeds"
    r"|reduce the length|string_above_max_length",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"content[ _](?:filter|policy|management)|content_policy_violation|safety system"
    r"|responsible ai|moderation|flagged",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"model_not_found|(?:unknown|invalid|no such|unsupported) model\b|invalid model name"
    r"|model\b.{0,80}?(?:does not exist|not exist|not found|is not available|not a valid model)"
    r"|not a valid model",
    re.IGNORECASE | re.DOTALL,
)
_REFUSING = re.compile(
    r"support|unrecognized|unrecognised|unknown|unexpected|not (?:permitted|allowed|available|valid"
    r"|implemented|enabled)|extra (?:inputs|fields)|forbidden|invalid|cannot be|can't be|must be"
    r"|should be|only .{0,40}?(?:default|1\b)|instead|disabled|deprecated|incompatible|failed to",
    re.IGNORECASE | re.DOTALL,
)
_OF_THE_FORMAT = re.compile(
    r"response_?format|json_?(?:schema|object|mode)|\bschema\b|\bgrammar\b|\bguided|\bjson mode"
    r"|structured[ _]outputs?|\bstrict\b",
    re.IGNORECASE,
)
_TOO_MUCH = re.compile(r"too (?:large|high|big|many)|at most|exceeds?|greater than", re.IGNORECASE)


def words(error: openai.APIStatusError) -> str:
    """Return what a server says, in whichever form it says it.

    Of a list of problems only places and messages: servers repeat the request in it, and with it
    the document.
    """
    body, message = error.body, _message(error)
    if isinstance(body, str):
        return f"{message} {body[:LONGEST]}"
    detail = body.get("detail") if isinstance(body, dict) else None
    if isinstance(detail, list):
        places = [
            f"{'.'.join(map(str, each.get('loc', ())))}: {each.get('msg', '')}"
            for each in detail
            if isinstance(each, dict)
        ]
        return f"{message} {'; '.join(places)[:LONGEST]}"
    return f"{message} {str(detail)[:LONGEST]}" if detail else message


def _message(error: openai.APIStatusError) -> str:
    """Return a server's own message, without the status that the client sets before it."""
    return error.message.removeprefix(f"Error code: {error.status_code}").removeprefix(" - ")


def cause(error: openai.APIStatusError) -> Cause:
    """Tell why a request as a whole is not taken."""
    said = f"{error.code or ''} {words(error)}"
    for pattern, found in (
        (_TOO_LONG, Cause.TOO_LONG),
        (_CONTENT, Cause.CONTENT),
        (_MODEL, Cause.MODEL),
    ):
        if pattern.search(said):
            return found
    return Cause.OTHER


def refused(error: openai.APIStatusError, sent: Mapping[str, object]) -> str | None:
    """Return the parameter of `sent` that is refused; None where it is something else.

    "logprobs" stands for both parameters that ask for odds.
    """
    if error.status_code not in STATUSES:
        return None
    said = f"{error.code or ''} {words(error)}"
    if _TOO_LONG.search(said) or _CONTENT.search(said):
        return None
    for name in (*_DROPPED, *_ODDS):
        if name in sent and _names(error, said, name, sent):
            if "max_" in name and _TOO_MUCH.search(said):
                return None  # its value, and without a cap it might be larger still
            return "logprobs" if name in _ODDS else name
    about = error.param or ""
    if FORMAT in sent and (about.startswith(FORMAT) or _OF_THE_FORMAT.search(said)):
        return FORMAT
    return None


def _names(error: openai.APIStatusError, said: str, name: str, sent: Mapping[str, object]) -> bool:
    """Tell whether a refusal is about a parameter: it is said so, or the words say it."""
    if error.param == name:
        return True
    if error.param and error.param.split(".")[0] in {"model", *sent}:
        return False  # it is about another
    word = re.search(rf"(?<!\w){name}(?!\w)", said)
    return bool(word and _REFUSING.search(said))
