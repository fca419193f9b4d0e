"""The audit: what is wrong with cassettes, each fault once in a small project."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugin_suite import Suite

from summarize.testing.audit import Audited, audit, delete

PROJECT = """
[tool.pytest.ini_options]
addopts = "-x -m 'not slow'"
markers = ["slow"]
"""
MODULE = """
import pytest
from pathlib import Path
from summarize import prompt

pytestmark = pytest.mark.cassette

def test_good(ask): ask("good")

@pytest.mark.slow
def test_deselected(ask): ask("deselected")

def test_unused(ask): ask("used"); ask("no longer used")

def test_missed(ask): ask("as recorded")

def test_failing(ask): assert ask("failing") == "Ten"

def test_secret(ask): ask("secret")

def test_template(ask):
    ask(prompt.render("greeting", {}, Path("prompts"))[0].content)

def test_orphan(ask): ask("orphan")

def test_damaged(ask): ask("damaged")
"""
CHANGED = (
    MODULE.replace('; ask("no longer used")', "")
    .replace("as recorded", "as never recorded")
    .replace('== "Ten"', '== "Two"')
    .replace("test_orphan", "test_renamed")
)
OTHER = "import pytest\n@pytest.mark.cassette\ndef test_it(ask): ask('other')\n"
GREETING = "{% call user() %}Good day.{% endcall %}"
PASSWORD = "correct-horse-battery"


@pytest.fixture
def audited(
    record: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Audited]:
    """Record a project, let each kind of fault come to it, and give what the audit finds."""
    folder = pytester.path
    pytester.makepyprojecttoml(PROJECT)
    (folder / "prompts").mkdir()
    (folder / "prompts/greeting.jinja").write_text(GREETING)
    pytester.makepyfile(test_gone=OTHER, test_skipped=OTHER, test_broken=OTHER)
    arguments = ("-m", "slow or not slow")
    record(MODULE, lambda _: "Ten", *arguments).assert_outcomes(passed=12)

    pytester.makepyfile(test_it=CHANGED)
    (folder / "test_gone.py").unlink()
    (folder / "test_skipped.py").write_text("import pytest; pytest.importorskip('no_such')\n")
    (folder / "test_broken.py").write_text("import no_such_module\n" + OTHER)
    # Says the same to the model: the test goes on passing, and the digest differs.
    (folder / "prompts/greeting.jinja").write_text(f"{{# politely #}}\n{GREETING}")
    cassettes = folder / "cassettes" / "test_it"
    secret = cassettes / "test_secret.yaml"
    secret.write_text(secret.read_text().replace("content: Ten", f"content: {PASSWORD}"))
    damaged = cassettes / "test_damaged.yaml"
    damaged.write_text(damaged.read_text().replace("reply:", "reply: ["))
    (cassettes / "test_of_another_tool.yaml").write_text("interactions: []\nversion: 1\n")
    (folder / "venv/cassettes/test_it").mkdir(parents=True)
    (folder / "venv/pyvenv.cfg").touch()
    (folder / "venv/cassettes/test_it/test_good.yaml").write_text(secret.read_text())
    monkeypatch.setenv("DATABASE_PASSWORD", PASSWORD)
    return {f"{one.path.parent.name}/{one.path.stem}": one for one in audit(folder)}


def test_each_fault_is_found(audited: dict[str, Audited], pytester: pytest.Pytester) -> None:
    """Orphans, unused replies, secrets, changed templates and what else keeps a test from passing.

    A test that the project's own options deselect has its cassette all the same, and a module
    whose tests are not known makes no orphans.
    """
    problems = {name: list(one.problems) for name, one in audited.items()}
    damaged = problems.pop("test_it/test_damaged")
    failing = problems.pop("test_it/test_failing")
    broken = problems.pop("test_broken/test_it")
    missed = problems.pop("test_it/test_missed")
    assert problems == {
        "test_gone/test_it": ["orphan: no marked test has this cassette"],
        "test_it/test_deselected": [],
        "test_it/test_good": [],
        "test_it/test_orphan": ["orphan: no marked test has this cassette"],
        "test_it/test_renamed": ["there is no such cassette yet: its test was never recorded"],
        "test_it/test_secret": [
            "secret: value of DATABASE_PASSWORD; take it out, and revoke it if it was ever shared"
        ],
        "test_it/test_template": ["template changed since it was recorded: greeting"],
        "test_it/test_unused": ["unused reply: 2. POST /v1/chat/completions: no longer used"],
        "test_skipped/test_it": [
            "not judged, since the tests of its module are not known: "
            "Skipped: could not import 'no_such': No module named 'no_such'"
        ],
    }
    assert damaged[0].startswith("damaged: it cannot be read (ParserError: ")
    assert failing[0].startswith("its test fails: ")
    assert broken[0].startswith("not judged, since the tests of its module are not known: ")
    assert missed[0].startswith("its test asks for what is not recorded: ")
    assert "as never recorded" in missed[0]

    # Only what recording again mends is recorded again.
    stale = {name for name, one in audited.items() if one.stale}
    assert stale == {
        "test_it/test_missed",
        "test_it/test_renamed",
        "test_it/test_template",
        "test_it/test_unused",
    }
    assert {name for name, one in audited.items() if not one.size} == {"test_it/test_renamed"}

    good = audited["test_it/test_good"]
    assert (good.model, good.server, good.test) == ("fake", "this machine", "test_it.py::test_good")
    assert good.recorder.startswith("summarize-qa ")
    assert good.size == good.path.stat().st_size
    assert good.project == pytester.path


def test_an_empty_folder_holds_no_cassettes(tmp_path: Path) -> None:
    """No test is run for it."""
    assert audit(tmp_path) == []


def test_deleting_the_last_cassette_deletes_its_folder(tmp_path: Path) -> None:
    """One that is left keeps it."""
    folder = tmp_path / "cassettes" / "test_it"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / name).touch()
    delete(folder / "a")
    assert [path.name for path in folder.iterdir()] == ["b"]
    delete(folder / "b")
    assert not folder.exists()
