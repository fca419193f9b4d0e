"""Measure how many small faults the tests notice: mutants of `match`, `ground` and `validate`.

    python benchmarks/mutation.py --sample 100 --survivors survivors.txt

A mutant is the package with one operator, comparison, number, text or condition changed. They are
drawn with a fixed seed from all that there are, and only the tests of the changed room are run.
A mutant is killed when a test fails, or the tests take ten times the CPU time that they take as is.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ROOMS = {
    "match": (("match.py",), ("test_match.py",)),
    "validate": (("validate.py",), ("test_validate.py",)),
    "ground": (("ground/*.py",), ("test_ground*.py",)),
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


class Mutant(NamedTuple):
    """One changed file."""

    path: Path
    line: int
    change: str
    source: str


def main() -> None:
    """Draw mutants of each room, run its tests on each, print what was killed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), metavar="ROOM")
    parser.add_argument("--sample", type=int, default=100, help="mutants of each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--survivors", type=Path, help="file to write the survivors to")
    arguments = parser.parse_args()
    print(f"{'':10}{'mutants':>8}{'drawn':>7}{'killed':>8}{'share':>8}{'95 %':>16}{'s':>7}")
    for room in arguments.rooms:
        _measure(room, arguments)


def _measure(room: str, arguments: argparse.Namespace) -> None:
    from summarize.measure.intervals import share

    everything = [at for path in _files("summarize", ROOMS[room][0]) for at in places(path)]
    chance = random.Random(arguments.seed)  # noqa: S311  no secret
    chosen = chance.sample(everything, min(arguments.sample, len(everything)))
    drawn = [mutant(*at) for at in chosen]
    begun = time.monotonic()
    survivors = list(_survivors(room, drawn))
    killed = len(drawn) - len(survivors)
    found = share([True] * killed + [False] * len(survivors))
    print(
        f"{room:10}{len(everything):>8}{len(drawn):>7}{killed:>8}{found.value:>8.3f}"
        f"  [{found.low:.3f}, {found.high:.3f}]{time.monotonic() - begun:>7.0f}",
        flush=True,
    )
    if arguments.survivors:
        with arguments.survivors.open("a", encoding="utf-8") as file:
            for each in survivors:
                place = f"{each.path.relative_to(ROOT)}:{each.line}"
                file.write(f"{place}: {each.change}\n")


def _files(folder: str, patterns: tuple[str, ...]) -> list[Path]:
    return [path for each in patterns for path in sorted((ROOT / folder).glob(each))]


def places(path: Path) -> Iterator[tuple[Path, int, int]]:
    """Give where a file can be changed: the number of the node, and of the change to it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node) for top in _no_code(tree) for node in ast.walk(top)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in skipped:
            for choice in range(len(_changed(node))):
                yield path, number, choice


def mutant(path: Path, number: int, choice: int) -> Mutant:
    """Change a file at one place."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    old = next(node for place, node in enumerate(ast.walk(tree)) if place == number)
    before, line = ast.unparse(old), getattr(old, "lineno", 0)
    new = _changed(old)[choice]
    after = ast.unparse(ast.fix_missing_locations(copy.deepcopy(new)))
    _put(tree, old, new)
    return Mutant(path, line, f"{before[:90]!r} -> {after[:90]!r}", ast.unparse(tree))


def _no_code(tree: ast.AST) -> Iterator[ast.AST]:
    """Give what no test can notice: texts for people, annotations, imports and `__all__`."""
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


def _changed(node: ast.AST) -> list[ast.AST]:
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
            return [ast.Constant(f"{node.value}XX")]
        case ast.If():
            return [ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)]
        case ast.Return(value=ast.expr()):
            return [ast.Return(ast.Constant(None))]
        case ast.Break():
            return [ast.Continue()]
        case ast.Continue():
            return [ast.Break()]
        case _:
            return []


def _without_one(node: ast.BoolOp) -> list[ast.AST]:
    """Give a chain of conditions with each of them left out in turn."""
    if len(node.values) < 3:
        return []
    chains = [node.values[:place] + node.values[place + 1 :] for place in range(len(node.values))]
    return [ast.BoolOp(node.op, values) for values in chains]


def _put(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put a node in the place of another."""

    class Put(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else self.generic_visit(node)

    Put().visit(tree)
    ast.fix_missing_locations(tree)


def _survivors(room: str, drawn: list[Mutant]) -> Iterator[Mutant]:
    """Run the room's tests on each mutant, and give those that pass."""
    with tempfile.TemporaryDirectory() as place:
        for folder in ("summarize", "prompts", "tests", "seeds"):
            shutil.copytree(ROOT / folder, Path(place, folder))
        shutil.copy(ROOT / "pyproject.toml", place)
        tests = [str(path.relative_to(ROOT)) for path in _files("tests", ROOMS[room][1])]
        passed, took = _tested(place, tests, 600)
        if not passed:
            raise SystemExit(f"the tests of {room} fail as they are")
        for mutant in drawn:
            inside = Path(place, mutant.path.relative_to(ROOT))
            inside.write_text(mutant.source, encoding="utf-8")
            own = f"tests/test_{'_'.join(mutant.path.relative_to(ROOT / 'summarize').parts)}"
            ordered = sorted(tests, key=lambda test: test != own)
            if _tested(place, ordered, 10 * took + 10)[0]:
                yield mutant
            shutil.copy(mutant.path, inside)


def _tested(place: str, tests: list[str], seconds: float) -> tuple[bool, float]:
    """Run tests in a fork, which need not load the libraries again; tell whether they pass.

    The limit and what is given back are seconds of CPU, so that a busy machine kills no mutant.
    """
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
        _run(place, tests)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status) == 0, used.ru_utime + used.ru_stime


def _run(place: str, tests: list[str]) -> None:
    import pytest

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.chdir(place)
    sys.path.insert(0, place)
    sys.dont_write_bytecode = True
    for name in [name for name in sys.modules if name.partition(".")[0] == "summarize"]:
        del sys.modules[name]
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio"]
    early = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # what is loaded before the fork
    os._exit(int(pytest.main([*options, *early, *tests])))


if __name__ == "__main__":
    # What every fork needs, loaded once.
    import httpcore2  # noqa: F401
    import hypothesis  # noqa: F401
    import openai  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import sentencex  # noqa: F401
    import vcr  # noqa: F401

    main()
