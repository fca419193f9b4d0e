"""The store of replies: whole or not at all, bounded, and shared by processes."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from summarize import loop
from summarize.chat import Message, Reply, Request
from summarize.errors import ConfigurationError
from summarize.models.replies import FILE, Remembering, Replies, Stats
from summarize.testing import ScriptedModel
from summarize.types import Usage

KEY = b"k" * 32
SAID = Reply("Forty \ud800.", "stop", Usage(calls=1, input_tokens=9), {"Forty": 0.5})
KEPT = replace(SAID, usage=Usage(cached_calls=1))
REQUEST = Request((Message("user", "How many?"),), {"type": "object"})


@pytest.fixture
def store(tmp_path: Path) -> Replies:
    """Give an empty store."""
    return Replies(tmp_path / "new" / FILE)


def key(number: int) -> bytes:
    """Give a key, another for each number."""
    return number.to_bytes(32, "big")


def test_what_is_put_is_found(store: Replies) -> None:
    """By another process too, with its text, its end and its odds; the usage says it was kept."""
    assert store.get(KEY) is None
    store.put(KEY, SAID)
    assert [store.get(KEY), Replies(store.path).get(KEY)] == [KEPT, KEPT]
    assert store.get(b"other") is None


def test_looking_makes_no_file(store: Replies) -> None:
    """A directory that cannot be made is made for something that is kept, or not at all."""
    assert store.get(KEY) is None
    assert store.stats() == Stats(store.path, 0, 0)
    store.clear()
    assert not store.path.parent.exists()


def test_only_its_owner_may_read_it(store: Replies) -> None:
    """It holds what models say about private documents."""
    store.put(KEY, SAID)
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.path.parent.iterdir()} == {0o600}


def altered(store: Replies, statement: str) -> None:
    """Damage an entry behind the store's back."""
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update replies set value = replace(value, 'Forty', 'Fifty')",
        "update replies set value = 'no JSON'",
        "update replies set digest = x'00'",
        "update replies set key = x'00'",
        "drop table replies",
    ],
)
def test_a_damaged_entry_is_a_miss(store: Replies, statement: str) -> None:
    """It is asked for anew, and then found again."""
    store.put(KEY, SAID)
    altered(store, statement)
    fresh = Replies(store.path)
    assert fresh.get(KEY) is None
    Replies(store.path).put(KEY, SAID)
    assert Replies(store.path).get(KEY) == KEPT


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_replaced(store: Replies, content: bytes) -> None:
    """Reading it is a miss, and the first reply that is kept takes its place."""
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    assert store.get(KEY) is None
    assert store.stats().entries == 0
    store.put(KEY, SAID)
    assert store.get(KEY) == KEPT


def test_a_directory_that_cannot_be_made_costs_nothing(tmp_path: Path) -> None:
    """There is no cache then, and no error."""
    (tmp_path / "file").touch()
    store = Replies(tmp_path / "file" / FILE)
    store.put(KEY, SAID)
    assert store.get(KEY) is None


def test_it_is_bounded(tmp_path: Path) -> None:
    """What was of no use for longest goes, and what was used lately stays."""
    most = 300_000
    store = Replies(tmp_path / FILE, most)
    long = replace(SAID, text="x" * 10_000)
    for number in range(100):
        store.put(key(number), long)
        altered_use = "update replies set used = used - 100000"
        if number == 20:
            altered(store, altered_use)
            store.get(key(0))
    assert store.get(key(99)) is not None
    assert store.get(key(1)) is None
    assert 10 < store.stats().entries < 30
    assert store.path.stat().st_size < most * 1.2


def test_use_is_noted(tmp_path: Path) -> None:
    """An old entry that is used again outlives one that is not."""
    store = Replies(tmp_path / FILE, 300_000)
    long = replace(SAID, text="x" * 10_000)
    for number in range(3):
        store.put(key(number), long)
    altered(store, "update replies set used = used - 100000")
    for number in range(3, 26):
        store.put(key(number), long)
        if number == 20:
            assert store.get(key(0)) is not None
    assert [store.get(key(number)) is not None for number in range(3)] == [True, False, False]


def test_a_reply_larger_than_the_store_leaves_it_empty(tmp_path: Path) -> None:
    """It does not loop, and it does not grow."""
    store = Replies(tmp_path / FILE, 100_000)
    store.put(KEY, replace(SAID, text="x" * 500_000))
    assert store.stats().entries == 0


def test_clear_forgets(store: Replies) -> None:
    """In place, so that another process that has it open goes on; a broken file is removed."""
    other = Replies(store.path)
    other.put(KEY, SAID)
    store.clear()
    assert [each.get(KEY) for each in (store, other)] == [None, None]
    other.put(KEY, SAID)
    assert store.get(KEY) == KEPT
    broken = Replies(store.path.with_name("broken"))
    broken.path.write_bytes(b"no database" * 1000)
    broken.clear()
    assert not broken.path.exists()


def test_clear_says_what_stands_in_its_way(store: Replies) -> None:
    """A process that is writing; the error names the file."""
    store.put(KEY, SAID)
    with closing(sqlite3.connect(store.path)) as writing:
        writing.execute("begin immediate")
        with pytest.raises(ConfigurationError, match=r"replies\.sqlite: cannot be cleared"):
            store.clear()
        store.put(key(1), SAID)  # nor does anyone wait for it for long
    assert store.get(KEY) == KEPT


WRITER = """
import sys
from pathlib import Path
from summarize.chat import Reply
from summarize.models import replies
from summarize.models.replies import Replies
from summarize.types import Usage
replies.PATIENCE = 60.0  # however slow the machine is
store = Replies(Path(sys.argv[1]))
for number in range(100):
    key = int(sys.argv[2] + f"{number:03}").to_bytes(32, "big")
    store.put(key, Reply(sys.argv[2] * 50, "stop", Usage()))
"""


def test_processes_share_it(store: Replies) -> None:
    """Several at once from the first moment; what each keeps all find, and nothing is lost."""
    line = [sys.executable, "-c", WRITER, str(store.path)]
    running = [subprocess.Popen([*line, str(number)]) for number in range(1, 4)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert store.stats().entries == 300
    found = store.get(key(2050))
    assert found is not None
    assert found.text == "2" * 50


@pytest.mark.parametrize(("code", "kept"), [("SQLITE_BUSY", 1), ("SQLITE_CANTOPEN", 0)])
def test_it_waits_for_another_that_makes_the_file(
    code: str, kept: int, store: Replies, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite refuses at once to change the mode of such a file; for nothing else is it waited."""

    class Refusing(sqlite3.Connection):
        def executescript(self, _: str) -> sqlite3.Cursor:
            monkeypatch.undo()
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = getattr(sqlite3, code)
            raise error

    connect = partial(sqlite3.connect, factory=Refusing)
    monkeypatch.setattr("summarize.models.replies.sqlite3.connect", connect)
    store.put(key(1), Reply("ten", "stop", Usage()))
    assert store.stats().entries == kept


def test_it_survives_the_end_of_its_process(store: Replies) -> None:
    """A process that is killed has kept what it put."""
    line = [sys.executable, "-c", WRITER + "\nimport os; os.kill(os.getpid(), 9)", str(store.path)]
    assert subprocess.run([*line, "7"], check=False).returncode == -9
    assert store.stats().entries == 100


def test_a_fork_has_a_connection_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite forbids to carry one over."""
    mine = Replies.of(tmp_path)
    assert Replies.of(tmp_path) is mine
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert Replies.of(tmp_path) is not mine


def test_every_part_of_a_request_counts(store: Replies) -> None:
    """Another message, schema, limit or parameter is another question, and so is another model."""
    others = [
        replace(REQUEST, messages=(Message("system", "How many?"),)),
        replace(REQUEST, messages=(*REQUEST.messages, Message("user", "And?"))),
        replace(REQUEST, schema=None),
        replace(REQUEST, schema={"type": "string"}),
        replace(REQUEST, schema_name="other"),
        replace(REQUEST, max_output_tokens=7),
        replace(REQUEST, top_logprobs=1),
        replace(REQUEST, frequency_penalty=1.0),
    ]
    model = ScriptedModel([f"{number}" for number in range(10)])
    asking = Remembering(model, "here", store)
    for request in (REQUEST, *others):
        loop.run(asking(request)).keep()
    elsewhere = loop.run(Remembering(model, "elsewhere", store)(REQUEST))
    again = [loop.run(asking(request)).text for request in (REQUEST, *others)]
    assert again == [f"{number}" for number in range(9)]
    assert elsewhere.text == "9"


def test_nothing_is_kept_before_it_is_known_to_be_of_use(store: Replies) -> None:
    """The reply says when: a stage that finds it invalid never does."""
    model = ScriptedModel(["bad", "good"])
    asking = Remembering(model, "here", store)
    loop.run(asking(REQUEST))
    good = loop.run(asking(REQUEST))
    good.keep()
    assert loop.run(asking(REQUEST)).text == "good"
