"""Errors of the openai client, as servers bring them about, for the tests of the model layer."""

from __future__ import annotations

import httpx2
import openai

KINDS: dict[int, type[openai.APIStatusError]] = {
    400: openai.BadRequestError,
    401: openai.AuthenticationError,
    403: openai.PermissionDeniedError,
    404: openai.NotFoundError,
    422: openai.UnprocessableEntityError,
    429: openai.RateLimitError,
}


def status(
    code: int,
    message: str = "it is\n  busy",
    *,
    error: str | None = None,
    param: str | None = None,
    body: object = None,
    **headers: str,
) -> openai.APIStatusError:
    """Give what the client raises for a status, with its own kind of error where it has one.

    Headers are written with underscores.
    """
    request = httpx2.Request("POST", "http://user:secret@host:8080/v1/chat/completions")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx2.Response(code, headers=named, request=request)
    said = {"code": error, "param": param} if body is None else body
    return KINDS.get(code, openai.APIStatusError)(message, response=response, body=said)
