"""A command whose options are listed by what they are for, and whose wrong usage may be JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from summarize.cli import forms

_JSON = "summarize.cli.json"

_SECTIONS = {
    "Questions and summaries": (
        *("interactive", "questions", "file", "fail_if_unanswered"),
        *("length", "language", "thorough", "strict"),
    ),
    "Documents": ("encoding", "show_text"),
    "Results": ("form", "output", "page", "resume"),
    "Model and cost": ("model", "cache", "dry_run", "max_cost", "max_tokens", "log"),
}
"""Options of the help by what they are for, in this order; what is in none comes last."""
_OTHERS = "Others"


class Command(click.Command):
    """What `qa` and `summarize` are."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, section by section."""
        of = {name: section for section, names in _SECTIONS.items() for name in names}
        order = [name for names in _SECTIONS.values() for name in names]
        listed: dict[str, list[tuple[str, str]]] = {name: [] for name in (*_SECTIONS, _OTHERS)}
        own = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        for option in sorted(own, key=lambda o: order.index(o.name) if o.name in of else len(of)):
            if (record := option.get_help_record(ctx)) is not None:
                listed[of.get(option.name or "", _OTHERS)].append(record)
        for section, records in listed.items():
            if records:
                with formatter.section(section):
                    formatter.write_dl(records)

    def make_context(
        self, info_name: str | None, args: list[str], *rest: Any, **extra: Any
    ) -> click.Context:
        """Parse the words."""
        as_json = forms.asks_for_json(args)
        with _told(as_json=as_json):
            context = super().make_context(info_name, args, *rest, **extra)
        context.meta[_JSON] = as_json
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run it."""
        with _told(as_json=ctx.meta[_JSON]):
            return super().invoke(ctx)


@contextmanager
def _told(*, as_json: bool) -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        if not as_json:
            raise
        from summarize.types import SCHEMA_VERSION

        told = {"error": "UsageError", "message": error.format_message()}
        told_too = {"exit_code": error.exit_code, "schema_version": SCHEMA_VERSION}
        click.echo(json.dumps(told | told_too, ensure_ascii=False), err=True)
        sys.exit(error.exit_code)
