"""The model of a run: the client of its endpoint, and what stands before it."""

from __future__ import annotations

from summarize.chat import Reply, Request
from summarize.models import local
from summarize.models.budget import Budgeted
from summarize.models.client import Client
from summarize.models.endpoint import Endpoint, choose, chosen
from summarize.models.prices import FREE, Tariff
from summarize.models.replies import Model, Remembering, Replies
from summarize.settings import Progress, Settings


async def model_of(settings: Settings) -> Model:
    """Make what a run asks; the run begins now.

    Raises:
        ConfigurationError: No model is set up as the settings say.
    """
    replies = None if settings.cache == "off" else Replies.of(settings.cache_dir)
    name, base_url = chosen(settings)
    if replies and name and base_url is None:
        identity = local.identity(name, settings.cache_dir, settings.context_window)
        if identity is not None:
            model = _limited(Waiting(name, settings), FREE, settings)
            return _remembering(model, identity, replies, settings)
    endpoint = await _reached(settings)
    model = _limited(Client.of(endpoint, settings), endpoint.tariff, settings)
    if replies is None or not endpoint.lasting:
        return model
    return _remembering(model, endpoint.identity, replies, settings)


class Waiting:
    """The embedded model, started when it is first asked: a kept reply takes no engine."""

    small = True

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self._settings = settings
        self._client: Client | None = None

    async def __call__(self, request: Request) -> Reply:
        """Ask the model."""
        if self._client is None:
            self._client = Client.of(await _reached(self._settings), self._settings)
        return await self._client(request)


async def _reached(settings: Settings) -> Endpoint:
    """Choose the endpoint, and tell which it is."""
    settings.on_progress(Progress("starting the model"))
    endpoint = await choose(settings)
    settings.on_progress(Progress(f"model {endpoint.label}"))
    return endpoint


def _limited(model: Model, tariff: Tariff, settings: Settings) -> Model:
    if settings.max_tokens is None and settings.max_cost is None:
        return model
    return Budgeted(model, tariff, settings)


def _remembering(model: Model, identity: str, replies: Replies, settings: Settings) -> Model:
    return Remembering(model, identity, replies, refresh=settings.cache == "refresh")
