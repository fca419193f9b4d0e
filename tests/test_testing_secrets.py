"""Secrets: known forms are taken out, and what stands in a text is found."""

from __future__ import annotations

import pytest

from summarize.testing import secrets

SECRETS = [
    "sk-proj-abcdefghijklmnopqrstuvwx",
    "sk-abc*****wxyz",
    "org-abcdefghijklmnopqrstuvwx",
    "proj_abcdefghijklmnopqrstuvwx",
    "AKIAABCDEFGHIJKLMNOP",
    "AIzaabcdefghijklmnopqrstuvwxyz012345678",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH",
    "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2lnbmF0dXJl",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_found_and_taken_out(secret: str) -> None:
    """Each known form is found in the middle of a text, and is gone after scrubbing."""
    text = f'{{"message": "Incorrect API key provided: {secret}."}}'
    assert secrets.found(text)
    assert secret not in secrets.scrub(text)
    assert not secrets.found(secrets.scrub(text))


def test_tokens_and_credentials_in_a_text_are_taken_out() -> None:
    """The word around a secret stays: `Bearer`, and the host of an address."""
    text = "Authorization: Bearer abcdefghijklmnop== to https://me:pass@host/v1"
    expected = "Authorization: Bearer [token] to https://[credentials]@host/v1"
    assert secrets.scrub(text) == expected
    assert secrets.found(text) == ["token", "credentials"]
    assert secrets.found(expected) == []


def test_scrubbing_twice_changes_nothing_more() -> None:
    """A cassette that is loaded is scrubbed again and still matches."""
    text = " ".join(SECRETS)
    assert secrets.scrub(secrets.scrub(text)) == secrets.scrub(text)


@pytest.mark.parametrize(
    "text",
    [
        "a risk-adjusted-return-of-the-fund and org-wide changes",
        "The bearer of this letter; Bearer bonds; http://host:8080/a@b",
        "sk-learn and the task-force-of-the-agency",
    ],
)
def test_articles_are_left_alone(text: str) -> None:
    """Ordinary words that resemble a secret are none."""
    assert secrets.scrub(text) == text
    assert secrets.found(text) == []


def test_a_private_key_is_found() -> None:
    """A key block is refused, not rewritten."""
    assert secrets.found("-----BEGIN RSA PRIVATE KEY-----\nMII") == ["private key"]


def test_values_of_secret_variables_are_found() -> None:
    """Variables count by their name; short values and paths are words that any text may hold."""
    environment = {
        "MY_API_KEY": "correct-horse-battery",
        "HOME": "correct-horse-battery",
        "TOKENIZERS_PARALLELISM": "false",
        "SSH_KEY": "/home/correct/horse",
    }
    text = "It is false: /home/correct/horse and correct-horse-battery."
    assert secrets.found(text, environment) == ["value of MY_API_KEY"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8080/v1/models?key=a", "http://local.invalid/v1/models"),
        ("http://localhost/v1", "http://local.invalid/v1"),
        ("http://[::1]:5000/v1", "http://local.invalid/v1"),
        ("https://me:pass@host.example:444/v1?token=a#b", "https://host.example:444/v1"),
        (
            "https://a.openai.azure.com/openai/chat?api-version=2025-01-01&api-key=a",
            "https://a.openai.azure.com/openai/chat?api-version=2025-01-01",
        ),
    ],
)
def test_addresses_keep_only_what_is_no_secret(url: str, expected: str) -> None:
    """User, password and query go; a server of this machine loses its port."""
    assert secrets.scrub_url(url) == expected
    assert secrets.scrub_url(expected) == expected
