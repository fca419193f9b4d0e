"""The command `qa`: a question and a document in, an answer with its quotes out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from summarize.cli import options, progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarize.models.counting import Counting
    from summarize.settings import Settings
    from summarize.types import Answer, Document


@click.command(
    epilog=options.MODEL_HELP + "\n" + options.EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("words", nargs=-1, metavar="QUESTION [PATH]...")
@click.option("-q", "questions", multiple=True, metavar="QUESTION", help="A question; repeatable.")
@click.option("--fail-if-unanswered", is_flag=True, help="Exit with 7 when one is not stated.")
@options.shared
def qa(
    words: tuple[str, ...],
    questions: tuple[str, ...],
    fail_if_unanswered: bool,
    as_json: bool,
    dry_run: bool,
    page: str | None,
    **tuned: Any,
) -> None:
    """Answer a QUESTION about the document at PATH, with the sentences that state it.

    Without a path the document comes from standard input. With one or more -q QUESTION, every
    argument is a path. What the document does not answer is "not stated".

    \b
    Examples:
      qa "How many people were arrested?" article.txt
      cat article.txt | qa "Who is the director?" --json
      qa -q "Who won?" -q "By how much?" match.txt
    """
    asked, paths = (questions, words) if questions else (words[:1], words[1:])
    if not asked or not all(question.strip() for question in asked):
        raise click.UsageError('ask something, as in: qa "How many were arrested?" article.txt')
    with options.errors("qa"):
        if dry_run:
            _plan(asked, paths or ("-",), as_json, tuned)
            return
        results = _answers(asked, paths or ("-",), as_json, page, tuned)
    if fail_if_unanswered and any(given.text is None for given in results):
        sys.exit(options.NOT_STATED)


def _plan(
    questions: tuple[str, ...], paths: tuple[str, ...], as_json: bool, tuned: dict[str, Any]
) -> None:
    from summarize import loop
    from summarize.cli.dry_run import dry_run
    from summarize.qa import ask_all
    from summarize.settings import Settings

    def work(document: Document, settings: Settings, model: Counting) -> None:
        loop.run(ask_all(document, _readable(questions), model, settings))

    dry_run(paths, Settings.from_environment(**tuned), work, as_json)


def _readable(questions: Iterable[str]) -> list[str]:
    """Make text of arguments: one may hold bytes that are no UTF-8, and could not be printed."""
    return [q.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for q in questions]


def _answers(
    questions: tuple[str, ...],
    paths: tuple[str, ...],
    as_json: bool,
    page: str | None,
    tuned: dict[str, Any],
) -> list[Answer]:
    from summarize import loop
    from summarize.cli.pages import Pages
    from summarize.qa import ask_all
    from summarize.read import read
    from summarize.settings import Settings

    settings = Settings.from_environment(**tuned)
    asked = _readable(questions)
    found: list[Answer] = []
    pages = Pages(page, len(paths))

    def one(path: str, settings: Settings) -> None:
        document = read(path, settings)
        with progress.shown() as show:
            reported = settings.model_copy(update={"on_progress": show})
            answers = loop.run(ask_all(document, asked, None, reported))
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
