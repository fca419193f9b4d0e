"""The embedded model: llama.cpp's own server, in this process, spoken to like any other.

Only this module imports xllamacpp, and only when an engine starts. The server listens on a free
port of the loopback with a random key, and writes neither to stdout nor to stderr.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from summarize.errors import ConfigurationError, WeightsError
from summarize.models import slots
from summarize.models.download import Progress
from summarize.models.weights import KNOWN, Located, locate

if TYPE_CHECKING:
    import xllamacpp  # type: ignore[import-untyped]  # it has no stubs

N_CTX = 8192
"""Tokens of the context window, unless an engine is asked for another."""
PROMPT_CACHE_MIB = 512
"""Memory for what was read of other prompts: 28 KiB a token with the 1.5B model."""
SLOT_TIMEOUT = 600.0
"""Seconds; a control call waits until the engine has finished the reply that it is writing."""

SPINS = "1000"
"""Turns that a thread of the engine waits for another before it lets other processes run."""

REPLAY_BASE_URL = "http://local.invalid/v1"
REPLAY_API_KEY = "replay"

_mode: Literal["live", "replay", "recording"] = "live"
_engines: dict[tuple[str, int], Engine] = {}
_starting = threading.Lock()


@dataclass(eq=False)
class Engine:
    """A running model, and where to reach it.

    It does one call at a time. A caller asks `restore` before the call and `save` after it, with
    the text of the prompt's stable prefix, and lets no other call come between.
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
    _server: xllamacpp.Server | None = field(default=None, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _asked: str | None = field(default=None, repr=False)
    _held: str | None = field(default=None, repr=False)

    def restore(self, prefix: str) -> bool:
        """Load what was read of `prefix` before, by whatever process; True when it is there.

        False costs nothing but the reading: the engine itself compares the tokens that it holds
        with those of the prompt, so that no state can put one document in another's place.
        """
        with self._lock:
            self._asked = prefix
            if self._held != prefix:
                self._held = prefix if self._load(self._key(prefix)) else None
            return self._held == prefix

    def save(self, prefix: str) -> None:
        """Keep what the engine has read of `prefix` for later processes, once.

        Nothing is kept when the engine has been given another prompt since: it is not `prefix`
        that it holds. A disk that is full or refuses costs later processes the reading, no more.
        """
        with self._lock:
            if self._asked not in (None, prefix):
                return
            self._asked = self._held = prefix
            self._store(self._key(prefix))

    def _key(self, prefix: str) -> str:
        return slots.key(self.weights_digest, self.version, self.n_ctx, prefix)

    def _load(self, key: str) -> bool:
        if self._states is None or _mode != "live":
            return False
        try:
            path = self._states.find(key)
        except OSError:
            return False
        if path is None:
            return False
        return self._slot("restore", path)

    def _store(self, key: str) -> None:
        if self._states is None or _mode != "live" or key in self._states:
            return
        draft = self._states.draft(key)
        try:
            if self._slot("save", draft):
                self._states.keep(draft, key)
        except OSError:
            return

    def _slot(self, action: Literal["save", "restore"], path: Path) -> bool:
        address = urlsplit(self.base_url)
        body = json.dumps({"filename": path.name})
        headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"}
        with closing(HTTPConnection(address.netloc, timeout=SLOT_TIMEOUT)) as connection:
            try:
                connection.request("POST", f"/slots/0?action={action}", body, headers)
                reply = connection.getresponse()
                reply.read()
            except (OSError, HTTPException):
                return False
            return reply.status == 200


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
        if (name, n_ctx) not in _engines:
            _require_xllamacpp()
            weights = locate(name, cache_dir / "models", progress)
            _engines[name, n_ctx] = _start(weights, cache_dir / "states", n_ctx)
        return _engines[name, n_ctx]


@contextmanager
def replay() -> Iterator[None]:
    """Let `engine` give a stand-in with a fixed address, for replies that were recorded."""
    with _in_mode("replay"):
        yield


@contextmanager
def recording() -> Iterator[None]:
    """Let engines neither load nor save states, so that a recording is the same every time."""
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


def _require_xllamacpp() -> None:
    try:
        with _patient_threads():
            import xllamacpp  # noqa: F401
    except ImportError as error:
        other = "or choose a model with --model / SUMMARIZE_MODEL"
        if isinstance(error, ModuleNotFoundError):
            problem = "needs the `local` extra: pip install 'summarize-qa[local]'"
        else:  # a slim container lacks libgomp.so.1, which the error then names
            problem = f"cannot be loaded ({error}): install what is missing"
        raise ConfigurationError(f"the embedded model {problem}; {other}") from error


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Let llama.cpp's threads give up the processor soon when they wait for one another.

    GNU OpenMP reads this when it is loaded, and would have them spin for milliseconds: with two
    processes on two cores each then writes 3 tokens a second, and 15 with this; alone, both 34.
    """
    ours = not {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} & os.environ.keys()
    if ours:
        os.environ["GOMP_SPINCOUNT"] = SPINS
    try:
        yield
    finally:
        if ours:
            del os.environ["GOMP_SPINCOUNT"]


def _start(weights: Located, states: Path, n_ctx: int) -> Engine:
    import xllamacpp

    api_key = secrets.token_urlsafe(32)
    saved = slots.SavedStates(states)
    parameters = _parameters(weights.path, api_key, states, n_ctx)
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise WeightsError(
            f"{weights.path}: llama.cpp cannot load it ({error}); choose another model"
        ) from error
    return Engine(
        base_url=f"{server.listening_address}/v1",
        api_key=api_key,
        version=xllamacpp.__version__,
        weights_digest=weights.digest,
        n_ctx=n_ctx,
        _states=saved,
        _server=server,
    )


def _parameters(path: Path, api_key: str, states: Path, n_ctx: int) -> xllamacpp.CommonParams:
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.model_alias = {"local"}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [api_key]
    parameters.slot_save_path = f"{states}{os.sep}"
    parameters.n_parallel = 1
    parameters.n_ctx = n_ctx
    parameters.cache_ram_mib = PROMPT_CACHE_MIB
    parameters.warmup = False
    parameters.verbosity = -1
    parameters.ui = False
    parameters.cors_origins = ""
    parameters.cors_credentials = False
    parameters.endpoint_slots = False
    parameters.offline = True
    return parameters
