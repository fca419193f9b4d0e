"""What both commands share: options, exit codes, and how an error ends a command."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarize.errors import GroundingError, InputError, ModelError, SummarizeError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from summarize.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

UNEXPECTED, PART_FAILED, INTERRUPTED = 1, 9, 130
NOT_STATED = 7

EXIT_CODES = """\b
Exit codes:
  0    done
  1    unexpected error
  2    wrong usage
  3    the document or the questions file cannot be used
  4    model, key or template not set up
  5    the model gave no usable reply
  6    a limit on cost or tokens was reached
  7    not stated (with --fail-if-unanswered)
  8    not grounded (with --strict)
  9    one of several documents failed
  130  interrupted
"""

MODEL_HELP = """\b
Model:
  --model, else SUMMARIZE_MODEL; else, where OPENAI_BASE_URL is set, the only
  model that it lists; else, where OPENAI_API_KEY is set, gpt-4.1-mini; else
  `local`, a model that runs on this machine, with no key and no account.
"""

SETTINGS_HELP = """\b
Settings:
  Each is an option here, a variable such as SUMMARIZE_TIMEOUT, or a key in a
  file: [tool.summarize] in the project's pyproject.toml, or your own
  config.toml, which `summarize status` names. An option goes before a
  variable, that before the project's file, that before yours.
"""

HELP = "\n".join((MODEL_HELP, SETTINGS_HELP, EXIT_CODES))


def _log(context: click.Context, _option: click.Parameter, path: Path | None) -> None:
    if path is None or context.resilient_parsing:
        return
    from summarize import log

    try:
        context.with_resource(log.to_file(path))
    except OSError as error:
        raise click.BadParameter(f"{path} cannot be written ({error.strerror})") from None


logged = click.option(
    "--log",
    type=click.Path(path_type=Path),
    metavar="FILE",
    expose_value=False,
    callback=_log,
    help="Append to FILE what happens, such as calls and waits, a line of JSON for each.",
)
"""The option of all commands that ask a model."""


class Dollars(click.FloatRange):
    """An amount of money, which "nan" is not."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number."""
        if not math.isfinite(read := super().convert(value, param, ctx)):
            self.fail(f"{value!r} is not an amount of money.", param, ctx)
        return float(read)


def shared(command: F) -> F:
    """Add the options of both commands."""
    for option in (
        click.version_option(package_name="summarize-qa", message="%(prog)s %(version)s"),
        click.option(
            "--strict", is_flag=True, default=None, help="Fail when anything is not grounded."
        ),
        click.option(
            "--thorough",
            is_flag=True,
            default=None,
            help="Read all of a long document for its questions, not likely passages alone.",
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of the document, if not UTF-8."),
        click.option(
            "--show-text", is_flag=True, help="Print the text that would be read; ask nobody."
        ),
        click.option(
            "--language",
            metavar="NAME",
            help="Translate what is said, once it is grounded: German, de.",
        ),
        click.option("--model", metavar="NAME", help="The model to ask; see below."),
        click.option(
            "--refresh", "cache", flag_value="refresh", help="Ask anew, and keep what comes."
        ),
        click.option("--no-cache", "cache", flag_value="off", help="Neither use nor keep replies."),
        click.option(
            "--max-cost",
            type=Dollars(0),
            metavar="USD",
            help="Begin no call with which a run could cost more.",
        ),
        click.option(
            "--max-tokens",
            type=click.IntRange(1),
            metavar="N",
            help="Begin no call with which a run could take more tokens.",
        ),
        click.option("--dry-run", is_flag=True, help="Tell what it would cost; ask nobody."),
        logged,
    ):
        command = option(command)
    return command


def many(command: F) -> F:
    """Add the option for many documents."""
    resume = click.option("--resume", is_flag=True, help="Go on where the same command line ended.")
    return resume(command)


def files(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Have the shell complete the name of a file.

    `click.Path` would do so too, and takes a look at the file in its own way before we do.
    """
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


@contextmanager
def errors(command: str, *, as_json: bool = False) -> Iterator[None]:
    """End the command with one line and the exit code of an error, or quietly when interrupted."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, SummarizeError):
            complain(command, error, as_json=as_json)
            sys.exit(INTERRUPTED if interrupted(error) else error.exit_code)
        if not interrupted(error):
            raise
        sys.exit(INTERRUPTED)


def interrupted(error: BaseException | None) -> bool:
    """Tell whether an error is Ctrl-C, or came of it.

    Python itself makes another error of it where a class is being made, and so do libraries.
    """
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def expanded(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Give the files that paths, directories and patterns mean."""
    from summarize.listing import files

    return tuple(file for path in paths for file in files(path))


def each(
    command: str,
    paths: tuple[str, ...],
    settings: Settings,
    work: Callable[[str, Settings], None],
    *,
    as_json: bool = False,
) -> None:
    """Do the work for each path; of several, one that fails is told and does not stop the rest."""
    if len(paths) == 1:
        work(paths[0], settings)
        return
    failed = False
    for path in paths:
        try:
            work(path, settings)
        except (InputError, ModelError, GroundingError) as error:
            complain(command, error, as_json=as_json)
            failed = True
    if failed:
        sys.exit(PART_FAILED)


def show_text(paths: tuple[str, ...], settings: Settings) -> None:
    """Print the text of documents as the model would read it, character for character."""
    from summarize.read import read
    from summarize.render import printable

    for path in paths:
        text = read(path, settings).text
        click.echo(printable(text) if sys.stdout.isatty() else text, nl=False)


def complain(command: str, error: SummarizeError, *, as_json: bool = False) -> None:
    """Print an error as one line, on stderr."""
    from summarize import render
    from summarize.types import Failure

    told = " ".join(
        str(error).encode("utf-8", "surrogateescape").decode("utf-8", "replace").split()
    )
    if as_json:
        kind, code = type(error).__name__, error.exit_code
        failure = Failure(error=kind, message=told, exit_code=code)
        click.echo(render.as_json(failure, indent=None), err=True)
    else:
        click.echo(f"{command}: {render.printable(told)}", err=True)
