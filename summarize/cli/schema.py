"""The command `summarize schema`: the JSON Schema of everything that is printed as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from summarize.cli import options

if TYPE_CHECKING:
    from pydantic import BaseModel

RESULTS = {
    "summary": "summarize --json",
    "answer": "qa --json",
    "result": "a line of summarize --jsonl",
    "row": "a line of qa --jsonl",
    "error": "an error on stderr, and in a line of summarize --jsonl",
    "plan": "--dry-run --json",
    "status": "summarize status --json",
    "report": "summarize measure --json",
}
"""What there is, and what prints it."""
_LISTED = "\n".join(f"  {name:9}{printed}" for name, printed in RESULTS.items())


@click.command(
    epilog=f"\b\nResults:\n{_LISTED}\n",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("result", type=click.Choice(list(RESULTS)), metavar="RESULT")
def schema(result: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a RESULT.

    `schema_version` rises when a field is renamed, left out or takes another meaning; a field that
    is added does not raise it.

    \b
    Examples:
      summarize schema summary
      summarize schema answer > answer.schema.json
    """
    with options.errors("summarize schema"):
        from pydantic.json_schema import GenerateJsonSchema

        described = {"$schema": GenerateJsonSchema.schema_dialect, **_described(result)}
        click.echo(json.dumps(described, indent=2, ensure_ascii=False))


def _described(result: str) -> dict[str, object]:
    """Describe a result; only what it needs is imported."""
    from pydantic import TypeAdapter

    from summarize import table, types

    if result == "row":
        row: TypeAdapter[dict[str, table.Cell]] = TypeAdapter(dict[str, table.Cell])
        return {"title": "Row"} | row.json_schema(mode="serialization")
    forms: dict[str, type[BaseModel]] = {
        "summary": types.Summary,
        "answer": types.Answer,
        "result": types.Result,
        "error": types.Failure,
    }
    form = forms.get(result) or _tool(result)
    return form.model_json_schema(mode="serialization")


def _tool(result: str) -> type[BaseModel]:
    """Give the form of what a command tells about models, not about a document."""
    if result == "plan":
        from summarize.models.plan import Plan

        return Plan
    if result == "status":
        from summarize.models.status import Status

        return Status
    from summarize.measure.report import Report

    return Report
