"""Doubles and recordings for tests, yours and ours: nothing here needs a network.

`ScriptedModel` stands in for a model, `FakeServer` for a whole endpoint; the pytest plugin replays
what a real model once said (`@pytest.mark.cassette`). Needs the `test` extra.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.testing.fake_server import FakeServer
    from summarize.testing.scripted import ScriptedModel

__all__ = ["FakeServer", "ScriptedModel"]

_HOMES = {
    "FakeServer": "summarize.testing.fake_server",
    "ScriptedModel": "summarize.testing.scripted",
}


def __getattr__(name: str) -> object:
    # pytest loads the plugin of this package in every run, so the doubles wait until asked for.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
