"""A cassette's file: requests and replies as YAML in which a person can read prompt and answer.

A JSON body stands as a structure, a text of several lines as a block; what is read back is equal,
value for value. Anything that is not JSON or text stands as base64.
"""

from __future__ import annotations

import base64
import json
import math
import re
from dataclasses import dataclass, field
from typing import cast

import yaml  # type: ignore[import-untyped]  # PyYAML carries no types

Json = dict[str, object]

# What YAML gives back as it was only when it is escaped: other line breaks than \n, and controls.
_TO_ESCAPE = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\U00010000-\U0010ffff]"
)


@dataclass(frozen=True)
class Exchange:
    """One request and the reply to it."""

    method: str
    url: str
    request_headers: dict[str, str]
    request_body: bytes
    status: int
    reply_headers: dict[str, str]
    reply_body: bytes


@dataclass(frozen=True)
class Transcript:
    """What a cassette's file holds."""

    head: Json = field(default_factory=dict)
    """What recorded it, with which model; and `environment`, if a model was configured."""
    exchanges: tuple[Exchange, ...] = ()


def dump(transcript: Transcript, comment: str = "") -> str:
    """Write `transcript` as YAML, below a `comment` of one line."""
    content = {**transcript.head, "interactions": [_stored(e) for e in transcript.exchanges]}
    return (f"# {comment}\n" if comment else "") + to_yaml(content)


def load(text: str) -> Transcript:
    """Read what `dump` wrote."""
    content = cast(Json, yaml.load(text, Loader=_LOADER))  # noqa: S506 - a safe loader
    interactions = cast(list[dict[str, Json]], content.pop("interactions"))
    return Transcript(content, tuple(_exchange(i["request"], i["reply"]) for i in interactions))


def to_yaml(value: object) -> str:
    """Write `value` as YAML for people: keys in their order, texts of several lines as blocks."""
    return cast(
        str, yaml.dump(value, Dumper=_Readable, sort_keys=False, allow_unicode=True, width=100)
    )


def body_lines(body: bytes) -> list[str]:
    """Give `body` as the lines in which its cassette's file shows it."""
    return to_yaml(next(iter(_readable(body).values()), "")).splitlines()


def _stored(exchange: Exchange) -> dict[str, Json]:
    request: Json = {"method": exchange.method, "url": exchange.url}
    reply: Json = {"status": exchange.status}
    return {
        "request": {**request, "headers": exchange.request_headers}
        | _readable(exchange.request_body),
        "reply": {**reply, "headers": exchange.reply_headers} | _readable(exchange.reply_body),
    }


def _exchange(request: Json, reply: Json) -> Exchange:
    return Exchange(
        method=cast(str, request["method"]),
        url=cast(str, request["url"]),
        request_headers=cast(dict[str, str], request["headers"]),
        request_body=_plain(request),
        status=cast(int, reply["status"]),
        reply_headers=cast(dict[str, str], reply["headers"]),
        reply_body=_plain(reply),
    )


def _readable(body: bytes) -> Json:
    """Give `body` under the name of the form in which it can be read: json, text or base64."""
    if not body:
        return {}
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode("ascii")}
    try:
        # NaN and infinities are not JSON, and NaN would not equal itself when matched.
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        # Half a surrogate pair is legal in JSON; libyaml does not read it.
        json.dumps(value, ensure_ascii=False).encode()
    except ValueError:
        return {"text": text}
    return {"json": value}


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no finite number")
    return value


def _plain(stored: Json) -> bytes:
    if "json" in stored:
        return json.dumps(stored["json"]).encode()
    if "text" in stored:
        return cast(str, stored["text"]).encode("utf-8")
    return base64.b64decode(cast(str, stored.get("base64", "")))


class _Readable(yaml.SafeDumper):  # type: ignore[misc]  # PyYAML carries no types
    """Writes texts of several lines as blocks, also where a line ends in a space."""

    def analyze_scalar(self, scalar: str) -> object:
        analysis = super().analyze_scalar(scalar)
        # PyYAML shuns the block for a space before a line's end, though YAML keeps it. A tab
        # before the first word would be taken for indentation, a last line of blanks be lost.
        analysis.allow_block = _fits_a_block(scalar)
        return analysis

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _fits_a_block(text: str) -> bool:
    last_line = text.rstrip("\n").rpartition("\n")[2]
    starts_with_a_tab = text.lstrip("\n ").startswith("\t")
    return bool(last_line.strip()) and not starts_with_a_tab and not _TO_ESCAPE.search(text)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _TO_ESCAPE.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Readable.add_representer(str, _represent_text)
# libyaml reads twenty times as fast; not every build of PyYAML has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
