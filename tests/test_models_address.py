"""Addresses of servers."""

from __future__ import annotations

import pytest

from summarize.models import address


def test_an_address_without_what_is_secret_in_it() -> None:
    """User, password, query and a last slash tell no servers apart."""
    assert address.plain("https://user:s3cr3t@host:8080/v1/?key=k") == "https://host:8080/v1"
    assert address.plain("https://other:8080/v1") != address.plain("https://host:8080/v1")


@pytest.mark.parametrize(
    ("url", "lasts"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:49152/v1", False),
        ("http://[::1]:32768/v1", False),
        ("http://host:49152/v1", True),
        ("https://api.openai.com/v1", True),
    ],
)
def test_a_port_that_the_system_gives_out_is_another_server_tomorrow(url: str, lasts: bool) -> None:
    """On this machine; elsewhere somebody chose the port."""
    assert address.lasting(url) is lasts
