"""What a run would take, by the run itself."""

from __future__ import annotations

from harbour import DOCUMENT, NOWHERE

from summarize import loop
from summarize.models.counting import Counting
from summarize.models.plan import ANY, plan
from summarize.qa import ask_all
from summarize.settings import Settings
from summarize.types import Document

PLAIN = {"prompts": NOWHERE, "cache_dir": NOWHERE}


def work(document: Document, settings: Settings, model: Counting) -> None:
    """Ask a question."""
    loop.run(ask_all(document, ["How many boats left?"], model, settings))


def test_it_runs_the_task_twice() -> None:
    """As good as a model can be, and as bad; the source is the document's."""
    made = plan(DOCUMENT, Settings(model="gpt-4.1-mini", **PLAIN), work)
    assert (made.source, made.model, made.exact) == ("harbour.txt", "gpt-4.1-mini", True)
    assert made.least.calls == 1
    assert made.most.calls == 4  # cut, asked again, and the same for what is found nowhere
    assert made.least.cost is not None
    assert made.most.cost is not None
    assert made.least.cost < made.most.cost


def test_no_server_is_asked_for_its_only_model() -> None:
    """Its name and price are then not known, and its tokens an estimate."""
    made = plan(DOCUMENT, Settings(base_url="http://host.invalid/v1", **PLAIN), work)
    assert (made.model, made.exact, made.most.cost) == (ANY, False, None)


def test_the_embedded_model_is_asked_from_several_sides() -> None:
    """As it would be, and for nothing; without asking again it costs fewer calls."""
    made = plan(DOCUMENT, Settings(model="local", **PLAIN), work)
    assert made.most.cost == made.least.cost == 0.0
    assert made.most.calls >= 3
