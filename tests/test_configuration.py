"""Files of settings: found, in their order, and their faults named with file and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from shell import UNSET, ran

from summarize import Settings, configuration
from summarize.errors import ConfigurationError
from summarize.settings import origins


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a user's own file, which is not there yet, in a world without variables."""
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "home" / "config.toml"
    path.parent.mkdir()
    monkeypatch.setattr(configuration, "user_file", lambda: path)
    return path


@pytest.fixture
def project(user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project's file, which is not there yet; the work is done in a folder below it."""
    del user
    below = tmp_path / "project" / "docs" / "deep"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path / "project" / "pyproject.toml"


def test_an_option_a_variable_a_project_a_user(
    user: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each goes before the next, and it can be told which it was."""
    user.write_text('model = "user"\nlength = "short"\ntimeout = 5\nmax_pages = 7\n')
    project.write_text('[tool.summarize]\nmodel = "project"\nlength = "long"\ntimeout = 6.5\n')
    monkeypatch.setenv("SUMMARIZE_MODEL", "variable")
    monkeypatch.setenv("SUMMARIZE_LENGTH", "medium")
    found = Settings.from_environment(model="option")
    assert (found.model, found.length, found.timeout) == ("option", "medium", 6.5)
    assert (found.max_pages, found.ask_again) == (7, 1)
    told = origins(model="option")
    names = ("model", "length", "timeout", "max_pages", "ask_again")
    assert [told[name] for name in names] == [
        "--model",
        "SUMMARIZE_LENGTH",
        str(project),
        str(user),
        "default",
    ]


def test_where_variables_are_given_no_file_is_read(user: Path, project: Path) -> None:
    """What is handed over is all there is."""
    user.write_text("nonsense = 1")
    project.write_text("[tool.summarize]\nnonsense = 1\n")
    assert Settings.from_environment({}) == Settings()
    assert set(origins({}).values()) == {"default"}


def test_the_nearest_project_that_has_settings(project: Path) -> None:
    """One without them is passed by."""
    project.write_text('[tool.summarize]\nmodel = "project"\n')
    (project.parent / "docs" / "pyproject.toml").write_text('[project]\nname = "other"\n')
    assert Settings.from_environment().model == "project"
    (project.parent / "docs" / "pyproject.toml").write_text('[tool.summarize]\nmodel = "near"\n')
    assert Settings.from_environment().model == "near"


def test_paths_are_beside_the_file(user: Path, project: Path) -> None:
    """Not where the command happens to be run."""
    user.write_text('cache_dir = "cache"\nprompts = "~/prompts"\n')
    project.write_text('[tool.summarize]\nquestions = "audit.toml"\n')
    found = Settings.from_environment()
    assert found.questions == project.parent / "audit.toml"
    assert found.cache_dir == user.parent / "cache"
    assert found.prompts == Path("~/prompts").expanduser()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("modle = 'x'", "modle: no such setting; do you mean model?"),
        ("on_progress = 'x'", "on_progress: no such setting"),
        ("xyzzy = 1", "xyzzy: no such setting; take it out"),
        ("max_pages = '7'", "max_pages: input should be a valid integer; correct it"),
        ("strict = 1", "strict: input should be a valid boolean; correct it"),
        ("timeout = 0", "timeout: input should be greater than 0; correct it"),
        ("length = 'tiny'", "length: input should be 'short', 'medium' or 'long'; correct it"),
        ("model = ['a']", "model: input should be a valid string; correct it"),
        ("model = ", "is not TOML (Invalid value"),
    ],
)
def test_a_fault_names_file_and_key(user: Path, project: Path, line: str, said: str) -> None:
    """Of the user's own file and of a project's; nothing is read out of a string."""
    user.write_text(f"{line}\n")
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_environment()
    assert str(caught.value).startswith(f"{user}: {said}")
    user.unlink()
    project.write_text(f"[tool.summarize]\n{line}\n")
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_environment()
    key = "" if "TOML" in said else "tool.summarize."
    assert str(caught.value).startswith(f"{project}: {key}{said}")


@pytest.mark.parametrize("key", ["api_key", "base_url", "cache_dir", "prompts"])
def test_a_project_decides_nothing_about_keys_and_places(
    user: Path, project: Path, key: str
) -> None:
    """What is checked out could send documents and keys elsewhere; the user's own file may."""
    value = "http://localhost:1/v1"
    project.write_text(f"[tool.summarize]\n{key} = '{value}'\n")
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_environment()
    told = str(caught.value)
    assert told.startswith(f"{project}: tool.summarize.{key}: a project may not set this")
    assert str(user) in told
    assert f"SUMMARIZE_{key.upper()}" in told
    assert value not in told
    project.unlink()
    user.write_text(f"{key} = '{value}'\n")
    assert getattr(Settings.from_environment(), key)


def test_what_is_no_table_or_no_text_is_told(user: Path, project: Path) -> None:
    """As is a file that is none."""
    project.write_text('[tool]\nsummarize = "short"\n')
    with pytest.raises(ConfigurationError, match=r"tool\.summarize is not a table"):
        Settings.from_environment()
    project.write_bytes(b"\xff")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml: is not UTF-8"):
        Settings.from_environment()
    user.mkdir()
    with pytest.raises(ConfigurationError, match=r"config\.toml: cannot be read"):
        Settings.from_environment()


@pytest.mark.parametrize("command", ["summarize", "qa"])
def test_a_command_says_so_in_a_line(command: str, project: Path) -> None:
    """With the exit code of what is not set up."""
    project.write_text("[tool.summarize]\nmodle = 'x'\n")
    result = ran(command, "Who?", "-", document="Ten ships left.")
    assert result.exit_code == 4
    assert result.stderr == (
        f"{command}: {project}: tool.summarize.modle: no such setting; do you mean model?\n"
    )


def test_the_examples_of_the_manual_hold(
    user: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both files that it shows, and what it says of them."""
    text = (Path(__file__).parent.parent / "docs" / "commands.md").read_text("utf-8")
    shown = re.findall(r"```toml\n(.+?)```", text, re.DOTALL)
    (of_a_project,) = [block for block in shown if "[tool.summarize]" in block]
    (of_a_user,) = [block for block in shown if "[tool.summarize]" not in block]
    user.write_text(of_a_user)
    project.write_text(of_a_project)
    found, told = Settings.from_environment(), origins()
    assert {told["base_url"], told["max_cost"]} == {str(user)}
    assert {told["questions"], told["length"]} == {str(project)}
    assert found.questions == project.parent / "audit.toml"
    monkeypatch.setenv("SUMMARIZE_LENGTH", "long")
    assert Settings.from_environment().length == "long"
