"""The engine's own process: options in, one answer out, and an end when its parent's comes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.models import server

FAKE = """
import os
__version__ = "1"
class Thing:
    pass
class CommonParams:
    def __init__(self):
        self.model = Thing()
class Server:
    def __init__(self, parameters):
        os.write(1, b"chatter of native code")
        if parameters.model.path == "bad.gguf":
            raise RuntimeError("bad magic")
        self.listening_address = "http://127.0.0.1:" + str(parameters.port)
        self.spins = os.environ.get("GOMP_SPINCOUNT")
"""
OPTIONS = {"path": "good.gguf", "api_key": "key", "states": "", "n_ctx": 8192}


def run(package: str, tmp_path: Path, **options: object) -> tuple[dict[str, str], int]:
    """Run the process with a fake engine; give its answer and exit code once stdin has ended."""
    (tmp_path / "xllamacpp.py").write_text(package)
    done = subprocess.run(
        [sys.executable, server.__file__],
        input=json.dumps({**OPTIONS, **options}) + "\n",
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return json.loads(done.stdout), done.returncode


def test_it_says_where_it_listens(tmp_path: Path) -> None:
    """The answer is one line of JSON, whatever the engine prints, and the end of stdin ends it."""
    answer = {"address": "http://127.0.0.1:0", "version": "1"}
    assert run(FAKE, tmp_path) == (answer, 0)


def test_it_says_why_it_cannot_load(tmp_path: Path) -> None:
    """A model that the engine refuses, and a library that it lacks, are named."""
    answer, _ = run(FAKE, tmp_path, path="bad.gguf")
    assert answer == {"error": "llama.cpp cannot load bad.gguf: bad magic"}
    answer, _ = run("raise ImportError('libgomp.so.1: cannot open')", tmp_path)
    assert answer == {"error": "xllamacpp cannot be loaded: libgomp.so.1: cannot open"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("hostnames", ["127.0.0.1"]),
        ("api_keys", ["key"]),
        ("cors_origins", ""),
        ("ui", False),
        ("endpoint_slots", False),
        ("n_parallel", 1),
        ("n_ctx", 8192),
    ],
)
def test_nobody_else_gets_in(tmp_path: Path, option: str, value: object) -> None:
    """It listens on the loopback, with a key, one slot, and nothing that is not needed."""
    wanted = f"repr(parameters.{option})"
    package = FAKE.replace('"http://127.0.0.1:" + str(parameters.port)', wanted)
    answer, _ = run(package, tmp_path)
    assert answer["address"] == repr(value)
