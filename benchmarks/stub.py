"""An endpoint that costs next to nothing, in a process of its own: the ground of a comparison.

    with stub(replies, latency=0.2) as base_url: ...

It speaks just enough HTTP for a client that keeps its connections, and answers a chat completion
with the reply of the schema that is asked for, after `latency` seconds. Where the request holds
a `variant`, the reply holds the same one: so every article is another, and nothing that was kept of
the last serves the next.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection

Replies = Mapping[str, str]
"""What is said for each name of a schema; "" for a request without one."""


VARIANT = re.compile(rb"qq[a-z]{6}qq")


def variant(number: int) -> str:
    """Give a word that no article has, another for each number, all of one length."""
    letters = (chr(ord("a") + number // 26**place % 26) for place in range(6))
    return f"qq{''.join(letters)}qq"


@contextmanager
def stub(replies: Replies, latency: float = 0.0) -> Iterator[str]:
    """Start the endpoint; gives its base URL."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_main, args=(there, dict(replies), latency), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/v1"
    finally:
        process.terminate()
        process.join()


def _main(parent: Connection, replies: Replies, latency: float) -> None:
    bodies = {name: _response(text) for name, text in replies.items()}
    asyncio.run(_serve(parent, bodies, latency))


async def _serve(parent: Connection, bodies: Mapping[str, bytes], latency: float) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                body = await reader.readexactly(length)
                if latency:
                    await asyncio.sleep(latency)
                found = VARIANT.search(body)
                said = bodies[_name(body)]
                writer.write(said.replace(variant(0).encode(), found[0]) if found else said)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=1 << 20, backlog=1024)
    parent.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _name(body: bytes) -> str:
    """Give the name of the schema that a request asks for."""
    form = json.loads(body).get("response_format") or {}
    return str(form.get("json_schema", {}).get("name", ""))


def _response(text: str) -> bytes:
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 700, "completion_tokens": 150, "total_tokens": 850}
    completion = {
        "id": "chatcmpl-stub",
        "object": "chat.completion",
        "created": 0,
        "model": "stub",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": usage,
    }
    body = json.dumps(completion).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body
