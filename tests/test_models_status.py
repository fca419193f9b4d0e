"""What a run would use, read off settings and files."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize import loop
from summarize.chat import Reply
from summarize.models import address, ladder, status
from summarize.models.ladder import Ladder
from summarize.models.replies import FILE, Replies
from summarize.models.weights import LOCAL
from summarize.settings import Settings, origins
from summarize.testing import FakeServer
from summarize.testing.served import failure
from summarize.types import Usage


def told(cache_dir: Path, **variables: str) -> status.Status:
    """Give the status in an environment of these variables."""
    environment = {"SUMMARIZE_CACHE_DIR": str(cache_dir), **variables}
    return status.status(Settings.from_environment(environment), origins(environment))


def test_with_nothing_set_it_is_the_embedded_model(tmp_path: Path) -> None:
    """Free, with no key, its tokens an estimate; nothing is made or fetched by looking."""
    found = told(tmp_path)
    assert (found.model, found.base_url, found.key) == ("local", None, False)
    assert (found.input_price, found.output_price, found.tokenizer) == (0, 0, "estimated")
    assert (found.replies.entries, found.states.bytes, found.weights) == (0, 0, ())
    assert {each.origin for each in found.settings if each.name != "cache_dir"} == {"default"}
    assert list(tmp_path.iterdir()) == []


def test_where_each_setting_comes_from() -> None:
    """An option, our variable, the client's, or the default."""
    environment = {
        "OPENAI_API_KEY": "k",
        "OPENAI_BASE_URL": "http://theirs/v1",
        "SUMMARIZE_BASE_URL": "http://ours/v1",
        "SUMMARIZE_TIMEOUT": "",
    }
    found = origins(environment, model="m", max_cost=None)
    assert found["model"] == "--model"
    assert found["base_url"] == "SUMMARIZE_BASE_URL"
    assert found["api_key"] == "OPENAI_API_KEY"
    assert found["timeout"] == found["max_cost"] == "default"


def test_a_key_alone_is_openai_s_default(tmp_path: Path) -> None:
    """With its price and its own tokens."""
    found = told(tmp_path, OPENAI_API_KEY="k")
    assert (found.model, found.base_url) == ("gpt-4.1-mini", "https://api.openai.com/v1")
    assert (found.input_price, found.output_price) == (0.4, 1.6)
    assert (found.key, found.rung, found.tokenizer) == (True, "strict", "exact")


def test_what_a_server_takes_and_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an earlier run has learned and kept it, with sizes."""
    monkeypatch.setattr(ladder, "_known", {"unused": Ladder()})
    url = "http://gateway.example.com/v1"
    known = Ladder.of(url, "m", tmp_path)
    known.rung, known.refused = 3, {"temperature"}
    Replies(tmp_path / FILE).put(b"key", Reply("Forty.", "stop", Usage(calls=1)))
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / LOCAL.file).write_bytes(b"GGUF")
    (tmp_path / "states").mkdir()
    (tmp_path / "states" / "one").write_bytes(b"12345")
    (tmp_path / "journals").mkdir()
    (tmp_path / "journals" / "summarize-1.jsonl").write_bytes(b"123")
    found = told(tmp_path, OPENAI_BASE_URL=url, SUMMARIZE_MODEL="m")
    assert (found.rung, found.refused) == ("object", ("temperature",))
    assert (found.input_price, found.output_price) == (None, None)
    assert found.replies.entries == 1
    assert found.replies.bytes > 4096
    assert (found.states.entries, found.states.bytes) == (1, 5)
    assert (found.journals.entries, found.journals.bytes) == (1, 3)
    assert [(Path(each.path).name, each.bytes) for each in found.weights] == [(LOCAL.file, 4)]


def test_a_server_of_one_model_is_not_asked_for_its_name(tmp_path: Path) -> None:
    """Status asks nobody."""
    with FakeServer() as server:
        found = told(tmp_path, OPENAI_BASE_URL=server.base_url)
        assert (found.model, server.requests) == (None, [])


def test_what_a_probe_found_is_told_of_the_model_that_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only the server could name it: its form of reply, its tokens and its price."""
    monkeypatch.setattr(ladder, "_known", {})
    with FakeServer(["OK"], models=["gpt-4o"]) as server:
        settings = Settings(base_url=server.base_url, api_key="fake", cache_dir=tmp_path)
        Ladder.of(server.base_url, "gpt-4o", None).rung = 3
        asked = loop.run(status.probe(settings))
        found = status.status(settings, {"model": "default"}, asked)
    assert (found.model, found.rung, found.tokenizer) == ("gpt-4o", "object", "exact")
    assert found.probe == asked
    assert [each.value for each in found.settings] == [None]


def test_a_probe_asks_for_a_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One call of few tokens, past the kept replies; it tells of the model that answered."""
    monkeypatch.setattr(address, "DYNAMIC_PORTS", 1 << 16)
    with FakeServer(["OK", "OK", failure(404, "no such model")]) as server:
        settings = Settings(base_url=server.base_url, api_key="fake", cache_dir=tmp_path)
        for _ in range(2):
            found = loop.run(status.probe(settings))
            assert (found.model, found.error, found.usage.calls) == ("fake", None, 1)
        failed = loop.run(status.probe(settings))
    assert failed.error is not None
    assert "knows no model fake" in failed.error
    assert all(
        request.body["max_tokens"] == 16
        for request in server.requests
        if request.path.endswith("/completions")
    )
