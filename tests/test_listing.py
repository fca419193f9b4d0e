"""Paths, directories and patterns: the files that they mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarize.listing import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a directory with documents, and with what is none."""
    for name in ("b.txt", "a.txt", "deep/c.txt", "deep/d.md", ".hidden", ".git/x.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("Ten ships left.")
    (tmp_path / "a.questions.toml").write_text("")
    return tmp_path


def found(path: Path | str, below: Path) -> list[str]:
    """Give what a path means, as names below a directory."""
    return [os.path.relpath(one, below) for one in files(str(path))]


def test_a_directory_is_every_file_below_it(folder: Path) -> None:
    """In order; hidden ones and files of questions are none."""
    assert found(folder, folder) == ["a.txt", "b.txt", "deep/c.txt", "deep/d.md"]


def test_what_cannot_be_read_as_a_file_is_passed_by(folder: Path) -> None:
    """A pipe would be waited for without end, and a link to nothing is no document."""
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to(folder / "nothing")
    assert "pipe" not in found(folder, folder)
    assert "link" not in found(folder, folder)


def test_a_pattern_is_the_files_that_match(folder: Path) -> None:
    """`**` is any directories, and a directory is no match."""
    assert found(folder / "*", folder) == ["a.questions.toml", "a.txt", "b.txt"]
    assert found(folder / "**" / "*.txt", folder) == ["a.txt", "b.txt", "deep/c.txt"]


def test_a_file_named_like_a_pattern_is_that_file(folder: Path) -> None:
    """What exists is never taken for a pattern."""
    (folder / "[ab].txt").write_text("Ten ships left.")
    assert found(folder / "[ab].txt", folder) == ["[ab].txt"]


@pytest.mark.parametrize("name", ["missing.txt", "*.pdf", "empty", "a\0b", "-"])
def test_what_means_no_file_is_given_as_it_is(folder: Path, name: str) -> None:
    """So that reading it tells what is wrong with it, or reads standard input."""
    (folder / "empty").mkdir()
    path = name if name == "-" else str(folder / name)
    assert list(files(path)) == [path]
