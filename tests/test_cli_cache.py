"""The command `summarize cache`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from summarize.chat import Reply
from summarize.cli.cache import cache
from summarize.models.replies import FILE, Replies
from summarize.types import Usage


def ran(directory: Path, *arguments: str) -> Result:
    """Run the command with this cache directory."""
    return CliRunner().invoke(cache, arguments, env={"SUMMARIZE_CACHE_DIR": str(directory)})


def test_stats_and_clear(tmp_path: Path) -> None:
    """They tell how many, where and how large, and what is forgotten."""
    assert ran(tmp_path, "stats").output == f"{tmp_path / FILE}: 0 replies, 0.0 MB\n"
    Replies(tmp_path / FILE).put(b"key", Reply("Forty.", "stop", Usage(calls=1)))
    shown = json.loads(ran(tmp_path, "stats", "--json").output)
    assert shown["path"] == str(tmp_path / FILE)
    assert shown["entries"] == 1
    assert shown["bytes"] > 4096
    assert ran(tmp_path, "clear").output.startswith("forgot 1 reply, ")
    assert json.loads(ran(tmp_path, "stats", "--json").output)["entries"] == 0


def test_what_cannot_be_cleared_is_told(tmp_path: Path) -> None:
    """One line on stderr, with the file, and exit code 4."""
    (tmp_path / FILE).mkdir()
    result = ran(tmp_path, "clear")
    assert (result.exit_code, result.stdout) == (4, "")
    assert f"{tmp_path / FILE}: cannot be cleared" in result.stderr
    assert result.stderr.count("\n") == 1
