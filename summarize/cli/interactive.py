"""`qa -i`: questions about one document, one after the other, as they come to mind."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli import forms, options, progress
from summarize.errors import ConfigurationError, SummarizeError

if TYPE_CHECKING:
    from summarize.cli.output import Results
    from summarize.settings import Settings
    from summarize.types import Answer, Document, Question

PROMPT = "? "
HISTORY = "history"
"""A file of the cache directory, which only its owner may read."""
MOST_REMEMBERED = 1000

HELP = """\
Type a question. What begins with a colon is a command:
  :fixed      ask the fixed questions: those of --questions, those beside the
              document, or those for any article
  :save FILE  write all answers so far, as the name of FILE ends: .txt, .md,
              .json, .jsonl, .csv or .html
  :help       show this
  :quit       end, as Ctrl-D does
The arrow keys bring earlier questions back. Ctrl-C drops a line, or a question
that is being asked."""

_FORMS = {
    ".txt": forms.TEXT,
    ".md": forms.MARKDOWN,
    ".json": forms.JSON,
    ".jsonl": forms.JSONL,
    ".csv": forms.CSV,
    ".html": forms.HTML,
}


class Session:
    """A document, and what has been asked about it.

    Args:
        path: The document's.
        settings: What can be tuned.
        questions: The file of the fixed questions; None: those that are found.
    """

    def __init__(self, path: str, settings: Settings, questions: Path | None) -> None:
        from summarize.read import read

        self._document: Document = read(path, settings)
        self._settings = settings
        self._questions = questions
        self._answers: list[Answer] = []
        self._named: set[str] = set()
        """The line that has named the model, with the first question alone."""

    def run(self) -> None:
        """Ask what is typed, until there is no more."""
        from summarize.render import printable

        size = f"{len(self._document.text):,} characters"
        click.echo(f"{printable(self._document.source)}, {size}; :help tells more", err=True)
        with _remembered(self._settings.cache_dir / HISTORY):
            for line in _lines():
                try:
                    if line == ":quit":
                        return
                    self._heed(line)
                except ConfigurationError:
                    raise  # the next question would meet it, too
                except SummarizeError as error:
                    options.complain("qa", error)
                except KeyboardInterrupt:
                    click.echo("\ndropped", err=True)

    def _heed(self, line: str) -> None:
        from summarize.questions import fixed
        from summarize.types import Question

        command, _, argument = line.partition(" ")
        if not line.startswith(":"):
            self._ask([Question(id=f"q{len(self._answers) + 1}", text=line)])
        elif command == ":fixed":
            self._ask(fixed(self._document.source, self._questions))
        elif command == ":save" and argument.strip():
            self._save(argument.strip())
        elif command == ":help":
            click.echo(HELP, err=True)
        else:
            click.echo(f"{line}: no such command; :help lists them", err=True)

    def _ask(self, questions: Sequence[Question]) -> None:
        from summarize import loop
        from summarize.cli.output import Results
        from summarize.qa import ask_all

        with progress.shown(self._named) as show:
            reported = self._settings.model_copy(update={"on_progress": show})
            answers = loop.run(ask_all(self._document, questions, None, reported))
        self._answers += answers
        with Results(None) as results:
            forms.say_answers(results, answers, self._document, forms.TEXT, 0)
            results.say("")

    def _save(self, name: str) -> None:
        from summarize.cli.output import Results

        form = _FORMS.get(Path(name).suffix.lower())
        if form is None:
            click.echo(f"{name}: end it in one of {', '.join(_FORMS)}", err=True)
        elif not self._answers:
            click.echo("nothing has been asked yet", err=True)
        else:
            with Results(str(Path(name).expanduser())) as results:
                self._say(results, form)
            plural = "" if len(self._answers) == 1 else "s"
            click.echo(f"{len(self._answers)} answer{plural} in {name}", err=True)

    def _say(self, results: Results, form: str) -> None:
        if form != forms.CSV:
            form = forms.JSON if form == forms.JSONL else form
            forms.say_answers(results, tuple(self._answers), self._document, form, 0)
            return
        from summarize import table
        from summarize.types import Result

        # The last answer to a question counts; in a table it names its columns itself.
        by_text = {a.question.text: a for a in self._answers}
        named = [
            a.model_copy(update={"question": a.question.model_copy(update={"id": text})})
            for text, a in by_text.items()
        ]
        asked = [a.question for a in named]
        row = table.row(Result(source=self._document.source, answers=tuple(named)), asked)
        results.say(table.csv_line(row))
        results.say(table.csv_line(row.values()))


def _lines() -> Iterator[str]:
    """Give what is typed, a line at a time, until Ctrl-D; Ctrl-C drops the line."""
    prompt = PROMPT if sys.stdin.isatty() else ""
    while True:
        try:
            line = input(prompt).strip()
        except EOFError:
            if prompt:
                click.echo(err=True)
            return
        except KeyboardInterrupt:
            click.echo(err=True)
            continue
        if line:
            yield line


@contextmanager
def _remembered(path: Path) -> Iterator[None]:
    """Bring back what was typed in earlier sessions, where a terminal can."""
    try:
        import readline
    except ImportError:  # Windows has its own
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    readline.set_history_length(MOST_REMEMBERED)
    readline.clear_history()
    with suppress(OSError):  # there is none yet
        readline.read_history_file(path)
    try:
        yield
    finally:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            readline.write_history_file(path)
        except OSError as error:
            click.echo(f"{path}: what was typed is not kept ({error.strerror})", err=True)
