"""The commands as a shell runs them: with an environment of their own and a server on loopback."""

from __future__ import annotations

import os
from collections.abc import Mapping
from tempfile import TemporaryDirectory
from typing import Any

import click
from click.testing import CliRunner, Result
from harbour import ANSWERS, FACTS, NONE_AGAIN, NOWHERE, SUMMARY, confirming

from summarize.cli.qa_command import qa
from summarize.cli.summarize_command import summarize
from summarize.settings import PREFIX, Settings
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script

COMMANDS: Mapping[str, click.Command] = {"qa": qa, "summarize": summarize}

UNSET: Mapping[str, str | None] = {
    **{PREFIX + name.upper(): None for name in Settings.model_fields},
    "OPENAI_API_KEY": None,
    "OPENAI_BASE_URL": None,
}
AT_HOME = {"SUMMARIZE_CACHE_DIR": str(NOWHERE), "SUMMARIZE_PROMPTS": str(NOWHERE)}
"""Keeps the caches and templates of this machine's user out of it."""
NO_KEY = {**AT_HOME, "SUMMARIZE_MODEL": "gpt-4.1-mini"}

MODEL_LINE = "model fake at 127.0.0.1"


def reached(server: FakeServer) -> dict[str, str]:
    """Give the variables under which the commands find a server."""
    return {**AT_HOME, "OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": server.api_key}


def environment(server: FakeServer) -> dict[str, str]:
    """Give the whole environment of a process of its own that finds a server."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {**kept, **reached(server)}


def serving(check: Script = "No", **lines: Script | list[Script]) -> FakeServer:
    """Give a server with one line for each template, as `harbour.model` has them."""
    script: dict[str, Script | list[Script]] = {
        "summary": SUMMARY,
        "facts": FACTS,
        "answers": ANSWERS,
        "again": NONE_AGAIN,
        **lines,
    }

    def say(body: dict[str, Any]) -> Script:
        form = body.get("response_format")
        if not isinstance(form, dict):
            return check
        confirmed = confirming(body["messages"][-1]["content"])
        line = {"check_claims": confirmed, **script}[form["json_schema"]["name"]]
        return line.pop(0) if isinstance(line, list) else line

    return FakeServer(say)


def ran(
    command: str,
    *arguments: str,
    server: FakeServer | None = None,
    document: str | bytes | None = None,
    variables: Mapping[str, str] | None = None,
    **more_variables: str,
) -> Result:
    """Run a command with a running server, or with a model that has no key and so asks nobody.

    It has a cache directory of its own, in which a batch keeps its journal.
    """
    with TemporaryDirectory() as cache:
        given = {
            **UNSET,
            **(reached(server) if server else NO_KEY),
            "SUMMARIZE_CACHE_DIR": cache,
            **(variables or {}),
            **more_variables,
        }
        return CliRunner().invoke(COMMANDS[command], arguments, input=document, env=given)
