"""What is secret is taken out of what is shown, logged or written: keys, tokens and passwords."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

PATTERNS = {
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
"""Forms of secrets that are known, by their names."""

SHORTEST = 8
"""Characters of what can be a secret."""


def url(address: str) -> str:
    """Take user, password and query out of an address.

    Of the query only Azure's `api-version` stays, which is no secret and tells the dialect.
    """
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    query = [(name, value) for name, value in parse_qsl(parts.query) if name == "api-version"]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(query), ""))


def text(said: str, *secrets: str) -> str:
    """Replace every secret of a known form, and these, by a name in brackets.

    A short one is left: it is a word such as "none", which any text may hold.
    """
    for secret in secrets:
        if len(secret) >= SHORTEST:
            said = said.replace(secret, "[secret]")
    for name, pattern in PATTERNS.items():
        said = pattern.sub(f"[{name}]", said)
    return said
