"""The embedded model: llama.cpp's own server beside this process, spoken to like any other.

It listens on a free port of the loopback with a random key, says nothing on stdout or stderr, and
ends with the process that started it, however that ends (`server`).
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from importlib.metadata import version
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from summarize.chat import Message
from summarize.errors import ConfigurationError
from summarize.models import slots
from summarize.models.download import Progress
from summarize.models.server import Options
from summarize.models.weights import KNOWN, Located, at_hand, locate

N_CTX = 8192
"""Tokens of the context window, unless an engine is asked for another."""
CONTROL_TIMEOUT = 600.0
"""Seconds; a control call waits until the engine has finished the reply that it is writing."""

OTHERWISE = "or choose a model with --model / SUMMARIZE_MODEL"

REPLAY_BASE_URL = "http://local.invalid/v1"
REPLAY_API_KEY = "replay"

_mode: Literal["live", "replay", "recording"] = "live"
_engines: dict[tuple[str, int], Engine] = {}
_starting = threading.Lock()


@dataclass(eq=False)
class Engine:
    """A running model, and where to reach it.

    It does one call at a time: a caller has it `read` the prompt's stable prefix, then sends the
    whole prompt, and lets no other call come between.
    """

    base_url: str
    """Ends in /v1, as clients want it."""
    api_key: str = field(repr=False)
    version: str
    """Of the engine's package."""
    weights_digest: str
    n_ctx: int
    """Tokens that prompt and reply may take together."""
    _states: slots.SavedStates | None = field(default=None, repr=False)
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _held: str | None = field(default=None, repr=False)

    def read(self, prefix: Sequence[Message]) -> bool:
        """Have the engine hold `prefix` and nothing else; True when it need not read it again.

        To be called before every call, even one that repeats a prefix: the numbers of a model
        depend on how many tokens it reads at a time, so that a prompt whose prefix comes out of
        one cache or another gets other words. Read by itself, it is always read alike, and a
        reply depends on nothing but its prompt.

        While a cassette is recorded it says False, as a stand-in does while one is replayed, so
        that both count tokens alike.
        """
        if self._process is None:
            return False
        with self._lock:
            key = self._key(_text(prefix))
            if self._load(key):
                self._held = key
                return _mode == "live"
            again = self._held == key
            self._held = key if self._evaluate(prefix, again) else None
            if self._held and not again:
                self._store(key)
            return again and _mode == "live"

    def _evaluate(self, prefix: Sequence[Message], again: bool) -> bool:
        """Read the prefix; `again` only drops what the engine holds beyond it."""
        messages = [{"role": each.role, "content": each.content} for each in prefix]
        body = {"messages": messages, "max_tokens": 0, "cache_prompt": again}
        return self._control("/v1/chat/completions", body)

    def _key(self, prefix: str) -> str:
        return slots.key(self.weights_digest, self.version, self.n_ctx, prefix)

    def _load(self, key: str) -> bool:
        if self._states is None:
            return False
        try:
            path = self._states.find(key)
        except OSError:
            return False
        if path is None:
            return False
        restored = self._slot("restore", path)
        if not restored:  # else it would stand in the way of a sound one
            self._states.drop(path)
        return restored

    def _store(self, key: str) -> None:
        if self._states is None or key in self._states:
            return
        draft = self._states.draft(key)
        try:
            if self._slot("save", draft):
                self._states.keep(draft, key)
        except OSError:
            return

    def _slot(self, action: Literal["save", "restore"], path: Path) -> bool:
        return self._control(f"/slots/0?action={action}", {"filename": path.name})

    def _control(self, path: str, body: dict[str, object]) -> bool:
        """Send a call that is no question to the model; True when the engine did it."""
        address = urlsplit(self.base_url)
        headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"}
        with closing(HTTPConnection(address.netloc, timeout=CONTROL_TIMEOUT)) as connection:
            try:
                connection.request("POST", path, json.dumps(body), headers)
                reply = connection.getresponse()
                reply.read()
            except (OSError, HTTPException):
                return False
            return reply.status == 200

    @property
    def identity(self) -> str:
        """Tell its replies from all others, wherever it listens today."""
        return _identity(self.weights_digest, self.version, self.n_ctx)

    @property
    def alive(self) -> bool:
        """False when the engine has ended, for want of memory perhaps."""
        return self._process is None or self._process.poll() is None


def engine(
    name: str, cache_dir: Path, n_ctx: int = N_CTX, progress: Progress | None = None
) -> Engine:
    """Give this process's engine for `name`; start it, and fetch its weights, when first asked.

    Args:
        name: "local", "local:small" or "local:/path/to.gguf".
        cache_dir: Where weights and saved states lie.
        n_ctx: Tokens that prompt and reply may take together.
        progress: Told how a download comes along.

    Raises:
        ConfigurationError: The package has no engine, for want of the `local` extra.
        WeightsError: There is no such model, it cannot be fetched, or the engine refuses it.
    """
    if _mode == "replay":
        digest = KNOWN[name].sha256 if name in KNOWN else slots.key(name)
        return Engine(REPLAY_BASE_URL, REPLAY_API_KEY, "replay", digest, n_ctx)
    with _starting:
        running = _engines.get((name, n_ctx))
        if running is None or not running.alive:
            _require_extra()
            weights = locate(name, cache_dir / "models", progress)
            _engines[name, n_ctx] = _start(weights, cache_dir / "states", n_ctx)
        return _engines[name, n_ctx]


def identity(name: str, cache_dir: Path, n_ctx: int = N_CTX) -> str | None:
    """Tell what `engine` would run from all else, without starting it; None if only that can.

    A model's replies depend on its weights, the engine's version and its window, and on nothing
    else: the engine reads every prompt alike.
    """
    if _mode != "live" or importlib.util.find_spec("xllamacpp") is None:
        return None
    weights = at_hand(name, cache_dir / "models")
    return None if weights is None else _identity(weights.digest, version("xllamacpp"), n_ctx)


def _identity(weights_digest: str, version: str, n_ctx: int) -> str:
    return f"embedded {weights_digest} {version} {n_ctx}"


@contextmanager
def replay() -> Iterator[None]:
    """Let `engine` give a stand-in with a fixed address, for replies that were recorded."""
    with _in_mode("replay"):
        yield


@contextmanager
def recording() -> Iterator[None]:
    """Let engines say that nothing is spared, so that a recording counts tokens every time alike.

    What they have read they use as ever: the replies are the same with and without.
    """
    with _in_mode("recording"):
        yield


@contextmanager
def _in_mode(mode: Literal["replay", "recording"]) -> Iterator[None]:
    # Not a context variable: the client runs in a thread of its own, which would not see it.
    global _mode
    before, _mode = _mode, mode
    try:
        yield
    finally:
        _mode = before


def _text(messages: Sequence[Message]) -> str:
    return "\0".join(f"{message.role}\n{message.content}" for message in messages)


def _require_extra() -> None:
    if importlib.util.find_spec("xllamacpp") is None:
        raise ConfigurationError(
            "the embedded model needs the `local` extra: pip install 'summarize-qa[local]'; "
            f"{OTHERWISE}"
        )


def _start(weights: Located, directory: Path, n_ctx: int) -> Engine:
    states = _saved_states(directory)
    options: Options = {
        "path": str(weights.path),
        "api_key": secrets.token_urlsafe(32),
        "states": str(states.directory) if states else "",
        "n_ctx": n_ctx,
    }
    process = _launch()
    answer = _exchange(process, options)
    if "error" in answer:
        raise ConfigurationError(f"the embedded model: {answer['error']}; mend that, {OTHERWISE}")
    return Engine(
        base_url=f"{answer['address']}/v1",
        api_key=options["api_key"],
        version=answer["version"],
        weights_digest=weights.digest,
        n_ctx=n_ctx,
        _states=states,
        _process=process,
    )


def _saved_states(directory: Path) -> slots.SavedStates | None:
    """Open the directory; None where that is refused: it costs the reading, never an answer."""
    try:
        return slots.SavedStates(directory)
    except OSError:
        return None


def _launch() -> subprocess.Popen[str]:
    # -P: this folder's modules are not to be found by their bare names.
    process = subprocess.Popen(  # noqa: S603  nothing in it comes from outside
        [sys.executable, "-P", str(Path(__file__).with_name("server.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    atexit.register(_stop, process, os.getpid())
    return process


def _exchange(process: subprocess.Popen[str], options: Options) -> dict[str, str]:
    """Send the options, and wait for the one answer; none comes when the process dies."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        print(json.dumps(options), file=process.stdin, flush=True)
        answer: dict[str, str] = json.loads(process.stdout.readline())
    except (OSError, ValueError):
        return {"error": "the engine died while it was loading; is there enough memory?"}
    return answer


def _stop(process: subprocess.Popen[str], owner: int) -> None:
    """End the engine at once; a process forked from its owner leaves it alone."""
    if owner == os.getpid():
        with process:
            process.kill()
