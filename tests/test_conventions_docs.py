"""README and docs: their examples run, their commands parse, their options and links exist."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner
from harbour import confirming
from plugin_suite import Suite
from test_prompt import VARIANTS

import summarize as package
from summarize import prompt
from summarize.cli import COMMANDS
from summarize.cli.qa_command import qa
from summarize.cli.summarize_command import summarize
from summarize.measure import rows
from summarize.questions import load
from summarize.settings import PREFIX, PROMPTS, Settings
from summarize.testing import FakeServer

ROOT = Path(__file__).parent.parent
PACKAGE = Path(package.__file__).parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SEED = ROOT / "seeds" / "000_8c54efe202e1b8ea.txt"

NOT_OURS = {"--record-cassettes"}
"""Options of pytest, which our plugin adds; its own tests cover them."""

REPLIES: dict[str, object] = {
    "summary": {
        "title": "ICE arrests 216 in 12 days",
        "language": "en",
        "abstract": ["ICE arrested 216 illegal migrants in 12 days."],
        "key_points": [{"sentence": 5, "text": "Of those arrested, 36 have been deported."}],
    },
    "facts": {"people": [], "organisations": ["ICE"], "places": [], "figures": []},
    "again": {"claims": []},
}
"""What the fake server of the examples says about the seed article, by the form asked for."""


class Block(NamedTuple):
    """A fenced block of a page."""

    page: str
    line: int
    language: str
    text: str


def blocks(*languages: str) -> list[Block]:
    """Give the fenced blocks of all pages that are in one of the languages."""
    fence = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    found = [
        Block(page.name, text[: match.start()].count("\n") + 1, match[1], match[2])
        for page in PAGES
        for text in [page.read_text(encoding="utf-8")]
        for match in fence.finditer(text)
    ]
    return [block for block in found if block.language in languages]


def named(block: Block) -> str:
    """Give a block's name among the tests."""
    return f"{block.page}:{block.line}"


def answers(asked: str) -> dict[str, object]:
    """Answer those of the numbered questions that ask how many were arrested."""
    numbered = re.findall(r"^(\d+)\. (.+)$", asked, re.MULTILINE)
    known = [(number, "arrested" in text) for number, text in numbered]
    return {
        "answers": [
            {"question": int(n), "sentence": 2 if k else None, "answer": "216" if k else None}
            for n, k in known
        ]
    }


def say(body: dict[str, object]) -> str | dict[str, object]:
    """Reply to a request of an example in the form that it asks for; else with a plain yes."""
    wanted = re.search(r"'name': '(\w+)'", str(body.get("response_format")))
    messages = body["messages"]
    assert isinstance(messages, list)
    if wanted and wanted[1] == "answers":
        return answers(messages[-1]["content"])
    if wanted and wanted[1] == "check_claims":
        return confirming(messages[-1]["content"])
    given = REPLIES[wanted[1]] if wanted else "Yes"
    assert isinstance(given, str | dict)
    return given


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """Give a reader's surroundings: the seed, an article, and a server that speaks of them."""
    (tmp_path / "seeds").symlink_to(SEED.parent)
    (tmp_path / "article.txt").write_text(SEED.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SUMMARIZE_MODEL", "fake")
    with FakeServer(say) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", server.api_key)
        yield server


PYTHON = blocks("python")
PROGRAMS = [block for block in PYTHON if "\ndef test_" not in block.text]


@pytest.mark.parametrize("block", PROGRAMS, ids=named)
def test_programs_of_the_pages_run(block: Block, reader: FakeServer) -> None:
    """A block of Python runs as it stands, against a server that knows the article."""
    exec(compile(block.text, named(block), "exec"), {"__name__": "example"})
    assert reader.requests or not re.search(r"\b(?:ask|summarize\w*)\(", block.text)


TESTED = [block for block in PYTHON if block not in PROGRAMS]
RECORDED = [block for block in TESTED if "mark.cassette" in block.text]


@pytest.mark.parametrize("block", RECORDED, ids=named)
def test_tests_of_the_pages_record_and_replay(
    block: Block, reader: FakeServer, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block with a test is recorded against the server, and passes again without it."""
    pytester.path.joinpath("article.txt").write_text(SEED.read_text("utf-8"), encoding="utf-8")
    pytester.makepyfile(test_example=block.text)
    recorded = pytester.runpytest_subprocess("--record-cassettes=once")
    recorded.assert_outcomes(passed=block.text.count("\ndef test_"))
    asked = len(reader.requests)
    assert asked
    for name in ("SUMMARIZE_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name)
    replayed = pytester.runpytest_subprocess()
    replayed.assert_outcomes(passed=block.text.count("\ndef test_"))
    assert len(reader.requests) == asked


@pytest.mark.parametrize("block", [b for b in TESTED if b not in RECORDED], ids=named)
def test_tests_of_the_pages_pass_with_their_doubles(
    block: Block, reader: FakeServer, suite: Suite
) -> None:
    """A block whose tests bring a model of their own passes, and asks no other."""
    suite(block.text).assert_outcomes(passed=block.text.count("\ndef test_"))
    assert reader.requests == []


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Give each command line of a block of shell, and what the block shows that it prints."""
    text = block.text.replace("\\\n", " ")
    if block.language == "sh":
        yield from ((line, "") for line in text.splitlines())
        return
    for shown in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, printed = shown.partition("\n")
        yield line, printed.strip()


def words(block: Block) -> Iterator[tuple[list[str], str]]:
    """Give the words of each of our commands in a block of shell, and what it prints."""
    for line, printed in commands(block):
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        command: list[str] = []
        for word in [*lexer, "&&"]:
            if word in {"|", "&&", "||", ";", ">", "<"}:
                if command and Path(command[0]).name in {"qa", "summarize"}:
                    yield [Path(command[0]).name, *command[1:]], printed
                command = []
            else:
                command.append(word)


def command_of(given: list[str]) -> tuple[click.Command, list[str]]:
    """Give the command that these words run, and what is left for it to parse."""
    if given[0] == "qa":
        return qa, given[1:]
    if given[1:] and given[1] in COMMANDS:
        return getattr(importlib.import_module(COMMANDS[given[1]]), given[1]), given[2:]
    return summarize, given[1:]


def parse(command: click.Command, arguments: list[str]) -> None:
    """Parse arguments as the command would, and those of a command of a group."""
    with command.make_context("example", list(arguments)) as context:
        if isinstance(command, click.Group):
            _, inner, rest = command.resolve_command(context, list(arguments))
            assert inner is not None
            parse(inner, rest)


SHELL = [
    pytest.param(given, printed, id=f"{named(block)}-{given[0]}")
    for block in blocks("sh", "console")
    for given, printed in words(block)
]
ENDS = {"--fail-if-unanswered": 7, "--max-cost": 4, "--min-f1": 10}
"""How a command ends by such an option here: the server has no price and knows one answer."""
WRITTEN = {
    ".toml": '[[questions]]\nid = "arrested"\ntext = "How many people were arrested?"\n',
    ".jsonl": '{"task": "qa", "text": "Ten left.", "question": "Who?", "answers": ["Ten"]}\n',
}
"""What stands in a file that a command is given, by its suffix; else it is the article."""


def lay_out(given: list[str], article: str) -> None:
    """Write the files and folders that a command names."""
    for name in given[1:]:
        if re.fullmatch(r"[\w-]+\.\w+", name) and not name.endswith(".html"):
            Path(name).write_text(WRITTEN.get(Path(name).suffix, article), encoding="utf-8")
        elif re.match(r"\w+/", name) and not Path(name).exists():
            folder = Path(name.partition("/")[0])
            folder.mkdir()
            (folder / "one.txt").write_text(article, encoding="utf-8")


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(("given", "printed"), SHELL)
def test_commands_of_the_pages_run(
    given: list[str], printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that a page shows does what it is for, and prints what is shown to be printed.

    Those that look after recordings need a suite of tests to do it for, and are parsed.
    """
    command, arguments = command_of(given)
    article = SEED.read_text(encoding="utf-8")
    lay_out(given, article)
    parse(command, arguments)
    if given[1:2] == ["cassettes"]:
        return
    monkeypatch.setenv("COLUMNS", "88")
    file = Path(given[given.index("-o") + 1]) if "-o" in given else None
    if file:
        file.unlink(missing_ok=True)
    ran = CliRunner().invoke(command, arguments, input=article)
    expected = max((ENDS.get(word, 0) for word in given), default=0)
    assert ran.exit_code == expected, ran.output
    if file:
        assert file.read_text("utf-8").strip()
    nothing = file is not None or expected == ENDS["--max-cost"]
    assert bool(ran.stdout.strip()) is not nothing
    if printed:
        assert ran.stdout.strip() == printed


def test_commands_are_found_and_refused() -> None:
    """The pages do show commands, and one with an option that is not there is no command."""
    assert len(SHELL) >= 5
    assert any(param.values[1] for param in SHELL)
    with pytest.raises(click.NoSuchOption):
        parse(*command_of(["qa", "Who?", "--no-such-thing"]))


def options(command: click.Command) -> set[str]:
    """Give all options of a command and of those under it."""
    own = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    under = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*(options(inner) for inner in under))


OF_SETTINGS = "commands.md"
"""The page whose TOML files are of settings; `test_configuration` has them read."""


@pytest.mark.parametrize("block", [b for b in blocks("toml") if b.page != OF_SETTINGS], ids=named)
def test_questions_of_the_pages_are_questions(block: Block, tmp_path: Path) -> None:
    """Any other TOML file that a page shows is one of questions, and can be used as it stands."""
    file = tmp_path / "own.questions.toml"
    file.write_text(block.text, encoding="utf-8")
    assert load(file)


@pytest.mark.parametrize("block", blocks("json"), ids=named)
def test_rows_of_the_pages_can_be_measured(block: Block, tmp_path: Path) -> None:
    """Lines of JSON that a page shows are rows that `summarize measure` takes."""
    file = tmp_path / "expected.jsonl"
    file.write_text(block.text, encoding="utf-8")
    assert sum(len(work.rows) for work in rows.load([str(file)])) == block.text.count("\n")


@pytest.mark.parametrize("block", blocks("jinja"), ids=named)
def test_templates_of_the_pages_render(block: Block, tmp_path: Path) -> None:
    """A template that a page shows takes the place of ours of that name, which the page tells."""
    page = (ROOT / "docs" / block.page).read_text(encoding="utf-8")
    before = page[: page.index(block.text)]
    name = re.findall(r"`\w+/(\w+)\.jinja`", before)[-1]
    (tmp_path / f"{name}.jinja").write_text(block.text, encoding="utf-8")
    for variables, _ in VARIANTS[name]:
        own, ours = (prompt.render(name, variables, at) for at in (tmp_path, tmp_path / "none"))
        assert own != ours
        assert own[-1].content.splitlines()[-1] == ours[-1].content.splitlines()[-1]  # the form


def test_the_table_of_templates_is_whole() -> None:
    """Each template stands in the manual with just the variables that it is given."""
    page = (ROOT / "docs" / "prompts.md").read_text(encoding="utf-8")
    told = {
        name: set(re.findall(r"`(\w+)`", given))
        for name, given in re.findall(r"^\| `(\w+)\.jinja` \|[^|]*\|([^|]*)\|$", page, re.MULTILINE)
    }
    given = {
        name: set().union(*(variables for variables, _ in variants))
        for name, variants in VARIANTS.items()
    }
    assert told == given
    assert [path.name for path in PROMPTS.glob("*.jinja") if f"`{path.name}`" not in page] == []


def test_options_of_the_pages_exist() -> None:
    """An option that a page names in code is one of ours."""
    ours = {*options(qa), *options(summarize), *NOT_OURS}
    for name, module in COMMANDS.items():
        ours |= options(getattr(importlib.import_module(module), name))
    shown = {
        option
        for page in PAGES
        for code in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page.read_text(encoding="utf-8"))
        for option in re.findall(r"(?<!\S)--[a-z][a-z0-9-]*", code)
    }
    assert shown
    assert shown - ours == set()


def test_variables_of_the_pages_exist() -> None:
    """A variable that a page, an error or a docstring names is a field of the settings."""
    fields = {PREFIX + name.upper() for name in Settings.model_fields}
    sources = [*PAGES, *PACKAGE.rglob("*.py")]
    named_somewhere = {
        variable
        for path in sources
        for variable in re.findall(rf"\b{PREFIX}[A-Z][A-Z_]*[A-Z]\b", path.read_text("utf-8"))
    }
    assert len(named_somewhere) > 5
    assert named_somewhere - fields == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_of_the_pages_lead_somewhere(page: Path) -> None:
    """A link into the project leads to a file, and its anchor to a heading of it."""
    for target, anchor in re.findall(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)", page.read_text()):
        path = page.parent / target if target else page
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
            assert anchor in slugs, f"{target}#{anchor}"


MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(PACKAGE.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_docstrings_run(module: str) -> None:
    """What a docstring shows is what comes out."""
    ran = doctest.testmod(importlib.import_module(module))
    assert ran.failed == 0


def test_the_pages_name_the_commands() -> None:
    """Every command that there is stands in the README."""
    readme = PAGES[0].read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"summarize {name}" not in readme] == []
