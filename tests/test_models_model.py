"""What a run asks: the client, and the replies that stand before it."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest
from harbour import DOCUMENT, NOWHERE, answers

from summarize import ask
from summarize.errors import SummarizeError
from summarize.models import address, local, model, replies
from summarize.models.endpoint import Endpoint
from summarize.models.weights import Located
from summarize.settings import Cache, Settings
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.testing.served import completion, failure

QUESTION = "How many boats left?"
FORTY = answers((1, "Nearly 40"))
TWELVE = answers((2, "12 days"))


@pytest.fixture(autouse=True)
def lasting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a fake server's port for one that somebody chose."""
    monkeypatch.setattr(address, "DYNAMIC_PORTS", 1 << 16)


def said(server: FakeServer, cache_dir: Path, cache: Cache = "on", name: str = "fake") -> str:
    """Ask, as another process would."""
    settings = Settings(
        model=name,
        base_url=server.base_url,
        api_key=server.api_key,
        prompts=NOWHERE,
        cache_dir=cache_dir,
        cache=cache,
    )
    replies._opened.clear()
    return str(ask(DOCUMENT, QUESTION, settings=settings).text)


def test_what_was_asked_once_is_not_asked_again(tmp_path: Path) -> None:
    """By another process neither; another model is asked."""
    with FakeServer([FORTY, TWELVE]) as server:
        assert [said(server, tmp_path) for _ in range(3)] == ["Nearly 40"] * 3
        assert len(server.requests) == 1
        assert said(server, tmp_path, name="other") == "12 days"


def test_a_kept_reply_counts_as_such(tmp_path: Path) -> None:
    """It is no call and costs no token."""
    with FakeServer([FORTY]) as server:
        said(server, tmp_path)
        settings = Settings(
            model="fake", base_url=server.base_url, prompts=NOWHERE, cache_dir=tmp_path
        )
        provenance = ask(DOCUMENT, QUESTION, settings=settings).provenance
    assert provenance is not None
    assert provenance.usage.model_dump(exclude_defaults=True) == {"cached_calls": 1, "cost": 0.0}


def test_refresh_asks_anew_and_keeps_what_comes(tmp_path: Path) -> None:
    """The new reply stands in the old one's place."""
    with FakeServer([FORTY, TWELVE]) as server:
        told = [said(server, tmp_path, cache) for cache in ("on", "refresh", "on")]
    assert told == ["Nearly 40", "12 days", "12 days"]


def test_off_neither_uses_nor_keeps(tmp_path: Path) -> None:
    """Each is asked, and nothing is written."""
    with FakeServer([FORTY, TWELVE]) as server:
        assert [said(server, tmp_path, "off") for _ in range(2)] == ["Nearly 40", "12 days"]
    assert not (tmp_path / replies.FILE).exists()


@pytest.mark.parametrize(
    "bad",
    [
        ["no JSON", "no JSON again"],
        [failure(401, "no")],
        [completion("", finish_reason="content_filter")],
    ],
)
def test_what_is_of_no_use_is_not_kept(tmp_path: Path, bad: list[Script]) -> None:
    """Neither a failure nor a reply that is not valid: the next run asks, and is answered."""
    with FakeServer([*bad, FORTY]) as server:
        with pytest.raises(SummarizeError):
            said(server, tmp_path)
        assert said(server, tmp_path) == "Nearly 40"
        assert server.unused == 0


def test_of_a_repaired_reply_the_good_one_is_kept(tmp_path: Path) -> None:
    """The first is asked again; what came of asking again is at hand."""
    with FakeServer(["no JSON", FORTY, "no JSON"]) as server:
        assert said(server, tmp_path) == "Nearly 40"
        assert said(server, tmp_path) == "Nearly 40"
        assert len(server.requests) == 3


def test_a_port_of_the_moment_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tomorrow another server has it, which would be given this one's replies."""
    monkeypatch.setattr(address, "DYNAMIC_PORTS", 1)
    with FakeServer([FORTY, TWELVE]) as server:
        assert [said(server, tmp_path) for _ in range(2)] == ["Nearly 40", "12 days"]


def test_under_a_cassette_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin says so; what it plays does not depend on this machine."""
    monkeypatch.setattr(replies, "_keeping", False)
    with FakeServer([FORTY, TWELVE]) as server:
        assert [said(server, tmp_path) for _ in range(2)] == ["Nearly 40", "12 days"]
    assert list(tmp_path.glob("replies*")) == []


def test_no_key_and_no_password_is_part_of_it(tmp_path: Path) -> None:
    """Neither stands in the file, nor does another one ask again."""
    secret, other = (
        Endpoint("fake", f"https://user:{word}@host/v1", f"sk-{word}") for word in ("s3cr3t", "new")
    )
    assert secret.identity == other.identity == "https://host:None/v1 fake"
    with FakeServer([FORTY]) as server:
        said(server, tmp_path)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Nearly 40" in kept
    assert f"Bearer {server.api_key}".encode() not in kept
    assert str(server.base_url).encode() not in kept


def embedded(server: FakeServer, cache_dir: Path, answer: list[Endpoint]) -> str:
    """Ask the embedded model, as another process would; note each start of its engine."""
    engine = local.Engine(server.base_url, server.api_key, version("xllamacpp"), "digest", 16_384)

    async def start(_: Settings) -> Endpoint:
        """Start nothing: the fake server is the engine."""
        answer.append(Endpoint("local", server.base_url, server.api_key, engine))
        return answer[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "choose", start)
        patch.setattr(local, "at_hand", lambda *_: Located(Path("weights.gguf"), "digest"))
        settings = Settings(model="local", prompts=NOWHERE, cache_dir=cache_dir, one_by_one=False)
        replies._opened.clear()
        return str(ask(DOCUMENT, QUESTION, settings=settings).text)


needs_engine = pytest.mark.skipif(find_spec("xllamacpp") is None, reason="needs the extra `local`")


@needs_engine
def test_a_kept_reply_takes_no_engine(tmp_path: Path) -> None:
    """The embedded model is started, which takes seconds, when there is something to ask it."""
    starts: list[Endpoint] = []
    with FakeServer([FORTY]) as server:
        assert [embedded(server, tmp_path, starts) for _ in range(2)] == ["Nearly 40"] * 2
    assert len(starts) == 1


@needs_engine
def test_a_started_engine_s_replies_are_those_of_one_that_is_not(tmp_path: Path) -> None:
    """What the first run kept, when its weights had to be fetched, the next finds by them."""
    engine = local.Engine("http://127.0.0.1:1/v1", "key", version("xllamacpp"), "digest", 4096)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "at_hand", lambda *_: Located(Path("weights.gguf"), "digest"))
        assert local.identity("local", tmp_path, 4096) == engine.identity
        patch.setattr(local, "at_hand", lambda *_: None)
        assert local.identity("local", tmp_path, 4096) is None
    with local.replay():
        assert local.identity("local", tmp_path, 4096) is None
