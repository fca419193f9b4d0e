"""The commands `summarize` and `qa`; the only room that prints and exits.

At the top it imports click and nothing heavier, so that `--help` waits for no library.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS = {
    "cache": "summarize.cli.cache",
    "cassettes": "summarize.cli.cassettes",
    "completion": "summarize.cli.completion",
    "measure": "summarize.cli.measure",
    "schema": "summarize.cli.schema",
    "status": "summarize.cli.status",
}
"""Reserved first words of `summarize`; a document of that name is `./measure`."""


def qa() -> None:
    """Run the command `qa`."""
    from summarize.cli.qa_command import qa

    qa(prog_name="qa")


def summarize() -> None:
    """Run the command `summarize`, or the one that its first word names."""
    from summarize.cli import completion

    completion.prepare()
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if word in COMMANDS:
        command: click.Command = getattr(import_module(COMMANDS[word]), word)
        command(args=sys.argv[2:], prog_name=f"summarize {word}")
    else:
        from summarize.cli.summarize_command import summarize

        summarize(prog_name="summarize")
