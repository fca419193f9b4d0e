"""`summarize completion`: scripts that shells take, and what they then complete."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarize.cli import COMMANDS
from summarize.cli.completion import completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_both_commands(shell: str) -> None:
    """It names both, and the shell reads it without complaint where it is installed."""
    script = CliRunner().invoke(completion, [shell]).stdout
    assert "_SUMMARIZE_COMPLETE" in script
    assert "_QA_COMPLETE" in script
    if found := shutil.which(shell):
        read = subprocess.run(
            [found, "-n"], input=script, capture_output=True, text=True, check=False
        )
        assert (read.returncode, read.stderr) == (0, "")


def completed(line: str) -> list[str]:
    """Give what bash is told when the cursor is at the end of a line."""
    command = line.split()[0]
    ran = subprocess.run(
        [sys.executable, "-c", f"from summarize.cli import {command}; {command}()"],
        env={
            **os.environ,
            f"_{command.upper()}_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.splitlines()


@pytest.mark.parametrize("command", ["summarize", "qa"])
def test_options_values_and_files(command: str) -> None:
    """Options that begin so, the values that one takes, and a file where one may stand."""
    assert completed(f"{command} --pa") == ["plain,--page"]
    assert completed(f"{command} a.txt --page evi") == ["file,evi"]
    assert completed(f"{command} art")[-1] == "file,art"
    assert completed("summarize --length s") == ["plain,short"]


def test_the_first_word_may_be_a_command() -> None:
    """Its name is completed, and after it its own options and commands, not those of documents."""
    assert completed("summarize stat") == ["plain,status", "file,stat"]
    assert [w for w in completed("summarize ") if w != "file,"] == [f"plain,{n}" for n in COMMANDS]
    assert completed("summarize status --pr") == ["plain,--probe"]
    assert completed("summarize cache cl") == ["plain,clear"]
    assert completed("qa stat") == ["file,stat"]


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_itself_completes(tmp_path: Path) -> None:
    """With the script sourced, as at a prompt."""
    script = CliRunner().invoke(completion, ["bash"]).stdout
    line = "COMP_WORDS=(summarize schema su); COMP_CWORD=2; _summarize_completion summarize;"
    for command in ("summarize", "qa"):
        (tmp_path / command).write_text(
            f"#!{sys.executable}\nfrom summarize.cli import {command}\n{command}()\n"
        )
        (tmp_path / command).chmod(0o755)
    ran = subprocess.run(
        ["bash", "-c", f'{script}\n{line} echo "${{COMPREPLY[@]}}"'],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("summary\n", "")
