"""The templates as tests: every branch of each is taken by what the tests of prompts render."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes
from test_prompt import VARIANTS

from summarize import prompt
from summarize.settings import PROMPTS

Place = tuple[str, int, str]
"""A branch: the template's name, its line, and what it is."""


class Marking(jinja2.Environment):
    """An environment whose templates note each branch that is there, and each that is taken."""

    def __init__(self, there: set[Place], taken: set[Place], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # what the room gives to jinja2
        self._there, self._taken = there, taken
        self.globals["_taken"] = self._take

    def compile(self, source, name=None, *rest, **options):  # type: ignore[no-untyped-def]  # jinja2's overloads
        """Compile a template with its marks."""
        tree = self._parse(source, name, None) if isinstance(source, str) else source
        for node in tree.find_all((nodes.If, nodes.For, nodes.CondExpr)):
            self._mark(node, name)
        return super().compile(tree, name, *rest, **options)

    def _take(self, *given: object) -> object:
        *place, value = given
        self._taken.add(tuple(place))  # type: ignore[arg-type]  # as `_noted` wrote it
        return value

    def _noted(self, name: str, line: int, what: str, value: nodes.Expr) -> nodes.Call:
        self._there.add((name, line, what))
        parts: list[nodes.Expr] = [nodes.Const(part) for part in (name, line, what)]
        return nodes.Call(nodes.Name("_taken", "load"), [*parts, value], [], None, None)

    def _mark(self, node: nodes.Node, name: str) -> None:
        def mark(what: str) -> nodes.Output:
            return nodes.Output([self._noted(name, node.lineno, what, nodes.Const(""))])

        match node:
            case nodes.If():
                node.body.insert(0, mark("if"))
                node.else_.insert(0, mark("else"))
            case nodes.For():
                node.body.insert(0, mark("for"))
            case nodes.CondExpr():
                node.expr1 = self._noted(name, node.lineno, "if", node.expr1)
                other = node.expr2 or nodes.Const("")
                node.expr2 = self._noted(name, node.lineno, "else", other)


Branches = Callable[[Path], tuple[set[Place], set[Place]]]


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> tuple[set[Place], set[Place]]:
    """Have the room render with marks; gives what is there and what is taken."""
    there: set[Place] = set()
    taken: set[Place] = set()
    environment = functools.partial(Marking, there, taken)
    monkeypatch.setattr(prompt.jinja2, "Environment", environment)
    return there, taken


def test_every_branch_of_every_template_is_rendered(
    marking: tuple[set[Place], set[Place]], tmp_path: Path
) -> None:
    """Each `if` is taken and left, and each loop goes round, with what `test_prompt` gives."""
    there, taken = marking
    for name, variants in VARIANTS.items():
        for variables, _ in variants:
            prompt.render(name, variables, tmp_path)
    assert {place for place, _, _ in there} >= {
        path.name for path in PROMPTS.glob("*.jinja") if "{% if" in path.read_text("utf-8")
    }
    assert there - taken == set()


def test_a_branch_that_is_left_out_is_seen(
    marking: tuple[set[Place], set[Place]], tmp_path: Path
) -> None:
    """Of a template, what the given variables do not reach is told by its line."""
    there, taken = marking
    (tmp_path / "own.jinja").write_text(
        "{% call user() %}\n{% if one %}1{% else %}2{% endif %}\n"
        "{{ 'a' if one else 'b' }}\n{% for each in [] %}{{ each }}{% endfor %}{% endcall %}"
    )
    assert prompt.render("own", {"one": True}, tmp_path)[0].content == "1a"
    assert there - taken == {
        ("own.jinja", 2, "else"),
        ("own.jinja", 3, "else"),
        ("own.jinja", 4, "for"),
    }
