"""A stand-in for the engine: it holds a prefix, saves and restores it, and writes nothing.

It stands for xllamacpp in the engine's own process where a test puts this folder on PYTHONPATH. A
model file says in its second line how it behaves: "refuse" to load, or "die" while loading.
"""

from __future__ import annotations

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

__version__ = "stand-in"


class _Open:
    """Takes any attribute."""

    path: str

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


class CommonParams(_Open):
    """What the engine is told."""

    slot_save_path: str
    api_keys: list[str]

    def __init__(self) -> None:
        self.model = _Open()


class Server:
    """Serves the two control calls on the loopback."""

    def __init__(self, parameters: CommonParams) -> None:
        behaviour = Path(parameters.model.path).read_text().splitlines()[1:]
        if behaviour == ["refuse"]:
            raise RuntimeError("bad tensor")
        if behaviour == ["die"]:
            os.abort()
        self.parameters = parameters
        self.held: object = None
        self.log = Path(f"{parameters.model.path}.log")
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.listening_address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def done(self, path: str, body: dict[str, Any]) -> bool:
        """Do a call, and tell whether it could be done."""
        asked = parse_qs(urlsplit(path).query)
        if "action" not in asked:
            self._note("held" if body["cache_prompt"] and self.held == body["messages"] else "read")
            self.held = body["messages"]
            return bool(body["max_tokens"] == 0 and "refuse" not in str(self.held))
        action, state = asked["action"][0], Path(self.parameters.slot_save_path, body["filename"])
        self._note(action)
        if action == "save":
            state.write_text(json.dumps(self.held))
            return True
        try:
            self.held = json.loads(state.read_text())
        except ValueError:
            return False
        return True

    def _note(self, what: str) -> None:
        with self.log.open("a") as log:
            log.write(f"{what}\n")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        engine = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                key = self.headers["Authorization"].removeprefix("Bearer ")
                known = key in engine.parameters.api_keys
                self.send_response((200 if engine.done(self.path, body) else 400) if known else 401)
                self.end_headers()

        return Handler
