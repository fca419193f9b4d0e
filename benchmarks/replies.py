"""Count how raw replies of models are read: the object exactly, or the typed error.

    python benchmarks/replies.py raw_replies.jsonl

A row holds `raw`, `finish_reason`, the JSON Schema in `schema`, and in `expected` the object, or
one of truncated, not_json, schema_error, refused.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import create_model

from summarize.chat import Reply
from summarize.errors import ModelError, NotJSONError, RefusedError, SchemaError, TruncatedError
from summarize.types import Usage
from summarize.validate import Draft, parse

KINDS = {
    RefusedError: "refused",
    TruncatedError: "truncated",
    NotJSONError: "not_json",
    SchemaError: "schema_error",
}
SCALARS = {"string": str, "integer": int, "number": float, "boolean": bool, "null": None}


def draft_of(schema: dict[str, Any], name: str = "Row") -> Any:
    """Give the type that a JSON Schema describes; an object's is a draft of the product's kind."""
    kind = schema["type"]
    if isinstance(kind, list):
        types = [draft_of({**schema, "type": each}, name) for each in kind]
        whole = types[0]
        for each in types[1:]:
            whole = whole | each
        return whole
    if kind == "array":
        return list[draft_of(schema["items"], f"{name}_item")]  # type: ignore[misc]
    if kind != "object":
        return SCALARS[kind]
    fields = {
        key: (draft_of(value, f"{name}_{key}"), ...) for key, value in schema["properties"].items()
    }
    return create_model(name, __base__=Draft, **fields)


def outcome(row: dict[str, Any]) -> object:
    """Give what the product makes of a row: the object, or the name of its error."""
    reply = Reply(row["raw"], row["finish_reason"], Usage())
    try:
        return parse(reply, draft_of(row["schema"])).model_dump()
    except ModelError as error:
        return KINDS[type(error)]


def main() -> None:
    """Run the benchmark; exit with 1 where a row is read wrongly."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    lines = parser.parse_args().file.read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    right: Counter[str] = Counter()
    total = Counter(row.get("kind", "") for row in rows)
    for row in rows:
        found = outcome(row)
        right[row.get("kind", "")] += found == row["expected"]
        if found != row["expected"]:
            print(f"WRONG {row.get('id', '')}: {str(found)[:100]}")
    for kind, number in sorted(total.items()):
        print(f"{kind:28} {right[kind]} of {number}")
    print(f"{'all':28} {right.total()} of {total.total()}")
    sys.exit(0 if right == total else 1)


if __name__ == "__main__":
    main()
