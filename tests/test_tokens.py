"""Token counts: exact for OpenAI's models, high for others, and without a network."""

from __future__ import annotations

import gzip
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import tokens
from summarize.errors import ConfigurationError
from summarize.testing.offline import offline

GPT = "gpt-4.1-mini"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("Ten ships left.", 4), ("<|endoftext|>", 7), ("12,345", 3), ("naïve 東京", 4)],
)
def test_openai_s_models_are_counted_exactly(text: str, expected: int) -> None:
    """As o200k_base has it; a control token in a document counts as the text that it is."""
    assert tokens.count(text, GPT) == expected


@pytest.mark.parametrize(
    ("model", "exact"),
    [
        (GPT, True),
        ("gpt-4o", True),
        ("o3-mini", True),
        ("gpt-5", True),
        ("local", False),
        ("qwen2.5-1.5b", False),
        ("gpt-oss-20b", False),
        ("gpt-4", False),
        ("o300", False),
    ],
)
def test_it_is_known_what_is_an_estimate(model: str, exact: bool) -> None:
    """Other vendors' models, and OpenAI's with an older vocabulary, are estimated."""
    assert tokens.exact(model) is exact


@given(st.text(max_size=100))
def test_an_estimate_errs_high(text: str) -> None:
    """Never fewer tokens than the vocabulary at hand gives, and digits one by one."""
    assert tokens.count(text, "local") >= tokens.count(text, GPT)
    assert tokens.count(text, "local") >= sum(c.isdigit() for c in text)


def test_an_estimate_leaves_room() -> None:
    """A tenth more for words, and each digit counted, as other vocabularies cut them."""
    assert tokens.count("ship " * 100, "local") == pytest.approx(110, abs=2)
    assert tokens.count("12,345", "local") == round(1.1 * 3) + 5


@given(st.text(alphabet=st.characters(), max_size=60), st.integers(0, 60))
def test_the_bound_holds(text: str, limit: int) -> None:
    """At least as many as there are; what the limit does not hold is counted."""
    counted = tokens.count(text, GPT)
    bound = tokens.at_most(text, GPT, limit)
    assert bound >= counted
    assert bound <= limit or bound == counted


def test_a_short_text_loads_no_vocabulary() -> None:
    """A text of few bytes is known to fit, and nobody waits."""
    code = "import sys; from summarize import tokens; tokens.at_most('x' * 99, 'm', 99)"
    code += "; sys.exit('tiktoken' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_counting_reaches_for_no_network() -> None:
    """The vocabulary is on the disk, also when it is loaded for the first time."""
    tokens._encoding.cache_clear()
    with offline() as refused:
        assert tokens.count("Ten ships left.", GPT) == 4
    assert refused == []


def test_a_damaged_vocabulary_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A count by another vocabulary would be wrong in silence."""
    monkeypatch.setattr(gzip, "decompress", lambda packed: packed)
    tokens._encoding.cache_clear()
    with pytest.raises(ConfigurationError, match=r"o200k_base.*reinstall"):
        tokens.count("Ten ships left.", GPT)
