"""`summarize schema`: the JSON Schema of everything that is printed as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from harbour import TEXT, answers
from shell import ran, serving

from summarize import Answer, Summary
from summarize.cli import schema
from summarize.types import SCHEMA_VERSION

HOW_LONG = "How long had it been closed?"


def described(result: str) -> dict[str, Any]:
    """Give the schema that the command prints."""
    found = CliRunner().invoke(schema.schema, [result])
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)  # type: ignore[no-any-return]  # the tests below look into it


@pytest.mark.parametrize("result", schema.RESULTS)
def test_every_result_has_its_schema(result: str) -> None:
    """Which is one of the draft that it says it is of."""
    found = described(result)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    validators = pytest.importorskip("jsonschema.validators")
    validators.Draft202012Validator.check_schema(found)


@pytest.mark.parametrize(("result", "form"), [("summary", Summary), ("answer", Answer)])
def test_it_describes_every_field(result: str, form: type[Summary | Answer]) -> None:
    """And allows nothing else."""
    found = described(result)
    assert found["properties"].keys() == form.model_fields.keys()
    assert found["additionalProperties"] is False
    assert found["title"] == form.__name__


@pytest.mark.parametrize(
    ("result", "command", "arguments"),
    [
        ("summary", "summarize", ("-", "--json")),
        ("result", "summarize", ("-", "missing.txt", "--jsonl")),
        ("answer", "qa", (HOW_LONG, "--json")),
        ("row", "qa", ("-q", HOW_LONG, "-", "missing.txt", "--jsonl")),
        ("plan", "qa", (HOW_LONG, "--json", "--dry-run")),
    ],
)
def test_what_is_printed_is_what_is_described(
    result: str, command: str, arguments: tuple[str, ...]
) -> None:
    """Each line or document that a command prints is valid by the schema of its name."""
    validate = pytest.importorskip("jsonschema").validate
    with serving(answers=answers((2, "12 days"))) as server:
        printed = ran(command, *arguments, server=server, document=TEXT).stdout
    lines = printed.splitlines() if printed.startswith('{"') else [printed]
    assert lines
    for line in lines:
        validate(json.loads(line), described(result))


def test_results_carry_the_version_of_their_form() -> None:
    """A program that reads them can tell."""
    assert described("error")["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    with serving(answers=answers((2, "12 days"))) as server:
        printed = ran("qa", HOW_LONG, "--json", server=server, document=TEXT).stdout
    assert json.loads(printed)["provenance"]["schema_version"] == SCHEMA_VERSION


def test_another_result_is_refused() -> None:
    """With the names that there are."""
    refused = CliRunner().invoke(schema.schema, ["page"])
    assert refused.exit_code == 2
    assert "summary" in refused.stderr
