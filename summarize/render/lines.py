"""Results as JSON, in which nothing can drive a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from summarize.controls import RAW


def as_json(result: BaseModel, *, indent: int | None = 2) -> str:
    """Render a result as JSON; what could drive a terminal is escaped."""
    return _escaped(result.model_dump_json(indent=indent))


def line(values: Mapping[str, object]) -> str:
    """Render values as a line of JSON, as `as_json` does a result."""
    return _escaped(json.dumps(values, ensure_ascii=False))


def _escaped(text: str) -> str:
    return RAW.sub(lambda character: f"\\u{ord(character[0]):04x}", text)
