"""Which model answers, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from summarize import loop
from summarize.errors import AuthenticationError, UnknownModelError
from summarize.models import local
from summarize.models.endpoint import OPENAI, OPENAI_DEFAULT, Endpoint, choose
from summarize.settings import Settings
from summarize.testing import FakeServer

KEY = SecretStr("key-of-a-test")


def chosen(**settings: object) -> Endpoint:
    """Choose by these settings alone."""
    return loop.run(choose(Settings(cache_dir=Path("/nonexistent"), **settings)))  # type: ignore[arg-type]  # any of its fields


def test_a_named_model_goes_first() -> None:
    """A model that is named is taken as it is, without asking the server."""
    with FakeServer(models=("one", "two")) as server:
        found = chosen(model="two", base_url=server.base_url, api_key=SecretStr(server.api_key))
        assert (found.model, found.base_url) == ("two", server.base_url)
        assert server.requests == []


def test_the_only_model_of_a_server() -> None:
    """Without a name, a server's only model is taken."""
    with FakeServer(models=("single",)) as server:
        found = chosen(base_url=server.base_url, api_key=SecretStr(server.api_key))
    assert found.model == "single"


def test_several_models_are_named() -> None:
    """Of several models none is guessed; the error names them and the way out."""
    told = pytest.raises(UnknownModelError, match=r"one, two; name one with --model")
    with FakeServer(models=("one", "two")) as server, told as raised:
        chosen(base_url=server.base_url, api_key=SecretStr(server.api_key))
    assert raised.value.exit_code == 4


def test_a_key_alone_means_openai() -> None:
    """With a key and nothing else, a documented default of OpenAI's is taken."""
    found = chosen(api_key=KEY)
    assert (found.model, found.base_url) == (OPENAI_DEFAULT, OPENAI)


def test_a_remote_model_needs_a_key() -> None:
    """A remote model without a key is told at once, with the way out."""
    with pytest.raises(AuthenticationError, match="OPENAI_API_KEY"):
        chosen(model="gpt-4.1-mini")


def test_nothing_set_means_the_embedded_model() -> None:
    """With no key and no base URL the embedded model is taken."""
    with local.replay():
        found = chosen()
    assert (found.model, found.base_url) == ("local", local.REPLAY_BASE_URL)
    assert found.label == "local (embedded)"


def test_the_key_is_not_shown() -> None:
    """A log that prints an endpoint does not print its key, nor a label its credentials."""
    endpoint = Endpoint("m", "http://user:secret@models.invalid/v1", "key-of-a-test")
    assert "key-of-a-test" not in repr(endpoint)
    assert endpoint.label == "m at models.invalid"
