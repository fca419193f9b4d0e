"""A server's address: without what is secret in it, and whether it will be the same tomorrow."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

CHECK = "check that the base URL ends as its documentation has it, often in /v1"
"""What to do where a server answers, and is not what it was taken for."""

DYNAMIC_PORTS = 32_768
"""From here on a system gives out ports of this machine by itself: to another server each time."""
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def plain(base_url: str) -> str:
    """Return an address without user, password and query, to tell servers apart by."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port}{parts.path.rstrip('/')}"


def anonymous(base_url: str) -> str:
    """Return an address without user and password."""
    parts = urlsplit(base_url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def lasting(base_url: str) -> bool:
    """Tell whether an address will be the same server's tomorrow."""
    parts = urlsplit(base_url)
    here = parts.hostname in THIS_MACHINE
    return not here or (parts.port or 0) < DYNAMIC_PORTS
