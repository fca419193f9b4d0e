"""The command `summarize measure`: rows with what is expected in, a table of figures out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli import options, progress

if TYPE_CHECKING:
    from summarize.measure.report import Report

BELOW = 10

FORMAT = """\b
Rows:
  Each line of a FILE is a JSON object with a task:
  qa           text, question, answers: a list of accepted answers, none for a
               question that the text does not answer
  summary      text; references: summaries written by people; genre
  injection    text with an instruction planted in it; canary: what obeying it
               would bring into the result
  quote_check  quote, expected: accept or reject, span: [start, end] in
               characters, and text, or document: the id of a summary row of
               the FILEs or of documents.jsonl beside
  All may have id and split; other fields are ignored. Rows about the same text
  are asked together.
"""
FIGURES = """\b
Figures:
  Each stands with a 95 % interval (Wilson's for shares, a seeded bootstrap for
  means) and with n, what it rests on.
  exact match, token F1   as SQuAD 2.0 scores; "not stated" is right where the
                          text has no answer
  right sentence          of answers to answerable questions: a cited sentence
                          holds an accepted answer; more than two cited
                          sentences never count
  not-stated recall       of unanswerable questions, called not stated
  false not stated        of answerable questions, called not stated
  covered                 of the names and figures in the references, those in
                          abstract and key points, beside the text's first
                          three sentences, and as many of its first words as
                          the summary has
"""
EXIT_CODES = """\b
Exit codes:
  0    done
  1    unexpected error
  2    wrong usage
  3    a FILE cannot be used
  4    model, key or template not set up
  5    the model's server does not say which models it has
  9    some rows failed with an error; they count as wrong
  10   below a threshold
  130  interrupted; run it again to go on where it ended
"""

_SHARE = click.FloatRange(0, 1)


@click.command(
    epilog="\n".join((FORMAT, FIGURES, options.MODEL_HELP, EXIT_CODES)),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--baseline", is_flag=True, help="Ask naively too: one plain question a call.")
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Rows of each FILE, in whole texts."
)
@click.option("--split", metavar="NAME", help="Take the rows of this split alone.")
@click.option("--wrong", is_flag=True, help="List the rows with another result than expected.")
@click.option("--min-f1", type=_SHARE, metavar="X", help="Exit with 10 below this token F1.")
@click.option(
    "--min-right-sentence", type=_SHARE, metavar="X", help="The same for the right sentence."
)
@click.option("--min-not-stated-recall", type=_SHARE, metavar="X", help="The same for the recall.")
@click.option(
    "--max-false-not-stated", type=_SHARE, metavar="X", help="Exit with 10 above this rate."
)
@click.option(
    "--journal",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where finished rows are kept; else in the cache directory.",
)
@click.option("--model", metavar="NAME", help="The model to ask; see below.")
@options.logged
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def measure(files: tuple[str, ...], **chosen: Any) -> None:
    """Measure answers and summaries against what is expected of them.

    Each FILE holds rows of JSON: questions with their accepted answers, texts to be summarised,
    planted instructions, quotes. They are asked just as `qa` and `summarize` ask, and the figures
    are printed as a table; a threshold makes it a test of a prompt or a model.

    A finished row is kept in a journal, and a run that is started again goes on where the last one
    ended. Another model, template or version starts anew. An error on one row is reported, counts
    as wrong, and does not stop the run.

    \b
    Examples:
      summarize measure questions.jsonl
      summarize measure questions.jsonl --baseline --limit 20
      summarize measure questions.jsonl --model gpt-4.1-mini --min-f1 0.9
      summarize measure articles.jsonl quotes.jsonl --json
    """
    tuned = {"model": chosen.pop("model")}
    with options.errors("summarize measure"):
        code = _measured(files, tuned, chosen)
    sys.exit(code)


def _measured(files: tuple[str, ...], tuned: dict[str, Any], chosen: dict[str, Any]) -> int:
    """Measure and print, and return the exit code."""
    from summarize import loop
    from summarize.measure import rows
    from summarize.measure.report import Thresholds, report
    from summarize.measure.run import Plan, run
    from summarize.settings import Settings

    works = rows.load(files, split=chosen["split"], limit=chosen["limit"])
    plan = Plan(works, chosen["baseline"], chosen["journal"])
    with progress.shown() as show:
        # What a model said before is no measure of it; the journal spares what is done.
        settings = Settings.from_environment(on_progress=show, cache="off", **tuned)
        done = loop.run(run(plan, None, settings))
    names = ("min_f1", "min_right_sentence", "min_not_stated_recall", "max_false_not_stated")
    thresholds = Thresholds(**{name: chosen[name] for name in names})
    made = report(works, done, thresholds)
    _print(made, chosen["as_json"], chosen["wrong"])
    return _told(made)


def _print(made: Report, as_json: bool, wrong: bool) -> None:
    from summarize import render
    from summarize.measure import table

    if as_json:
        click.echo(render.as_json(made))
        return
    if sys.stdout.isatty():
        from rich.console import Console

        console = Console()
        for section in made.sections:
            console.print(table.rich(section))
    else:
        click.echo(table.plain(made.sections))
    for one in made.wrong if wrong else ():
        click.echo(f"\n{render.printable(str(one))}")


def _told(made: Report) -> int:
    """Tell on stderr what went wrong, and return the exit code."""
    from summarize.render import printable

    if made.journal:
        click.echo(f"journal {made.journal}: had {made.from_journal} of {made.asked}", err=True)
    for failure in made.failures:
        click.echo(f"error: {printable(str(failure))}", err=True)
    for line in made.missed:
        click.echo(f"summarize measure: {line}", err=True)
    return BELOW if made.missed else options.PART_FAILED if made.failures else 0
