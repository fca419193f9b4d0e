"""Colour and width: as the terminal and its user want them, and never instead of words."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from harbour import DOCUMENT, TEXT, model
from shell import environment, serving

from summarize import summarize
from summarize.cli import colour
from summarize.render import summary_text

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
RED, BOLD = "\x1b[1;31m", "\x1b[1m"

TOLD = """\
A title [1]
en · 1 of 3 claims found in the source

A sentence of the abstract that says
something. (NOT FOUND in the
source; nearest [2])

Key points
  - a point [1][2]

Answers
  What of it?
      not stated
"""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing that asks for colour or forbids it."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_what_matters_is_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Title and headings, marks, and above all what is not grounded; the words stay the same."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = colour.coloured(TOLD)
    assert ESCAPE.sub("", shown) == TOLD
    assert shown.startswith(f"{BOLD}A title ")
    for heading in ("Key points", "Answers"):
        assert f"{BOLD}{heading}\x1b[0m\n" in shown
    assert f"{BOLD}A sentence" not in shown
    alarm = shown[shown.index(RED) :].split("Key points")[0]
    assert "(NOT FOUND in the" in alarm
    assert "\x1b[36m[1][2]\x1b[0m" in shown
    assert "not stated" in shown[shown.index("\x1b[33m") :]


@pytest.mark.parametrize(
    "variables", [{}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}]
)
def test_no_colour_where_none_is_wanted(
    variables: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No terminal, NO_COLOR, which goes before FORCE_COLOR, and a terminal that knows none."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert colour.coloured(TOLD) == TOLD


def test_a_summary_loses_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a whole summary, at any width."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    summary = summarize(DOCUMENT, model=model())
    for width in (40, 60, 88):
        text = summary_text(summary, width)
        assert max(map(len, text.splitlines())) <= width
        assert ESCAPE.sub("", colour.coloured(text)) == text


def on_a_terminal(document: Path, columns: int, *arguments: str, **variables: str) -> str:
    """Give what a command prints on a terminal of so many columns."""
    ours, its = pty.openpty()
    code = "from summarize.cli import summarize; summarize()"
    with serving() as server:
        running = subprocess.Popen(
            [sys.executable, "-c", code, str(document), *arguments],
            env={**environment(server), "COLUMNS": str(columns), **variables},
            stdout=its,
            stderr=subprocess.DEVNULL,
        )
        os.close(its)
        said = b""
        while True:
            try:
                more = os.read(ours, 4096)
            except OSError:  # of a terminal that nobody has open any more
                break
            if not more:
                break
            said += more
        running.wait(60)
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def test_on_a_terminal(tmp_path: Path) -> None:
    """Lines fit it, up to what is pleasant to read; a form for programs has no colour."""
    document = tmp_path / "harbour.txt"
    document.write_text(TEXT, "utf-8")
    narrow = on_a_terminal(document, 50)
    assert BOLD in narrow
    names_the_file = "Quotes from "
    lines = [x for x in ESCAPE.sub("", narrow).splitlines() if not x.startswith(names_the_file)]
    assert 40 < max(map(len, lines)) <= 50
    wide = on_a_terminal(document, 200, NO_COLOR="1")
    assert "\x1b" not in wide
    lines = [line for line in wide.splitlines() if not line.startswith(names_the_file)]
    assert 80 < max(map(len, lines)) <= 88
    assert "\x1b" not in on_a_terminal(document, 80, "--json")


def test_no_terminal_has_the_usual_width() -> None:
    """What is piped is the same everywhere."""
    assert colour.width(88) == 88
