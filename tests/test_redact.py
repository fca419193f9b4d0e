"""What is secret is taken out of what is shown."""

from __future__ import annotations

import pytest

from summarize import redact


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://user:s3cr3t@host:8080/v1?key=k", "https://host:8080/v1"),
        ("https://token@host/v1", "https://host/v1"),
        ("https://host/v1?api-version=2024-10-21&sig=s", "https://host/v1?api-version=2024-10-21"),
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
    ],
)
def test_an_address(address: str, shown: str) -> None:
    """User, password and query go; Azure's dialect stays."""
    assert redact.url(address) == shown


def test_a_text() -> None:
    """Keys of a known form go, and the one that is in use, whatever its form."""
    said = "Incorrect API key sk-abcdefghijklmnop0123 at http://me:s3cr3t@host/v1, not my-own-key-1"
    shown = redact.text(said, "my-own-key-1")
    assert shown == "Incorrect API key [key] at http://[credentials]@host/v1, not [secret]"


def test_a_word_is_no_secret() -> None:
    """A server of one's own takes any key, such as "none"; errors still say "none"."""
    assert redact.text("there are none", "none", "") == "there are none"
