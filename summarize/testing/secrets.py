"""What must never stand in a cassette: taken out while recording, and looked for before writing.

Headers are kept by allow-list, addresses without user, password and query; what remains are
secrets inside texts, such as the key that an endpoint's error message quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

REQUEST_HEADERS = frozenset({"content-type"})
REPLY_HEADERS = frozenset({"content-type", "retry-after"})

LOOPBACK = re.compile(r"(.+\.)?localhost|127(\.\d+){3}|0\.0\.0\.0|::1")
LOCAL_SERVER = "http://local.invalid"
"""Stands for every server on this machine, whose port differs from run to run."""

_PATTERNS = {
    "key": re.compile(
        r"(?<![A-Za-z0-9])(?:sk-[\w-]{16,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|gsk_\w{20,}|hf_\w{30,}"
        r"|gh[opsu]_\w{36,}|github_pat_\w{20,}|xox[abps]-[\w-]{10,})"
    ),
    "key that is partly masked": re.compile(r"(?<![A-Za-z0-9])sk-[\w-]*\*{3,}[\w-]*"),
    "organisation": re.compile(r"(?<![A-Za-z0-9])org-[A-Za-z0-9]{16,}"),
    "project": re.compile(r"(?<![A-Za-z0-9])proj_[A-Za-z0-9]{16,}"),
    "token": re.compile(r"(?<=Bearer )[\w.~+/-]{12,}=*"),
    "signed token": re.compile(r"(?<![A-Za-z0-9])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{4,}"),
    "credentials": re.compile(r"(?<=://)[^/\s:@\"'\\]+:[^/\s:@\"'\\]+(?=@)"),
}
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)


def scrub(text: str) -> str:
    """Replace every secret of a known form in `text` by its name in brackets."""
    for name, pattern in _PATTERNS.items():
        text = pattern.sub(f"[{name}]", text)
    return text


def scrub_url(url: str) -> str:
    """Take user, password and query out of `url`, and a server of this machine for another.

    Of the query only Azure's `api-version` stays, which is no secret and tells the dialect.
    """
    parts = urlsplit(url)
    if LOOPBACK.fullmatch(parts.hostname or ""):
        return LOCAL_SERVER + parts.path
    host = parts.netloc.rpartition("@")[2]
    query = [(name, value) for name, value in parse_qsl(parts.query) if name == "api-version"]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(query), ""))


def found(text: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """Name the secrets that stand in `text`: of a known form, or a value of `environment`.

    Of the environment those variables count whose name tells of a key, a token, a secret, a
    password or credentials. The names are given, never the secrets.
    """
    names = [name for name, pattern in _PATTERNS.items() if pattern.search(text)]
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
