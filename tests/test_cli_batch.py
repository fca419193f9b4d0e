"""Many documents in a command: lines as they finish, nothing lost, nothing asked twice."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result as Ran
from harbour import ANSWERS, FACTS, NONE_AGAIN, SUMMARY, TEXT, answers
from shell import environment, ran, serving

from summarize.cli.batch import Tally
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.types import Answer, FailedChunk, Question, Result, Status

HOW_LONG = "How long had it been closed?"
COUNT = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a directory of documents, two of them copies."""
    for number in range(COUNT):
        deep = tmp_path / "docs" / f"part{number % 3}"
        deep.mkdir(parents=True, exist_ok=True)
        (deep / f"{number}.txt").write_text(f"{TEXT}\nBoat {number % (COUNT - 1)} came last.\n")
    return tmp_path / "docs"


def told(command: str, folder: Path, *arguments: str, **lines: Script) -> tuple[Ran, int]:
    """Run a command with a server of its own; give the calls that it made."""
    with serving(**lines) as server:
        return at(server, command, folder, *arguments)


def at(server: FakeServer, command: str, folder: Path, *arguments: str) -> tuple[Ran, int]:
    """Run a command that keeps its journal beside the documents; give the calls that it made."""
    before = completions(server)
    result = ran(command, *arguments, server=server, variables=kept_beside(folder))
    return result, completions(server) - before


def kept_beside(folder: Path) -> dict[str, str]:
    """Give the variables of a run whose only memory is its journal."""
    return {"SUMMARIZE_CACHE_DIR": str(folder.parent / "cache"), "SUMMARIZE_CACHE": "off"}


def completions(server: FakeServer) -> int:
    """Count the calls that a server had, but for lists of models."""
    return sum(request.path.endswith("completions") for request in server.requests)


def results(output: str) -> dict[str, Result]:
    """Read lines of JSON back, by the names of their documents."""
    found = [Result.model_validate_json(line) for line in output.splitlines()]
    return {Path(result.source).name: result for result in found}


def test_a_line_for_each_document(folder: Path) -> None:
    """Of a directory, and of a pattern; copies cost nothing; the account is on stderr."""
    for place in (str(folder), str(folder / "**" / "*.txt")):
        result, calls = told("summarize", folder, place, "--jsonl")
        assert result.exit_code == 0
        found = results(result.stdout)
        assert found.keys() == {f"{n}.txt" for n in range(COUNT)}
        assert all(one.summary for one in found.values())
        assert sum(one.repeated for one in found.values()) == 1
        assert calls == 3 * (COUNT - 1)
        lines = result.stderr.splitlines()
        assert lines[0] == "model fake at 127.0.0.1"
        assert lines[-1].startswith(f"{COUNT} documents, 0 failed, 1 not asked again, ")


def test_one_bad_document_is_one_line(folder: Path) -> None:
    """It says why, the rest are summarised, exit code 9; of a single document it is its own."""
    (folder / "bad.txt").write_bytes(b"\0\1" * 50)
    result, _ = told("summarize", folder, str(folder), "missing.txt", "--jsonl")
    found = results(result.stdout)
    assert result.exit_code == 9
    assert sum(one.error is None for one in found.values()) == COUNT
    errors = {name: one.error.error for name, one in found.items() if one.error}
    assert errors == {"bad.txt": "UnreadableInputError", "missing.txt": "MissingInputError"}
    alone, _ = told("summarize", folder, str(folder / "bad.txt"), "--jsonl")
    assert alone.exit_code == 3


def test_resume_asks_nothing_again(folder: Path) -> None:
    """The same lines come out; without the option all is asked anew."""
    arguments = (folder, str(folder), "--jsonl")
    with serving() as server:
        first, _ = at(server, "summarize", *arguments)
        (folder / "new.txt").write_text(TEXT)
        second, calls = at(server, "summarize", *arguments, "--resume")
        assert calls == 3
        _, calls = at(server, "summarize", *arguments)
        assert calls == 3 * COUNT
    before, after = results(first.stdout), results(second.stdout)
    assert after.keys() == {*before, "new.txt"}
    assert all(after[name].summary == before[name].summary for name in before)


def test_a_table_of_questions(folder: Path) -> None:
    """A row for each document, three columns for each question, in CSV and in JSON."""
    (folder / "bad.txt").write_bytes(b"\0\1" * 50)
    said = answers((2, "12 days"), (None, None))
    asked = ("-q", HOW_LONG, "-q", "What did it cost?", str(folder))
    with serving(answers=said) as server:
        result, calls = at(server, "qa", folder, *asked, "--csv")
        assert (result.exit_code, calls) == (9, COUNT - 1)
        again, calls = at(server, "qa", folder, *asked, "--jsonl", "--resume")
        assert calls == 0
    rows = {Path(r["source"]).name: r for r in csv.DictReader(io.StringIO(result.stdout))}
    assert rows.keys() == {"bad.txt", *(f"{n}.txt" for n in range(COUNT))}
    assert rows["3.txt"][HOW_LONG] == "12 days"
    assert rows["3.txt"][f"{HOW_LONG} status"] == "answered"
    assert rows["3.txt"][f"{HOW_LONG} evidence"].startswith("The harbour had been closed for")
    assert rows["3.txt"]["What did it cost? status"] == "not_stated"
    assert "binary" in rows["bad.txt"]["error"]
    lines = {Path(line["source"]).name: line for line in map(json.loads, again.stdout.splitlines())}
    quoted = lines["3.txt"][f"{HOW_LONG} evidence"][0]
    assert TEXT[quoted["start"] : quoted["end"]] == quoted["quote"]


def test_fixed_questions_are_columns_by_their_ids(folder: Path, tmp_path: Path) -> None:
    """Those of a file, in its order."""
    file = tmp_path / "audit.toml"
    file.write_text(f'[[questions]]\nid = "closed"\ntext = "{HOW_LONG}"\n')
    said = answers((2, "12 days"))
    result, _ = told("qa", folder, "--questions", str(file), str(folder), "--csv", answers=said)
    head = result.stdout.splitlines()[0]
    assert head == "source,closed,closed status,closed evidence,error"
    assert result.exit_code == 0


def test_what_is_not_whole_is_counted() -> None:
    """A summary of which a part could not be read is not passed over among good ones."""
    lost = FailedChunk(start=0, end=9, problem="no connection")
    answer = Answer(
        question=Question(id="q", text="How many?"),
        text=None,
        status=Status.UNREAD,
        unread=(lost,),
    )
    tally = Tally()
    tally.add(Result(source="a.txt", answers=(answer,)))
    tally.add(Result(source="b.txt"))
    assert str(tally).startswith("2 documents, 0 failed, 1 not whole, 0 tokens, ")


@pytest.mark.parametrize("form", ["--csv", "--jsonl"])
def test_a_question_that_takes_another_column_is_refused(folder: Path, form: str) -> None:
    """Before anything is asked or printed."""
    result, calls = told("qa", folder, "-q", "error", str(folder), form)
    assert (result.exit_code, calls, result.stdout) == (3, 0, "")
    assert "two columns would be called 'error'" in result.stderr


def test_what_is_not_stated_can_end_it(folder: Path) -> None:
    """With --fail-if-unanswered, as for one document."""
    arguments = ("-q", HOW_LONG, str(folder), "--csv", "--fail-if-unanswered")
    result, _ = told("qa", folder, *arguments, answers=answers((None, None)))
    assert result.exit_code == 7


@pytest.mark.parametrize(
    ("flags", "said"),
    [(("--csv", "--jsonl"), "choose one format"), (("--resume",), "--resume goes with")],
)
def test_flags_that_make_no_sense_are_refused(
    folder: Path, flags: tuple[str, ...], said: str
) -> None:
    """Two forms at once, and going on with what is kept nowhere."""
    result, calls = told("qa", folder, "-q", HOW_LONG, str(folder), *flags)
    assert (result.exit_code, calls) == (2, 0)
    assert said in result.stderr


def started(folder: Path, server: FakeServer, out: Path, *flags: str) -> subprocess.Popen[str]:
    """Start a command as a process of its own."""
    # What a shell starts in the background ignores Ctrl-C, and so do all that it starts.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code = heeding + "from summarize.cli import summarize; summarize()"
    with out.open("w") as stdout:
        return subprocess.Popen(
            [sys.executable, "-c", code, str(folder), "--jsonl", *flags],
            env={
                **environment(server),
                **kept_beside(folder),
                "SUMMARIZE_CONCURRENCY": "2",
            },
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
        )


LINES: Mapping[str, Script] = {
    "summary": SUMMARY,
    "facts": FACTS,
    "answers": ANSWERS,
    "again": NONE_AGAIN,
}


def line_of(body: Mapping[str, object]) -> Script:
    """Say what `serving` says."""
    form = body.get("response_format")
    return LINES[form["json_schema"]["name"]] if isinstance(form, dict) else "No"


def boat(body: Mapping[str, object]) -> str:
    """Give the number of the document that a request is about."""
    return json.dumps(body["messages"]).partition("Boat ")[2].partition(" ")[0]


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_what_ends_it_loses_nothing(folder: Path, how: signal.Signals, code: int) -> None:
    """Killed or interrupted in the middle, it goes on: all are there, none finished is asked."""
    asked: list[str] = []
    begun: list[Callable[[], None]] = []

    def say(body: Mapping[str, object]) -> Script:
        asked.append(boat(body))
        if len(asked) == 3 * 5:
            begun.pop()()
        return line_of(body)

    out = folder.parent / "out.jsonl"
    with FakeServer(say) as server:
        running = started(folder, server, out)
        begun.append(lambda: os.kill(running.pid, how))
        stderr = running.communicate(timeout=60)[1]
        assert running.returncode == code, stderr
        assert ("--resume goes on" in stderr) is (how is signal.SIGINT)
        (journal,) = (folder.parent / "cache" / "journals").iterdir()
        finished = [boat_of(line) for line in journal.read_text().splitlines()]
        assert 1 <= len(finished) < COUNT - 1
        asked.clear()
        again = started(folder, server, out, "--resume")
        again.communicate(timeout=60)
    assert again.returncode == 0
    assert results(out.read_text()).keys() == {f"{n}.txt" for n in range(COUNT)}
    assert not set(finished) & set(asked)
    assert {*finished, *asked} == {str(n) for n in range(COUNT - 1)}


def boat_of(line: str) -> str:
    """Give the number of the document of a journal's line."""
    return str(int(Path(json.loads(line)["value"]["source"]).stem) % (COUNT - 1))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_the_results_loses_nothing(folder: Path) -> None:
    """It says so and ends with 1; what was asked is not asked again."""
    with serving() as server:
        running = started(folder, server, Path("/dev/full"))
        stderr = running.communicate(timeout=60)[1]
        assert running.returncode == 1
        assert "standard output cannot be written (No space left on device); make room" in stderr
        assert "Traceback" not in stderr
        (journal,) = (folder.parent / "cache" / "journals").iterdir()
        finished = [boat_of(line) for line in journal.read_text().splitlines()]
        before = len(server.requests)
        out = folder.parent / "out.jsonl"
        started(folder, server, out, "--resume").communicate(timeout=60)
        asked = {boat(r.body) for r in server.requests[before:] if "messages" in r.body}
    assert finished
    assert not set(finished) & asked
    assert len(results(out.read_text())) == COUNT
