"""The errors' data and exit codes; that the tree is complete is tested with the conventions."""

from __future__ import annotations

import inspect
import pickle
from pathlib import Path

import pytest

from summarize import SummarizeError, errors


@pytest.mark.parametrize(
    ("family", "code"),
    [
        (errors.SummarizeError, 1),
        (errors.InputError, 3),
        (errors.ConfigurationError, 4),
        (errors.ModelError, 5),
        (errors.BudgetError, 6),
        (errors.GroundingError, 8),
    ],
)
def test_a_family_has_one_exit_code(family: type[SummarizeError], code: int) -> None:
    """Whatever is caught coarsely ends a command alike."""
    others = {errors.InputError, errors.ConfigurationError, errors.ModelError}
    children = [c for c in family.__subclasses__() if c not in others]
    of_this = [family, *(c for c in children if family is not errors.SummarizeError)]
    assert {error.exit_code for error in of_this} == {code}


def test_an_input_error_names_its_path() -> None:
    """A program need not read the path out of the message."""
    error = errors.MissingInputError("a.txt: no such file", Path("a.txt"))
    assert (str(error), error.path) == ("a.txt: no such file", Path("a.txt"))
    assert errors.InputError("no text").path is None


def test_a_model_error_keeps_the_reply() -> None:
    """What was paid for is not lost: the text that came, the attempts, the problems."""
    error = errors.SchemaError(
        "another shape", problems=("title: missing",), reply="{}", attempts=2
    )
    assert (error.problems, error.reply, error.attempts) == (("title: missing",), "{}", 2)
    assert errors.UnreachableError("no connection").reply is None


def test_a_grounding_error_lists_what_is_not_found() -> None:
    """Strict mode tells every problem, not only the first."""
    assert errors.GroundingError("2 of 3", ("a", "b")).problems == ("a", "b")


TREE = [
    value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, errors.SummarizeError)
]
DATA = {"problems": ("a", "b"), "path": Path("a.txt"), "reply": "{}", "attempts": 2}


@pytest.mark.parametrize("kind", TREE)
def test_an_error_goes_from_process_to_process(kind: type[errors.SummarizeError]) -> None:
    """With its message, and all that it carries."""
    taken = inspect.signature(kind.__init__).parameters
    error = kind("what happened", **{name: DATA[name] for name in DATA if name in taken})
    error.add_note("and where")
    found = pickle.loads(pickle.dumps(error))
    assert type(found) is kind
    assert (str(found), found.args, vars(found)) == (str(error), error.args, vars(error))
