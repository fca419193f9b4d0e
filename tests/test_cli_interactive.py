"""`qa -i`: what is typed is asked, kept and saved, on a terminal and from a pipe."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from harbour import TEXT, answers
from shell import environment, ran, serving

from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.testing.served import failure

ANSWER = answers((2, "12 days"))


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give the path of a document with one fixed question."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    fixed = '[[questions]]\nid = "closed"\ntext = "How long had it been closed?"\n'
    (tmp_path / "harbour.questions.toml").write_text(fixed)
    return str(path)


def typed(article: str, *lines: str, said: Script = ANSWER) -> Result:
    """Give what comes of lines that are piped in."""
    with serving(answers=said) as server:
        return ran("qa", "-i", article, server=server, document="\n".join(lines))


def test_a_question_is_answered_with_its_quotes_below(article: str) -> None:
    """Each by itself; the end of what is typed is the end, and no error."""
    result = typed(article, "How long?", "", "And how long again?")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("12 days [1]\n\nQuotes from ") == 2
    assert "? " not in result.stdout
    assert result.stderr.count("model fake at") == 1
    assert result.stderr.startswith(f"{article}, {len(TEXT):,} characters; :help tells more\n")


def test_commands(article: str) -> None:
    """The fixed questions, help, an end, and what is none of them."""
    result = typed(article, ":fixed", ":help", ":nonsense", ":save", ":quit", "How long?")
    assert result.stdout.count("12 days") == 2  # the answer and its quote, and no second question
    for command in (":fixed", ":save FILE", ":help", ":quit"):
        assert f"  {command} " in result.stderr
    assert ":nonsense: no such command; :help lists them\n" in result.stderr
    assert ":save: no such command" in result.stderr


def test_what_was_asked_is_saved(article: str, tmp_path: Path) -> None:
    """In the format that the name ends in; in a table a question that came twice is there once."""
    names = ("a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a.html")
    saves = [f":save {tmp_path / name}" for name in names]
    result = typed(article, "How long?", "And then?", "How long?", *saves, ":save a.xyz")
    kept = {name: (tmp_path / name).read_text("utf-8") for name in names}
    assert kept["a.txt"].startswith("  How long?\n      12 days [1]\n")
    assert kept["a.md"].startswith("**How long?**\n\n12 days [^1]\n")
    lines = [json.loads(line) for line in kept["a.jsonl"].splitlines()]
    assert [line["question"]["text"] for line in lines] == ["How long?", "And then?", "How long?"]
    assert kept["a.json"] == kept["a.jsonl"]
    head, row = csv.reader(kept["a.csv"].splitlines())
    assert [name for name in head if name.endswith("?")] == ["How long?", "And then?"]
    assert row[:2] == [article, "12 days"]
    assert kept["a.html"].startswith("<!doctype html>")
    assert f"3 answers in {tmp_path / 'a.md'}\n" in result.stderr
    assert "a.xyz: end it in one of .txt, .md" in result.stderr


def test_nothing_asked_is_nothing_saved(article: str, tmp_path: Path) -> None:
    """No empty file is made; a folder that is not there is told, and the session goes on."""
    result = typed(
        article, f":save {tmp_path}/a.md", "How long?", f":save {tmp_path}/no/a.md", ":help"
    )
    assert "nothing has been asked yet\n" in result.stderr
    assert "cannot be written" in result.stderr
    assert "Type a question" in result.stderr
    assert not (tmp_path / "a.md").exists()


def test_an_error_ends_a_question_and_not_the_session(article: str) -> None:
    """The next one is asked."""
    result = typed(article, "How long?", "And now?", said=[failure(400, "no"), ANSWER])
    assert result.exit_code == 0
    assert "qa: " in result.stderr
    assert result.stdout.startswith("12 days [1]\n")


def test_what_no_question_mends_ends_it(article: str) -> None:
    """A key that is missing would be missing for the next."""
    result = ran("qa", "-i", article, document="How long?\nAnd now?\n")
    assert result.exit_code == 4
    assert result.stderr.count("needs a key") == 1


@pytest.mark.parametrize(
    "arguments", [(), ("-",), ("a", "b"), ("a", "-q", "Who?"), ("a", "--json"), ("a", "-o", "b")]
)
def test_what_makes_no_sense_with_it_is_refused(arguments: tuple[str, ...]) -> None:
    """One document, by its path, and no other way to ask or to print."""
    result = ran("qa", "-i", *arguments)
    assert result.exit_code == 2
    assert "-i " in result.stderr


class Screen:
    """A command on a terminal."""

    def __init__(self, server: FakeServer, *arguments: str, **variables: str) -> None:
        self._ours, its = pty.openpty()
        self.seen = ""
        code = "from summarize.cli import qa; qa()"
        self.running = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env={**environment(server), "TERM": "dumb", **variables},
            stdin=its,
            stdout=its,
            stderr=its,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        os.close(its)

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self._ours, text.encode())

    def shows(self, pattern: str) -> None:
        """Wait until something stands on it after what was waited for before."""
        while not (found := re.search(pattern, self.seen)):
            assert select.select([self._ours], [], [], 60)[0], self.seen
            self.seen += os.read(self._ours, 4096).decode().replace("\r\n", "\n")
        self.seen = self.seen[found.end() :]

    def interrupt(self) -> None:
        """Do what a terminal does at Ctrl-C.

        Again where nothing comes of it: Python's reading of a line does not notice one that comes
        while it takes in a key.
        """
        for _ in range(30):
            self.running.send_signal(signal.SIGINT)
            if select.select([self._ours], [], [], 2)[0]:
                return

    def ends(self) -> int:
        """Give the exit code."""
        return self.running.wait(60)

    def close(self) -> None:
        """Leave nothing behind."""
        self.running.kill()
        self.running.wait()
        os.close(self._ours)


@pytest.fixture
def screens() -> Iterator[list[Screen]]:
    """Give a list of what is closed at the end."""
    opened: list[Screen] = []
    yield opened
    for screen in opened:
        screen.close()


def test_on_a_terminal(article: str, tmp_path: Path, screens: list[Screen]) -> None:
    """A prompt; Ctrl-C drops a line; Ctrl-D ends; the next session knows what was typed."""
    cache = tmp_path / "cache"
    with serving(answers=ANSWER) as server:
        screens.append(first := Screen(server, "-i", article, SUMMARIZE_CACHE_DIR=str(cache)))
        first.shows(r":help tells more\n\? ")
        first.type("never asked")
        first.shows("never asked")
        first.interrupt()
        first.shows(r"\? ")
        first.type("How long?\n")
        first.shows(r"12 days \[1\]\n(.|\n)*\n\? ")
        first.type("\x04")
        assert first.ends() == 0
        history = cache / "history"
        assert history.stat().st_mode & 0o077 == 0
        assert "How long?" in history.read_text()
        screens.append(second := Screen(server, "-i", article, SUMMARIZE_CACHE_DIR=str(cache)))
        second.shows(r"\? ")
        second.type("\x10\n")  # Ctrl-P, as the arrow key does
        second.shows(r"12 days \[1\]")
    asked = str([request.body for request in server.requests])
    assert "never asked" not in asked


def test_a_question_that_is_being_asked_is_dropped(article: str, screens: list[Screen]) -> None:
    """Ctrl-C gives the prompt back at once, and the session goes on."""
    asked, over = threading.Event(), threading.Event()

    def wait(_: dict[str, object]) -> Script:
        asked.set()
        over.wait(60)
        return failure(400, "too late")

    with FakeServer(wait) as server:
        screens.append(screen := Screen(server, "-i", article))
        screen.shows(r"\? ")
        screen.type("How long?\n")
        assert asked.wait(60)
        screen.interrupt()
        screen.shows(r"dropped\n\? ")
        over.set()
        screen.type(":quit\n")
        assert screen.ends() == 0


def test_a_history_that_cannot_be_kept_is_no_failure(article: str, screens: list[Screen]) -> None:
    """In a container whose cache directory cannot be written, the session ends as any other."""
    with serving(answers=ANSWER) as server:
        screens.append(screen := Screen(server, "-i", article))
        screen.shows(r"\? ")
        screen.type(":quit\n")
        screen.shows(r"what was typed is not kept \(Not a directory\)")
        assert screen.ends() == 0
