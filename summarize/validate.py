"""Reply -> draft: the JSON object in it, of the shape that was asked for, or a typed error.

A draft is validated and not yet grounded: what it says is what the model says.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    create_model,
)

from summarize.chat import Reply
from summarize.errors import NotJSONError, RefusedError, SchemaError, TruncatedError

D = TypeVar("D", bound="Draft")

MOST_FACTS = 8
"""Of a kind: the most that a summary lists."""


def _lowered(code: object) -> object:
    # Before the pattern is looked at: pydantic's own `to_lower` comes after it.
    return code.strip().lower() if isinstance(code, str) else code


Language = Annotated[str, BeforeValidator(_lowered), StringConstraints(pattern=r"^[a-z]{2,3}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _listed(abstract: object) -> object:
    return [abstract] if isinstance(abstract, str) else abstract


Abstract = Annotated[list[Words], BeforeValidator(_listed)]
"""Sentences; a model that is not held to the form writes them as one text."""


class Draft(BaseModel):
    """A part of a reply; every field is required, as strict schemas have it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ClaimDraft(Draft):
    """A fact, and the number of the sentence that the model takes it from."""

    sentence: int
    text: Words


class FigureDraft(Draft):
    """What a number of the document counts or measures; the number is one that was shown."""

    number: Words
    counts: Words


class SummaryDraft(Draft):
    """What the model writes for a summary."""

    abstract: Abstract = Field(min_length=1)
    key_points: list[ClaimDraft] = Field(min_length=1)
    title: Words
    language: Language


@cache
def summary_draft(sentences: int, key_points: int) -> type[SummaryDraft]:
    """Return the form of a summary of at most so many sentences and key points.

    Without a bound in the form, a small model runs on.
    """
    abstract = (Abstract, Field(min_length=1, max_length=sentences))
    points = (list[ClaimDraft], Field(min_length=1, max_length=key_points))
    return create_model("SummaryDraft", __base__=SummaryDraft, abstract=abstract, key_points=points)


class FactsDraft(Draft):
    """The names and numbers that the model finds in a document."""

    people: list[str] = Field(max_length=MOST_FACTS)
    organisations: list[str] = Field(max_length=MOST_FACTS)
    places: list[str] = Field(max_length=MOST_FACTS)
    figures: list[FigureDraft] = Field(max_length=MOST_FACTS)


class AnswerDraft(Draft):
    """An answer to the question of that number, from the sentence of that number."""

    question: int
    sentence: int | None
    answer: str | None


class AnswersDraft(Draft):
    """What the model writes for a list of questions."""

    answers: list[AnswerDraft]


class RewrittenDraft(ClaimDraft):
    """A claim or an answer, written once more, by its number in the list that was shown."""

    number: int


class ClaimsDraft(Draft):
    """What the model writes when it is asked again for what failed."""

    claims: list[RewrittenDraft]


_LEFT_OUT = frozenset({"$defs", "title", "description", "minLength", "pattern"})
"""Notes for people, and what strict schemas do not take; the reply is validated all the same."""


def schema(draft: type[Draft]) -> dict[str, object]:
    """Return the JSON Schema of a draft, without references, titles or descriptions."""
    whole = draft.model_json_schema()
    return dict(_plain(whole, whole.get("$defs", {})))


def _plain(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_plain(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
    kept = {name: value for name, value in node.items() if name not in _LEFT_OUT}
    if "properties" in node:
        properties = {k: _plain(v, definitions) for k, v in node["properties"].items()}
        return {k: v for k, v in kept.items() if k != "properties"} | {"properties": properties}
    return {k: _plain(v, definitions) for k, v in kept.items()}


def parse(reply: Reply, draft: type[D]) -> D:
    """Validate a reply.

    Raises:
        RefusedError: The model declined.
        TruncatedError: The reply ends at the token limit.
        NotJSONError: There is no JSON object in it.
        SchemaError: The object has another shape.
    """
    if reply.finish_reason in ("content_filter", "refusal"):
        raise RefusedError("the model declined to answer; try another model", reply=reply.text)
    if reply.finish_reason == "length":
        raise TruncatedError(
            f"the reply was cut at {reply.usage.output_tokens} tokens; "
            "use a model with a longer reply",
            reply=reply.text,
        )
    try:
        return draft.model_validate(_object(reply.text))
    except ValidationError as error:
        problems = tuple(_problem(e["loc"], e["msg"]) for e in error.errors(include_url=False))
        raise SchemaError(
            f"the reply has another shape than asked for: {problems[0]}",
            problems=problems,
            reply=reply.text,
        ) from None


def _problem(location: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(map(str, location)) or 'reply'}: {message.lower()}"


_FENCED = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL)


def _object(text: str) -> object:
    """Read the one JSON object of a reply, in a code fence or among prose if need be."""
    fenced = _FENCED.search(text)
    body = fenced[1] if fenced else text[text.find("{") : text.rfind("}") + 1]
    try:
        found = json.loads(body, strict=False)
        json.dumps(found, ensure_ascii=False).encode()  # refuses half a surrogate pair
    except (ValueError, RecursionError) as error:
        problem = getattr(error, "msg", None) or getattr(error, "reason", None) or "out of bounds"
        raise NotJSONError(f"the reply is not JSON ({problem.lower()})", reply=text) from None
    return found
