"""What a cassette notes of prompt templates, and how a change of one is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugin_suite import ONE_TEST, Suite, cassette

from summarize import prompt
from summarize.settings import PROMPTS
from summarize.testing import templates, transcript
from summarize.testing.templates import Rendered

GREETING = '{% include "rules.jinja" %}{% call user() %}Good day, {{ name }}{% endcall %}'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with two templates of its own, one of which includes the other."""
    (tmp_path / "prompts").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "prompts/greeting.jinja").write_text(GREETING)
    (tmp_path / "prompts/rules.jinja").write_text("{% call system() %}Be polite.{% endcall %}")
    return tmp_path


def rendered(project: Path, *names: str) -> set[Rendered]:
    """Render templates, watched."""
    with templates.watched() as seen:
        for name in names:
            prompt.render(name, {"name": "Ilka"}, project / "prompts")
    return seen


def test_a_rendered_template_is_noted(project: Path) -> None:
    """With its digest, and with the directory of one's own as seen from the test's module."""
    notes = templates.noted(rendered(project, "greeting"), project / "tests", project)
    digest = prompt.digest(["greeting"], project / "prompts")
    assert notes == [{"name": "greeting", "digest": digest, "own": "../prompts"}]
    assert templates.changed(notes, project / "tests") == []


@pytest.mark.parametrize("file", ["greeting.jinja", "rules.jinja"])
def test_a_change_is_seen(project: Path, file: str) -> None:
    """In the template itself and in what it includes; also when the file is gone or broken."""
    notes = templates.noted(rendered(project, "greeting"), project / "tests", project)
    path = project / "prompts" / file
    for text in (path.read_text() + "!", "{% if %}"):
        path.write_text(text)
        assert templates.changed(notes, project / "tests") == ["greeting"]
    path.unlink()
    assert templates.changed(notes, project / "tests") == ["greeting"]


def test_a_template_that_comes_to_replace_ours_is_a_change(project: Path) -> None:
    """What the package brings is no longer rendered where the project has its own since."""
    seen = {Rendered("summary", project / "prompts", prompt.digest(["summary"], PROMPTS))}
    notes = templates.noted(seen, project / "tests", project)
    assert templates.changed(notes, project / "tests") == []
    (project / "prompts/summary.jinja").write_text("{% call user() %}Sum up.{% endcall %}")
    assert templates.changed(notes, project / "tests") == ["summary"]


def test_a_template_that_a_test_wrote_is_not_noted(project: Path) -> None:
    """It is nowhere when somebody looks later; one of ours is noted wherever it was looked for."""
    elsewhere = project / "elsewhere"
    assert templates.noted(rendered(project, "greeting"), elsewhere, elsewhere) == []
    digest = prompt.digest(["summary"], PROMPTS)
    seen = {Rendered("summary", project / "a", digest), Rendered("summary", project / "b", digest)}
    notes = templates.noted(seen, elsewhere, elsewhere)
    assert notes == [{"name": "summary", "digest": digest}]
    assert templates.changed(notes, elsewhere) == []


def test_a_cassette_without_notes_is_not_judged() -> None:
    """One that was recorded before templates were noted is not called changed."""
    assert templates.changed(None, Path()) == []


def test_recording_notes_them_in_the_cassette(record: Suite, pytester: pytest.Pytester) -> None:
    """Those that the test renders, in whatever thread; replaying needs none of it."""
    (pytester.path / "prompts").mkdir()
    (pytester.path / "prompts/greeting.jinja").write_text(
        "{% call user() %}{{ name }}{% endcall %}"
    )
    own = """
    import threading
    from pathlib import Path
    from summarize import prompt
    arguments = ("greeting", {"name": "Ilka"}, Path("prompts"))
    thread = threading.Thread(target=lambda: prompt.render(*arguments))
    thread.start()
    thread.join()
"""
    record(ONE_TEST + own, ["Ten"]).assert_outcomes(passed=1)
    head = transcript.load(cassette(pytester).read_text()).head
    digest = prompt.digest(["greeting"], pytester.path / "prompts")
    assert head["templates"] == [{"name": "greeting", "digest": digest, "own": "prompts"}]
