"""The command `qa`: a question and a document in, an answer with its quotes out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize.cli import batch, forms, options, progress
from summarize.cli.command import Command

if TYPE_CHECKING:
    from summarize.models.counting import Counting
    from summarize.settings import Settings
    from summarize.types import Answer, Document, Question


@click.command(
    cls=Command,
    epilog="\n".join(
        (forms.HELP, batch.HELP, options.MODEL_HELP, options.SETTINGS_HELP, options.EXIT_CODES)
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("words", nargs=-1, metavar="QUESTION [PATH]...", shell_complete=options.files)
@click.option("-i", "interactive", is_flag=True, help="Ask what you type, until Ctrl-D.")
@click.option("-q", "questions", multiple=True, metavar="QUESTION", help="A question; repeatable.")
@click.option(
    "--questions",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask the fixed questions of a file.",
)
@click.option(
    "--fail-if-unanswered", is_flag=True, help="Exit with 7 when one is not stated, or not read."
)
@options.many
@forms.formats
@options.shared
def qa(
    words: tuple[str, ...],
    questions: tuple[str, ...],
    file: Path | None,
    fail_if_unanswered: bool,
    interactive: bool,
    **given: Any,
) -> None:
    """Answer a QUESTION about the document at PATH, with the sentences that state it.

    Without a path the document comes from standard input. With -q QUESTION, which is repeatable, or
    --questions FILE, every argument is a path. What the document does not answer is "not stated".

    In the formats csv and jsonl, each document is a row, and each question three columns: the
    answer, its status, and its evidence.

    With -i, questions are read from the terminal, and :help tells what else can be typed.

    \b
    Examples:
      qa "How many people were arrested?" article.txt
      cat article.txt | qa "Who is the director?" --json
      qa -q "Who won?" -q "By how much?" match.txt
      qa -i article.txt
      qa --questions audit.toml article.txt --format markdown -o audit.md
      qa --questions audit.toml reports/ --format csv -o audit.csv
    """
    if interactive:
        _interact(words, questions or fail_if_unanswered, file, given)
        return
    asked, paths = (questions, words) if questions or file else (words[:1], words[1:])
    if not (asked or file) or not all(question.strip() for question in asked):
        raise click.UsageError('ask something, as in: qa "How many were arrested?" article.txt')
    form = forms.chosen(given)
    resume, page, output = given.pop("resume"), given.pop("page"), given.pop("output")
    dry_run, show_text = given.pop("dry_run"), given.pop("show_text")
    with options.errors("qa", as_json=form in forms.FOR_PROGRAMS):
        from summarize.settings import Settings

        settings = Settings.from_environment(**given)
        if show_text:  # a single word is then no question
            options.show_text(paths or words or ("-",), settings)
            return
        everything = _questions(asked, file, named=form in forms.OF_MANY)
        places = paths or ("-",)
        if dry_run:
            _plan(everything, places, form in forms.FOR_PROGRAMS, settings)
            return
        if form in forms.OF_MANY:
            code, unanswered = _table(everything, places, settings, form, output, resume=resume)
        else:
            results = _answers(everything, places, settings, form, page, output)
            code, unanswered = 0, any(one.text is None for one in results)
    if code or (fail_if_unanswered and unanswered):
        sys.exit(code or options.NOT_STATED)


def _interact(paths: tuple[str, ...], asked: object, file: Path | None, given: Any) -> None:
    """Ask what is typed about one document."""
    form = forms.chosen(given)
    others = [given.pop(name) for name in ("page", "output", "dry_run", "show_text", "resume")]
    if len(paths) != 1 or paths == ("-",):
        raise click.UsageError("-i takes one document, by its path: qa -i article.txt")
    if asked or form != forms.TEXT or any(others):
        raise click.UsageError("-i asks what you type; :save FILE writes answers in other formats")
    with options.errors("qa"):
        from summarize.cli.interactive import Session
        from summarize.settings import Settings

        Session(paths[0], Settings.from_environment(**given), file).run()


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
    form: str,
    output: str | None,
    *,
    resume: bool,
) -> tuple[int, bool]:
    """Give a row for each document; return the exit code, and whether anything is not stated."""
    from summarize import render, table
    from summarize.cli.output import Results
    from summarize.many import ask_many

    head = table.columns(questions)
    journal = batch.journal("qa", paths, settings, resume=resume)
    unanswered = False
    with Results(output, batch.GO_ON) as out, batch.shown(paths) as (tally, show):
        if form == forms.CSV:
            out.say(table.csv_line(head), head=True)
        reported = settings.model_copy(update={"on_progress": show})
        for result in ask_many(paths, questions, settings=reported, journal=journal):
            row = table.row(result, questions)
            out.say(table.csv_line(row.values()) if form == forms.CSV else render.line(row))
            tally.add(result)
            unanswered |= any(given.text is None for given in result.answers)
    return tally.ends_with, unanswered


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
    settings: Settings,
    form: str,
    page: str | None,
    output: str | None,
) -> list[Answer]:
    """Ask one document after the other."""
    from summarize import loop
    from summarize.cli.output import Results
    from summarize.cli.pages import Pages, placed
    from summarize.qa import ask_all
    from summarize.read import read

    found: list[Answer] = []
    paths = options.expanded(paths)
    page, output = placed(form, page, output, len(paths))
    pages, results = Pages(page, len(paths)), Results(output)
    named: set[str] = set()

    def one(path: str, settings: Settings) -> None:
        document = read(path, settings)
        with progress.shown(named) as show:
            reported = settings.model_copy(update={"on_progress": show})
            answers = loop.run(ask_all(document, questions, None, reported))
        number = pages.add(answers, document)
        found.extend(answers)
        if form != forms.HTML or page is None:
            part = number if len(paths) > 1 else 0
            forms.say_answers(results, answers, document, form, part)

    with results, pages:
        options.each("qa", paths, settings, one, as_json=form in forms.FOR_PROGRAMS)
    return found
