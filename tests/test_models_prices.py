"""What calls cost: list prices where they are known, and never a zero for what is not."""

from __future__ import annotations

import pytest

from summarize.models.prices import FREE, UNKNOWN, tariff, told
from summarize.types import Usage

OPENAI = "https://api.openai.com/v1"
MILLIONS = Usage(calls=1, input_tokens=2_000_000, cached_tokens=1_000_000, output_tokens=1_000_000)


def test_a_list_price() -> None:
    """Of gpt-4.1-mini: $0.40 a million tokens in, a quarter of it where cached, and $1.60 out."""
    assert tariff("gpt-4.1-mini", OPENAI).cost(MILLIONS) == pytest.approx(0.4 + 0.1 + 1.6)
    dated = tariff("gpt-4.1-mini-2025-04-14", OPENAI)
    assert dated.cost(MILLIONS) == pytest.approx(2.1)


@pytest.mark.parametrize(
    ("model", "base_url"),
    [
        ("no-such-model", OPENAI),
        ("gpt-4.1-mini", "https://gateway.example.com/v1"),
        ("gpt-4.1-mini", "http://localhost:11434/v1"),
        ("text-embedding-3-small", OPENAI),
    ],
)
def test_unknown_is_unknown(model: str, base_url: str) -> None:
    """A gateway's price of a model of the same name too, and one that writes nothing."""
    assert tariff(model, base_url).cost(MILLIONS) is None


def test_what_was_not_counted_has_no_price() -> None:
    """A server that gives no usage would have every call cost nothing."""
    assert tariff("gpt-4.1-mini", OPENAI).cost(Usage(calls=1)) is None


def test_credentials_in_the_address_are_no_part_of_it() -> None:
    """The provider is found all the same."""
    url = OPENAI.replace("//", "//user:password@") + "?key=1"
    assert tariff("gpt-4.1-mini", url).cost(MILLIONS) == pytest.approx(2.1)


def test_the_embedded_model_is_free() -> None:
    """Known, and nothing."""
    assert FREE.cost(MILLIONS) == 0.0
    assert UNKNOWN.cost(MILLIONS) is None


@pytest.mark.parametrize(
    ("cost", "words"),
    [(None, "unknown"), (0.0, "$0.00"), (0.00042, "$0.0004"), (1234.5, "$1,234.50")],
)
def test_as_people_read_it(cost: float | None, words: str) -> None:
    """Unknown in a word, and small sums in their digits."""
    assert told(cost) == words
