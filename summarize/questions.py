"""Fixed questions: a TOML file -> questions.

    [[questions]]
    id = "arrested"
    text = "How many people were arrested?"
    type = "number"

`type` is one of text, number, date, person, place, list; text where it is left out.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from summarize.errors import QuestionsError
from summarize.settings import PROMPTS
from summarize.types import Question

ANY_ARTICLE = PROMPTS / "questions.toml"


def fixed(source: str, chosen: Path | None) -> tuple[Question, ...]:
    """Return the fixed questions for a document.

    Those of the file `chosen`; else those of `<name>.questions.toml` beside the document; else
    those for any article.

    Raises:
        QuestionsError: The file is missing, not TOML, or holds something else than questions.
    """
    if chosen is not None:
        return load(chosen)
    beside = Path(source).with_suffix(".questions.toml") if Path(source).suffix else None
    return load(beside if beside is not None and beside.is_file() else ANY_ARTICLE)


def load(path: Path) -> tuple[Question, ...]:
    """Read a questions file.

    Raises:
        QuestionsError: It is missing, not TOML, or holds something else than questions.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise QuestionsError(
            f"{path}: cannot be read ({error.strerror}); check the path", path
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QuestionsError(
            f"{path}: is not TOML ({error}); see prompts/questions.toml", path
        ) from None
    entries = content.get("questions")
    if not isinstance(entries, list) or not entries or content.keys() != {"questions"}:
        raise QuestionsError(f"{path}: must hold [[questions]] entries and nothing else", path)
    return _distinct(tuple(_question(entry, n, path) for n, entry in enumerate(entries, 1)), path)


def _question(entry: object, number: int, path: Path) -> Question:
    try:
        return Question.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "entry"
        raise QuestionsError(
            f"{path}: question {number}, {field}: {first['msg'].lower()}; "
            "each needs id and text, and may have type",
            path,
        ) from None


def _distinct(questions: tuple[Question, ...], path: Path) -> tuple[Question, ...]:
    ids = [question.id for question in questions]
    if twice := next((i for i in ids if ids.count(i) > 1), None):
        raise QuestionsError(f"{path}: two questions have the id {twice!r}; rename one", path)
    return questions
