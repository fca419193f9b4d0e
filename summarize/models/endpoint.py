"""Which model answers, and where: from the settings, in a fixed order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from summarize.errors import AuthenticationError, UnknownModelError
from summarize.models import address, local, prices
from summarize.settings import Progress, Settings

OPENAI = "https://api.openai.com/v1"
OPENAI_DEFAULT = "gpt-4.1-mini"
"""Takes strict schemas, temperature 0 and log-probabilities, and costs little."""

EMBEDDED = "local"


@dataclass(frozen=True)
class Endpoint:
    """One model of one server."""

    model: str
    base_url: str = field(repr=False)
    api_key: str = field(repr=False)
    engine: local.Engine | None = field(default=None, repr=False)
    """The embedded engine behind it; None for a server of its own."""

    @property
    def label(self) -> str:
        """Name model and server for people, without credentials."""
        if self.engine is not None:
            return f"{self.model} (embedded)"
        return f"{self.model} at {urlsplit(self.base_url).hostname}"

    @property
    def tariff(self) -> prices.Tariff:
        """What its tokens cost."""
        return prices.FREE if self.engine else prices.tariff(self.model, self.base_url)

    @property
    def identity(self) -> str:
        """Tell this model from any other, wherever the embedded engine listens today."""
        if self.engine is not None:
            return self.engine.identity
        return f"{address.plain(self.base_url)} {self.model}"

    @property
    def lasting(self) -> bool:
        """Whether the same model answers there tomorrow."""
        return self.engine is not None or address.lasting(self.base_url)


def chosen(settings: Settings) -> tuple[str | None, str | None]:
    """Return the model and base URL that are chosen, without asking anybody.

    No base URL for the embedded model; no model where it is the only one that a server lists.
    """
    model = settings.model
    if model is None and settings.base_url is None and settings.api_key is None:
        model = EMBEDDED
    if model is not None and model.partition(":")[0] == EMBEDDED:
        return model, None
    base_url = settings.base_url or OPENAI
    return (OPENAI_DEFAULT if model is None and _is_openai(base_url) else model), base_url


def _is_openai(base_url: str) -> bool:
    return base_url.rstrip("/") == OPENAI


async def choose(settings: Settings) -> Endpoint:
    """Choose the endpoint.

    The model that the settings name; else, where there is a base URL, the only model that it
    lists; else, where there is a key, a default of OpenAI's; else the embedded model.

    Raises:
        AuthenticationError: A remote model is named and there is no key for it.
        UnknownModelError: The base URL lists several models, or none.
        WeightsError: The embedded model cannot be fetched.
    """
    model, base_url = chosen(settings)
    if base_url is None:
        return await _embedded(str(model), settings)
    if settings.api_key is None and _is_openai(base_url):
        raise AuthenticationError(
            f"{model}: needs a key; set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your "
            "own, or take the embedded model with --model local"
        )
    key = settings.api_key.get_secret_value() if settings.api_key else "none"
    if model is None:
        model = await _only_model(base_url, key, settings)
    return Endpoint(model, base_url, key)


async def _embedded(model: str, settings: Settings) -> Endpoint:
    def progress(done: int, total: int) -> None:
        settings.on_progress(Progress("fetching the embedded model", done, total))

    engine = await asyncio.to_thread(
        local.engine, model, settings.cache_dir, settings.context_window, progress
    )
    return Endpoint(model, engine.base_url, engine.api_key, engine)


async def _only_model(base_url: str, key: str, settings: Settings) -> str:
    from summarize.models.client import listed

    names = await listed(base_url, key, settings.timeout)
    if len(names) == 1:
        return names[0]
    raise UnknownModelError(
        f"{urlsplit(base_url).hostname}: {_offered(names)}; name one with --model"
        + ("" if names else f", and {address.CHECK}")
    )


def _offered(names: Iterable[str]) -> str:
    names = sorted(names)
    return f"offers {', '.join(names)}" if names else "lists no model"
