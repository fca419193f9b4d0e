"""The briefing's prompts, with what a real model once replied to exactly them."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing import PROMPTS, TO_ASK, briefing
from click.testing import CliRunner

from summarize.cli.measure import measure

NEWSROOM = Path(__file__).parent.parent
ARTICLE = NEWSROOM / "articles" / "ferry.txt"
EXPECTED = NEWSROOM / "expected.jsonl"


@pytest.mark.cassette
def test_the_briefing_of_the_ferry():
    """The whole way, with what the model once replied to exactly these prompts."""
    told = briefing(ARTICLE)
    assert "How many times a day will the ferry sail from 1 May? twelve" in told
    assert "What will a return ticket cost? 9 crowns." in told
    assert f"How many passengers did the ferry carry last year? ({TO_ASK})" in told


@pytest.mark.cassette
def test_the_answers_are_as_good_as_they_were(tmp_path):
    """The threshold below which a change of prompt or model is no improvement."""
    thresholds = ["--min-f1", "0.8", "--min-not-stated-recall", "0.5"]
    journal = ["--journal", str(tmp_path / "journal.jsonl")]
    ran = CliRunner().invoke(
        measure,
        [str(EXPECTED), *thresholds, *journal],
        env={"SUMMARIZE_PROMPTS": str(PROMPTS)},
    )
    assert ran.exit_code == 0, ran.output
