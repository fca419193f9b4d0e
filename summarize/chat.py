"""What goes to a model and what comes back: messages, requests and replies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from summarize.types import Usage


@dataclass(frozen=True)
class Message:
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Request:
    """One call: a pure function of document, questions, template and settings.

    The messages but the last are the stable prefix, the article among them: further requests
    about the same document repeat it, and the last message is the task.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, object] | None = None
    """JSON Schema that the reply has to follow; None for plain text."""
    schema_name: str = "reply"
    max_output_tokens: int = 1024
    top_logprobs: int = 0
    """How many alternatives of each token to report; 0 for none."""
    frequency_penalty: float = 0.0
    """How much a token counts against itself for each time that it was written already, 0 to 2."""

    @property
    def prefix(self) -> tuple[Message, ...]:
        """The messages but the last, which further requests repeat."""
        return self.messages[:-1]


@dataclass(frozen=True)
class Reply:
    """What the model wrote."""

    text: str
    finish_reason: str
    usage: Usage
    first_token: Mapping[str, float] = field(default_factory=dict)
    """Probability of each alternative of the first token, where `top_logprobs` asked for them."""
    keep: Callable[[], None] = field(default=lambda: None, repr=False, compare=False)
    """Has it kept, where replies are; to be called once it is known to be of use."""


Ask = Callable[[Request], Awaitable[Reply]]
"""How a stage that needs a model is handed one."""
