"""A command whose wrong usage is told as JSON where JSON is asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from summarize.cli import forms

_JSON = "summarize.cli.json"


class Command(click.Command):
    """What `qa` and `summarize` are."""

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
