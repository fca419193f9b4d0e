"""The cassettes as tests: nothing is wrong with them, and none holds a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.testing import secrets, transcript
from summarize.testing.audit import audit

ROOT = Path(__file__).parent.parent

CASSETTES = sorted(
    path for folder in ("tests", "examples") for path in (ROOT / folder).rglob("cassettes/*/*.yaml")
)


def test_nothing_is_wrong_with_the_cassettes() -> None:
    """None is an orphan, used in part, damaged, or older than the templates of its prompts."""
    found = audit(ROOT)
    assert CASSETTES
    assert {one.path for one in found} >= set(CASSETTES)
    assert {str(one.path): one.problems for one in found if one.problems} == {}


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_cassette_holds_a_secret(path: Path) -> None:
    """No secret of a known form, no header beyond the few that are kept, no machine's address."""
    text = path.read_text(encoding="utf-8")
    assert secrets.found(text) == []
    for exchange in transcript.load(text).exchanges:
        assert exchange.request_headers.keys() <= secrets.REQUEST_HEADERS
        assert exchange.reply_headers.keys() <= secrets.REPLY_HEADERS
        assert exchange.url == secrets.scrub_url(exchange.url)
