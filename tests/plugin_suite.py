"""A small suite of its own for each test of the plugin; a fake server stands in for the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

# Loaded once here, not anew in every suite that runs in this process.
import httpcore2  # noqa: F401
import openai  # noqa: F401
import pytest
import vcr  # noqa: F401

import summarize.models.client
import summarize.summary  # noqa: F401
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script

CONFTEST = """
import os, openai, pytest

def request(prompt, **options):
    key = os.environ.get("OPENAI_API_KEY", "none")
    with openai.OpenAI(max_retries=0, api_key=key) as client:
        messages = [{"role": "user", "content": prompt}]
        return client.chat.completions.create(model="fake", messages=messages, **options)

@pytest.fixture
def ask():
    return lambda prompt, **options: request(prompt, **options).choices[0].message.content
"""
ONE_TEST = """
import pytest

@pytest.mark.cassette
def test_ships(ask):
    assert ask("Ten ships left.\\nTwo came back.\\nHow many left?") == "Ten"
"""

Suite = Callable[..., pytest.RunResult]


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Suite:
    """Give a function that writes a suite, where one is given, and runs it."""
    pytester.makeconftest(CONFTEST)
    for name in ("SUMMARIZE_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)

    def run(source: str | None = None, *arguments: str) -> pytest.RunResult:
        if source is not None:
            pytester.makepyfile(test_it=source)
        # pytest-asyncio warns, where it is installed, unless it is configured.
        return pytester.runpytest_inprocess("-p", "no:asyncio", *arguments)

    return run


@pytest.fixture
def record(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> Suite:
    """Give a function that runs a suite with the server's replies to be recorded."""

    def run(
        source: str | None, replies: Iterable[Script], *arguments: str, mode: str = "once"
    ) -> pytest.RunResult:
        with FakeServer(replies) as server, monkeypatch.context() as patch:
            patch.setenv("SUMMARIZE_MODEL", "fake")
            patch.setenv("OPENAI_BASE_URL", server.base_url)
            patch.setenv("OPENAI_API_KEY", server.api_key)
            return suite(source, f"--record-cassettes={mode}", *arguments)

    return run


def cassette(pytester: pytest.Pytester, test: str = "test_ships") -> Path:
    """Give the path of a cassette of the suite."""
    return pytester.path / "cassettes" / "test_it" / f"{test}.yaml"
