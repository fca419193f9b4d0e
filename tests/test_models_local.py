"""The embedded model: one engine a process, silent, private, and gone with its process."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from summarize.chat import Message
from summarize.errors import ConfigurationError
from summarize.models import local, slots
from summarize.models.weights import LOCAL, fetch
from summarize.settings import Settings

PREFIX = (
    Message("system", "You answer questions about a report, in one sentence."),
    Message("user", "The harbour was closed for 12 days after the storm. " * 8),
)
OTHER = (PREFIX[0], Message("user", "Mayor Ada Stern opened the new bridge on Monday. " * 8))


def test_replay_starts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a cassette the model has a fixed address, without engine, weights or files."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with local.replay():
        engine = local.engine("local", tmp_path)
    assert engine.base_url == local.REPLAY_BASE_URL == "http://local.invalid/v1"
    assert engine.weights_digest == LOCAL.sha256
    assert list(tmp_path.iterdir()) == []


def test_the_extra_is_asked_for_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without xllamacpp the error says how to get it, before 1.1 GB are fetched in vain."""
    monkeypatch.setattr(local, "_engines", {})
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(local, "locate", lambda *_: pytest.fail("weights were fetched"))
    with pytest.raises(ConfigurationError, match=r"summarize-qa\[local\].*SUMMARIZE_MODEL"):
        local.engine("local", tmp_path)


def test_modes_end_where_they_began(tmp_path: Path) -> None:
    """Modes nest, and an error inside one does not leave it on."""
    with pytest.raises(ZeroDivisionError), local.recording(), local.replay():
        _ = 1 / 0
    with local.replay():
        with local.recording():
            pass
        assert local.engine("local", tmp_path).base_url == local.REPLAY_BASE_URL


def test_the_key_is_not_shown() -> None:
    """A log or a traceback that prints an engine does not print its key."""
    engine = local.Engine("http://127.0.0.1:1/v1", "secret-key", "1", "0" * 64, 8192)
    assert "secret-key" not in repr(engine)


def test_an_engine_that_is_gone_is_a_miss(tmp_path: Path) -> None:
    """What spares the reading may fail; the call that follows says what is wrong."""
    states = slots.SavedStates(tmp_path)
    engine = local.Engine("http://127.0.0.1:9/v1", "key", "1", "0" * 64, 8192, states)
    assert engine.read(PREFIX) is False
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a cache directory with the user's weights and no states."""
    models = Settings.from_environment().cache_dir / "models"
    fetch(LOCAL, models)
    directory = tmp_path_factory.mktemp("cache")
    (directory / "models").symlink_to(models)
    return directory


def ask(
    engine: local.Engine, prefix: tuple[Message, ...], question: str, limit: int = 24
) -> tuple[str, int]:
    """Ask, and give the answer and how many tokens of the prompt were read for it."""
    messages = [*prefix, Message("user", question)]
    body = {
        "messages": [{"role": each.role, "content": each.content} for each in messages],
        "max_tokens": limit,
        "temperature": 0,
    }
    connection = http.client.HTTPConnection(engine.base_url.split("/")[2])
    headers = {"Authorization": f"Bearer {engine.api_key}", "Content-Type": "application/json"}
    connection.request("POST", "/v1/chat/completions", json.dumps(body), headers)
    reply = json.loads(connection.getresponse().read())
    connection.close()
    return reply["choices"][0]["message"]["content"], reply["timings"]["prompt_n"]


@pytest.mark.live
def test_a_reply_depends_on_its_prompt_only(cache: Path) -> None:
    """Read anew or restored, first or after another document: the same words, the same tokens."""
    engine = local.engine("local", cache)
    assert engine.read(PREFIX) is False
    first = ask(engine, PREFIX, "How long was the harbour closed?")
    engine.read(OTHER)
    ask(engine, OTHER, "Who opened the bridge?")
    assert engine.read(PREFIX) is True
    assert ask(engine, PREFIX, "How long was the harbour closed?") == first
    with local.recording():
        assert engine.read(OTHER) is False
        assert engine.read(PREFIX) is False
        assert ask(engine, PREFIX, "How long was the harbour closed?") == first
    assert "12 days" in first[0]
    assert first[1] < 40


LATER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_models_local import PREFIX, ask, local
engine = local.engine("local", Path({cache!r}))
print(engine.read(PREFIX), engine.base_url, flush=True)
{then}
"""


def later(cache: Path, then: str) -> subprocess.Popen[str]:
    """Do something with the engine in a later process."""
    code = LATER.format(tests=str(Path(__file__).parent), cache=str(cache), then=then)
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.live
def test_a_later_process_need_not_read(cache: Path) -> None:
    """The state that one process saves spares the next one the reading; nothing else is printed."""
    local.engine("local", cache).read(PREFIX)
    out, err = later(cache, "sys.exit(7)").communicate(timeout=60)
    assert out.split()[0] == "True"
    assert err == ""


@pytest.mark.live
@pytest.mark.parametrize(
    "then",
    [
        "sys.exit(7)",
        "import threading; threading.Thread(target=lambda: ask(engine, PREFIX, 'Tell a long story.'"
        ", 4000), daemon=True).start(); import time; time.sleep(0.4); sys.exit(7)",
    ],
    ids=["idle", "writing"],
)
def test_the_end_is_clean(cache: Path, then: str) -> None:
    """A program ends with its own exit code, and does not wait for what the engine is writing."""
    with later(cache, then) as child:
        assert child.stdout is not None
        base_url = child.stdout.readline().split()[1]
        assert child.wait(timeout=60) == 7  # 4,000 tokens take longer than that
    assert ends(base_url)


@pytest.mark.live
def test_a_killed_program_takes_its_engine_along(cache: Path) -> None:
    """No engine is left behind that holds memory and a port."""
    with later(cache, "import time; time.sleep(60)") as child:
        assert child.stdout is not None
        base_url = child.stdout.readline().split()[1]
        child.kill()
    assert ends(base_url)


def ends(base_url: str) -> bool:
    """Tell whether an engine stops listening within a minute.

    Its number would not tell: whatever adopts the process may leave its entry in the table.
    """
    address = urlsplit(base_url)
    for _ in range(600):
        with socket.socket() as end:
            if end.connect_ex((address.hostname, address.port)):
                return True
        time.sleep(0.1)
    return False


@pytest.mark.live
@pytest.mark.parametrize("damage", [b"", b"not a state at all" * 100])
def test_a_state_that_the_engine_refuses_is_a_miss(cache: Path, damage: bytes) -> None:
    """A file that passes for a state and is none costs one reading, and changes no answer."""
    engine = local.engine("local", cache)
    engine.read(PREFIX)
    expected = ask(engine, PREFIX, "How long was the harbour closed?")
    states = slots.SavedStates(cache / "states")
    key = engine._key(local._text(PREFIX))
    for path in states.directory.glob(f"{key}-*"):
        states.drop(path)
    states.draft(key).write_bytes(damage)
    states.keep(states.draft(key), key)
    engine.read(OTHER)
    assert engine.read(PREFIX) is False
    assert ask(engine, PREFIX, "How long was the harbour closed?") == expected
    engine.read(OTHER)
    assert engine.read(PREFIX) is True
