"""An OpenAI-compatible server on the loopback interface that says, and breaks, what it is told to.

What it serves are values (`served`). For a server that ignores the schema, say prose. `refuses`
makes it a server that answers 400 to a parameter ("temperature") or to a form of `response_format`
("json_schema").
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Self

from summarize.testing.served import Json, Served, completion, failure


@dataclass(frozen=True)
class Received:
    """A request as it arrived; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Json


Script = str | Mapping[str, object] | Served


class FakeServer:
    """Serve a script of replies in order, on a free port of 127.0.0.1, and record the requests.

    A text or an object is a completion that says it. A function instead of a list is called with
    the body of each request, for code whose requests come in no fixed order. A request too many
    gets status 400 and a message that says so. `refuses` lists what gets status 400 wherever a
    request carries it, and costs no reply: parameters by their names, and of `response_format` the
    types "json_schema" and "json_object", "strict" schemas, the "nested" form and the "flat" one.

    Example:
        >>> from openai import OpenAI
        >>> with FakeServer(["Ten ships."]) as server:
        ...     client = OpenAI(base_url=server.base_url, api_key=server.api_key)
        ...     messages = [{"role": "user", "content": "How many?"}]
        ...     reply = client.chat.completions.create(model="fake", messages=messages)
        ...     client.close()
        >>> reply.choices[0].message.content, server.requests[0].body["messages"] == messages
        ('Ten ships.', True)
    """

    api_key = "fake"

    def __init__(
        self,
        replies: Iterable[Script] | Callable[[Json], Script] = (),
        *,
        refuses: Iterable[str] = (),
        models: Iterable[str] = ("fake",),
    ) -> None:
        self.requests: list[Received] = []
        """What arrived, calls for `/v1/models` included, in order."""
        self.models = tuple(models)
        self.refuses = tuple(refuses)
        self._choose = replies if callable(replies) else None
        self._script = [] if callable(replies) else list(replies)
        self._lock = threading.Lock()
        self._server = _on_a_port_of_its_own(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def base_url(self) -> str:
        """What an OpenAI client takes as its base URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def unused(self) -> int:
        """How many replies of the script were not asked for."""
        return len(self._script)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, request: Received) -> Served:
        """Record `request` and give what is served for it."""
        with self._lock:
            self.requests.append(request)
            if request.headers.get("authorization") != f"Bearer {self.api_key}":
                return failure(401, "Incorrect API key provided.", code="invalid_api_key")
            if request.path == "/v1/models":
                listed = [{"id": name, "object": "model"} for name in self.models]
                return Served(200, {"object": "list", "data": listed})
            if request.path != "/v1/chat/completions":
                return failure(404, f"There is no {request.path}.", code="not_found")
            return self._refusal(request.body) or self._next(request.body)

    def _refusal(self, body: Json) -> Served | None:
        for name in self.refuses:
            if name in body:
                return _refused(name, f"Unsupported parameter: {name!r} is not supported here.")
            if name in _forms(body.get("response_format")):
                return _refused("response_format", _MESSAGES[name])
        return None

    def _next(self, body: Json) -> Served:
        if self._choose is None and not self._script:
            return failure(400, f"FakeServer has no reply left for request {len(self.requests)}.")
        reply = self._choose(body) if self._choose else self._script.pop(0)
        return reply if isinstance(reply, Served) else completion(reply)


_MESSAGES = {
    "json_schema": "'response_format.type' must be 'json_object' or 'text'.",
    "json_object": "'response_format.type' must be 'json_schema' or 'text'.",
    "strict": "Invalid schema for response_format: strict is not supported.",
    "nested": "Missing required parameter: 'response_format.schema'.",
    "flat": "Missing required parameter: 'response_format.json_schema'.",
}


def _forms(response_format: object) -> set[str]:
    """Name the properties of a reply's form that a server may refuse."""
    if not isinstance(response_format, dict):
        return set()
    kind = str(response_format.get("type"))
    if kind != "json_schema":
        return {kind}
    nested = response_format.get("json_schema")
    strict = (nested if isinstance(nested, dict) else response_format).get("strict")
    return {kind, "nested" if nested is not None else "flat"} | ({"strict"} if strict else set())


def _refused(parameter: str, message: str) -> Served:
    error = {"message": message, "type": "invalid_request_error", "param": parameter}
    return Served(400, {"error": {**error, "code": "unsupported_parameter"}})


class _Loopback(ThreadingHTTPServer):
    # Threads of slow answers must not outlive the server: it waits for them when it is closed.
    daemon_threads = False
    request_queue_size = 1024  # hundreds of calls at once are what some tests are about

    def __init__(self, fake: FakeServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fake = fake

    def server_bind(self) -> None:
        # HTTPServer's own asks for the host's full name, which can take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that went away: tests do that on purpose."""


_ports: set[int] = set()
"""Those of all servers of this process, the closed ones included."""


def _on_a_port_of_its_own(fake: FakeServer) -> _Loopback:
    """Listen where no server of this process did before.

    A client remembers of an address how long it is to wait there, and what the server takes. On
    a port that the system gave out twice, one test would be told what another one's server said.
    """
    server = _Loopback(fake)
    if server.server_port in _ports:
        another = _on_a_port_of_its_own(fake)  # while this one is held, so that it is another
        server.server_close()
        return another
    _ports.add(server.server_port)
    return server


class _Handler(BaseHTTPRequestHandler):
    server: _Loopback

    def log_message(self, *_: object) -> None:
        """Print nothing; requests are recorded."""

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self._serve(json.loads(self.rfile.read(length) or b"{}"))

    def _serve(self, body: Json) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = self.path.partition("?")[0]
        served = self.server.fake.answer(Received(self.command, path, headers, body))
        stream = bool(body.get("stream")) and "choices" in served.content
        content = served.body(stream=stream)
        if served.kept > 0:
            self._send_head(served, len(content), stream=stream)
        for piece in _pieces(content[: int(len(content) * served.kept)]):
            time.sleep(served.delay)
            self.wfile.write(piece)
            self.wfile.flush()

    def _send_head(self, served: Served, length: int, *, stream: bool) -> None:
        self.send_response_only(served.status)  # the other one sets a date of its own
        kind = "text/event-stream" if stream else "application/json"
        usual = {"content-type": kind, "date": self.date_time_string()}
        for name, value in {**usual, **served.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(length))
        self.end_headers()


def _pieces(content: bytes) -> Iterator[bytes]:
    size = max(1, -(-len(content) // 10))
    return (content[start : start + size] for start in range(0, len(content), size))
