"""Reply -> draft: the JSON object in it, of the shape that was asked for, or a typed error.

A draft is validated and not yet grounded: what it says is what the model says.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
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

from summarize import tolerant
from summarize.chat import Reply
from summarize.errors import NotJSONError, RefusedError, SchemaError, TruncatedError

D = TypeVar("D", bound="Draft")

MOST_FACTS = 8
"""Of a kind: the most that a model is asked to list."""

LOOP = 200
"""Characters at the end of a reply, raw or escaped: so many blanks and line ends, or half as many
that were said twice before, and the model went round in a circle."""

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]+|\s*\(.*\))?")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_NUMBER = re.compile(r"\[?(-?\d{1,9})(?:\.0)?\]?")


def _base_language(code: object) -> object:
    """Take "en" out of "EN", "en-US" and "en (English)"."""
    found = _LANGUAGE.fullmatch(code.strip().lower()) if isinstance(code, str) else None
    return found[1] if found else code


def _whole_number(value: object) -> object:
    """Take 3 out of "3", "[3]" and 3.0, and no number out of true."""
    written = repr(value) if isinstance(value, float) else value
    found = _NUMBER.fullmatch(written.strip()) if isinstance(written, str) else None
    return int(found[1]) if found else value


def _one_text(value: object) -> object:
    """Write a number as text, and a list of texts as one."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _truth(value: object) -> object:
    """Take true out of "true" and "Yes"."""
    return _TRUTHS.get(value.strip().lower(), value) if isinstance(value, str) else value


def _at_most(number: int) -> dict[str, Any]:
    # Asked for, to keep a small model from running on; of a reply with more nothing is lost.
    return {"maxItems": number}


Language = Annotated[
    str, BeforeValidator(_base_language), StringConstraints(pattern=r"^[a-z]{2,3}$")
]
Number = Annotated[int, BeforeValidator(_whole_number)]
Names = Annotated[list[str], Field(json_schema_extra=_at_most(MOST_FACTS))]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _listed(abstract: object) -> object:
    return [abstract] if isinstance(abstract, str) else abstract


Abstract = Annotated[list[Words], BeforeValidator(_listed)]
"""Sentences; a model that is not held to the form writes them as one text."""


class Draft(BaseModel):
    """A part of a reply; every field is required, as strict schemas have it.

    What says the same in another form is taken, such as "3" for a sentence's number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class ClaimDraft(Draft):
    """A fact, and the number of the sentence that the model takes it from."""

    sentence: Number
    text: Words


class FigureDraft(Draft):
    """What a number of the document counts or measures; the number is one that was shown."""

    number: Words
    counts: Words


class FactsDraft(Draft):
    """The names and numbers that the model finds in a document."""

    people: Names
    organisations: Names
    places: Names
    figures: list[FigureDraft] = Field(json_schema_extra=_at_most(MOST_FACTS))


class SummaryDraft(Draft):
    """What the model writes for a summary."""

    abstract: Abstract = Field(min_length=1)
    key_points: list[ClaimDraft] = Field(min_length=1)
    title: Words
    language: Language

    @property
    def listed(self) -> FactsDraft | None:
        """The names and numbers; None where they are asked for by themselves."""
        return None


class WholeDraft(SummaryDraft):
    """A summary with the names and numbers of the document, from one call."""

    facts: FactsDraft = FactsDraft(people=[], organisations=[], places=[], figures=[])
    """Asked for as all else; a reply that lacks them is taken, and they are asked for apart."""

    @property
    def listed(self) -> FactsDraft | None:
        """The names and numbers; None where the reply lacks them."""
        return self.facts if "facts" in self.model_fields_set else None


@cache
def summary_draft(sentences: int, key_points: int, *, whole: bool = False) -> type[SummaryDraft]:
    """Return the form of a summary of at most so many sentences and key points.

    Without a bound in the form, a small model runs on.

    Args:
        sentences: Of the abstract.
        key_points: Beside it.
        whole: Whether the names and numbers of the document come with it.
    """
    base = WholeDraft if whole else SummaryDraft
    abstract = (Abstract, Field(min_length=1, json_schema_extra=_at_most(sentences)))
    points = (list[ClaimDraft], Field(min_length=1, json_schema_extra=_at_most(key_points)))
    return create_model("SummaryDraft", __base__=base, abstract=abstract, key_points=points)


class PointsDraft(Draft):
    """What the model finds to matter most in a part of a document."""

    points: list[ClaimDraft]


@cache
def points_draft(most: int) -> type[PointsDraft]:
    """Return the form of a list of at most so many facts."""
    points = (list[ClaimDraft], Field(json_schema_extra=_at_most(most)))
    return create_model("PointsDraft", __base__=PointsDraft, points=points)


class AnswerDraft(Draft):
    """An answer to the question of that number, from the sentence of that number."""

    question: Number
    sentence: Number | None
    answer: Annotated[str | None, BeforeValidator(_one_text)]


class AnswersDraft(Draft):
    """What the model writes for a list of questions."""

    answers: list[AnswerDraft]


class NumberedDraft(Draft):
    """What is said of one entry of a list that was shown, by its number in it."""

    number: Number


class RewrittenDraft(NumberedDraft, ClaimDraft):
    """A claim or an answer, written once more."""


class ClaimsDraft(Draft):
    """What the model writes when it is asked again for what failed."""

    claims: list[RewrittenDraft]


class CheckDraft(NumberedDraft):
    """What the cited sentences say of a claim, and whether they state it."""

    says: str | None
    stated: Annotated[bool, BeforeValidator(_truth)]


class ChecksDraft(Draft):
    """What the model writes when it is asked to confirm claims."""

    checks: list[CheckDraft]


_LEFT_OUT = frozenset({"$defs", "title", "description", "minLength", "pattern"})
"""Notes for people, and what strict schemas do not take; the reply is validated all the same."""


@lru_cache(maxsize=32)
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
        return kept | {"properties": properties, "required": list(properties)}
    return {k: _plain(v, definitions) for k, v in kept.items()}


def parse(reply: Reply, draft: type[D]) -> D:
    """Validate a reply.

    Raises:
        RefusedError: The model declined.
        TruncatedError: The reply ends at the token limit, or in a loop of white space.
        NotJSONError: There is no JSON object in it, or several that say different things.
        SchemaError: The object has another shape.
    """
    if reply.finish_reason in ("content_filter", "refusal"):
        raise RefusedError("the model declined to answer; try another model", reply=reply.text)
    if reply.finish_reason == "length":
        raise _truncated(reply)
    try:
        found = tolerant.objects(reply.text)
    except ValueError as error:
        if _loops(reply.text):
            raise _truncated(reply) from None
        problem = getattr(error, "msg", None) or getattr(error, "reason", None) or str(error)
        raise NotJSONError(f"the reply is not JSON ({problem.lower()})", reply=reply.text) from None
    return _the_one(found, draft, reply)


def _truncated(reply: Reply) -> TruncatedError:
    return TruncatedError(
        f"the reply was cut at {reply.usage.output_tokens} tokens; use a model with a longer reply",
        reply=reply.text,
    )


def repeats(text: str) -> bool:
    """Tell whether a text ends in words that it has said at least twice before."""
    return text.count(text[-LOOP // 2 :]) > 2


def _loops(text: str) -> bool:
    """Tell whether a text ends in blanks and line ends, raw or escaped, and in nothing else."""
    return len(text) - len(text.rstrip(" \t\r\n\\nrt")) >= LOOP


def _the_one(found: list[tolerant.Object], draft: type[D], reply: Reply) -> D:
    """Give the draft that is among the objects of a reply; a model may repeat the schema first."""
    valid: list[D] = []
    problems: tuple[str, ...] = ()
    for each in found:
        try:
            valid.append(draft.model_validate(each, strict=True))
        except ValidationError as error:
            problems = tuple(_problem(e["loc"], e["msg"]) for e in error.errors())
    if not valid:
        raise SchemaError(
            f"the reply has another shape than asked for: {problems[0]}",
            problems=problems,
            reply=reply.text,
        )
    if any(other != valid[0] for other in valid):
        raise NotJSONError(
            f"the reply is not JSON (it holds {len(valid)} different answers)", reply=reply.text
        )
    return valid[0]


def _problem(location: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(map(str, location))}: {message.lower()}"
