"""The transport: connections that are kept and shared, proxies, certificates, a password."""

from __future__ import annotations

import asyncio
import ssl
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from summarize import loop
from summarize.models import transport
from summarize.testing import FakeServer

REPLY = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


class Keeper:
    """A server that keeps its connections, and counts them."""

    def __init__(self, reply: bytes = REPLY) -> None:
        self.reply = reply
        self.made = 0
        self.open = 0
        self.heads: list[bytes] = []

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on one connection, for as long as it lasts."""
        self.made += 1
        self.open += 1
        try:
            while True:
                self.heads.append(await reader.readuntil(b"\r\n\r\n"))
                await asyncio.sleep(0.02)
                writer.write(self.reply)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.open -= 1
            writer.close()


@asynccontextmanager
async def asked(keeper: Keeper, userinfo: str = "") -> AsyncIterator[Callable[[], Awaitable[str]]]:
    """Serve, and give what asks the server once and returns what it says."""
    server = await asyncio.start_server(keeper.connected, "127.0.0.1", 0)
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, transport.of(f"http://{userinfo}{address}/v1") as http:

        async def ask() -> str:
            return (await http.get(f"http://{address}/v1")).text

        yield ask


async def until(true: Callable[[], bool]) -> None:
    """Wait for what the other end of a connection is soon to see."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


def test_one_call_after_another_takes_one_connection() -> None:
    """It is not made anew each time."""
    keeper = Keeper()

    async def calls() -> list[str]:
        async with asked(keeper) as ask:
            return [await ask() for _ in range(5)]

    assert loop.run(calls()) == ["ok"] * 5
    assert keeper.made == 1


def test_calls_at_once_take_a_connection_each() -> None:
    """All of them are used again, and closed at the end."""
    keeper = Keeper()

    async def calls() -> None:
        async with asked(keeper) as ask:
            for _ in range(3):
                await asyncio.gather(*(ask() for _ in range(20)))
            assert keeper.open == keeper.made == 20
        await until(lambda: keeper.open == 0)

    loop.run(calls())


def test_connections_that_nobody_uses_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many at once, one call after another keeps one of them, and the others go."""
    monkeypatch.setattr(transport, "KEPT", 0.1)
    keeper = Keeper()

    async def calls() -> None:
        async with asked(keeper) as ask:
            await asyncio.gather(*(ask() for _ in range(8)))
            for _ in range(8):
                await ask()
            await until(lambda: keeper.open == 1)

    loop.run(calls())
    assert keeper.made == 8


def test_a_connection_that_the_server_closes_is_made_anew() -> None:
    """Between two calls, that is no fault; in the middle of a reply it is one, and passes."""
    closing, cut = Keeper(), Keeper(REPLY[:-1])

    async def calls() -> None:
        async with asked(closing) as ask:
            closing.reply = REPLY.replace(b"\r\n", b"\r\nconnection: close\r\n", 1)
            assert [await ask() for _ in range(3)] == ["ok"] * 3
        assert closing.made == 3
        async with asked(cut) as ask:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(ask(), 0.2)
            await until(lambda: cut.open == 0)
            cut.reply = REPLY
            assert [await ask() for _ in range(2)] == ["ok"] * 2
        assert cut.made == 2

    loop.run(calls())


def test_a_password_is_sent_and_is_no_part_of_the_address() -> None:
    """As basic authentication, decoded."""
    keeper = Keeper()

    async def calls() -> None:
        async with asked(keeper, "me:p%40ss@") as ask:
            await ask()

    loop.run(calls())
    assert b"authorization: basic bwu6cebzcw==" in keeper.heads[0].lower()


def test_a_proxy_is_for_the_network_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request to another machine goes by it, unless the environment excepts its name."""

    async def get(url: str) -> int:
        async with transport.of(url) as http:
            return (await http.get(url)).status_code

    with FakeServer() as proxy, FakeServer() as here:
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        loop.run(get("http://server.invalid/v1/models"))
        loop.run(get(f"{here.base_url}/models"))
        monkeypatch.setenv("no_proxy", "server.invalid")
        monkeypatch.setenv("NO_PROXY", "server.invalid")
        with pytest.raises(httpx2.ConnectError):
            loop.run(get("http://server.invalid/v1/models"))
    assert [request.path for request in proxy.requests] == ["http://server.invalid/v1/models"]
    assert [request.path for request in here.requests] == ["/v1/models"]


@pytest.mark.parametrize(
    ("url", "times"),
    [("https://127.0.0.2:9/v1", 1), ("https://127.0.0.1:9/v1", 1), ("http://127.0.0.1:9/v1", 0)],
)
def test_certificates_are_read_once_and_only_where_they_serve(
    url: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server's is always held against them, and all connections share them."""
    read: list[ssl.SSLContext] = []
    held: list[ssl.SSLContext] = []
    create, make = httpx2.create_ssl_context, httpx2.AsyncHTTPTransport

    def noted(**options: Any) -> ssl.SSLContext:
        read.append(create(**options))
        return read[-1]

    def made(verify: ssl.SSLContext, **options: Any) -> httpx2.AsyncHTTPTransport:
        held.append(verify)
        return make(verify, **options)

    async def calls() -> list[httpx2.Response | BaseException]:
        async with transport.of(url) as http:
            return await asyncio.gather(*(http.get(url) for _ in range(3)), return_exceptions=True)

    monkeypatch.setattr(urllib.request, "getproxies", dict)
    monkeypatch.setattr(httpx2, "create_ssl_context", noted)
    monkeypatch.setattr(httpx2, "AsyncHTTPTransport", made)
    assert all(isinstance(found, httpx2.ConnectError) for found in loop.run(calls()))
    assert len(read) == times
    assert len(held) == 3
    assert len({id(context) for context in held}) == 1
    assert all(context is held[0] for context in read)
    assert all(context.verify_mode is ssl.CERT_REQUIRED for context in held)
