"""What a run would ask and cost: the task itself, run with a model that only counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pydantic import Field

from summarize import tokens
from summarize.models.counting import Counting
from summarize.models.endpoint import chosen
from summarize.models.prices import FREE, UNKNOWN, tariff
from summarize.settings import Settings
from summarize.types import Document, Usage, Value

ANY = "the only model of the server"
"""Which that is, only the server says, and no server is asked."""

Work: TypeAlias = Callable[[Document, Settings, Counting], object]
"""A task, done with a model."""


class Plan(Value):
    """What a task would take, each call at its longest reply."""

    source: str = Field(description="The document's `source`.")
    model: str
    exact: bool = Field(description="Whether the tokens are those of the model's own vocabulary.")
    least: Usage = Field(description="If nothing has to be confirmed or asked again.")
    most: Usage = Field(description="If everything has to be.")


def plan(document: Document, settings: Settings, work: Work) -> Plan:
    """Run a task with a model that counts, as good as a model can be and as bad."""
    name, base_url = chosen(settings)
    priced = FREE if base_url is None else tariff(name, base_url) if name else UNKNOWN
    small = base_url is None
    good = Counting(name or ANY, small=small, tariff=priced)
    bad = Counting(name or ANY, small=small, tariff=priced, window=settings.context_window)
    work(document, settings.model_copy(update={"strict": False, "ask_again": 0}), good)
    work(document, settings.model_copy(update={"strict": False}), bad)
    return Plan(
        source=document.source,
        model=good.name,
        exact=tokens.exact(good.name),
        least=good.usage,
        most=bad.usage,
    )
