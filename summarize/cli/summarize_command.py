"""The command `summarize`: documents in, summaries with their evidence out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from summarize.cli import batch, options, progress

if TYPE_CHECKING:
    from summarize.models.counting import Counting
    from summarize.settings import Settings
    from summarize.types import Document


@click.command(
    epilog="\n".join((batch.HELP, options.MODEL_HELP, options.EXIT_CODES)),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option(
    "--questions",
    type=click.Path(),
    metavar="FILE",
    help="Fixed questions, instead of those beside the document or for any article.",
)
@click.option(
    "--length",
    type=click.Choice(["short", "medium", "long"]),
    help="Of the summary: a sentence and 3 points, 2 and 5 (the default), or 3 and 8.",
)
@options.many
@options.shared
def summarize(
    paths: tuple[str, ...],
    as_json: bool,
    jsonl: bool,
    resume: bool,
    dry_run: bool,
    show_text: bool,
    page: str | None,
    **tuned: Any,
) -> None:
    """Summarise the document at PATH, and answer its fixed questions.

    Every part that states something carries the number of a quote from the document, or is marked
    as not found there. `-` is standard input. With several paths, --json prints a line for each.

    `summarize measure` measures models and prompts, `status` tells what a run would use, `cache`
    looks after kept replies, and `cassettes` after recordings of tests; each has its --help. A
    document that bears the name of a command is ./measure.

    \b
    Examples:
      summarize article.txt
      summarize report.txt --questions audit.toml --json
      summarize monday.txt tuesday.txt --page evidence.html
      summarize reports/ --jsonl > summaries.jsonl
    """
    if resume and not jsonl:
        raise click.UsageError("--resume goes with --jsonl")
    if page and jsonl:
        raise click.UsageError("--page does not go with --jsonl")
    with options.errors("summarize"):
        if dry_run:
            _plan(paths, as_json, tuned)
            return
        from summarize import render
        from summarize.cli.pages import Pages
        from summarize.read import read
        from summarize.settings import Settings
        from summarize.summary import summarize as summarise

        settings = Settings.from_environment(**tuned)
        if show_text:
            options.show_text(paths, settings)
            return
        if jsonl:
            sys.exit(_lines(paths, settings, resume=resume))
        paths = options.expanded(paths)
        several = len(paths) > 1
        pages = Pages(page, len(paths))

        def one(path: str, settings: Settings) -> None:
            document = read(path, settings)
            with progress.shown() as show:
                reported = settings.model_copy(update={"on_progress": show})
                summary = summarise(document, settings=reported)
            pages.add(summary, document)
            if as_json:
                click.echo(render.as_json(summary, indent=None if several else 2))
            else:
                click.echo(render.summary_text(summary) + ("\n" if several else ""))

        with pages:
            options.each("summarize", paths, settings, one)


def _plan(paths: tuple[str, ...], as_json: bool, tuned: dict[str, Any]) -> None:
    from summarize.cli.dry_run import dry_run
    from summarize.settings import Settings
    from summarize.summary import summarize as summarise

    def work(document: Document, settings: Settings, model: Counting) -> None:
        summarise(document, model=model, settings=settings)

    dry_run(paths, Settings.from_environment(**tuned), work, as_json)


def _lines(paths: tuple[str, ...], settings: Settings, *, resume: bool) -> int:
    """Print a line for each document; return the exit code."""
    from summarize import render
    from summarize.many import summarize_many

    journal = batch.journal("summarize", paths, settings, resume=resume)
    with batch.shown(paths) as (tally, show):
        reported = settings.model_copy(update={"on_progress": show})
        results = summarize_many(paths, settings=reported, journal=journal)
        batch.printed(results, lambda result: render.as_json(result, indent=None), tally)
    return tally.ends_with
