"""What both commands share: help, exit codes, and how errors and interruptions end them."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from harbour import ANSWERS, TEXT
from shell import COMMANDS, environment, ran, serving

from summarize import errors
from summarize.cli import options
from summarize.errors import AuthenticationError, InputError, ModelError, SummarizeError
from summarize.settings import Settings
from summarize.testing import FakeServer
from summarize.testing.served import Served, failure

HEAVY = ("jinja2", "openai", "pydantic", "rich", "tenacity", "tiktoken", "sentencex", "xllamacpp")

both = pytest.mark.parametrize("command", COMMANDS)


@both
def test_the_help_shows_what_there_is(command: str) -> None:
    """Options, examples, where the model comes from and every exit code, within 80 columns."""
    shown = ran(command, "--help").stdout
    assert max(map(len, shown.splitlines())) <= 80
    for word in ("Examples:", f"    {command} ", "Model:", "Exit codes:", "--json", "--strict"):
        assert word in shown
    assert "SUMMARIZE_MODEL" in shown
    assert ran(command, "-h").stdout == shown


def test_the_help_lists_each_exit_code_once() -> None:
    """Those of the error tree, and those that no error has."""
    listed = [int(code) for code in re.findall(r"^  (\d+) ", options.EXIT_CODES, re.MULTILINE)]
    of_errors = {
        error.exit_code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.SummarizeError)
    }
    own = {0, 2, options.UNEXPECTED, options.NOT_STATED, options.PART_FAILED, options.INTERRUPTED}
    assert listed == sorted(of_errors | own)


@both
def test_the_version(command: str) -> None:
    """One line with the command's name and the package's version."""
    assert re.fullmatch(rf"{command} \d+\.\d+\.\d+\S*\n", ran(command, "--version").stdout)


@both
def test_help_waits_for_no_library(command: str) -> None:
    """Importing the command's module brings in click, and nothing that takes its time."""
    code = (
        f"import sys; import summarize.cli.{command}_command; "
        f"print(sorted({set(HEAVY)!r} & sys.modules.keys()))"
    )
    ran_ = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran_.stdout == "[]\n"


@both
def test_an_interrupted_command_ends_with_130(command: str, tmp_path: Path) -> None:
    """Ctrl-C while the model is asked: at once, with nothing printed but the model's name."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    asked, over = threading.Event(), threading.Event()

    def wait(_body: dict[str, object]) -> Served:
        asked.set()
        over.wait(120)
        return failure(400, "too late")

    question = ["How long?"] if command == "qa" else []
    # A shell that runs the tests in the background has its children ignore Ctrl-C.
    heeds = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heeds}; from summarize.cli import {command}; {command}()"
    with FakeServer(wait) as server:
        running = subprocess.Popen(
            [sys.executable, "-c", code, *question, str(path)],
            env=environment(server),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert asked.wait(60)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()
            running.wait()
            over.set()
    assert (running.returncode, out, err) == (130, "", "model fake at 127.0.0.1\n")


@both
def test_strict_in_the_environment_counts(command: str, tmp_path: Path) -> None:
    """The option that is not given does not undo the variable that is set."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    question = ["How long?"] if command == "qa" else []
    result = ran(command, *question, str(path), SUMMARIZE_STRICT="perhaps")
    assert result.exit_code == 4
    assert "SUMMARIZE_STRICT" in result.stderr
    given = ran(command, "--strict", *question, str(path), SUMMARIZE_STRICT="perhaps")
    assert "needs a key" in given.stderr


@pytest.mark.parametrize("error", [InputError("one: bad"), ModelError("one: no reply")])
def test_of_several_paths_one_that_fails_stops_no_other(
    error: SummarizeError, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document or a reply that cannot be used is told, the rest is done, the exit code is 9."""
    done: list[str] = []

    def work(path: str, _settings: Settings) -> None:
        if path == "one":
            raise error
        done.append(path)

    with pytest.raises(SystemExit) as ended:
        options.each("qa", ("one", "two"), Settings(), work)
    assert (ended.value.code, done) == (9, ["two"])
    assert capsys.readouterr().err == f"qa: {error}\n"


def test_what_no_other_path_mends_ends_it_at_once() -> None:
    """A refused key would be refused for every document."""

    def work(_path: str, _settings: Settings) -> None:
        raise AuthenticationError("refused")

    with pytest.raises(AuthenticationError):
        options.each("qa", ("one", "two"), Settings(), work)


def test_what_ctrl_c_is_made_into_is_an_interruption(capsys: pytest.CaptureFixture[str]) -> None:
    """As where a class is being made when it comes; an error of its own is told as well."""

    def ended(error: Exception) -> object:
        error.__cause__ = KeyboardInterrupt()
        with pytest.raises(SystemExit) as end, options.errors("qa"):
            raise error
        return end.value.code

    assert ended(RuntimeError("calling __set_name__")) == options.INTERRUPTED
    assert capsys.readouterr().err == ""
    assert ended(InputError("gone.txt: no such file", "gone.txt")) == options.INTERRUPTED
    assert "gone.txt: no such file" in capsys.readouterr().err


def test_a_fault_is_no_interruption() -> None:
    """It is raised as it is."""
    with pytest.raises(RuntimeError), options.errors("qa"):
        raise RuntimeError


@both
def test_what_happens_is_appended_to_a_file(command: str, tmp_path: Path) -> None:
    """A line of JSON for each event, for its owner alone, and without content."""
    path = tmp_path / "log.jsonl"
    path.write_text('{"event": "earlier"}\n')
    with serving(answers=[failure(500, "busy"), ANSWERS]) as server:
        words = ["How many boats left?"] if command == "qa" else []
        done = ran(command, *words, "-", "--log", str(path), server=server, document=TEXT)
    assert done.exit_code == 0, done.output
    events = [json.loads(line) for line in path.read_text().splitlines()]
    assert events[0] == {"event": "earlier"}
    waiting, asked = (next(e for e in events if e["event"] == n) for n in ("waiting", "asked"))
    assert (waiting["level"], waiting["status"], asked["level"]) == ("WARNING", 500, "INFO")
    assert (asked["model"], asked["host"]) == ("fake", "127.0.0.1")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", asked["time"])
    assert not {"msg", "args", "lineno", "message"} & asked.keys()
    assert "Oldhaven" not in path.read_text()


def test_a_new_log_is_private_and_holds_content_where_it_is_asked_for(tmp_path: Path) -> None:
    """What a document says is not for everyone on a machine."""
    path = tmp_path / "log.jsonl"
    with serving() as server:
        given = {"server": server, "document": TEXT, "SUMMARIZE_LOG_CONTENT": "1"}
        ran("qa", "How many boats left?", "-", "--log", str(path), **given)
        ran("qa", "How many boats left?", "-", server=server, document=TEXT)
    assert path.stat().st_mode & 0o777 == 0o600
    events = [json.loads(line) for line in path.read_text().splitlines()]
    assert any("Oldhaven" in event.get("content", "") for event in events)
    assert sum(event["event"] == "asked" for event in events) == 1  # the second run logs nothing


@both
def test_a_log_that_cannot_be_written_is_wrong_usage(command: str, tmp_path: Path) -> None:
    """And known before anything is asked."""
    with serving() as server:
        done = ran(command, "x", "-", "--log", str(tmp_path), server=server, document=TEXT)
    assert done.exit_code == 2
    assert f"{tmp_path} cannot be written (Is a directory)" in done.stderr
    assert not server.requests


@both
@pytest.mark.parametrize("amount", ["nan", "inf", "-1"])
def test_what_is_no_amount_of_money_is_wrong_usage(command: str, amount: str) -> None:
    """Told of the option, not of a variable that nobody has set."""
    done = ran(command, "x", "-", "--max-cost", amount, document=TEXT)
    assert done.exit_code == 2
    assert "--max-cost" in done.stderr
    assert "SUMMARIZE_MAX_COST" not in done.stderr
