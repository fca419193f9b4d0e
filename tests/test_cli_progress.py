"""Progress: bars on a terminal, the model's name alone elsewhere, results never beside a bar."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from harbour import TEXT, answers
from shell import MODEL_LINE, environment, ran, serving

from summarize.cli import batch
from summarize.cli.progress import shown
from summarize.settings import Progress
from summarize.types import Failure, Result

CODE = "from summarize.cli import qa; qa()"
TELL_AT_EXIT = "atexit.register(lambda: print('rich' in sys.modules, file=sys.stderr))\n"
ANSWER = answers((2, "12 days"))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Give a terminal that can stand for stderr."""
    stream = Terminal()
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return stream


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give the path of a document that can be read."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def plain(text: str) -> str:
    """Take the sequences that move the cursor or colour out of a text."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)


def test_a_terminal_shows_a_bar(terminal: Terminal) -> None:
    """The stage under way and a bar; the model's name stays as a line of its own."""
    with redirect_stderr(terminal), shown() as show:
        show(Progress("model moon-1 at here"))
        show(Progress("answering", 1, 4))
    written = terminal.getvalue()
    assert "answering ━" in plain(written)
    assert "\nmodel moon-1 at here\n" in plain(written).replace("\r", "\n")
    assert written.endswith("\x1b[2K")  # the bar is wiped away


def test_a_bar_tells_how_far_it_has_come(terminal: Terminal) -> None:
    """Half done is half a bar."""
    with redirect_stderr(terminal), shown() as show:
        show(Progress("fetching the embedded model", 50, 100))
    bars = re.findall(r"fetching the embedded model .*?0:00", terminal.getvalue())
    assert "━" * 12 + "╺" + "━" * 11 in plain(bars[-1])


def test_a_model_s_name_drives_no_terminal(terminal: Terminal) -> None:
    """Neither an escape nor rich's own markup in it has an effect."""
    with redirect_stderr(terminal), shown() as show:
        show(Progress("model \x1b]0;owned\x07 [red]m[/red] at here"))
    assert "\x1b]0" not in terminal.getvalue()
    assert "model ␛]0;owned␇ [red]m[/red] at here" in plain(terminal.getvalue())


def test_elsewhere_only_the_model_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A log or a pipe gets one plain line and no stages."""
    with shown() as show:
        show(Progress("reading"))
        show(Progress("model \x1b[31mmoon-1 at here"))
        show(Progress("answering", 1, 4))
    assert capsys.readouterr() == ("", "model ␛[31mmoon-1 at here\n")


@pytest.mark.parametrize("bars", [True, False])
def test_the_model_is_named_once_for_all_documents(
    bars: bool, terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hundred documents are no hundred lines that say the same."""
    named: set[str] = set()
    with redirect_stderr(terminal if bars else sys.stderr):
        for stage in ("model m at here", "model m at here", "model n at here"):
            with shown(named) as show:
                show(Progress(stage))
    told = plain(terminal.getvalue()) if bars else capsys.readouterr().err
    assert (told.count("model m at here"), told.count("model n at here")) == (1, 1)


@pytest.mark.parametrize("command", ["qa", "summarize"])
def test_a_command_names_the_model_once(command: str, tmp_path: Path) -> None:
    """Whatever it is given."""
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for path in paths:
        Path(path).write_text(TEXT, encoding="utf-8")
    question = ["-q", "How long?"] if command == "qa" else []
    with serving(answers=ANSWER) as server:
        told = ran(command, *question, *paths, server=server)
    assert (told.exit_code, told.stderr) == (0, f"{MODEL_LINE}\n")


def test_rich_is_left_alone_where_there_is_no_terminal(article: str) -> None:
    """It takes time to load and would only be in the way."""
    code = "import atexit, sys\n" + TELL_AT_EXIT + CODE
    with serving(answers=ANSWER) as server:
        running = subprocess.run(
            [sys.executable, "-c", code, "How long?", article],
            env=environment(server),
            capture_output=True,
            text=True,
            check=True,
        )
    assert running.stdout.startswith("12 days [1]\n")
    assert running.stderr == "model fake at 127.0.0.1\nFalse\n"


def on_a_terminal(arguments: list[str], *, piped: bool) -> tuple[str, str]:
    """Run `qa` with stderr on a terminal, stdout on the same or piped; give both."""
    ours, theirs = pty.openpty()
    with serving(answers=ANSWER) as server:
        running = subprocess.Popen(
            [sys.executable, "-c", CODE, *arguments],
            env={**environment(server), "TERM": "xterm", "COLUMNS": "100"},
            stdout=subprocess.PIPE if piped else theirs,
            stderr=theirs,
        )
        os.close(theirs)
        screen = b"".join(iter(lambda: _read(ours), b""))
        out = running.communicate(timeout=10)[0] or b""
        os.close(ours)
    assert running.returncode == 0
    return out.decode(), screen.decode()


def test_many_documents_have_a_bar(terminal: Terminal, tmp_path: Path) -> None:
    """How many of how many, how fast, for how many tokens, how many failed; then the account."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(TEXT)
    failed = Failure(error="InputError", message="is binary", exit_code=3)
    with redirect_stderr(terminal), batch.shown([str(tmp_path)]) as (tally, show):
        show(Progress("model moon-1 at here"))
        tally.add(Result(source="0.txt"))
        tally.add(Result(source="1.txt", error=failed))
    written = plain(terminal.getvalue()).replace("\r", "\n")
    assert re.search(r"━ 2/4 \d+\.\d/s  0 tokens  1 failed ", written)
    assert "\nmodel moon-1 at here\n" in written
    assert re.search(r"\n2 documents, 1 failed, 0 tokens, 0\.\d s\n$", written)


def _read(end: int) -> bytes:
    try:
        return os.read(end, 65536)
    except OSError:  # the other end is closed
        return b""


def test_results_come_after_the_bars(article: str) -> None:
    """On one terminal, an answer begins on a line of its own, once the bar is wiped away."""
    _, screen = on_a_terminal(["How long?", article], piped=False)
    bars, wiped, result = screen.rpartition("\x1b[2K")
    assert wiped
    assert "answering" in bars
    assert "12 days" not in bars
    assert plain(result).replace("\r", "").startswith("12 days [1]\n\nQuotes from ")


def test_a_result_in_a_pipe_is_whole(article: str) -> None:
    """With bars on the terminal, stdout holds the result, all of it and nothing else."""
    out, screen = on_a_terminal(["How long?", article, article], piped=True)
    assert out.count("12 days [1]\n\nQuotes from ") == 2
    assert "\x1b" not in out
    assert "12 days" not in screen
