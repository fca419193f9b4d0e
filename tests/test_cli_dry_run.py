"""`--dry-run`: what a run would cost, told with no key and without asking anybody."""

from __future__ import annotations

import json
import re
from pathlib import Path

from harbour import TEXT
from shell import NO_KEY, ran

from summarize.types import Usage


def test_a_summary_s_cost_with_no_key(tmp_path: Path) -> None:
    """Calls, tokens and cost, from what a good model takes to the worst."""
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    result = ran("summarize", str(path), "--dry-run")
    assert result.exit_code == 0, result.stderr
    found = re.fullmatch(
        r"(.+): 2 to (\d+) calls, ([\d,]+) to ([\d,]+) tokens, cost \$(\S+) to \$(\S+)\n",
        result.stdout,
    )
    assert found, result.stdout
    assert found[1] == str(path)
    assert int(found[2]) > 6
    assert 0 < float(found[5]) < float(found[6]) < 1
    assert result.stderr == "model gpt-4.1-mini; tokens exact\n"


def test_questions_from_standard_input_as_json() -> None:
    """A document that can be read once is read once."""
    result = ran("qa", "How many boats left?", "--dry-run", "--json", document=TEXT)
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert (told["model"], told["exact"]) == ("gpt-4.1-mini", True)
    least, most = Usage.model_validate(told["least"]), Usage.model_validate(told["most"])
    assert least.calls == 1 < most.calls
    assert least.cost is not None
    assert most.cost is not None
    assert 0 < least.cost < most.cost


def test_several_paths_have_a_sum(tmp_path: Path) -> None:
    """Line by line, and all together."""
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for path in paths:
        Path(path).write_text(TEXT)
    lines = ran("qa", "-q", "How many?", *paths, "--dry-run").stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [*paths, "all"]
    assert " 1 to " in lines[0]
    assert " 2 to " in lines[2]


def test_an_unknown_price_is_unknown() -> None:
    """Never nothing."""
    result = ran(
        "qa", "How many?", "--dry-run", document=TEXT, variables={**NO_KEY, "SUMMARIZE_MODEL": "m"}
    )
    assert result.stdout.endswith("tokens, cost unknown\n")
    assert "tokens estimated, rather too high" in result.stderr


def test_the_embedded_model_is_free_and_not_started() -> None:
    """It would have to be fetched first."""
    result = ran("qa", "Who?", "--dry-run", "--model", "local", document=TEXT)
    assert result.stdout.endswith("cost $0.00\n")


def test_strictness_is_for_real_replies() -> None:
    """What the counting model says is not in the document, and that is no error."""
    result = ran("qa", "Who?", "--dry-run", "--strict", document=TEXT)
    assert result.exit_code == 0, result.stderr


def test_a_missing_document_is_an_error() -> None:
    """As ever."""
    assert ran("qa", "Who?", "nowhere.txt", "--dry-run").exit_code == 3
