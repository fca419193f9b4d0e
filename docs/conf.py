"""Sphinx's configuration: docs/ -> the manual as a site that asks nothing of anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version as version_of
from pathlib import Path

from docutils import nodes
from pydantic import BaseModel
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

project = "summarize"
author = "the authors of summarize"
version = release = version_of("summarize-qa")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3
default_role = "code"  # what stands in single backticks in a docstring
trim_doctest_flags = True
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "exclude-members": "model_config, model_post_init"}
autodoc_preserve_defaults = True
napoleon_use_rtype = False
python_maximum_signature_line_length = 80
python_display_short_literal_types = True

html_theme = "furo"
html_title = f"summarize {release}"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sourcelink = False

OUTSIDE = {"../benchmarks/RESULTS.md": "measured.md", "../README.md": "index.md"}
"""What a page links to outside docs/, where it stands in the site; all else is but named."""


def inward(_: Sphinx, __: str, source: list[str]) -> None:
    """Have the links that lead out of docs/ lead to what the site has in its place."""

    def link(found: re.Match[str]) -> str:
        inside = OUTSIDE.get(found[2])
        return f"[{found[1]}]({inside})" if inside else found[1]

    source[0] = re.sub(r"\[([^]]*)\]\((\.\./[^)]*)\)", link, source[0])


def is_value(what: str, value: object) -> bool:
    """Tell whether a class is one whose fields are told."""
    return what == "class" and isinstance(value, type) and issubclass(value, BaseModel)


def fields(_: Sphinx, what: str, __: str, value: type, ___: object, lines: list[str]) -> None:
    """Tell a value's fields, with their types and descriptions, below its docstring."""
    if not is_value(what, value):
        return
    lines.append("")
    for name, kind in vars(value).get("__annotations__", {}).items():
        field = value.model_fields.get(name)
        if field is None:
            continue
        default = field.get_default()
        plain = isinstance(default, str | int | float)
        told = ": ".join(filter(None, (f"``{default}``" if plain else "", field.description)))
        lines += [f":param {name}: {told}", f":type {name}: {kind}"]
    lines.append("")


def bare(_: Sphinx, what: str, __: str, *given: object) -> None:
    """Leave out the docstring of a module, whose page says it: the tree of errors is no prose."""
    if what == "module":
        lines = given[-1]
        assert isinstance(lines, list)
        lines.clear()


def unsigned(_: Sphinx, what: str, __: str, value: object, *___: object) -> tuple[str, None] | None:
    """Leave out a value's signature, which says less than its fields do."""
    return ("", None) if is_value(what, value) else None


class Measured(SphinxDirective):
    """A section of the results, without its heading: the figures stand in one place alone."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Find the section whose heading begins with the given words."""
        results = Path(__file__).parent.parent / "benchmarks" / "RESULTS.md"
        self.env.note_dependency(str(results))
        wanted = rf"^## {re.escape(self.arguments[0])}.*\n((?:(?!## ).*\n)*)"
        section = re.search(wanted, results.read_text(encoding="utf-8"), re.MULTILINE)
        if section is None:
            raise self.error(f"RESULTS.md has no section {self.arguments[0]!r}")
        return self.parse_text_to_nodes(section[1])


class CommandHelp(SphinxDirective):
    """The help of a command, as it prints it."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Run the command beside this Python."""
        name, *rest = self.arguments[0].split()
        line = [str(Path(sys.executable).with_name(name)), *rest, "--help"]
        ran = subprocess.run(line, capture_output=True, text=True, check=True)  # noqa: S603  # ours
        return [nodes.literal_block(ran.stdout, ran.stdout, language="text")]


def setup(app: Sphinx) -> None:
    """Register what is above."""
    app.connect("source-read", inward)
    app.connect("autodoc-process-docstring", fields)
    app.connect("autodoc-process-docstring", bare)
    app.connect("autodoc-process-signature", unsigned)
    app.add_directive("command-help", CommandHelp)
    app.add_directive("measured", Measured)
