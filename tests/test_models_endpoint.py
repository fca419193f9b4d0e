"""Which model answers, and where: a fixed order, and a name for people without secrets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from summarize import Document, Settings, ask, loop
from summarize.errors import AuthenticationError, UnknownModelError
from summarize.models import local
from summarize.models.endpoint import OPENAI, OPENAI_DEFAULT, Endpoint, choose
from summarize.settings import Progress
from summarize.testing import FakeServer

KEY = {"OPENAI_API_KEY": "k"}
BOATS = Document.from_text("Nearly 40 boats left.")


def chosen(environment: Mapping[str, str], **flags: object) -> Endpoint:
    """Choose with these variables and flags; the embedded engine is a stand-in."""
    with local.replay():
        return loop.run(choose(Settings.from_environment(environment, **flags)))


def test_a_flag_goes_before_the_variable() -> None:
    """`--model`, then SUMMARIZE_MODEL; with a key they are OpenAI's unless a base URL says more."""
    named = {**KEY, "SUMMARIZE_MODEL": "variable"}
    assert chosen(named, model="flag").model == "flag"
    assert (chosen(named).model, chosen(named).base_url) == ("variable", OPENAI)
    elsewhere = chosen({**named, "OPENAI_BASE_URL": "http://host/v1"})
    assert (elsewhere.model, elsewhere.base_url, elsewhere.api_key) == (
        "variable",
        "http://host/v1",
        "k",
    )


def test_the_only_model_that_a_base_url_lists() -> None:
    """No name is needed where there is no choice, key or not."""
    with FakeServer(models=["only"]) as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "fake"}
        endpoint = chosen(environment)
    assert (endpoint.model, endpoint.base_url) == ("only", server.base_url)
    assert [request.path for request in server.requests] == ["/v1/models"]


@pytest.mark.parametrize(
    ("models", "told"),
    [
        (["b", "a"], r"127\.0\.0\.1: offers a, b; name one with --model"),
        ([], "lists no model; name one with --model, and check that the base URL ends as"),
    ],
)
def test_several_or_none_need_a_name(models: list[str], told: str) -> None:
    """The error has the names to choose from."""
    with FakeServer(models=models) as server, pytest.raises(UnknownModelError, match=told):
        chosen({"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "fake"})


def test_a_key_alone_means_openai_s_default() -> None:
    """Also where the base URL is OpenAI's own; its list has hundreds."""
    assert chosen(KEY) == Endpoint(OPENAI_DEFAULT, OPENAI, "k")
    assert chosen({**KEY, "OPENAI_BASE_URL": f"{OPENAI}/"}).model == OPENAI_DEFAULT


def test_nothing_at_all_means_the_embedded_model() -> None:
    """With no key and no base URL; or where it is named, whatever else is set."""
    for endpoint in (chosen({}), chosen({**KEY, "SUMMARIZE_MODEL": "local"})):
        assert (endpoint.model, endpoint.base_url) == ("local", local.REPLAY_BASE_URL)
        assert endpoint.engine is not None
    assert chosen({}, model="local:small").model == "local:small"


@pytest.mark.parametrize("url", [None, OPENAI, f"{OPENAI}/"])
def test_a_remote_model_needs_a_key(url: str | None) -> None:
    """The error names the model and the ways out; nothing is asked."""
    environment = {"OPENAI_BASE_URL": url} if url else {}
    with pytest.raises(AuthenticationError, match=r"^gpt-x: needs a key; .*--model local"):
        chosen(environment, model="gpt-x")


def test_a_server_of_one_s_own_needs_none() -> None:
    """A placeholder goes out, since the client insists on one."""
    assert chosen({"OPENAI_BASE_URL": "http://host/v1"}, model="m").api_key == "none"


def test_the_label_has_no_secret() -> None:
    """Model and host, without user, password or key."""
    endpoint = Endpoint("m", "http://user:secret@host:8080/v1", "secret")
    assert endpoint.label == "m at host"
    assert "secret" not in repr(Endpoint("m", "http://host/v1", "secret"))
    assert chosen({}).label == "local (embedded)"


def test_who_answers_is_told(tmp_path: Path) -> None:
    """Progress names the model that was chosen, before it is asked."""
    seen: list[Progress] = []
    with FakeServer([{"answers": []}]) as server:
        settings = Settings(
            base_url=server.base_url,
            api_key="fake",
            prompts=tmp_path,
            on_progress=seen.append,
        )
        answer = ask(BOATS, "How many boats left?", settings=settings)
    assert answer.provenance is not None
    assert answer.provenance.model == "fake"
    assert "model fake at 127.0.0.1" in [progress.stage for progress in seen]
