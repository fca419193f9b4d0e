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


def fields(_: Sphinx, what: str, __: str, value: object, ___: object, lines: list[str]) -> None:
    """Tell a value's fields, with their types and descriptions, below its docstring."""
    if what != "class" or not (isinstance(value, type) and issubclass(value, BaseModel)):
        return
    lines.append("")
    for name, field in value.model_fields.items():
        if name not in vars(value).get("__annotations__", {}):
            continue
        kind = value.__annotations__[name]
        kind = kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind))
        default = "" if field.is_required() or field.default_factory else f"{field.default!r}. "
        told = f"{default and 'By default ' + default}{field.description or ''}"
        lines += [f":param {name}: {told}", f":type {name}: {kind}"]
    lines.append("")


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
    app.add_directive("command-help", CommandHelp)
