"""The command `summarize cassettes`: what is recorded, and recording again what is stale."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli import options

if TYPE_CHECKING:
    from summarize.testing.audit import Audited

EXIT_CODES = """\b
Exit codes:
  0    nothing is wrong
  1    unexpected error
  2    wrong usage
  4    pytest is not set up, or does not run
  9    something is wrong with a cassette, or could not be recorded
  130  interrupted
"""
_FOLDER = click.argument(
    "folder",
    metavar="[DIR]",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
_HELP = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=_HELP)
def cassettes() -> None:
    """Look after recorded replies of a model, and record them again."""


@cassettes.command(epilog=EXIT_CODES, context_settings=_HELP)
@_FOLDER
@click.option("--fix", is_flag=True, help="Delete orphans.")
def audit(folder: Path, fix: bool) -> None:
    """List the cassettes below DIR, and what is wrong with them.

    For each: its size, and the model, the server and the version that recorded it. The tests that
    have them are replayed, with no network. Wrong are: a cassette of no marked test (an orphan), a
    recorded reply that its test does not use, a request that is not recorded, a marked test beside
    them that has none, a prompt template that has changed since, a secret, a damaged file, and a
    test that fails.

    DIR is the current directory where it is left out. What other tools keep is left alone.
    """
    with options.errors("summarize cassettes audit"):
        found = _audited(folder)
        for one in found:
            _print(one, fix)
        wrong = sum(bool(one.problems) and not (one.orphan and fix) for one in found)
        size = sum(one.size for one in found)
        there = sum(one.size > 0 for one in found)
        click.echo(f"cassettes: {there}, {size:,} bytes; with something wrong: {wrong}")
    sys.exit(options.PART_FAILED if wrong else 0)


@cassettes.command(epilog=EXIT_CODES, context_settings=_HELP)
@_FOLDER
def refresh(folder: Path) -> None:
    """Record the stale cassettes below DIR again.

    Stale is one with a prompt template that has changed since, with a reply that its test does not
    use, or without one that its test asks for, and one that is not there yet. Their tests are run
    with `pytest --record-cassettes=all`, against the embedded model or the one that SUMMARIZE_MODEL
    names. A cassette is written when its test has passed.
    """
    with options.errors("summarize cassettes refresh"):
        stale = [one for one in _audited(folder) if one.stale]
        if not stale:
            click.echo("no cassette is stale")
        for one in stale:
            _print(one, fix=False)
        done = _recorded(stale)
    sys.exit(0 if done else options.PART_FAILED)


def _audited(folder: Path) -> list[Audited]:
    if missing := [name for name in ("pytest", "vcr") if not find_spec(name)]:
        from summarize.errors import ConfigurationError

        raise ConfigurationError(
            f"{missing[0]} is not installed; run: pip install 'summarize-qa[test]'"
        )
    from summarize.testing.audit import audit

    return audit(folder)


def _recorded(stale: list[Audited]) -> bool:
    """Record again, a project at a time; tell whether all that are stale could be."""
    from itertools import groupby

    from summarize.testing import runs

    known = [one for one in stale if one.test]
    done = [
        runs.record(project, [one.test for one in group if one.test])
        for project, group in groupby(known, lambda one: one.project)
    ]
    return all(done) and len(known) == len(stale)


def _print(one: Audited, fix: bool) -> None:
    from summarize.render import printable
    from summarize.testing.audit import delete

    click.echo(printable(str(_shown(one.path))))
    if one.size:
        click.echo(f"    {one.size:,} bytes; {one.model} at {one.server}; {one.recorder}")
    for problem in one.problems:
        click.echo(f"    {printable(problem)}")
    if one.orphan and fix:
        delete(one.path)
        click.echo("    deleted")


def _shown(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
