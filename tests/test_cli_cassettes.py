"""The command `summarize cassettes`: audit, its deletion of orphans, and refresh."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from plugin_suite import ONE_TEST, Suite, cassette

from summarize.cli.cassettes import cassettes
from summarize.testing import FakeServer

TEMPLATE_TEST = """
import pytest
from pathlib import Path
from summarize import prompt

@pytest.mark.cassette
def test_ships(ask):
    assert ask(prompt.render("ships", {}, Path("prompts"))[0].content) in ("Ten", "Two")
"""
HOW_MANY = "{% call user() %}How many ships?{% endcall %}"


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(cassettes, arguments)


@pytest.fixture
def orphan(record: Suite, pytester: pytest.Pytester) -> Path:
    """Give a cassette whose module is gone."""
    pytester.makepyprojecttoml("")
    record(ONE_TEST, ["Ten"])
    (pytester.path / "test_it.py").unlink()
    return cassette(pytester)


def test_an_orphan_is_told_and_stays(orphan: Path) -> None:
    """Without --fix nothing is deleted, and the exit code says that something is wrong."""
    result = run("audit")
    told = result.stdout.splitlines()
    assert told[0] == "cassettes/test_it/test_ships.yaml"
    assert told[1].startswith(f"    {orphan.stat().st_size:,} bytes; fake at this machine; summar")
    assert told[2] == "    orphan: no marked test has this cassette"
    assert told[3] == f"cassettes: 1, {orphan.stat().st_size:,} bytes; with something wrong: 1"
    assert (result.exit_code, orphan.exists()) == (9, True)


def test_fix_deletes_orphans(orphan: Path, tmp_path: Path) -> None:
    """After that nothing is wrong any more; a folder that was given is looked through."""
    result = run("audit", str(orphan.parents[2]), "--fix")
    assert "    deleted\n" in result.stdout
    assert (result.exit_code, orphan.exists()) == (0, False)
    assert run("audit", str(tmp_path)).exit_code == 0
    assert run("audit", str(tmp_path / "none")).exit_code == 2


def test_refresh_records_what_is_stale(
    record: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed template is told, and the cassette holds the new prompt afterwards."""
    pytester.makepyprojecttoml("")
    (pytester.path / "prompts").mkdir()
    template = pytester.path / "prompts/ships.jinja"
    template.write_text(HOW_MANY)
    record(TEMPLATE_TEST, ["Ten"]).assert_outcomes(passed=1)
    before = cassette(pytester).read_text()
    template.write_text(HOW_MANY.replace("ships", "boats"))
    with FakeServer(["Two"]) as server:
        monkeypatch.setenv("SUMMARIZE_MODEL", "fake")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", server.api_key)
        result = run("refresh")
    assert "    template changed since it was recorded: ships\n" in result.stdout
    assert "its test asks for what is not recorded" in result.stdout
    assert result.exit_code == 0
    after = cassette(pytester).read_text()
    assert ("boats" in before, "boats" in after) == (False, True)


def test_nothing_stale_is_no_fault(tmp_path: Path) -> None:
    """No test is run then."""
    result = run("refresh", str(tmp_path))
    assert (result.stdout, result.exit_code) == ("no cassette is stale\n", 0)


def test_a_test_that_fails_is_not_recorded(
    record: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cassette stays as it was, and the exit code tells."""
    pytester.makepyprojecttoml("")
    record(ONE_TEST, ["Ten"])
    before = cassette(pytester).read_text()
    pytester.makepyfile(test_it=ONE_TEST.replace("Two came", "Three came"))
    with FakeServer(["Eleven"]) as server:
        monkeypatch.setenv("SUMMARIZE_MODEL", "fake")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", server.api_key)
        assert run("refresh").exit_code == 9
    assert len(server.requests) == 1
    assert cassette(pytester).read_text() == before


def test_without_pytest_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package's own dependencies do not bring it."""
    from summarize.cli import cassettes as module

    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "vcr" else object())
    result = run("audit")
    assert result.exit_code == 4
    assert "vcr is not installed; run: pip install 'summarize-qa[test]'" in result.stderr
