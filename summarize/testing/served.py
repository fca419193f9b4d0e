"""What a fake server serves: values, changed by verbs that read in order.

    completion("{}").gzipped()      failure(429, "slow down", retry_after=3)
    completion("{}").slow(2.0)      completion("{}").cut_connection(keep=0.5)

A storm is a failure many times over: `[failure(429, "slow down")] * 9`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

Json = dict[str, object]


@dataclass(frozen=True)
class Served:
    """What goes back over the wire for one request."""

    status: int
    content: Json | str
    """The body; where a stream is asked for, a completion goes out as server-sent events."""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before each of the ten pieces in which the body is sent."""
    kept: float = 1.0
    """Share of the body that is sent before the connection breaks."""
    valid: float = 1.0
    """Share of the body that there is: less than 1 is JSON that breaks off."""

    def gzipped(self) -> Served:
        """Compress the body."""
        return self.with_header("content-encoding", "gzip")

    def slow(self, seconds: float) -> Served:
        """Take `seconds` for sending the body."""
        return replace(self, delay=seconds / 10)

    def cut_connection(self, keep: float = 0.5) -> Served:
        """Break the connection when the share `keep` of the body is sent; 0: before any answer."""
        return replace(self, kept=keep)

    def cut_json(self, keep: float = 0.5) -> Served:
        """Send only the share `keep` of the body, as if it were all."""
        return replace(self, valid=keep)

    def with_header(self, name: str, value: str) -> Served:
        """Add a header, or set another `content-type`."""
        return replace(self, headers={**self.headers, name: value})

    def with_fields(self, **fields: object) -> Served:
        """Add fields to a JSON body, such as ones that no client knows, or set others."""
        assert isinstance(self.content, dict), "a text has no fields"
        return replace(self, content={**self.content, **fields})

    def padded(self, size: int) -> Served:
        """Add a field of `size` bytes."""
        return self.with_fields(padding="x" * size)

    def body(self, *, stream: bool) -> bytes:
        """Give the bytes of the body."""
        whole = self.content if isinstance(self.content, str) else json.dumps(self.content)
        if stream and isinstance(self.content, dict):
            whole = _events(self.content)
        part = whole.encode()[: int(len(whole.encode()) * self.valid)]
        return gzip.compress(part, mtime=0) if "content-encoding" in self.headers else part


def completion(
    text: str | Mapping[str, object], *, finish_reason: str = "stop", thinking: str | None = None
) -> Served:
    """Serve a chat completion that says `text`; an object is written as JSON.

    `thinking` is sent as `reasoning_content` beside it, as vLLM, DeepSeek and llama.cpp do; for the
    form of other servers put `<think>...</think>` into `text`.
    """
    said = text if isinstance(text, str) else json.dumps(text)
    message: Json = {"role": "assistant", "content": said}
    if thinking is not None:
        message["reasoning_content"] = thinking
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return Served(200, {**_HEAD, "choices": [choice], "usage": usage})


def refusal(text: str) -> Served:
    """Serve a chat completion that declines, as a model under a strict schema does."""
    message: Json = {"role": "assistant", "content": None, "refusal": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return completion("").with_fields(choices=[choice])


def no_choices() -> Served:
    """Serve a chat completion without any choice, as filters of some servers do."""
    return Served(200, {**_HEAD, "choices": []})


def page(status: int, text: str) -> Served:
    """Serve a text that is no JSON, as a proxy in front of a server does."""
    return Served(status, text, {"content-type": "text/html"})


def failure(
    status: int, message: str, *, code: str | None = None, retry_after: float | None = None
) -> Served:
    """Serve an error in OpenAI's form; `retry_after` in seconds, whole or not."""
    headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    error = {"message": message, "type": "fake_error", "param": None, "code": code}
    return Served(status, {"error": error}, headers)


_HEAD: Json = {"id": "chatcmpl-fake", "object": "chat.completion", "created": 0, "model": "fake"}


def _events(content: Json) -> str:
    """Give a completion as the stream of its words, then `[DONE]`."""
    head = {**content, "object": "chat.completion.chunk"}
    chunks = [
        {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}], "usage": None}
        for delta, reason in _deltas(content)
    ]
    events = [json.dumps(chunk) for chunk in chunks] + ["[DONE]"]
    return "".join(f"data: {event}\n\n" for event in events)


def _deltas(content: Json) -> Iterator[tuple[Json, str | None]]:
    choices = content["choices"]
    for choice in choices if isinstance(choices, list) else []:
        yield {"role": "assistant", "content": ""}, None
        for word in re.findall(r"\s*\S+|\s+$", choice["message"]["content"]):
            yield {"content": word}, None
        yield {}, choice["finish_reason"]
