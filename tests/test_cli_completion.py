"""`summarize completion`: scripts that shells take, and what they then complete."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
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
    assert completed("summarize stat") == ["file,stat", "plain,status"]
    assert [w for w in completed("summarize ") if w != "file,"] == [f"plain,{n}" for n in COMMANDS]
    assert completed("summarize status --pr") == ["plain,--probe"]
    assert completed("summarize cache cl") == ["plain,clear"]
    assert completed("qa stat") == ["file,stat"]


STARTED: dict[str, tuple[str, ...]] = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "-i"),
}
"""Each shell at a prompt, with no settings of whoever runs the tests."""
READ = {"bash": "summarize.bash", "zsh": "summarize.zsh", "fish": "fish/conf.d/summarize.fish"}
TAB, HOME_KEY = "\t", "\x01"
PATIENCE = 60
"""Seconds."""


class Prompt:
    """A shell in a terminal of its own, at which one types."""

    def __init__(self, shell: str, folder: Path) -> None:
        bin_folder = folder / "bin"
        bin_folder.mkdir()
        for command in COMPLETED:
            program = f"#!{sys.executable}\nfrom summarize.cli import {command}\n{command}()\n"
            (bin_folder / command).write_text(program)
            (bin_folder / command).chmod(0o755)
        script = folder / READ[shell]
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(CliRunner().invoke(completion, [shell]).stdout)
        environment = {
            **os.environ,
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "TERM": "xterm",
        }
        self.process, self.terminal = pty.fork()
        if not self.process:
            os.chdir(folder)
            os.execvpe(STARTED[shell][0], STARTED[shell], environment)
        self.seen = ""
        if shell != "fish":
            self.type(f"source {script}\n")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.terminal, keys.encode())

    def read_until(self, wanted: str) -> str:
        """Give what is shown, from where it was last read, up to what is wanted.

        Raises:
            AssertionError: It does not come.
        """
        ends = time.monotonic() + PATIENCE
        while wanted not in self.seen:
            left = ends - time.monotonic()
            ready = left > 0 and select.select([self.terminal], [], [], left)[0]
            assert ready, f"no {wanted!r} in {self.seen!r}"
            self.seen += os.read(self.terminal, 65_536).decode(errors="replace")
        read, _, self.seen = self.seen.partition(wanted)
        return read

    def completed(self, line: str) -> list[str]:
        """Give the words that a line has once Tab is pressed at its end."""
        self.type(f"{line}{TAB} end{HOME_KEY}printf '<%s>' begin \n")
        self.read_until("<begin>")
        return re.findall(r"<([^>]*)>", self.read_until("<end>"))

    def close(self) -> None:
        """End the shell."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


COMPLETED = {
    "qa": (("qa --thor", "--thorough"), ("qa art", "article.txt"), ("qa 'Why?' my", "my file.txt")),
    "summarize": (
        ("summarize stat", "status"),
        ("summarize cache cl", "clear"),
        ("summarize --length sh", "short"),
        ("summarize article.txt --page ev", "evidence.html"),
    ),
}
"""Of each command, lines and the last word that Tab makes of them."""


@pytest.mark.parametrize("shell", STARTED)
def test_a_shell_itself_completes(shell: str, tmp_path: Path) -> None:
    """At a prompt, with Tab: options, values, commands, files with spaces, and `qa` first."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed: apt-get install {shell}")
    for name in ("article.txt", "my file.txt", "evidence.html"):
        (tmp_path / name).touch()
    prompt = Prompt(shell, tmp_path)
    try:
        for command, lines in COMPLETED.items():
            for line, wanted in lines:
                words = prompt.completed(line)
                assert words[0] == command
                assert (line, words[-1]) == (line, wanted)
    finally:
        prompt.close()
