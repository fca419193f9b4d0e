"""What cannot be used, through the commands: one line that says so, an exit code, nothing else."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result
from harbour import TEXT, answers
from hypothesis import HealthCheck, given, settings
from shell import COMMANDS, MODEL_LINE, ran, serving
from test_render_text import HOSTILE, harmless

from summarize.models import client
from summarize.testing import FakeServer
from summarize.testing.served import failure

SMALL = 1000
CALM = "The sea was calm that day. " * 20
QUESTION = {"qa": ["How long was it closed?"], "summarize": []}
"""What stands before the path."""

both = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Give the path of a document that can be read."""
    return written(tmp_path / "harbour.txt", TEXT.encode())


def written(path: Path, content: bytes) -> str:
    """Write a file, and give its path."""
    path.write_bytes(content)
    return str(path)


def refused(result: Result, command: str, code: int, *told: str) -> None:
    """Assert that a command printed nothing, and one line on stderr after the model's name."""
    assert result.stdout == ""
    lines = [line for line in result.stderr.split("\n")[:-1] if line != MODEL_LINE]
    assert len(lines) == 1
    assert lines[0].startswith(f"{command}: ")
    assert [part for part in told if part not in lines[0]] == []
    assert harmless(result.stderr)
    assert result.exit_code == code
    assert isinstance(result.exception, SystemExit)  # anything else would be a traceback


@both
@pytest.mark.parametrize(
    ("content", "way_out"),
    [
        (b"", "holds no text; give a file with something in it"),
        (b" \n\t\r\n\xc2\xa0", "holds no text; give a file with something in it"),
        (b"\xef\xbb\xbf", "holds no text; give a file with something in it"),
        (bytes(range(256)) * 2, "is a binary file, not text; convert it to plain text first"),
        (b"PK\x03\x04\x00\x00 and more", "is a binary file, not text; convert it"),
        ("Das Café öffnet.".encode("latin-1"), "not valid UTF-8 at byte 7; name its encoding, as"),
        (b"\xff\xfeT", "not valid UTF-16"),
        (b"Ten ships left. " * SMALL, "larger than 1,000 bytes; raise SUMMARIZE_MAX_DOCUMENT_"),
    ],
    ids=["empty", "blank", "mark", "binary", "zip", "latin-1", "utf-16", "large"],
)
def test_a_document_that_cannot_be_used(
    command: str, content: bytes, way_out: str, tmp_path: Path
) -> None:
    """Exit code 3 before any model is chosen; the line names the file and the way out."""
    path = written(tmp_path / "bad.txt", content)
    result = ran(command, *QUESTION[command], path, SUMMARIZE_MAX_DOCUMENT_BYTES=str(SMALL))
    refused(result, command, 3, f"{path}: ", way_out)
    assert MODEL_LINE not in result.stderr


@both
def test_a_path_that_leads_to_no_file(command: str, article: str, tmp_path: Path) -> None:
    """Missing, a directory without documents, below a file, not a path at all: exit code 3."""
    empty = tmp_path / "empty"
    empty.mkdir()
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / ".notes").touch()
    for path, way_out in [
        ("missing.txt", "missing.txt: no such file; check the path"),
        (f"{empty}/", f"{empty}/: is an empty directory; name a file with text in it"),
        (f"{hidden}/", f"{hidden}/: is a directory; name the files in it, as in {hidden}/*.txt"),
        (f"{article}/part", "no such file; check the path"),
        ("nul\0.txt", "nul␀.txt: cannot be read"),
        ("x" * 5000, "cannot be read"),
    ]:
        refused(ran(command, *QUESTION[command], path), command, 3, way_out)


@both
def test_standard_input_is_named(command: str) -> None:
    """An empty pipe is refused as standard input, not as a file called -."""
    result = ran(command, *QUESTION[command], "-", document="")
    refused(result, command, 3, f"{command}: standard input: holds no text")


@both
def test_an_encoding_that_there_is_not(command: str, article: str) -> None:
    """Exit code 4, with some that there are."""
    result = ran(command, *QUESTION[command], article, "--encoding", "klingon")
    refused(result, command, 4, "--encoding klingon: no such encoding; try utf-8, latin-1")


def test_an_encoding_reads_what_the_default_refuses(tmp_path: Path) -> None:
    """The way out that the line names is one."""
    path = written(tmp_path / "old.txt", "Das Café öffnet im Mai.".encode("latin-1"))
    with serving(answers=answers((1, "im Mai"))) as server:
        result = ran("qa", "Wann?", path, "--encoding", "latin-1", server=server)
    assert result.exit_code == 0
    assert '"Das Café öffnet im Mai."' in result.stdout


@both
@pytest.mark.parametrize("name", ["a\x1b[31mb.txt", "a\nb.txt", "\x1b]0;owned\x07", "\u202etxt.a"])
def test_escapes_in_a_file_name(command: str, name: str, tmp_path: Path) -> None:
    """A name that could drive a terminal is shown, on one line, and drives nothing."""
    refused(ran(command, *QUESTION[command], name), command, 3, "no such file")
    path = written(tmp_path / name.replace("/", ""), b"")
    refused(ran(command, *QUESTION[command], path), command, 3, "holds no text")


def test_a_file_name_that_is_no_utf_8() -> None:
    """A name of bytes that no text has is printed with a mark in its place."""
    refused(ran("qa", "How long?", "caf\udce9.txt"), "qa", 3, "caf�.txt: no such file")


@both
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_escapes_in_a_document_and_in_a_reply(
    command: str, form: list[str], tmp_path: Path
) -> None:
    """Neither the quoted document nor the model's words reach a terminal raw."""
    bell = "\x1b]0;owned\x07\x1b[2J\x9b31m"
    path = written(tmp_path / "n\x1b[1m.txt", f"Ten ships {bell}left the bay.\n{CALM}".encode())
    summary = {
        "abstract": f"Ten ships {bell}left.",
        "key_points": [{"sentence": 1, "text": f"Ten ships {bell}left the bay."}],
        "title": f"{bell}Ten ships",
        "language": "en",
    }
    question = ["-q", "How many ships?", "-q", "What?"] if command == "qa" else []
    said = answers((1, "Ten ships"), (1, f"{bell}Bells"))
    with serving(summary=summary, answers=said) as server:
        result = ran(command, *question, path, *form, server=server)
    assert result.exit_code == 0
    assert "left the bay" in result.stdout
    assert harmless(result.stdout)
    assert harmless(result.stderr)


@both
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_arguments_that_are_no_text(command: str, form: list[str], tmp_path: Path) -> None:
    """A name or question of bytes that are no UTF-8, or escapes: read, and printed harmless."""
    paths = [
        written(tmp_path / name, TEXT.encode()) for name in ("caf\udce9.txt", "b\x1b[1mold.txt")
    ]
    question = ["-q", "How long\udce9?", "-q", "Why?"] if command == "qa" else []
    with serving(answers=answers((2, "12 days"))) as server:
        result = ran(command, *question, *paths, *form, server=server)
    assert result.exit_code == 0
    assert harmless(result.stdout)
    assert "caf�.txt" in result.stdout
    assert ("How long�?" in result.stdout) is (command == "qa")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE)
def test_nothing_raw_is_ever_printed(article: str, name: str, question: str) -> None:
    """Whatever a path or a question holds."""
    for arguments in (["qa", f"Q{question}", f"missing{name}"], ["qa", f"Q{question}", article]):
        result = ran(arguments[0], "--", *arguments[1:])
        assert result.stdout == ""
        assert harmless(result.stderr)
        assert result.exit_code in (3, 4)


def test_a_model_s_name_is_printed_harmless(article: str) -> None:
    """A server may list a model under a name that could drive a terminal."""
    with FakeServer([answers((2, "12 days"))], models=["m\x1b[31m"]) as server:
        result = ran("qa", "How long?", article, server=server)
    assert result.stderr == "model m␛[31m at 127.0.0.1\n"


@both
def test_a_model_that_the_server_does_not_know(command: str, article: str) -> None:
    """Exit code 4, the server's and the model's name."""
    unknown = failure(404, "The model does not exist.", code="model_not_found")
    with FakeServer([unknown]) as server:
        result = ran(command, *QUESTION[command], article, "--model", "moon-1", server=server)
    told = result.stderr.split("\n")[0]
    assert told == "model moon-1 at 127.0.0.1"
    result.stderr_bytes = result.stderr_bytes.split(b"\n", 1)[1]
    refused(result, command, 4, "127.0.0.1: knows no model moon-1; name another with --model")


@both
def test_several_models_and_none_chosen(command: str, article: str) -> None:
    """Exit code 4, and the names to choose from."""
    with FakeServer([], models=["moon-2", "moon-1"]) as server:
        result = ran(command, *QUESTION[command], article, server=server)
    refused(result, command, 4, "offers moon-1, moon-2; name one with --model")


@both
def test_no_key_for_a_remote_model(command: str, article: str) -> None:
    """Exit code 4, and the three ways out."""
    result = ran(command, *QUESTION[command], article, "--model", "gpt-4.1-mini")
    told = ("gpt-4.1-mini: needs a key", "OPENAI_API_KEY", "OPENAI_BASE_URL", "--model local")
    refused(result, command, 4, *told)


@both
def test_a_key_that_is_refused_is_not_printed(command: str, article: str) -> None:
    """Exit code 4, the variable's name and not its value."""
    with FakeServer() as server:
        result = ran(
            command, *QUESTION[command], article, server=server, OPENAI_API_KEY="wrong-and-secret"
        )
    refused(result, command, 4, "127.0.0.1: refuses the key; check OPENAI_API_KEY")
    assert "wrong-and-secret" not in result.stderr


async def no_wait(_seconds: float) -> None:
    """Stand in for the pause before another attempt."""


@both
def test_a_server_that_cannot_be_reached(
    command: str, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 5 after several attempts, with the way out."""
    monkeypatch.setattr(client, "sleep", no_wait)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening: nobody else can take the port
        result = ran(
            command,
            *QUESTION[command],
            article,
            OPENAI_BASE_URL=f"http://127.0.0.1:{held.getsockname()[1]}/v1",
            SUMMARIZE_MODEL="fake",
        )
    refused(result, command, 5, "127.0.0.1: no connection after 5 attempts; check the base URL")


@both
@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("SUMMARIZE_TIMEOUT", "soon", "SUMMARIZE_TIMEOUT: input should be a valid number"),
        ("SUMMARIZE_CONTEXT_WINDOW", "12", "SUMMARIZE_CONTEXT_WINDOW: input should be greater"),
        ("SUMMARIZE_BASE_URL", "here", "SUMMARIZE_BASE_URL: not a URL such as http://localhost"),
        ("OPENAI_BASE_URL", "here", "OPENAI_BASE_URL: not a URL such as http://localhost"),
    ],
)
def test_a_setting_that_is_none(
    command: str, variable: str, value: str, told: str, article: str
) -> None:
    """Exit code 4; the line names the variable that was set, and what it takes."""
    result = ran(command, *QUESTION[command], article, variables={variable: value})
    refused(result, command, 4, told, "; correct it or unset it")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read (No such file or directory); check the path"),
        (b"questions = = 1", "is not TOML"),
        (b"\xff\xfe\x00", "is not TOML"),
        (b"", "must hold [[questions]] entries and nothing else"),
        (b"[[questions]]\nid = 'a'\n", "question 1, text: field required; each needs id and text"),
        (b"[[questions]]\nid = 'a'\ntext = 'b'\ntype = 'c'\n", "question 1, type: input should be"),
        (b"[[questions]]\nid = 'a'\ntext = 'b'\n" * 2, "two questions have the id 'a'; rename one"),
    ],
    ids=["missing", "not-toml", "binary", "none", "no-text", "type", "twice"],
)
@pytest.mark.parametrize("way", ["option", "variable", "beside"])
def test_a_questions_file_that_cannot_be_used(
    content: bytes | None, told: str, way: str, article: str, tmp_path: Path
) -> None:
    """Exit code 3 before any model is asked, wherever the file was named."""
    path = tmp_path / "harbour.questions.toml"
    if content is None and way == "beside":
        return  # a document need not have questions beside it
    if content is not None:
        path.write_bytes(content)
    named = ["--questions", str(path)] if way == "option" else []
    variables = {"SUMMARIZE_QUESTIONS": str(path)} if way == "variable" else {}
    refused(
        ran("summarize", article, *named, variables=variables), "summarize", 3, f"{path}: ", told
    )


@both
@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("I would rather talk about boats.", "the reply is not JSON"),
        ({"boats": 40}, "the reply has another shape than asked for"),
    ],
)
def test_a_reply_that_cannot_be_used(
    command: str, reply: str | dict[str, object], told: str, article: str
) -> None:
    """Exit code 5 when the second reply is no better, with what is wrong with it."""
    with serving(summary=reply, answers=reply) as server:
        result = ran(command, *QUESTION[command], article, server=server)
    refused(result, command, 5, told)


@both
def test_a_template_of_one_s_own_that_is_broken(command: str, article: str, tmp_path: Path) -> None:
    """Exit code 4, with the file and what is wrong in it."""
    for name in ("summary", "answers"):
        written(tmp_path / f"{name}.jinja", b"{% call user() %}{{ weather }}{% endcall %}")
    with serving() as server:
        result = ran(
            command, *QUESTION[command], article, server=server, SUMMARIZE_PROMPTS=str(tmp_path)
        )
    refused(result, command, 4, ".jinja: 'weather' is undefined")


@pytest.mark.parametrize("arguments", [["qa"], ["qa", " "], ["qa", "-q", ""], ["summarize"]])
def test_wrong_usage(arguments: Sequence[str]) -> None:
    """Exit code 2, nothing on stdout, and how to learn what is right."""
    result = ran(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search(rf"Try '{arguments[0]} (?:-h|--help)' for help\.", result.stderr)
