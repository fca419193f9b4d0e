"""The journal: what was measured is not asked again, unless what makes an answer has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from measured import CLOSED, COST, WHO, Record, settings, written

from summarize.errors import InputError
from summarize.measure import journal, rows
from summarize.measure.journal import Journal
from summarize.measure.rows import Work
from summarize.measure.ways import NAIVE, PRODUCT, Outcome
from summarize.settings import Settings

CAME = Outcome(error="too long", seconds=2.5)


def work(folder: Path, *records: Record) -> Work:
    """Give the only text of records."""
    (only,) = rows.load([written(folder / "rows.jsonl", records)])
    return only


def opened(folder: Path, way: str = PRODUCT, model: str = "small", **changed: object) -> Journal:
    """Open the journal of a way of asking a model."""
    tuned = settings(folder).model_copy(update=changed)
    return journal.opened(way, model, tuned, None)


def test_what_was_added_is_found_by_the_next_run(tmp_path: Path) -> None:
    """The outcome comes back whole, from the file."""
    asked = work(tmp_path, CLOSED, WHO)
    first = opened(tmp_path)
    assert first.find(asked) is None
    first.add(asked, CAME)
    assert first.find(asked) == opened(tmp_path).find(asked) == CAME


def test_it_counts_for_the_same_questions_only(tmp_path: Path) -> None:
    """Other questions about the text are asked; other accepted answers change no question."""
    first = opened(tmp_path)
    first.add(work(tmp_path, CLOSED, WHO), CAME)
    assert first.find(work(tmp_path, CLOSED, COST)) is None
    assert first.find(work(tmp_path, {**CLOSED, "answers": ["12"]}, WHO)) == CAME


def test_model_settings_and_templates_make_another_journal(tmp_path: Path) -> None:
    """Each has a file of its own in the cache, and the naive way has one too."""
    own = tmp_path / "own"
    own.mkdir()
    journals = [
        opened(tmp_path),
        opened(tmp_path, model="large"),
        opened(tmp_path, ask_again=0),
        opened(tmp_path, NAIVE),
        opened(tmp_path, prompts=own),
    ]
    (own / "answers.jinja").write_text("{% call user() %}Answer!{% endcall %}")
    journals.append(opened(tmp_path, prompts=own))
    paths = [one.path for one in journals]
    assert paths[4] == paths[0]
    assert len(set(paths)) == 5
    assert all(path.parent == tmp_path / "cache" / "journals" for path in paths)


def test_the_naive_way_depends_on_its_template_alone(tmp_path: Path) -> None:
    """Changing the product's settings or templates leaves the baseline as it was."""
    own = tmp_path / "own"
    own.mkdir()
    before = opened(tmp_path, NAIVE, prompts=own)
    (own / "answers.jinja").write_text("{% call user() %}Answer!{% endcall %}")
    assert opened(tmp_path, NAIVE, prompts=own, ask_again=0).path == before.path
    (own / "naive.jinja").write_text("{% call user() %}{{ article }}{{ question }}{% endcall %}")
    assert opened(tmp_path, NAIVE, prompts=own).path != before.path


def test_what_changes_no_result_keeps_the_journal(tmp_path: Path) -> None:
    """Key, patience and strictness are no part of an answer."""
    same = opened(tmp_path, timeout=1.0, strict=True)
    assert same.path == opened(tmp_path).path


def test_a_file_of_ones_own_holds_both_ways(tmp_path: Path) -> None:
    """They do not take each other's entries, nor those of another model."""
    path, asked = tmp_path / "deep" / "own.jsonl", work(tmp_path, CLOSED)
    for way in (PRODUCT, NAIVE):
        one = journal.opened(way, "small", settings(tmp_path), path)
        assert one.find(asked) is None
        one.add(asked, CAME)
    assert len(path.read_text().splitlines()) == 2
    assert journal.opened(PRODUCT, "large", settings(tmp_path), path).find(asked) is None


def test_a_line_that_was_cut_is_asked_again(tmp_path: Path) -> None:
    """An interruption in the middle of a line loses that entry and none after it."""
    one, other = work(tmp_path, CLOSED), work(tmp_path, WHO)
    first = opened(tmp_path)
    first.add(one, CAME)
    first.path.write_bytes(first.path.read_bytes()[:-9])
    second = opened(tmp_path)
    assert second.find(one) is None
    second.add(other, CAME)
    assert opened(tmp_path).find(other) == CAME


def test_errors_that_may_not_come_again_are_not_kept(tmp_path: Path) -> None:
    """The next run asks again."""
    asked = work(tmp_path, CLOSED)
    one = opened(tmp_path)
    one.add(asked, Outcome(error="no connection", passing=True))
    assert one.find(asked) is None
    assert not one.path.exists()


def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """A directory, or a folder that is a file, is an input error that says what to do."""
    with pytest.raises(InputError, match="name another with --journal"):
        journal.opened(PRODUCT, "small", Settings(), tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="name another with --journal"):
        journal.opened(PRODUCT, "small", Settings(), tmp_path / "file" / "journal").add(
            work(tmp_path, CLOSED), CAME
        )
