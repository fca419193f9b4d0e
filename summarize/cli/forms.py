"""`--format`: the forms in which results are given, and a result in each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarize.cli import options

if TYPE_CHECKING:
    from summarize.cli.output import Results
    from summarize.types import Answer, Document, Summary

F = TypeVar("F", bound=Callable[..., Any])

TEXT, MARKDOWN, JSON, JSONL, CSV, HTML = FORMS = "text", "markdown", "json", "jsonl", "csv", "html"
OF_MANY = JSONL, CSV
"""A line for each document, as it finishes."""
FOR_PROGRAMS = JSON, JSONL
"""In which errors come as JSON too."""
_SHORT = JSON, JSONL, CSV

HELP = """\b
Formats:
  text      for people, with numbered quotes; the default
  markdown  the same, with the quotes as footnotes
  json      a document of JSON; of several documents a line for each
  jsonl     a line of JSON for each document, as it finishes; errors too
  csv       a row for each document, as it finishes; errors too
  html      a page that shows what is said beside its evidence
  --json, --jsonl and --csv are short for --format json, and so on. In json
  and jsonl an error on stderr is a line of JSON, too. `summarize schema`
  prints the JSON Schema of all of them.
"""


def formats(command: F) -> F:
    """Add the options that choose a form and where it goes."""
    shorts = (
        click.option(
            f"--{form}", form, is_flag=True, hidden=True, help=f"Short for --format {form}."
        )
        for form in _SHORT
    )
    for option in (
        *shorts,
        click.option(
            "--page",
            shell_complete=options.files,
            metavar="FILE.html",
            help="Also write a page that shows each claim beside its evidence.",
        ),
        click.option(
            "-o",
            "--output",
            shell_complete=options.files,
            metavar="FILE",
            help="Write the results to FILE, in one step, instead of to stdout.",
        ),
        click.option("--format", "form", type=click.Choice(FORMS), help="See below."),
    ):
        command = option(command)
    return command


def chosen(given: dict[str, Any]) -> str:
    """Take out of a command's options those that name a form, and give the form.

    Raises:
        click.UsageError: They name several, or one that does not go with the others.
    """
    named = {form for form in _SHORT if given.pop(form)} | {given.pop("form")} - {None}
    if len(named) > 1:
        raise click.UsageError(f"choose one format of {', '.join(sorted(named))}")
    form: str = named.pop() if named else TEXT
    if given["resume"] and form not in OF_MANY:
        raise click.UsageError("--resume goes with --format jsonl or csv")
    if given["page"] and form in (*OF_MANY, HTML):
        raise click.UsageError(f"--page does not go with --format {form}; html takes -o FILE")
    if given["output"] and (given["dry_run"] or given["show_text"]):
        raise click.UsageError("-o is for results; take --dry-run and --show-text by > FILE")
    return form


def asks_for_json(arguments: Sequence[str]) -> bool:
    """Tell whether words of a command line ask for a form for programs, even if others are bad."""
    pairs = list(pairwise(arguments))
    return any(
        ("--format", form) in pairs or not {f"--{form}", f"--format={form}"}.isdisjoint(arguments)
        for form in FOR_PROGRAMS
    )


def say_summary(
    results: Results, summary: Summary, document: Document, form: str, part: int
) -> None:
    """Give a summary in a form; `part` is which it is of several, 0 for the only one."""
    from summarize import render

    apart = "\n" if part else ""
    if form == JSON:
        results.say(render.as_json(summary, indent=None if part else 2))
    elif form == HTML:
        from summarize.page import summary_page

        results.say(summary_page(summary, document))
    elif form == MARKDOWN:
        results.say(render.summary_markdown(summary, part) + apart)
    else:
        results.say_to_people(render.summary_text(summary, results.width) + apart)


def say_answers(
    results: Results, answers: tuple[Answer, ...], document: Document, form: str, part: int
) -> None:
    """Give the answers about a document in a form; `part` as of `say_summary`."""
    from summarize import render

    if form == JSON:
        indent = 2 if len(answers) == 1 and not part else None
        for given in answers:
            results.say(render.as_json(given, indent=indent))
    elif form == HTML:
        from summarize.page import answers_page

        results.say(answers_page(answers, document))
    elif form == MARKDOWN:
        head = f"# {render.escaped(document.source)}\n\n" if part else ""
        results.say(head + render.answers_markdown(answers, part) + ("\n" if part else ""))
    else:
        if part:
            results.say(f"{render.printable(document.source)}:")
        results.say_to_people(render.answers_text(answers, results.width))
