"""`--dry-run`: what a run would ask and cost, told with no key and without asking anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from summarize.models.plan import Plan, Work
    from summarize.settings import Settings
    from summarize.types import Usage


def dry_run(paths: Sequence[str], settings: Settings, work: Work, as_json: bool) -> None:
    """Print, for each path, calls, tokens and cost: if nothing is asked again, and at worst."""
    from summarize import render
    from summarize.listing import files
    from summarize.models.plan import plan
    from summarize.read import read

    paths = [file for path in paths for file in files(path)]
    plans: list[Plan] = []
    for path in paths:
        made = plan(read(path, settings), settings, work)
        if not plans:
            counted = "exact" if made.exact else "estimated, rather too high"
            click.echo(f"model {render.printable(made.model)}; tokens {counted}", err=True)
        plans.append(made)
        if as_json:
            click.echo(render.as_json(made, indent=None if len(paths) > 1 else 2))
        else:
            click.echo(f"{render.printable(made.source)}: {_told([made])}")
    if len(paths) > 1 and not as_json:
        click.echo(f"all: {_told(plans)}")


def _told(plans: Sequence[Plan]) -> str:
    from summarize.models.prices import told
    from summarize.types import Usage

    least = sum((made.least for made in plans), Usage())
    most = sum((made.most for made in plans), Usage())
    costs = f"{told(least.cost)} to {told(most.cost)}" if most.cost else told(most.cost)
    return (
        f"{least.calls:,} to {most.calls:,} calls, "
        f"{_tokens(least):,} to {_tokens(most):,} tokens, cost {costs}"
    )


def _tokens(usage: Usage) -> int:
    return usage.input_tokens + usage.output_tokens
