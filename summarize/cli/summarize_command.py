"""The command `summarize`: documents in, summaries with their evidence out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from summarize.cli import batch, forms, options, progress
from summarize.cli.command import Command

if TYPE_CHECKING:
    from summarize.models.counting import Counting
    from summarize.settings import Settings
    from summarize.types import Document


@click.command(
    cls=Command,
    epilog="\n".join(
        (forms.HELP, batch.HELP, options.MODEL_HELP, options.SETTINGS_HELP, options.EXIT_CODES)
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=options.files)
@click.option(
    "--questions",
    shell_complete=options.files,
    metavar="FILE",
    help="Fixed questions, instead of those beside the document or for any article.",
)
@click.option(
    "--length",
    type=click.Choice(["short", "medium", "long"]),
    help="Of the summary: a sentence and 3 points, 2 and 5 (the default), or 3 and 8.",
)
@options.many
@forms.formats
@options.shared
def summarize(paths: tuple[str, ...], **given: Any) -> None:
    """Summarise the document at PATH, and answer its fixed questions.

    Every part that states something carries the number of a quote from the document, or is marked
    as not found there. `-` is standard input.

    `summarize status` tells what a run would use, `schema` prints the JSON Schema of results,
    `completion` what completes words in a shell; `cache` looks after kept replies, `measure`
    measures models and prompts, and `cassettes` looks after recordings of tests; each has its
    --help. A document that bears the name of a command is ./measure.

    \b
    Examples:
      summarize article.txt
      summarize report.txt --questions audit.toml --json
      summarize article.txt --format markdown -o article.summary.md
      summarize monday.txt tuesday.txt --format html -o evidence.html
      summarize reports/ --format jsonl -o summaries.jsonl
    """
    form = forms.chosen(given)
    resume, page, output = given.pop("resume"), given.pop("page"), given.pop("output")
    dry_run, show_text = given.pop("dry_run"), given.pop("show_text")
    with options.errors("summarize", as_json=form in forms.FOR_PROGRAMS):
        from summarize.settings import Settings

        settings = Settings.from_environment(**given)
        if show_text:
            options.show_text(paths, settings)
        elif dry_run:
            _plan(paths, form in forms.FOR_PROGRAMS, settings)
        elif form in forms.OF_MANY:
            sys.exit(_lines(paths, settings, form, output, resume=resume))
        else:
            _each(options.expanded(paths), settings, form, page, output)


def _plan(paths: tuple[str, ...], as_json: bool, settings: Settings) -> None:
    from summarize.cli.dry_run import dry_run
    from summarize.summary import summarize as summarise

    def work(document: Document, settings: Settings, model: Counting) -> None:
        summarise(document, model=model, settings=settings)

    dry_run(paths, settings, work, as_json)


def _each(
    paths: tuple[str, ...], settings: Settings, form: str, page: str | None, output: str | None
) -> None:
    """Summarise one document after the other."""
    from summarize.cli.output import Results
    from summarize.cli.pages import Pages, placed
    from summarize.read import read
    from summarize.summary import summarize as summarise

    page, output = placed(form, page, output, len(paths))
    pages, results = Pages(page, len(paths)), Results(output)
    named: set[str] = set()

    def one(path: str, settings: Settings) -> None:
        document = read(path, settings)
        with progress.shown(named) as show:
            reported = settings.model_copy(update={"on_progress": show})
            summary = summarise(document, settings=reported)
        number = pages.add(summary, document)
        if form != forms.HTML or page is None:
            part = number if len(paths) > 1 else 0
            forms.say_summary(results, summary, document, form, part)

    with results, pages:
        options.each("summarize", paths, settings, one, as_json=form in forms.FOR_PROGRAMS)


def _lines(
    paths: tuple[str, ...], settings: Settings, form: str, output: str | None, *, resume: bool
) -> int:
    """Give a line for each document; return the exit code."""
    from summarize import render, table
    from summarize.cli.output import Results
    from summarize.many import summarize_many

    journal = batch.journal("summarize", paths, settings, resume=resume)
    with Results(output, batch.GO_ON) as out, batch.shown(paths) as (tally, show):
        if form == forms.CSV:
            out.say(table.csv_line(table.SUMMARY), head=True)
        reported = settings.model_copy(update={"on_progress": show})
        for result in summarize_many(paths, settings=reported, journal=journal):
            if form == forms.CSV:
                out.say(table.csv_line(table.summary_row(result).values()))
            else:
                out.say(render.as_json(result, indent=None))
            tally.add(result)
    return tally.ends_with
