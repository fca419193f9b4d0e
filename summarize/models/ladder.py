"""What a server takes: the reply formats from the strictest down, and parameters it refuses.

Learned from its refusals, once per endpoint and model, and remembered: by the process, and in a
directory for the next one.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openai

from summarize.chat import Request
from summarize.models import address, refusals

RUNGS = ("strict", "schema", "flat", "object", "text")
"""`json_schema` with strict, without it, with its parts unwrapped as some gateways want them;
`json_object`; and plain text, parsed with tolerance."""

DIRECTORY = "servers"
"""In the cache directory: a file for each model of an endpoint."""
REMEMBERED = 30 * 86_400.0
"""Seconds; then a server is asked anew, since it may have learned something itself."""

_known: dict[tuple[str, str], Ladder] = {}
_remembering = True
"""False under a cassette, which must not depend on what this machine has learned."""


@dataclass
class Ladder:
    """What one model of one endpoint takes."""

    rung: int = 0
    refused: set[str] = field(default_factory=set)
    """Parameters that the server does not take, by their names."""
    file: Path | None = field(default=None, compare=False)
    """Where it is remembered; None for the process only."""

    @classmethod
    def of(cls, base_url: str, model: str, cache_dir: Path | None = None) -> Ladder:
        """Return what is known of this endpoint and model."""
        file = None
        if cache_dir is not None and _remembering and address.lasting(base_url):
            file = cache_dir / DIRECTORY / f"{_digest(base_url, model)}.json"
        if (base_url, model) not in _known:
            _known[base_url, model] = _remembered(file) if file else cls()
        known = _known[base_url, model]
        known.file = known.file or file
        return known

    def parameters(self, request: Request) -> dict[str, Any]:
        """Return a call's parameters, but for the model's name."""
        messages = [{"role": m.role, "content": m.content} for m in request.messages]
        found: dict[str, Any] = {"messages": messages, "temperature": 0}
        limit = "max_completion_tokens" if "max_tokens" in self.refused else "max_tokens"
        found[limit] = request.max_output_tokens
        if request.top_logprobs:
            found |= {"logprobs": True, "top_logprobs": request.top_logprobs}
        if request.frequency_penalty:
            found["frequency_penalty"] = request.frequency_penalty
        if form := self._format(request):
            found[refusals.FORMAT] = form
        return {name: value for name, value in found.items() if name not in self.refused}

    def _format(self, request: Request) -> dict[str, Any] | None:
        name = RUNGS[self.rung]
        if request.schema is None or name == "text":
            return None
        if name == "object":
            return {"type": "json_object"}
        strict = {"strict": name != "schema"}
        schema = {"name": request.schema_name, "schema": request.schema} | strict
        return {"type": "json_schema"} | (schema if name == "flat" else {"json_schema": schema})

    def step_down(
        self, refusal: openai.APIStatusError, request: Request, sent: Mapping[str, Any]
    ) -> bool:
        """Learn from a refusal of what was sent; False when it is about something else."""
        name = refusals.refused(refusal, sent)
        if name is None:
            return False
        if sent != self.parameters(request):
            return True  # another call, under way at the same time, has learned from the same
        if name == refusals.FORMAT:
            self.rung += 1
        else:
            self.refused |= {"logprobs", "top_logprobs"} if name == "logprobs" else {name}
        self._remember()
        return True

    def _remember(self) -> None:
        """Write the file at once and whole; where that is refused, the next process asks anew."""
        if self.file is None:
            return
        content = {"rung": RUNGS[self.rung], "refused": sorted(self.refused)}
        draft = self.file.with_suffix(f".{os.getpid()}.draft")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(content), encoding="utf-8")
            draft.replace(self.file)
        except OSError:
            return


def _remembered(file: Path) -> Ladder:
    """Read what an earlier process has learned; a file that is none, or old, says nothing."""
    try:
        if file.stat().st_mtime < time.time() - REMEMBERED:
            return Ladder(file=file)
        content = json.loads(file.read_text(encoding="utf-8"))
        rung, refused = RUNGS.index(content["rung"]), content["refused"]
    except (OSError, ValueError, KeyError, TypeError):
        return Ladder(file=file)
    if not isinstance(refused, list) or not all(isinstance(name, str) for name in refused):
        return Ladder(file=file)
    return Ladder(rung, set(refused), file)


def _digest(base_url: str, model: str) -> str:
    """Name a model of an endpoint; user, password and query of its address have no part in it."""
    return hashlib.sha256(f"{address.plain(base_url)}\0{model}".encode()).hexdigest()[:32]
