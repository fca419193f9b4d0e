"""Measure how many small faults the tests notice: mutants of `match`, `ground` and `validate`.

    python benchmarks/mutation.py match validate ground/rules/order.py --survivors survivors.txt
    python benchmarks/mutation.py ground --sample 150

A mutant is the package with one operator, comparison, number, text or condition changed. All that
there are are tried, or a sample with a fixed seed. A mutant is killed when one of the tests of its
room fails, or they take five times the CPU time that they take as is, and 5 s. The tests that run
the changed line come first; only a mutant that passes them meets the others.

A text gets two letters more. Where that would only add letters to a set of characters it loses its
last one instead (`strip`, `in`, `frozenset`, or no letter and no digit in it); a pattern that ends
within brackets gets them before these. What is returned becomes None, but for False, which becomes
True. A property test gets 30 examples, not 100.

Excluded, and counted: what is worded for people (the arguments of an exception), the names of types
that are made by a call (`TypeVar`, `create_model`), types written as texts (`cast`), and what is no
program any more, such as a pattern that cannot be compiled. Docstrings, annotations, decorators,
imports and `__all__` are no places for a mutant at all.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# What every fork needs, loaded once.
import coverage
import httpcore2  # noqa: F401
import hypothesis
import openai  # noqa: F401
import pydantic  # noqa: F401
import pytest
import sentencex  # noqa: F401
import vcr  # noqa: F401

ROOT = Path(__file__).parent.parent
ROOMS = {
    "match": (("match.py",), ("test_match.py",)),
    "validate": (("validate.py",), ("test_validate.py",)),
    "ground": (("ground/*.py", "ground/rules/*.py"), ("test_ground*.py",)),
}
"""Of each room, its files and its tests, as patterns in `summarize/` and `tests/`."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
SETS = {"strip", "lstrip", "rstrip", "frozenset", "set"}
"""What takes a text for the set of its characters."""
NAMING = {"TypeVar", "NewType", "create_model", "cast"}
"""What takes the name of a type as its first argument."""


class Mutant(NamedTuple):
    """One changed file."""

    path: Path
    lines: range
    """Of the statement that was changed, or of its head."""
    whole: str
    """The file as it is."""
    number: int
    """Of the node, in the order of `ast.walk`."""
    old: ast.AST
    new: ast.AST

    @property
    def change(self) -> str:
        """What is changed, to be read."""
        after = ast.unparse(ast.fix_missing_locations(copy.deepcopy(self.new)))
        return f"{ast.unparse(self.old)[:90]!r} -> {after[:90]!r}"

    def source(self) -> str:
        """Give the changed file."""
        tree = ast.parse(self.whole)
        old = next(node for place, node in enumerate(ast.walk(tree)) if place == self.number)
        new = copy.deepcopy(self.new)

        class Put(ast.NodeTransformer):
            def visit(self, node: ast.AST) -> ast.AST:
                return new if node is old else self.generic_visit(node)

        return ast.unparse(ast.fix_missing_locations(Put().visit(tree)))


class Tests(NamedTuple):
    """The tests of a room, quickest first, and which of them run a line of a file."""

    took: dict[str, float]
    """Seconds of CPU that each takes."""
    of_line: dict[str, dict[int, list[str]]]

    def of(self, mutant: Mutant) -> list[str]:
        """Give the tests that run what was changed; none where it is run by the import."""
        lines = self.of_line.get(str(mutant.path.relative_to(ROOT)), {})
        wanted = {test for line in mutant.lines for test in lines.get(line, [])}
        return [test for test in self.took if test in wanted]

    def run(self, place: str, tests: list[str]) -> int:
        """Run some of them; give pytest's exit code, or the signal that ended them."""
        return _tested(place, tests, 5 * sum(self.took[test] for test in tests) + 5) if tests else 0


def main() -> None:
    """Try the mutants of each room, or of a file of it; print what was killed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), metavar="ROOM[/FILE]")
    parser.add_argument("--sample", type=int, help="mutants of each room; all of them by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--survivors", type=Path, help="file to write the survivors to")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    heads = ("mutants", "excluded", "tried", "killed", "timeouts", "share")
    print(f"{'':26}" + "".join(f"{head:>9}" for head in heads) + f"{'95 %':>16}{'s':>7}")
    for room in arguments.rooms:
        _measure(room, arguments)


def _measure(room: str, arguments: argparse.Namespace) -> None:
    from summarize.measure.intervals import share

    begun = time.monotonic()
    name, _, file = room.partition("/")
    files = (f"{name}/{file}",) if file else ROOMS[name][0]
    everything = [each for path in _files("summarize", files) for each in mutants(path)]
    valid = [each for each in everything if each]
    chance = random.Random(arguments.seed)  # noqa: S311  no secret
    drawn = chance.sample(valid, min(arguments.sample or len(valid), len(valid)))
    survivors, late = _survivors(ROOMS[name][1], drawn, arguments.survivors)
    found = share([True] * (len(drawn) - survivors) + [False] * survivors)
    row = (len(valid), len(everything) - len(valid), len(drawn), len(drawn) - survivors, late)
    print(
        f"{room:26}" + "".join(f"{cell:>9}" for cell in row) + f"{found.value:>9.3f}"
        f"  [{found.low:.3f}, {found.high:.3f}]{time.monotonic() - begun:>7.0f}",
        flush=True,
    )


def _files(folder: str, patterns: tuple[str, ...]) -> list[Path]:
    return [path for each in patterns for path in sorted((ROOT / folder).glob(each))]


def mutants(path: Path) -> Iterator[Mutant | None]:
    """Give every mutant of a file; None for one that is excluded."""
    whole = path.read_text(encoding="utf-8")
    tree = ast.parse(whole)
    places, excluded, sets = _no_code(tree), _for_people(tree), _sets(tree)
    statement: dict[int, ast.stmt] = {}
    for node in ast.walk(tree):  # outer ones come first
        if isinstance(node, ast.stmt):
            statement |= {id(inner): node for inner in ast.walk(node)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in places:
            continue
        for new in _changed(node, of_set=id(node) in sets):
            good = id(node) not in excluded and _compiles(node, new)
            lines = range(statement[id(node)].lineno, (node.end_lineno or 0) + 1)
            yield Mutant(path, lines, whole, number, node, new) if good else None


def _within(tops: Iterator[ast.AST]) -> set[int]:
    return {id(node) for top in tops for node in ast.walk(top)}


def _no_code(tree: ast.AST) -> set[int]:
    """Give what no test can notice: texts beside the code, annotations, imports and `__all__`."""

    def tops() -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if text or isinstance(node, ast.Import | ast.ImportFrom):
                yield node
            elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
                yield node.annotation
            elif isinstance(node, ast.FunctionDef):
                yield from [*node.decorator_list, *([node.returns] if node.returns else [])]
            elif isinstance(node, ast.ClassDef):
                yield from node.decorator_list
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                yield node

    return _within(tops())


def _for_people(tree: ast.AST) -> set[int]:
    """Give the words of exceptions, and the names of types."""

    def tops() -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id.endswith("Error"):
                    yield from node.args
                elif node.func.id in NAMING:
                    yield node.args[0]
                    yield from (word.value for word in node.keywords if word.arg == "bound")

    return _within(tops())


def _sets(tree: ast.AST) -> set[int]:
    """Give the texts that are taken for the set of their characters."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            found |= {id(each) for each in node.args if name in SETS}
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            found |= {id(each) for each in node.comparators}
    return found


def _changed(node: ast.AST, *, of_set: bool) -> list[ast.AST]:
    """Give what a node may be changed to."""
    match node:
        case ast.Compare(ops=[operator]):
            twin = copy.deepcopy(node)
            twin.ops = [COMPARISONS[type(operator)]()]
            return [twin]
        case ast.BinOp() if type(node.op) in OPERATORS:
            return [ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)]
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return [ast.BoolOp(other, node.values), *_without_one(node)]
        case ast.UnaryOp(op=ast.Not()):
            return [node.operand]
        case ast.IfExp():
            return [ast.IfExp(node.test, node.orelse, node.body)]
        case ast.Constant(value=bool()):
            return [ast.Constant(not node.value)]
        case ast.Constant(value=int() | float()):
            return [ast.Constant(node.value + 1)]
        case ast.Constant(value=str()) if node.value.strip():
            return [ast.Constant(_other_text(node.value, of_set=of_set))]
        case ast.If():
            return [ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)]
        case ast.Return(value=ast.expr()) if ast.unparse(node.value) not in ("None", "False"):
            return [ast.Return(ast.Constant(None))]
        case ast.Break():
            return [ast.Continue()]
        case ast.Continue():
            return [ast.Break()]
        case _:
            return []


def _other_text(text: str, *, of_set: bool) -> str:
    bracket = text.rfind("[")
    if (of_set or not re.search("[A-Za-z0-9]", text)) and bracket < 0:
        return text[:-1]
    if bracket > text.rfind("]"):
        return f"{text[:bracket]}XX{text[bracket:]}"
    return f"{text}XX"


def _without_one(node: ast.BoolOp) -> list[ast.AST]:
    """Give a chain of conditions with each of them left out in turn."""
    if len(node.values) < 3:
        return []
    chains = [node.values[:place] + node.values[place + 1 :] for place in range(len(node.values))]
    return [ast.BoolOp(node.op, values) for values in chains]


def _compiles(old: ast.AST, new: ast.AST) -> bool:
    """Tell whether a text that was a pattern is one still."""
    if not (isinstance(old, ast.Constant) and isinstance(old.value, str)):
        return True
    try:
        re.compile(old.value)
    except re.error:
        return True
    try:
        re.compile(str(new.value)) if isinstance(new, ast.Constant) else None
    except re.error:
        return False
    return True


def _survivors(patterns: tuple[str, ...], drawn: list[Mutant], log: Path | None) -> tuple[int, int]:
    """Try mutants; give how many pass the tests, and how many of the others ran into the limit."""
    survivors = late = 0
    with tempfile.TemporaryDirectory() as place:
        for folder in ("summarize", "prompts", "tests", "seeds"):
            shutil.copytree(ROOT / folder, Path(place, folder))
        shutil.copy(ROOT / "pyproject.toml", place)
        tests = _traced(place, patterns)
        for tried, mutant in enumerate(drawn, 1):
            inside = Path(place, mutant.path.relative_to(ROOT))
            kept = shutil.copy2(inside, Path(place, "kept.py"))
            inside.write_text(mutant.source(), encoding="utf-8")
            own = tests.of(mutant)
            others = [test for test in tests.took if test not in set(own)]
            code = next((code for part in (own, others) if (code := tests.run(place, part))), 0)
            late += code == -signal.SIGXCPU
            survivors += code == 0
            print(f"{tried} tried, {survivors} survived", end="\r", file=sys.stderr, flush=True)
            if code == 0 and log:
                with log.open("a", encoding="utf-8") as file:
                    where = f"{mutant.path.relative_to(ROOT)}:{mutant.lines[-1]}"
                    file.write(f"{where}: {mutant.change}\n")
            shutil.copy2(kept, inside)  # its time too, so that what was compiled is good
    return survivors, late


def _traced(place: str, patterns: tuple[str, ...]) -> Tests:
    """Run the tests as they are, and note which of them run which line."""
    files = [str(path.relative_to(ROOT)) for path in _files("tests", patterns)]
    report = Path(place, "traced.json")
    if code := _tested(place, files, 600, report):
        raise SystemExit(f"the tests fail as they are: pytest ends with {code}")
    took, of_line = json.loads(report.read_text(encoding="utf-8"))
    by_number = {
        file: {int(line): tests for line, tests in lines.items()} for file, lines in of_line.items()
    }
    return Tests(dict(sorted(took.items(), key=lambda each: float(each[1]))), by_number)


def _tested(place: str, tests: list[str], seconds: float, report: Path | None = None) -> int:
    """Run tests in a fork, which need not load the libraries again; give pytest's exit code.

    The limit is seconds of CPU, so that a busy machine kills no mutant; a negative code is that of
    the signal that ended it.
    """
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
        _run(place, tests, report)
    return os.waitstatus_to_exitcode(os.wait4(child, 0)[1])


def _run(place: str, tests: list[str], report: Path | None) -> None:
    import pytest

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.chdir(place)
    sys.path.insert(0, place)
    sys.dont_write_bytecode = report is None
    for name in [name for name in sys.modules if name.partition(".")[0] == "summarize"]:
        del sys.modules[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # a second a mutant, and none is needed
    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:unraisableexception",
        "--noconftest",
        "--assert=plain",
    ]
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    plugin = Tracing(place, report) if report else Chosen(tests)
    os._exit(int(pytest.main([*options, *files], plugins=[plugin])))


class Chosen:
    """Run these tests only, in this order."""

    def __init__(self, tests: list[str]) -> None:
        self.places = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the others out."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.places),
            key=lambda item: self.places[item.nodeid],
        )


class Tracing:
    """Note which tests run a line, and how long each takes, in seconds."""

    def __init__(self, place: str, report: Path) -> None:
        self.place, self.report = Path(place).resolve(), report
        self.took: dict[str, float] = defaultdict(float)
        self.coverage = coverage.Coverage(
            data_file=None, config_file=False, source=[str(self.place / "summarize")]
        )
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Say whose lines they are."""
        self.coverage.switch_context(item.nodeid)
        begun = time.process_time()
        result = yield
        self.took[item.nodeid] = time.process_time() - begun
        return result

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        self.coverage.stop()
        data = self.coverage.get_data()
        lines = {
            str(Path(file).resolve().relative_to(self.place)): {
                line: [test for test in tests if test]
                for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        self.report.write_text(json.dumps([self.took, lines]), encoding="utf-8")


if __name__ == "__main__":
    once = [hypothesis.Phase.explicit, hypothesis.Phase.generate]  # a failure is not made smaller
    hypothesis.settings.register_profile(
        "mutation", derandomize=True, deadline=None, max_examples=30, phases=once, database=None
    )
    hypothesis.settings.load_profile("mutation")
    gc.freeze()  # what is loaded here is nothing to look through in every fork
    main()
