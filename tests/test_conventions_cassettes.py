"""The cassettes as tests: each belongs to a test, and none holds a secret."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.testing import secrets, transcript

TESTS = Path(__file__).parent
ROOT = TESTS.parent

CASSETTES = sorted(TESTS.rglob("cassettes/**/*.yaml"))

PRINT_CASSETTES = """
import pytest, sys

class Printer:
    def pytest_collection_modifyitems(self, items):
        from summarize.testing.cassettes import path_of
        for item in items:
            marked = item.get_closest_marker("cassette")
            if marked or "cassette" in item.fixturenames:
                print("cassette:", path_of(item.path, item.nodeid.partition("::")[2]))

options = ["--collect-only", "-q", "-p", "no:cacheprovider"]
sys.exit(pytest.main([*options, *sys.argv[1:]], plugins=[Printer()]))
"""


def test_no_cassette_is_an_orphan() -> None:
    """Every cassette belongs to a marked test, in the module of its folder's name."""
    modules = {path.parents[2] / f"{path.parent.name}.py" for path in CASSETTES}
    assert [str(module) for module in modules if not module.exists()] == []
    ran = subprocess.run(
        [sys.executable, "-c", PRINT_CASSETTES, *map(str, modules)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    owned = set(re.findall(r"^cassette: (.+)$", ran.stdout, re.MULTILINE))
    assert [str(path) for path in CASSETTES if str(path) not in owned] == []


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_cassette_holds_a_secret(path: Path) -> None:
    """No secret of a known form, no header beyond the few that are kept, no machine's address."""
    text = path.read_text(encoding="utf-8")
    assert secrets.found(text) == []
    for exchange in transcript.load(text).exchanges:
        assert exchange.request_headers.keys() <= secrets.REQUEST_HEADERS
        assert exchange.reply_headers.keys() <= secrets.REPLY_HEADERS
        assert exchange.url == secrets.scrub_url(exchange.url)
