"""What a server takes: the reply formats from the strictest down, and parameters it refuses.

Learned from its refusals, once per endpoint and model, and remembered for the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from summarize.chat import Request

RUNGS = ("strict", "schema", "object", "text")
"""`json_schema` with strict, without it, `json_object`, and plain text parsed with tolerance."""

_known: dict[tuple[str, str], Ladder] = {}


@dataclass
class Ladder:
    """What one model of one endpoint takes."""

    rung: int = 0
    refused: set[str] = field(default_factory=set)
    """Parameters that the server does not take, by their names."""

    @classmethod
    def of(cls, base_url: str, model: str) -> Ladder:
        """Return what is known of this endpoint and model."""
        return _known.setdefault((base_url, model), cls())

    def parameters(self, request: Request) -> dict[str, Any]:
        """Return a call's parameters, but for the model's name."""
        messages = [{"role": m.role, "content": m.content} for m in request.messages]
        found: dict[str, Any] = {"messages": messages, "temperature": 0}
        limit = "max_completion_tokens" if "max_tokens" in self.refused else "max_tokens"
        found[limit] = request.max_output_tokens
        if request.top_logprobs:
            found |= {"logprobs": True, "top_logprobs": request.top_logprobs}
        if form := self._format(request):
            found["response_format"] = form
        return {name: value for name, value in found.items() if name not in self.refused}

    def _format(self, request: Request) -> dict[str, Any] | None:
        name = RUNGS[self.rung]
        if request.schema is None or name == "text":
            return None
        if name == "object":
            return {"type": "json_object"}
        schema = {"name": request.schema_name, "schema": request.schema}
        return {"type": "json_schema", "json_schema": schema | {"strict": name == "strict"}}

    def step_down(self, refusal: str, request: Request, sent: Mapping[str, Any]) -> bool:
        """Learn from a refusal of what was sent; False when there is nothing left to do without."""
        if sent != self.parameters(request):
            return True  # another call, under way at the same time, has learned from the same
        for name in ("max_tokens", "temperature", "top_logprobs", "logprobs"):
            if name in sent and name in refusal:
                self.refused |= {"logprobs", "top_logprobs"} if "logprobs" in name else {name}
                return True
        if "response_format" not in sent:
            return False
        self.rung += 1
        return True
