"""What must never stand in a cassette: taken out while recording, and looked for before writing.

Headers are kept by allow-list, addresses without user, password and query; what remains are
secrets inside texts, such as the key that an endpoint's error message quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from summarize import redact

REQUEST_HEADERS = frozenset({"content-type"})
REPLY_HEADERS = frozenset({"content-type", "retry-after"})

LOOPBACK = re.compile(r"(.+\.)?localhost|127(\.\d+){3}|0\.0\.0\.0|::1")
LOCAL_SERVER = "http://local.invalid"
"""Stands for every server on this machine, whose port differs from run to run."""

_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)

scrub = redact.text
"""Replaces every secret of a known form in a text by its name in brackets."""


def scrub_url(url: str) -> str:
    """Take user, password and query out of `url`, and a server of this machine for another.

    Of the query only Azure's `api-version` stays, which is no secret and tells the dialect.
    """
    parts = urlsplit(url)
    if LOOPBACK.fullmatch(parts.hostname or ""):
        return LOCAL_SERVER + parts.path
    return redact.url(url)


def found(text: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """Name the secrets that stand in `text`: of a known form, or a value of `environment`.

    Of the environment those variables count whose name tells of a key, a token, a secret, a
    password or credentials. The names are given, never the secrets.
    """
    names = [name for name, pattern in redact.PATTERNS.items() if pattern.search(text)]
    if _PRIVATE_KEY.search(text):
        names.append("private key")
    return names + [
        f"value of {name}"
        for name, value in _secrets_of(environment or {}).items()
        if value in text
    ]


def _secrets_of(environment: Mapping[str, str]) -> dict[str, str]:
    # Short values are words such as "true" or "password", which any article may hold.
    return {
        name: value
        for name, value in environment.items()
        if _SECRET_NAME.search(name) and len(value) >= 12 and not re.search(r"\s|^/", value)
    }
