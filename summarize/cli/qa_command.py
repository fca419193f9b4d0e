"""The command `qa`: a question and a document in, an answer with its quotes out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli import batch, options, progress

if TYPE_CHECKING:
    from summarize.models.counting import Counting
    from summarize.settings import Settings
    from summarize.types import Answer, Document, Question, Result


@click.command(
    epilog="\n".join((batch.HELP, options.MODEL_HELP, options.EXIT_CODES)),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("words", nargs=-1, metavar="QUESTION [PATH]...", type=click.Path())
@click.option("-q", "questions", multiple=True, metavar="QUESTION", help="A question; repeatable.")
@click.option(
    "--questions",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask the fixed questions of a file.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table, a row for each document.")
@click.option("--fail-if-unanswered", is_flag=True, help="Exit with 7 when one is not stated.")
@options.many
@options.shared
def qa(
    words: tuple[str, ...],
    questions: tuple[str, ...],
    file: Path | None,
    fail_if_unanswered: bool,
    dry_run: bool,
    show_text: bool,
    page: str | None,
    **chosen: Any,
) -> None:
    """Answer a QUESTION about the document at PATH, with the sentences that state it.

    Without a path the document comes from standard input. With -q QUESTION, which is repeatable, or
    --questions FILE, every argument is a path. What the document does not answer is "not stated".

    With --csv or --jsonl, each document is a row, and each question three columns: the answer, its
    status, and its evidence.

    \b
    Examples:
      qa "How many people were arrested?" article.txt
      cat article.txt | qa "Who is the director?" --json
      qa -q "Who won?" -q "By how much?" match.txt
      qa --questions audit.toml reports/ --csv > audit.csv
    """
    asked, paths = (questions, words) if questions or file else (words[:1], words[1:])
    if not (asked or file) or not all(question.strip() for question in asked):
        raise click.UsageError('ask something, as in: qa "How many were arrested?" article.txt')
    table, resume = {name: chosen.pop(name) for name in ("as_csv", "jsonl")}, chosen.pop("resume")
    if all(table.values()) or (resume and not any(table.values())):
        raise click.UsageError("choose one of --csv and --jsonl; --resume goes with either")
    if page and any(table.values()):
        raise click.UsageError("--page goes with neither --csv nor --jsonl")
    as_json = chosen.pop("as_json")
    with options.errors("qa"):
        from summarize.settings import Settings

        settings = Settings.from_environment(**chosen)
        if show_text:  # a single word is then no question
            options.show_text(paths or words or ("-",), settings)
            return
        everything = _questions(asked, file, named=any(table.values()))
        if dry_run:
            _plan(everything, paths or ("-",), as_json, settings)
            return
        if any(table.values()):
            code, unanswered = _table(
                everything, paths or ("-",), settings, table["as_csv"], resume
            )
        else:
            results = _answers(everything, paths or ("-",), as_json, page, settings)
            code, unanswered = 0, any(given.text is None for given in results)
    if code or (fail_if_unanswered and unanswered):
        sys.exit(code or options.NOT_STATED)


def _questions(asked: tuple[str, ...], file: Path | None, *, named: bool) -> list[Question]:
    """Give what is asked; in a table, a question of the command line names its columns itself."""
    from summarize.questions import load
    from summarize.types import Question

    # An argument may hold bytes that are no UTF-8, which could not be printed again.
    texts = [q.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for q in asked]
    own = enumerate(dict.fromkeys(texts), 1)
    ids = [(text if named else f"q{number}", text) for number, text in own]
    return [*(Question(id=name, text=text) for name, text in ids), *(load(file) if file else ())]


def _table(
    questions: Sequence[Question],
    paths: tuple[str, ...],
    settings: Settings,
    as_csv: bool,
    resume: bool,
) -> tuple[int, bool]:
    """Print a row for each document; give the exit code, and whether anything is not stated."""
    from summarize.many import ask_many

    journal = batch.journal("qa", paths, settings, resume=resume)
    unanswered = False
    line = _rows(questions, as_csv)
    with batch.shown(paths) as (tally, show):
        reported = settings.model_copy(update={"on_progress": show})
        for result in ask_many(paths, questions, settings=reported, journal=journal):
            batch.printed([result], line, tally)
            unanswered |= any(given.text is None for given in result.answers)
    return tally.ends_with, unanswered


def _rows(questions: Sequence[Question], as_csv: bool) -> Callable[[Result], str]:
    """Give what makes a line of a result; the head of a table is printed now."""
    from summarize import render, table

    if not as_csv:
        return lambda result: render.line(table.row(result, questions))
    batch.write(table.csv_line(table.columns(questions)))
    return lambda result: table.csv_line(table.row(result, questions).values())


def _plan(
    questions: Sequence[Question], paths: tuple[str, ...], as_json: bool, settings: Settings
) -> None:
    from summarize import loop
    from summarize.cli.dry_run import dry_run
    from summarize.qa import ask_all

    def work(document: Document, settings: Settings, model: Counting) -> None:
        loop.run(ask_all(document, questions, model, settings))

    dry_run(paths, settings, work, as_json)


def _answers(
    questions: Sequence[Question],
    paths: tuple[str, ...],
    as_json: bool,
    page: str | None,
    settings: Settings,
) -> list[Answer]:
    from summarize import loop
    from summarize.cli.pages import Pages
    from summarize.qa import ask_all
    from summarize.read import read

    found: list[Answer] = []
    paths = options.expanded(paths)
    pages = Pages(page, len(paths))

    def one(path: str, settings: Settings) -> None:
        document = read(path, settings)
        with progress.shown() as show:
            reported = settings.model_copy(update={"on_progress": show})
            answers = loop.run(ask_all(document, questions, None, reported))
        pages.add(answers, document)
        found.extend(answers)
        _print(answers, path if len(paths) > 1 else None, as_json)

    with pages:
        options.each("qa", paths, settings, one)
    return found


def _print(answers: tuple[Answer, ...], path: str | None, as_json: bool) -> None:
    from summarize import render

    if as_json:
        for given in answers:
            click.echo(render.as_json(given, indent=None if path or len(answers) > 1 else 2))
        return
    if path:
        click.echo(f"{render.printable(path)}:")
    click.echo(render.answers_text(answers))
