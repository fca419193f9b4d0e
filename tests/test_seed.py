"""The seed article, end to end, as the embedded model read it when it was recorded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarize import Answer, Document, Summary, summarize
from summarize.cli.qa_command import qa
from summarize.models.weights import LOCAL, fetch
from summarize.page import summary_page
from summarize.read import read
from summarize.render import summary_text
from summarize.settings import Settings
from summarize.types import Citation, Status, Verdict

ROOT = Path(__file__).parent.parent

EXPECTED: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "seed.answers.toml").read_text()
)
"""What a right answer to each fixed question says; nothing where the article does not answer."""

ENOUGH = 16
"""Of the 17 answers, how many have to be right."""

DEPORTED = "How many people have been deported so far?"


def right(given: Answer) -> bool:
    """Tell whether an answer is the expected one, and cites a sentence that contains it."""
    expected = EXPECTED[given.question.id]
    if not expected:
        return given.status is Status.NOT_STATED and given.text is None
    said = given.text or ""
    cited = [citation.quote for citation in given.citations]
    return given.status is Status.ANSWERED and all(
        words in said and any(words in quote for quote in cited) for words in expected
    )


def citations(summary: Summary) -> list[Citation]:
    """Give every citation of a summary."""
    holders = [*summary.claims, *summary.answers.values()]
    return [citation for holder in holders for citation in holder.citations]


def assert_cited_verbatim(found: list[Citation], document: Document) -> None:
    """Check that every quote stands in the document where the citation says."""
    assert found
    for citation in found:
        assert document.text[citation.start : citation.end] == citation.quote


def assert_summary(summary: Summary) -> None:
    """Check what a reader gets beside the answers."""
    assert summary.date == "2024-03-28"
    assert summary.language == "en"
    assert 4 <= len(summary.key_points) <= 6
    assert 1 <= len(summary.abstract) <= 3
    assert all(claim.grounded for claim in summary.key_points), summary.key_points
    assert all(claim.citations for claim in summary.claims if claim.grounded)
    assert any("Lechleitner" in person.text for person in summary.people)
    assert any("ICE" in named.text for named in summary.organisations)
    assert any("Boston" in place.text for place in summary.places)
    assert "nearly 110,000" in {figure.value for figure in summary.figures}


def assert_answers(summary: Summary) -> None:
    """Check the 17 fixed answers: as many right as promised, and no guess at the open ones."""
    answers = summary.answers
    assert answers.keys() == EXPECTED.keys()
    wrong = {name: given.text for name, given in answers.items() if not right(given)}
    assert len(answers) - len(wrong) >= ENOUGH, wrong
    open_ones = [name for name, words in EXPECTED.items() if not words]
    assert [name for name in open_ones if answers[name].status is not Status.NOT_STATED] == []


@pytest.mark.cassette
def test_the_seed_is_summarised_and_its_questions_answered(seed: Path) -> None:
    """With no key: date, 4 to 6 grounded key points, 16 of 17 answers right, all with evidence.

    The README shows it as it is printed.
    """
    summary = summarize(seed)
    assert_summary(summary)
    assert_answers(summary)
    assert_cited_verbatim(citations(summary), read(seed, Settings()))
    assert Summary.model_validate_json(summary.model_dump_json()) == summary
    assert summary.provenance.model == "local"
    assert summary.provenance.usage.input_tokens > summary.provenance.usage.output_tokens > 0
    page = summary_page(summary, read(seed, Settings()))
    assert len(page.encode()) < 100_000
    bad = (Verdict.ALTERED, Verdict.UNSUPPORTED)
    assert sum(claim.verdict in bad for claim in summary.claims) <= len(summary.claims) / 4
    shown = summary_text(summary).replace(f"{ROOT}/", "")
    assert f"```text\n{shown}\n```" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.cassette
def test_a_question_of_the_moment_through_the_command(seed: Path) -> None:
    """`qa QUESTION PATH --json` prints an answer with its sentence, and says which model."""
    ran = CliRunner().invoke(qa, [DEPORTED, str(seed), "--json"])
    assert ran.exit_code == 0, ran.output
    answer = Answer.model_validate_json(ran.stdout)
    assert (answer.question.text, answer.status) == (DEPORTED, Status.ANSWERED)
    assert "36" in (answer.text or "")
    assert "36 have already been deported" in answer.citations[0].quote
    assert_cited_verbatim(list(answer.citations), read(seed, Settings()))
    assert "model local" in ran.stderr


WITHOUT_XLLAMACPP = """
import sys, pytest

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "xllamacpp":
            raise ModuleNotFoundError("No module named 'xllamacpp'", name=name)

sys.meta_path.insert(0, Missing())
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", sys.argv[1]]))
"""


def test_replay_needs_no_engine() -> None:
    """Recorded replies play where xllamacpp is not installed."""
    test = f"{__file__}::{test_a_question_of_the_moment_through_the_command.__name__}"
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_XLLAMACPP, test],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert "1 passed" in ran.stdout


def asked(question: str, path: Path, cache: Path) -> Answer:
    """Ask with the `qa` command, in a process of its own that has a cache directory to itself."""
    mine = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZE_", "OPENAI_"))}
    ran = subprocess.run(
        [sys.executable, "-c", "from summarize.cli import qa; qa()", question, path, "--json"],
        env={**mine, "SUMMARIZE_CACHE_DIR": str(cache), "SUMMARIZE_CACHE": "off"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return Answer.model_validate(json.loads(ran.stdout))


@pytest.mark.live
def test_the_embedded_model_answers_and_reads_once(seed: Path, tmp_path: Path) -> None:
    """The real model answers; a later process says the same and is spared the reading."""
    models = Settings.from_environment().cache_dir / "models"
    fetch(LOCAL, models)
    (tmp_path / "models").symlink_to(models)
    first, second = (asked(DEPORTED, seed, tmp_path) for _ in range(2))
    assert "36" in (first.text or "")
    assert "36 have already been deported" in first.citations[0].quote
    assert (second.text, second.citations) == (first.text, first.citations)
    assert first.provenance is not None
    assert second.provenance is not None
    assert first.provenance.usage.cached_tokens == 0
    assert second.provenance.usage.cached_tokens > second.provenance.usage.input_tokens / 2
