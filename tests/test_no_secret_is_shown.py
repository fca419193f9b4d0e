"""No key and no password, wherever one looks: errors, logs, tracebacks, caches and results."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import pytest
from harbour import ANSWERS, DOCUMENT, NOWHERE
from shell import UNSET

from summarize import ask
from summarize.cli.status import status as command
from summarize.errors import SummarizeError
from summarize.models import address, client, replies
from summarize.models.endpoint import Endpoint
from summarize.settings import Settings
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.testing.served import failure, page

KEY = "a-key-of-a-form-that-nobody-knows"
PASSWORD = "correct-horse"
ECHO = f"Incorrect API key provided: {KEY}; see http://me:{PASSWORD}@host/"

OUTCOMES: dict[str, Script] = {
    "a reply": ANSWERS,
    "the key repeated": failure(401, ECHO, code="invalid_api_key"),
    "the key repeated, too many": failure(429, ECHO, retry_after=4000),
    "the key repeated, not found": failure(404, ECHO),
    "a request that is refused": failure(400, ECHO),
    "no credit": failure(429, ECHO, code="insufficient_quota"),
    "the server's fault": failure(500, ECHO),
    "a web page": page(200, ECHO),
    "no JSON": "no JSON",
}


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no retry, and keep what a fake server says."""

    async def no_wait(_: float) -> None:
        """Wait for nothing."""

    monkeypatch.setattr(client, "sleep", no_wait)
    monkeypatch.setattr(client, "ATTEMPTS", 2)
    monkeypatch.setattr(address, "DYNAMIC_PORTS", 1 << 16)
    monkeypatch.setattr(FakeServer, "api_key", KEY)


def shown(settings: Settings) -> str:
    """Ask, and give all that is told of it."""
    endpoint = Endpoint("fake", str(settings.base_url), KEY)
    told = [repr(settings), str(settings), repr(endpoint), endpoint.label, endpoint.identity]
    try:
        told.append(ask(DOCUMENT, "How many?", settings=settings).model_dump_json())
    except SummarizeError as error:
        told += [str(error), repr(error), *traceback.format_exception(error)]
    return "\n".join(told)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_key_and_no_password(
    outcome: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever the server says, and with every library's log at its most."""
    replies._opened.clear()
    with caplog.at_level(logging.DEBUG), FakeServer(lambda _: OUTCOMES[outcome]) as server:
        settings = Settings(
            model="fake",
            base_url=server.base_url,
            api_key=KEY,
            prompts=NOWHERE,
            cache_dir=tmp_path,
            log_content=True,
        )
        told = shown(settings)
        assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    logs = "\n".join(
        f"{record.name} {record.getMessage()}"
        for record in caplog.records
        if not record.name.startswith("asyncio")
    )
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for where in (told, logs, files.decode("utf-8", "replace")):
        assert KEY not in where
        assert PASSWORD not in where


def test_a_password_in_the_address_is_for_the_server_alone(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """It is sent as basic authentication, as the client would; nothing else shows it."""
    with caplog.at_level(logging.DEBUG), FakeServer([]) as server:
        url = server.base_url.replace("//", f"//me:{PASSWORD}@")
        settings = Settings(
            model="fake", base_url=url, api_key=KEY, prompts=NOWHERE, cache_dir=tmp_path
        )
        told = shown(settings)
        assert server.requests[0].headers["authorization"].startswith("Basic ")
    told += "\n".join(f"{record.getMessage()}" for record in caplog.records)
    assert "127.0.0.1" in told
    assert PASSWORD not in told
    assert KEY not in told


@pytest.mark.parametrize("form", [[], ["--json"], ["--probe"], ["--probe", "--json"]])
def test_status_tells_whether_there_is_a_key(form: list[str], tmp_path: Path) -> None:
    """And nothing more of it."""
    from click.testing import CliRunner

    with FakeServer(lambda _: failure(401, ECHO)) as server:
        variables = {
            **UNSET,
            "SUMMARIZE_CACHE_DIR": str(tmp_path),
            "OPENAI_BASE_URL": server.base_url.replace("//", f"//me:{PASSWORD}@"),
            "OPENAI_API_KEY": KEY,
            "SUMMARIZE_MODEL": "fake",
        }
        result = CliRunner().invoke(command, form, env=variables)
    assert result.exit_code == (5 if "--probe" in form else 0), result.output
    assert "OPENAI_API_KEY" in result.output
    assert KEY not in result.output
    assert PASSWORD not in result.output
