"""Wrong usage is told in the form that is asked for; where it is right, nothing changes."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner
from shell import COMMANDS

from summarize.cli.command import Command


@click.command(cls=Command)
@click.option("--json", is_flag=True)
@click.option("--bad", is_flag=True)
def tell(json: bool, bad: bool) -> None:
    """Print whether JSON is asked for."""
    if bad:
        raise click.UsageError("this is bad")
    click.echo(json)


@pytest.mark.parametrize(("wrong", "said"), [("--bad", "this is bad"), ("--worse", "--worse")])
def test_wrong_usage(wrong: str, said: str) -> None:
    """Of the words themselves, and found by the command: a line of JSON, or click's own words."""
    as_json = CliRunner().invoke(tell, ["--json", wrong])
    assert as_json.exit_code == 2
    assert said in json.loads(as_json.stderr)["message"]
    in_words = CliRunner().invoke(tell, [wrong])
    assert in_words.exit_code == 2
    assert in_words.stderr.startswith("Usage: ")
    assert said in in_words.stderr


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_help_lists_every_option_in_its_section(command: click.Command) -> None:
    """But for the short forms of another; in the last section is what every command has."""
    shown = CliRunner().invoke(command, ["--help"]).stdout
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert shown.count(f" {parameter.opts[-1]} ") >= 1, parameter.opts
    others = shown[shown.index("\nOthers:\n") :].split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in others[2:]] == ["--version", "-h,"]


def test_right_usage() -> None:
    """It runs."""
    assert CliRunner().invoke(tell, ["--json"]).stdout == "True\n"
