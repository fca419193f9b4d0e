"""Files are written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
