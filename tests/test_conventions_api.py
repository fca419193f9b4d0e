"""The public face as tests: names, what their docstrings tell, one error tree, a cheap import."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import typing
from types import ModuleType

import pydantic
import pytest

import summarize
from summarize import errors

PUBLIC = {
    "Answer",
    "Citation",
    "Claim",
    "Document",
    "Question",
    "Settings",
    "SummarizeError",
    "Summary",
    "aask",
    "ask",
    "asummarize",
    "summarize",
    "summarize_many",
}
HEAVY = {"jinja2", "openai", "pydantic", "rich"}


def test_public_names_are_sorted_and_complete() -> None:
    """`__all__` is the design's list, in order, and each name in it is there."""
    assert list(summarize.__all__) == sorted(PUBLIC)
    assert [name for name in PUBLIC if not hasattr(summarize, name)] == []


FUNCTIONS = sorted(name for name in PUBLIC if inspect.isfunction(getattr(summarize, name)))
VALUES = sorted(
    name
    for name in PUBLIC
    if inspect.isclass(getattr(summarize, name))
    and issubclass(getattr(summarize, name), pydantic.BaseModel)
)


def sections(documentation: str) -> dict[str, str]:
    """Give the parts of a docstring by their titles; what comes before them is "" ."""
    parts = re.split(r"^(\w+):\n", inspect.cleandoc(documentation) + "\n", flags=re.MULTILINE)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_names_are_documented(name: str) -> None:
    """Each has a docstring of its own, whose first line is a whole sentence."""
    documentation = vars(getattr(summarize, name)).get("__doc__") or ""
    documentation = documentation or getattr(summarize, name).__doc__ or ""
    assert documentation.strip().partition("\n")[0].endswith((".", ":"))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_functions_tell_all_that_a_caller_needs(name: str) -> None:
    """What each takes, what it gives, what it raises, and an example.

    One that does as another does says which, and takes the same.
    """
    function = getattr(summarize, name)
    twin = re.search(r"as `(\w+)` does", function.__doc__)
    if twin:
        other = getattr(summarize, twin[1])
        assert inspect.signature(function).parameters == inspect.signature(other).parameters
        return
    parts = sections(function.__doc__)
    assert list(parts) == ["", "Args", "Returns", "Raises", "Example"]
    described = re.findall(r"^    (\w+): \S", parts["Args"], re.MULTILINE)
    assert described == list(inspect.signature(function).parameters)
    assert re.match(r"    \w+Error: \S", parts["Raises"])
    assert ">>> " in parts["Example"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_functions_take_few_parameters(name: str) -> None:
    """At most five, and none of them is `Any`: what can be tuned is a field of the settings."""
    parameters = inspect.signature(getattr(summarize, name)).parameters.values()
    assert len(parameters) <= 5
    assert [p.name for p in parameters if "Any" in str(p.annotation)] == []


@pytest.mark.parametrize("name", VALUES)
def test_public_values_tell_what_their_fields_mean(name: str) -> None:
    """A value has an example; a field that may be None says what that means; none changes."""
    value = getattr(summarize, name)
    assert ">>> " in sections(value.__doc__).get("Example", "")
    assert value.model_config["frozen"]
    untold = [
        field_name
        for field_name, field in value.model_fields.items()
        if type(None) in typing.get_args(field.annotation) and not field.description
    ]
    assert untold == []


def test_sections_are_told_apart() -> None:
    """A part that is missing is seen to be missing."""
    parts = sections("Do it.\n\n    Args:\n        one: The one.\n\n    Raises:\n        E: No.\n")
    assert list(parts) == ["", "Args", "Raises"]
    assert "one: The one." in parts["Args"]


def test_importing_the_package_is_cheap() -> None:
    """`import summarize` brings in none of the libraries that take their time."""
    code = f"import sys, summarize; print({HEAVY!r} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


EXTRAS = {"daft", "docx", "pypdfium2", "trafilatura"}
"""Libraries of extras, without which their modules cannot be imported."""


def _imported(name: str) -> ModuleType | None:
    """Import a module of ours; None where it needs an extra that is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        return None


def package_errors() -> set[type[BaseException]]:
    """Give every exception class that a module of the package defines."""
    found = pkgutil.walk_packages(summarize.__path__, "summarize.")
    modules = [module for each in found if (module := _imported(each.name))]
    return {
        value
        for module in modules
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, BaseException)
        and value.__module__.partition(".")[0] == "summarize"
    }


def printed_tree() -> dict[str, tuple[str | None, int]]:
    """Give the tree of the docstring of `errors`: each name's parent and exit code."""
    tree: dict[str, tuple[str | None, int]] = {}
    above: list[tuple[int, str, int]] = []
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"( {4,})(\w+Error)\s+(?:exit code )?(\d*)", line):
            depth, name, code = len(found[1]), found[2], found[3]
            above = [entry for entry in above if entry[0] < depth]
            parent = above[-1][1] if above else None
            tree[name] = (parent, int(code) if code else above[-1][2])
            above.append((depth, name, tree[name][1]))
    return tree


def test_errors_are_one_tree_as_printed() -> None:
    """Every exception is in the tree at the top of `errors`, with its parent and exit code."""
    real = {
        error.__name__: (
            None if error is errors.SummarizeError else error.__bases__[0].__name__,
            getattr(error, "exit_code", None),
        )
        for error in package_errors()
    }
    assert real == printed_tree()
