"""Files are written whole, or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from harbour import TEXT, answers
from shell import environment, ran, serving

from summarize.cli import output
from summarize.errors import OutputError


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """The new text is there, nothing lies beside it, and its mode is what it was."""
    path = tmp_path / "a.html"
    output.write(path, "old")
    path.chmod(0o604)
    output.write(path, "new ü\ud800")
    assert path.read_text("utf-8") == "new ü?"
    assert path.stat().st_mode & 0o777 == 0o604
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """As any program's file: what the umask leaves of read and write."""
    other = tmp_path / "other"
    other.write_text("")
    output.write(tmp_path / "a", "x")
    assert (tmp_path / "a").stat().st_mode == other.stat().st_mode


def test_a_failure_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full, the old content stays, and no half of the new."""
    path = tmp_path / "a"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"a: cannot be written \(No space left"):
        output.write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_directory_is_told(tmp_path: Path) -> None:
    """With the file's name and what to do."""
    with pytest.raises(OutputError, match=r"cannot be written .+ check the directory"):
        output.write(tmp_path / "no" / "a", "x")


def test_a_disk_that_fills_up_has_a_way_out() -> None:
    """What is missing there is room, and what is finished is kept by the journal."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs a device that is always full")

    def write(way_out: str) -> None:
        with output.Results(str(full), way_out) as results:
            results.say("x")

    told = r"cannot be written \(No space left on device\); make room, and go on with --resume"
    with pytest.raises(OutputError, match=told):
        write("go on with --resume")
    with pytest.raises(OutputError, match="make room, and run it again"):
        output.write(full, "x")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it names is replaced, not the link."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    output.write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_what_is_no_file_is_written_to() -> None:
    """A device or a pipe, such as /dev/stdout, is not replaced by a file."""
    output.write("/dev/null", "x")
    assert not Path("/dev/null").is_file()


def test_results_go_to_stdout_or_into_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never to both; the file is there when the run has ended, and nothing lies beside it."""
    for name in (None, "-"):
        with output.Results(name) as results:
            results.say("one")
        assert capsys.readouterr().out == "one\n"
    path = tmp_path / "a"
    with output.Results(str(path)) as results:
        results.say("one")
        results.say("two")
        assert not path.exists()
    assert path.read_text() == "one\ntwo\n"
    assert list(tmp_path.iterdir()) == [path]
    assert capsys.readouterr().out == ""


def test_finished_work_is_kept(tmp_path: Path) -> None:
    """An interruption loses none of it, and a run without results leaves the file alone."""
    path = tmp_path / "a"

    def interrupted(*said: str) -> None:
        with output.Results(str(path)) as results:
            results.say("head", head=True)
            for text in said:
                results.say(text)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted("one")
    assert path.read_text() == "head\none\n"
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text() == "head\none\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", ["text", "json", "markdown", "jsonl"])
@pytest.mark.parametrize("command", ["summarize", "qa"])
def test_the_commands_write_what_they_would_print(command: str, form: str, tmp_path: Path) -> None:
    """The same text, character for character."""
    path, document = tmp_path / "a", tmp_path / "harbour.txt"
    document.write_text(TEXT, "utf-8")
    given = [*(["How long?"] if command == "qa" else []), str(document), "--format", form]
    with serving(answers=answers((2, "12 days"))) as server:
        printed = ran(command, *given, server=server)
        written = ran(command, *given, "-o", str(path), server=server)
    assert (written.exit_code, written.stdout) == (0, "")
    assert path.read_text("utf-8") == printed.stdout


def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    """With its name and exit code 1."""
    path = tmp_path / "none" / "a"
    with serving() as server:
        result = ran("summarize", "-", "-o", str(path), server=server, document=TEXT)
        assert server.requests == []
    assert result.exit_code == 1
    assert f"summarize: {path}: cannot be written" in result.stderr


def test_nobody_who_reads_is_no_error() -> None:
    """As in `summarize article.txt | head -1`: quiet, and no traceback."""
    with serving() as server:
        running = subprocess.Popen(
            [sys.executable, "-c", "from summarize.cli import summarize; summarize()", "-"],
            env=environment(server),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stdout
        running.stdout.close()
        running.stdout = None
        err = running.communicate(TEXT, timeout=60)[1]
    assert err == "model fake at 127.0.0.1\n"
