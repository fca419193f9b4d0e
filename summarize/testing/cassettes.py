"""Cassettes: the replies that a model once gave to one test, played again without it.

A request is matched by method, path and parsed body; never by host or port, which differ from run
to run. Only calls to a model are kept (`ENDPOINTS`): a server's control calls and downloads pass by
while recording, and cannot be reached while replaying.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
import threading
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import Any, NoReturn

import pytest
from vcr.cassette import Cassette  # type: ignore[import-untyped]  # vcrpy carries no types
from vcr.errors import UnhandledHTTPRequestError  # type: ignore[import-untyped]  # the same
from vcr.filters import decode_response  # type: ignore[import-untyped]  # the same
from vcr.patch import PATCHER_NAMES  # type: ignore[import-untyped]  # the same
from vcr.persisters.filesystem import (  # type: ignore[import-untyped]  # the same
    CassetteNotFoundError,
)
from vcr.record_mode import RecordMode  # type: ignore[import-untyped]  # the same
from vcr.request import Request  # type: ignore[import-untyped]  # the same

from summarize.testing import secrets, transcript
from summarize.testing.transcript import Exchange, Json, Transcript

ENDPOINTS = ("/chat/completions", "/completions", "/responses", "/embeddings", "/models")
RECORDED_CLIENTS = ("httpx", "httpx2")  # what the openai package speaks through
LONGEST_DIFFERENCE = 200  # lines


def path_of(module: Path, test: str) -> Path:
    """Give the cassette's path for `test` of `module`, as in `Class::test_name[parameters]`.

    Parameters are made safe for every file system; where that loses anything, a digest follows.
    """
    name, bracket, parameters = test.partition("[")
    name = name.replace("::", ".")
    if bracket:
        given = parameters.removesuffix("]")
        safe = re.sub(r"[^a-z0-9_.]+", "-", given.lower()).strip("-.")[:60]
        digest = "" if safe == given else "-" + hashlib.sha256(given.encode()).hexdigest()[:8]
        name += f"-{safe}{digest}"
    return module.parent / "cassettes" / module.stem / f"{name}.yaml"


class Tape(Cassette):  # type: ignore[misc]  # vcrpy carries no types
    """One test's cassette while it is recorded or replayed; what the `cassette` fixture gives."""

    def __init__(self, *, command: str, recording: bool, **options: Any) -> None:
        super().__init__(**options)
        self.command = command
        self.recording = recording
        self.misses: list[str] = []
        """What the test asked for and the cassette does not hold; one is enough to fail it."""
        self._lock = threading.RLock()

    def can_play_response_for(self, request: Request) -> bool:
        """Tell whether a reply is at hand; while replaying, fail the test when there is none."""
        if self.recording or self.filter_request(request) is None:
            return False
        if not super().can_play_response_for(request):
            self._miss(request)
        return True

    def play_response(self, request: Request) -> Json:
        """Give the next unused reply to `request`, each to one of the threads that ask."""
        with self._lock:
            try:
                reply: Json = super().play_response(request)
            except UnhandledHTTPRequestError:
                self._miss(request)
            return reply

    def unused(self) -> list[str]:
        """Name the recorded requests whose replies nobody asked for."""
        return [
            f"{number}. {_title(request)}"
            for number, request in enumerate(self.requests, start=1)
            if not self.play_counts[number - 1]
        ]

    def _miss(self, request: Request) -> NoReturn:
        message = _explain_miss(self, self.filter_request(request))
        self.misses.append(message)
        # Not an Exception: no client takes it for a network's fault, and no retry swallows it.
        raise pytest.fail.Exception(message, pytrace=False)


class Shelf:
    """Where a tape's file stands; vcrpy calls it a persister. Nothing is written before `put`."""

    def __init__(self, path: Path, *, recording: bool) -> None:
        self.path = path
        self._recording = recording
        self._exchanges: tuple[Exchange, ...] = ()
        self.head: Json = {}
        if not recording and path.exists():
            stored = transcript.load(path.read_text(encoding="utf-8"))
            self.head, self._exchanges = stored.head, stored.exchanges

    def load_cassette(self, _path: str, **_: object) -> tuple[list[Request], list[Json]]:
        """Give the file's requests and replies; while recording there are none yet."""
        if not self._exchanges:
            raise CassetteNotFoundError
        return [_request(e) for e in self._exchanges], [_reply(e) for e in self._exchanges]

    def save_cassette(self, _path: str, recorded: dict[str, Any], **_: object) -> None:
        """Keep what was recorded until it is known whether the test passed."""
        pairs = zip(recorded["requests"], recorded["responses"], strict=True)
        self._exchanges = tuple(_exchange(request, reply) for request, reply in pairs)

    def put(self, head: Json, command: str, environment: dict[str, str]) -> None:
        """Write the file at once and whole; a secret in it is an error and leaves it as it was."""
        if not self._exchanges:
            self.path.unlink(missing_ok=True)
            return
        written = Transcript(head | _model_of(self._exchanges), self._exchanges)
        text = transcript.dump(written, f"Recorded by: {command}")
        if names := secrets.found(text, environment):
            raise pytest.fail.Exception(
                f"{self.path} is not written: it would hold a secret ({', '.join(names)}). "
                f"Take it out of the prompt or the reply, then record again: {command}",
                pytrace=False,
            )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".tmp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.path)


def tape(shelf: Shelf, command: str, *, recording: bool) -> Any:
    """Give the context in which httpx2's transports, of all threads, record to or replay a tape."""
    return Tape.use(
        path=str(shelf.path),
        command=command,
        recording=recording,
        persister=shelf,
        record_mode=RecordMode.ALL if recording else RecordMode.NONE,
        match_on=(_matches,),
        before_record_request=_clean_request,
        before_record_response=_clean_reply,
        skip_patchers=[name for name in PATCHER_NAMES if name not in RECORDED_CLIENTS],
    )


def _clean_request(request: Request) -> Request | None:
    if not request.path.endswith(ENDPOINTS):
        return None
    return Request(
        request.method,
        secrets.scrub_url(request.uri),
        _scrub(request.body or b""),
        {k.lower(): v for k, v in request.headers.items() if k.lower() in secrets.REQUEST_HEADERS},
    )


def _clean_reply(reply: Json) -> Json:
    reply = decode_response(copy.deepcopy(reply))
    headers: dict[str, list[str]] = reply["headers"]  # type: ignore[assignment]  # vcrpy's form
    kept = {k.lower(): v for k, v in headers.items() if k.lower() in secrets.REPLY_HEADERS}
    body = _steady(_scrub(reply["body"]["string"]))  # type: ignore[index]  # vcrpy's form
    return {**reply, "headers": kept, "body": {"string": body}}


def _scrub(body: bytes) -> bytes:
    try:
        return secrets.scrub(body.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return body


def _steady(body: bytes) -> bytes:
    """Take out of a reply what differs from run to run, so that it can be recorded again equal."""
    content = _parsed(body)
    if not isinstance(content, dict) or "choices" not in content:
        return body
    content.pop("timings", None)  # llama.cpp's stopwatch
    steady = {"id": "recorded", "created": 0}
    return json.dumps({k: steady.get(k, v) for k, v in content.items()}).encode()


def _matches(wanted: Request, recorded: Request) -> None:
    # vcrpy takes an AssertionError for "does not match".
    assert (wanted.method, wanted.path) == (recorded.method, recorded.path)
    assert _parsed(wanted.body) == _parsed(recorded.body)


def _parsed(body: bytes | None) -> object:
    try:
        return json.loads(body or b"null")
    except ValueError:
        return body


def _exchange(request: Request, reply: Any) -> Exchange:
    return Exchange(
        method=request.method,
        url=request.uri,
        request_headers=dict(request.headers),
        request_body=request.body or b"",
        status=reply["status"]["code"],
        reply_headers={name: values[0] for name, values in reply["headers"].items()},
        reply_body=reply["body"]["string"],
    )


def _request(exchange: Exchange) -> Request:
    return Request(
        exchange.method, exchange.url, exchange.request_body, dict(exchange.request_headers)
    )


def _reply(exchange: Exchange) -> Json:
    return {
        "status": {"code": exchange.status, "message": None},
        "headers": {name: [value] for name, value in exchange.reply_headers.items()},
        "body": {"string": exchange.reply_body},
    }


def _model_of(exchanges: tuple[Exchange, ...]) -> Json:
    bodies = [_parsed(exchange.request_body) for exchange in exchanges]
    models = [body["model"] for body in bodies if isinstance(body, dict) and "model" in body]
    return {"model": models[0]} if models else {}


def _title(request: Request) -> str:
    body = _parsed(request.body)
    messages = body.get("messages") if isinstance(body, dict) else None
    last = str(messages[-1].get("content", "")) if messages else ""
    words = " ".join(last.split())
    return f"{request.method} {request.path}" + (f": {words[:100]}" if words else "")


def _explain_miss(tape: Tape, wanted: Request) -> str:
    place = shown(Path(tape.path))
    if not len(tape):
        found = [f"there is no cassette {place}"]
    elif any(_same(wanted, recorded) for recorded in tape.requests):
        found = [f"every recorded reply to it in {place} is used already"]
    else:
        found = [f"no recorded reply in {place} matches it", *_difference(tape, wanted)]
    again = f"To record it{' again' if len(tape) else ''}: {tape.command}"
    return "\n".join([f"A model was asked: {_title(wanted)}", *found, again])


def shown(path: Path) -> str:
    """Give a path as one would type it: from the current folder, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _same(wanted: Request, recorded: Request) -> bool:
    try:
        _matches(wanted, recorded)
    except AssertionError:
        return False
    return True


def _difference(tape: Tape, wanted: Request) -> list[str]:
    candidates = [_lines(recorded) for recorded in tape.requests]
    nearest = max(candidates, key=lambda c: SequenceMatcher(None, c, _lines(wanted)).ratio())
    lines = list(unified_diff(nearest, _lines(wanted), "nearest recorded", "wanted", "", "", 2, ""))
    hidden = len(lines) - LONGEST_DIFFERENCE
    return lines[:LONGEST_DIFFERENCE] + ([f"... {hidden} more lines"] if hidden > 0 else [])


def _lines(request: Request) -> list[str]:
    return [f"{request.method} {request.path}", *transcript.body_lines(request.body or b"")]
