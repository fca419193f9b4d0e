"""The model of a run: the client of its endpoint, and what stands before it."""

from __future__ import annotations

from summarize.models.budget import Budgeted
from summarize.models.client import Client
from summarize.models.endpoint import Endpoint
from summarize.models.replies import Model, Remembering, Replies
from summarize.settings import Settings


def model_of(endpoint: Endpoint, settings: Settings) -> Model:
    """Make what a run asks; the run begins now."""
    model: Model = Client.of(endpoint, settings)
    if settings.max_tokens is not None or settings.max_cost is not None:
        model = Budgeted(model, endpoint.tariff, settings)
    if settings.cache == "off" or not endpoint.lasting:
        return model
    replies = Replies.of(settings.cache_dir)
    if replies is None:
        return model
    return Remembering(model, endpoint.identity, replies, refresh=settings.cache == "refresh")
