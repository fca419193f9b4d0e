"""The embedded engine's own process: llama.cpp's server, until its parent closes the pipe.

Run as a script, by path, so that nothing of this package has to be loaded. A process of its own,
because llama.cpp cannot be stopped while it reads or writes: at the end of the program, or at
Ctrl-C, it hangs or crashes the process that it lives in. This one can be killed.

One line of JSON comes in on stdin, `Options`; one goes out on stdout: `address` and
`version`, or `error`. Not on the command line, where others could see the key.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import xllamacpp

SPINS = "1000"
"""Turns that a thread waits for another before it lets other processes run. By default GNU OpenMP
spins for milliseconds, and two engines on two cores then write 3 tokens a second each; with this
they write 15, and one alone as many as before, 34."""


def main() -> None:
    """Start the server, say where it is, and serve until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what native code may print is not an answer
    server, answer = _started(json.loads(sys.stdin.readline()))
    print(json.dumps(answer), file=answers, flush=True)
    if server is not None:
        sys.stdin.read()
    os._exit(0)  # the server's own end waits for the reply that it is writing


class Options(TypedDict):
    """What the parent asks for."""

    path: str
    api_key: str
    states: str
    """Directory for saved states; "" for none."""
    n_ctx: int


def _started(options: Options) -> tuple[object, dict[str, str]]:
    os.putenv("GOMP_SPINCOUNT", SPINS)  # read when xllamacpp loads the OpenMP library
    try:
        import xllamacpp
    except ImportError as error:  # a slim container lacks libgomp.so.1
        return None, {"error": f"xllamacpp cannot be loaded: {error}"}
    try:
        server = xllamacpp.Server(_parameters(options))
    except RuntimeError as error:
        return None, {"error": f"llama.cpp cannot load {options['path']}: {error}"}
    return server, {"address": server.listening_address, "version": xllamacpp.__version__}


def _parameters(options: Options) -> xllamacpp.CommonParams:
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = options["path"]
    parameters.model_alias = {"local"}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [options["api_key"]]
    parameters.slot_save_path = options["states"] and options["states"] + os.sep
    parameters.n_parallel = 1
    parameters.n_ctx = options["n_ctx"]
    parameters.cache_ram_mib = 0  # the engine brings back a prefix; this would bring back more
    parameters.warmup = False
    parameters.verbosity = -1
    parameters.ui = False
    parameters.cors_origins = ""
    parameters.cors_credentials = False
    parameters.endpoint_slots = False
    parameters.offline = True
    return parameters


if __name__ == "__main__":
    main()
