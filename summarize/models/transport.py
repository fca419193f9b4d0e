"""How requests reach a server: connections that are kept, proxies, certificates, a password."""

from __future__ import annotations

import ssl
import time
import urllib.request
from collections import deque
from urllib.parse import unquote, urlsplit

import httpx2
import openai

from summarize.models import address
from summarize.models.gate import MOST

KEPT = 5.0
"""Seconds for which a connection that nobody uses is kept, as httpx2 has it."""


class Connections(httpx2.AsyncBaseTransport):
    """As many connections as there are requests under way, each in a pool of its own.

    A pool looks at all of its connections whenever a request begins and ends: with 256 in one, that
    costs more than everything else of a call. A reply is read here, whole, after which its
    connection is free for the next.

    Args:
        verify: What a server's certificate is held against.
    """

    def __init__(self, verify: ssl.SSLContext) -> None:
        self._verify = verify
        self._idle: deque[tuple[float, httpx2.AsyncBaseTransport]] = deque()
        """Those that nobody uses, and since when; the last one was used last."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request on the connection that was used last, and read the reply."""
        await self._close_all(before=time.monotonic() - KEPT)
        pool = self._idle.pop()[1] if self._idle else self._made()
        try:
            return await _read(await pool.handle_async_request(request))
        finally:
            self._idle.append((time.monotonic(), pool))

    async def aclose(self) -> None:
        """Close what nobody uses."""
        await self._close_all(before=float("inf"))

    async def _close_all(self, before: float) -> None:
        while self._idle and self._idle[0][0] < before:
            await self._idle.popleft()[1].aclose()

    def _made(self) -> httpx2.AsyncHTTPTransport:
        return httpx2.AsyncHTTPTransport(self._verify, limits=httpx2.Limits(keepalive_expiry=KEPT))


def of(base_url: str) -> openai.DefaultAsyncHttpxClient:
    """Make what the openai client speaks through to a server.

    A proxy of the environment is for the network, not for a server on this machine; and where
    that speaks no TLS, the world's certificates need not be read, which takes 30 ms.
    """
    parts = urlsplit(base_url)
    # Apart from the address, which the transport logs and its errors show.
    auth = (
        httpx2.BasicAuth(unquote(parts.username), unquote(parts.password or ""))
        if parts.username
        else None
    )
    remote = parts.hostname not in address.THIS_MACHINE
    if remote and urllib.request.getproxies():  # which hosts these are for, httpx2 knows
        # A connection that is closed for want of room is made anew by the next call.
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=MOST)
        return openai.DefaultAsyncHttpxClient(limits=limits, auth=auth)
    if remote or parts.scheme == "https":
        verify = httpx2.create_ssl_context(trust_env=remote)
    else:
        verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # which trusts nobody
    return openai.DefaultAsyncHttpxClient(
        transport=Connections(verify), trust_env=remote, auth=auth
    )


async def _read(response: httpx2.Response) -> httpx2.Response:
    try:
        await response.aread()
    finally:
        await response.aclose()
    return response
