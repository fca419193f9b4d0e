"""The command `summarize cache`: what is kept of replies and of runs, and forgetting it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from summarize.cli import options

if TYPE_CHECKING:
    from summarize.models.status import Stored
    from summarize.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cache() -> None:
    """Look at what is kept of replies and of runs, or forget it.

    A model that is asked the same again, by the same model's name and server, is not asked: its
    reply is kept in the cache directory (SUMMARIZE_CACHE_DIR). Replies that are not valid are never
    kept. `--refresh` asks anew, `--no-cache` neither uses nor keeps replies.

    Of a run over many documents, and of `summarize measure`, what is finished is kept as well, in a
    journal for each, from which the run goes on.
    """


@cache.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def stats(as_json: bool) -> None:
    """Tell how much is kept, and where."""
    with options.errors("summarize cache"):
        import json

        from summarize.render import printable
        from summarize.settings import Settings

        found = _kept(Settings.from_environment())
        if as_json:
            shown = {name: stored.model_dump() for name, stored in found.items()}
            click.echo(json.dumps(shown, indent=2))
            return
        for name, stored in found.items():
            click.echo(f"{printable(stored.path)}: {_told(name, stored)}")


@cache.command()
def clear() -> None:
    """Forget all replies and runs."""
    with options.errors("summarize cache"):
        from summarize.errors import ConfigurationError
        from summarize.models.replies import FILE, Replies
        from summarize.settings import Settings

        settings = Settings.from_environment()
        found = _kept(settings)
        Replies(settings.cache_dir / FILE).clear()
        try:
            shutil.rmtree(settings.journals)
        except FileNotFoundError:
            pass  # no run was kept
        except OSError as error:
            raise ConfigurationError(
                f"{settings.journals}: cannot be cleared, {error}; try again, or remove it"
            ) from error
        click.echo(f"forgot {' and '.join(_told(*each) for each in found.items())}")


def _kept(settings: Settings) -> dict[str, Stored]:
    from summarize.models import status

    return {"replies": status.replies(settings), "journals": status.journals(settings)}


_ONE = {"replies": "reply", "journals": "journal"}


def _told(name: str, stored: Stored) -> str:
    from rich.filesize import decimal

    kind = _ONE[name] if stored.entries == 1 else name
    return f"{stored.entries:,} {kind}, {decimal(stored.bytes)}"
