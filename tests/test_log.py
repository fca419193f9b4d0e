"""The one logger: events with structured extras, and no content unless it is asked for."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from harbour import DOCUMENT, NOWHERE, answers

from summarize import ask, log
from summarize.models import client
from summarize.settings import Settings
from summarize.testing import FakeServer
from summarize.testing.served import failure

FORTY = answers((1, "Nearly 40"))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no retry."""

    async def no_wait(_: float) -> None:
        """Wait for nothing."""

    monkeypatch.setattr(client, "sleep", no_wait)


def logged(caplog: pytest.LogCaptureFixture, *, content: bool = False) -> list[logging.LogRecord]:
    """Ask with a busy server that takes no temperature; give what is logged."""
    with (
        caplog.at_level(logging.DEBUG, logger="summarize"),
        FakeServer([failure(500, "busy"), FORTY], refuses=["temperature"]) as server,
    ):
        settings = Settings(
            model="fake",
            base_url=server.base_url,
            api_key=server.api_key,
            prompts=NOWHERE,
            cache_dir=NOWHERE,
            log_content=content,
        )
        ask(DOCUMENT, "How many boats left?", settings=settings)
    return [record for record in caplog.records if record.name.startswith("summarize")]


def test_what_happened_is_told_in_order(caplog: pytest.LogCaptureFixture) -> None:
    """A refusal, a wait and the reply, each by the one logger, as words and as extras."""
    records = logged(caplog)
    assert {record.name for record in records} == {"summarize"}
    told = [(record.levelname, record.__dict__["event"]) for record in records]
    assert told == [("INFO", "refused"), ("WARNING", "waiting"), ("INFO", "asked")]
    extras = records[-1].__dict__
    assert (extras["model"], extras["host"], extras["template"]) == ("fake", "127.0.0.1", "answers")
    assert {record.__dict__["document"] for record in records} == {DOCUMENT.source}
    assert extras["input_tokens"] > 0
    assert extras["cost"] is None
    assert "model=fake" in records[-1].getMessage()
    assert records[1].__dict__["status"] == 500


def test_no_content_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the document nor what was asked or said about it."""
    text = "\n".join(f"{r.getMessage()} {r.__dict__}" for r in logged(caplog))
    for content in ("Oldhaven", "How many boats", "Nearly 40"):
        assert content not in text


def test_content_is_logged_where_it_is_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    """Every message and the reply."""
    records = [r.__dict__ for r in logged(caplog, content=True) if r.levelname == "DEBUG"]
    assert [r["role"] for r in records] == ["system", "user", "assistant", "user", "reply"]
    assert "Oldhaven" in records[1]["content"]
    assert "Nearly 40" in records[-1]["content"]


def test_a_fault_is_written_with_its_place_and_without_its_words(tmp_path: Path) -> None:
    """An error's message may hold what a document says."""
    path = tmp_path / "log.jsonl"
    with log.to_file(path):
        try:
            int(DOCUMENT.text)
        except ValueError as error:
            log.fault("unexpected error", error, document="a\nb.txt")
    (line,) = path.read_text().splitlines()
    told = json.loads(line)
    assert (told["level"], told["error"], told["document"]) == ("ERROR", "ValueError", "a\nb.txt")
    assert "test_a_fault_is_written" in told["where"]
    assert "Oldhaven" not in line


QUIET = """
from summarize import log
log.warning("waiting", seconds=1)
"""


def test_a_program_without_logging_sees_nothing(tmp_path: Path) -> None:
    """Python would print a library's warnings on stderr."""
    ran = subprocess.run(
        [sys.executable, "-c", QUIET], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert (ran.stdout, ran.stderr) == ("", "")
