"""The command `summarize cache`: what is kept of replies, and forgetting it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from summarize.cli import options

if TYPE_CHECKING:
    from summarize.models.replies import Replies


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cache() -> None:
    """Look at the replies that are kept, or forget them.

    A model that is asked the same again, by the same model's name and server, is not asked: its
    reply is kept in the cache directory (SUMMARIZE_CACHE_DIR). Replies that are not valid are never
    kept. `--refresh` asks anew, `--no-cache` neither uses nor keeps replies.
    """


@cache.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def stats(as_json: bool) -> None:
    """Tell how many replies are kept, where, and how large the file is."""
    with options.errors("summarize cache"):
        from summarize.render import printable

        found = _replies().stats()
        if as_json:
            shown = {"path": str(found.path), "entries": found.entries, "bytes": found.size}
            click.echo(json.dumps(shown, indent=2))
        else:
            click.echo(f"{printable(str(found.path))}: {_told(found.entries, found.size)}")


@cache.command()
def clear() -> None:
    """Forget all replies."""
    with options.errors("summarize cache"):
        replies = _replies()
        found = replies.stats()
        replies.clear()
        click.echo(f"forgot {_told(found.entries, found.size)}")


def _replies() -> Replies:
    from summarize.models.replies import FILE, Replies
    from summarize.settings import Settings

    return Replies(Settings.from_environment().cache_dir / FILE)


def _told(entries: int, size: int) -> str:
    return f"{entries:,} {'reply' if entries == 1 else 'replies'}, {size / 1e6:,.1f} MB"
