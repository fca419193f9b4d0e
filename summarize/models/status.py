"""What would be asked, and what lies on the disk: read off settings and files, asking nobody."""

from __future__ import annotations

import time
from pathlib import Path

from pydantic import Field

from summarize import redact, tokens
from summarize.chat import Message, Request
from summarize.errors import SummarizeError
from summarize.models import weights
from summarize.models.client import Client
from summarize.models.endpoint import choose, chosen
from summarize.models.ladder import RUNGS, Ladder
from summarize.models.prices import FREE, UNKNOWN, Tariff, tariff
from summarize.models.replies import FILE, Replies
from summarize.settings import Settings
from summarize.types import Usage, Value

A_MILLION = 1_000_000


class Setting(Value):
    """One of the settings; a key's value is never shown."""

    name: str
    value: str | None
    origin: str = Field(description="The option or variable that says it, or `default`.")


class Stored(Value):
    """A file or directory of the cache."""

    path: str
    bytes: int
    entries: int | None = Field(None, description="Where it holds several of a kind.")


class Probe(Value):
    """What came of asking the model for a word."""

    model: str | None
    seconds: float
    error: str | None
    usage: Usage


class Status(Value):
    """What a run would use."""

    model: str | None = Field(description="None: the only one that the server lists.")
    base_url: str | None = Field(description="Without credentials; None: the embedded model.")
    key: bool = Field(description="Whether there is a key for the endpoint.")
    rung: str | None = Field(description="The reply format; None: it is the embedded model's own.")
    refused: tuple[str, ...] = Field((), description="Parameters that the server does not take.")
    tokenizer: str = Field(description="`exact`, or `estimated`, rather too high.")
    input_price: float | None = Field(description="US dollars for a million tokens, if known.")
    output_price: float | None = Field(description="The same.")
    replies: Stored
    journals: Stored = Field(description="What is finished of many documents and of measures.")
    states: Stored = Field(description="What the embedded model has read, saved.")
    weights: tuple[Stored, ...] = Field(description="Of the embedded models that are here.")
    settings: tuple[Setting, ...]
    probe: Probe | None = None


def status(settings: Settings, origins: dict[str, str], asked: Probe | None = None) -> Status:
    """Tell what a run with these settings would use.

    Args:
        settings: The settings.
        origins: Where each comes from.
        asked: What came of asking the model, which then is known also where its server names it.
    """
    model, base_url = chosen(settings)
    if model is None and asked is not None:
        model = asked.model
    ladder = _ladder(model, base_url, settings.cache_dir)
    prices = _prices(FREE if base_url is None else _listed(model, base_url))
    return Status(
        model=model,
        base_url=None if base_url is None else redact.url(base_url),
        key=settings.api_key is not None,
        rung=RUNGS[ladder.rung] if ladder else None,
        refused=tuple(sorted(ladder.refused)) if ladder else (),
        tokenizer="exact" if model and tokens.exact(model) else "estimated",
        input_price=prices[0],
        output_price=prices[1],
        replies=replies(settings),
        journals=journals(settings),
        states=_directory(settings.cache_dir / "states"),
        weights=_weights(settings.cache_dir / "models"),
        settings=tuple(_setting(settings, name, origin) for name, origin in origins.items()),
        probe=asked,
    )


def replies(settings: Settings) -> Stored:
    """Tell how many replies are kept, and how large their file is."""
    found = Replies(settings.cache_dir / FILE).stats()
    return Stored(path=str(found.path), bytes=found.size, entries=found.entries)


def journals(settings: Settings) -> Stored:
    """Tell how many runs are kept, and how large their files are."""
    return _directory(settings.journals)


async def probe(settings: Settings) -> Probe:
    """Ask the model for a word; gives what came of it, an error of ours too."""
    began = time.monotonic()
    model, usage, problem = settings.model, Usage(), None
    try:
        endpoint = await choose(settings)
        model = endpoint.model
        request = Request((Message("user", "Say OK."),), max_output_tokens=16)
        usage = (await Client.of(endpoint, settings)(request)).usage
    except SummarizeError as error:
        problem = str(error)
    seconds = round(time.monotonic() - began, 3)
    return Probe(model=model, seconds=seconds, error=problem, usage=usage)


def _ladder(model: str | None, base_url: str | None, cache_dir: Path) -> Ladder | None:
    if base_url is None:
        return None
    return Ladder.of(base_url, model, cache_dir) if model else Ladder()


def _listed(model: str | None, base_url: str) -> Tariff:
    return tariff(model, base_url) if model else UNKNOWN


def _prices(tariff: Tariff) -> tuple[float | None, float | None]:
    """Return what a million tokens cost, read and written."""
    one = tariff.cost(Usage(calls=1, input_tokens=A_MILLION))
    both = tariff.cost(Usage(calls=1, input_tokens=A_MILLION, output_tokens=A_MILLION))
    return one, None if one is None or both is None else round(both - one, 9)


def _directory(path: Path) -> Stored:
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else []
    size = sum(file.stat().st_size for file in files)
    return Stored(path=str(path), bytes=size, entries=len(files))


def _weights(directory: Path) -> tuple[Stored, ...]:
    paths = [directory / known.file for known in weights.KNOWN.values()]
    return tuple(Stored(path=str(p), bytes=p.stat().st_size) for p in paths if p.is_file())


def _setting(settings: Settings, name: str, origin: str) -> Setting:
    value = getattr(settings, name)
    if name == "api_key":
        shown = None if value is None else "set"
    elif name == "base_url":
        shown = None if value is None else redact.url(value)
    else:
        shown = None if value is None else str(value)
    return Setting(name=name, value=shown, origin=origin)
