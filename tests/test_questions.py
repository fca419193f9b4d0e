"""Fixed questions: which file they come from, and what is wrong with a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.errors import QuestionsError
from summarize.questions import ANY_ARTICLE, fixed, load
from summarize.types import AnswerType

ONE = '[[questions]]\nid = "{}"\ntext = "How many boats left?"\n'


def test_our_own_are_in_order(seed: Path) -> None:
    """Those for any article ask what the README says; those of the seed are 17."""
    ids = [question.id for question in load(ANY_ARTICLE)]
    assert ids[:6] == ["who", "what", "when", "where", "why", "how"]
    assert ids[6:] == ["how_many", "according_to", "what_next"]
    assert len(fixed(str(seed), None)) == 17


def test_the_type_is_text_unless_given(tmp_path: Path) -> None:
    """A question needs an id and a text, and may say what kind of answer it wants."""
    path = tmp_path / "questions.toml"
    path.write_text(ONE.format("boats") + ONE.format("crews") + 'type = "number"\n')
    assert [question.type for question in load(path)] == [AnswerType.TEXT, AnswerType.NUMBER]


def test_chosen_before_beside_before_any(tmp_path: Path) -> None:
    """A file that is named goes first, then the one beside the document, then ours."""
    article = str(tmp_path / "harbour.txt")
    assert fixed(article, None) == load(ANY_ARTICLE)
    (tmp_path / "harbour.questions.toml").write_text(ONE.format("beside"))
    assert [question.id for question in fixed(article, None)] == ["beside"]
    chosen = tmp_path / "chosen.toml"
    chosen.write_text(ONE.format("chosen"))
    assert [question.id for question in fixed(article, chosen)] == ["chosen"]


@pytest.mark.parametrize("source", ["standard input", "text", "-", "", "..", "file object"])
def test_a_document_without_a_file_has_those_for_any_article(source: str) -> None:
    """A name that is no file name leads to no file beside it."""
    assert fixed(source, None) == load(ANY_ARTICLE)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[[questions", "is not TOML"),
        ("", r"must hold \[\[questions\]\] entries"),
        ("questions = []", r"must hold \[\[questions\]\] entries"),
        ('questions = "Who?"', r"must hold \[\[questions\]\] entries"),
        (ONE.format("a") + "[more]\n", "and nothing else"),
        ("questions = [1]", "question 1, entry"),
        ('[[questions]]\ntext = "Who?"', "question 1, id: field required"),
        ('[[questions]]\nid = "who"', "question 1, text: field required"),
        (ONE.format("a") + ONE.format(""), "question 2, id"),
        (ONE.format("a") + 'type = "colour"', "question 1, type"),
        (ONE.format("a") + "weight = 3", "question 1, weight"),
        (ONE.format("a") + ONE.format("a"), "two questions have the id 'a'; rename one"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, content: str, problem: str) -> None:
    """The message names the file, the entry and the field; the error keeps the path."""
    path = tmp_path / "questions.toml"
    path.write_text(content)
    with pytest.raises(QuestionsError, match=problem) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.path == path


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing, a directory, or not in UTF-8: one kind of error."""
    latin = tmp_path / "latin.toml"
    latin.write_bytes(ONE.format("a").encode() + b'type = "caf\xe9"')
    for path in (tmp_path / "missing.toml", tmp_path, latin):
        with pytest.raises(QuestionsError, match=r"check the path|is not TOML") as caught:
            load(path)
        assert str(caught.value).startswith(f"{path}: ")
