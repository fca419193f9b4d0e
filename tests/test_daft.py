"""Columns of a Daft dataframe: typed structs, errors as values, one endpoint's limit kept."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from harbour import ANSWERS, FACTS, NONE_AGAIN, NOWHERE, SUMMARY, TEXT, answers
from shell import environment

from summarize import Answer, Question, Settings, Summary
from summarize.errors import AuthenticationError, ConfigurationError, QuestionsError
from summarize.testing import FakeServer, ScriptedModel
from summarize.testing.fake_server import Script

daft = pytest.importorskip("daft", reason="needs the `daft` extra")

from summarize.daft import ask_column, summarize_column  # noqa: E402 -- not without Daft

COST = Question(id="cost", text="What did it cost?")
HOW_LONG = "How long had it been closed?"
LINES: Mapping[str, Script] = {
    "summary": SUMMARY,
    "facts": FACTS,
    "answers": ANSWERS,
    "again": NONE_AGAIN,
}


def line_of(body: Mapping[str, Any], lines: Mapping[str, Script] = LINES) -> Script:
    """Say the line of the schema that is asked for."""
    form = body.get("response_format")
    return lines[form["json_schema"]["name"]] if form else "No"


def reached(server: FakeServer, **changed: Any) -> Settings:
    """Give settings that find a server."""
    place = {"base_url": server.base_url, "api_key": server.api_key, "model": "fake"}
    return Settings(prompts=NOWHERE, cache_dir=NOWHERE, cache="off", **place, **changed)


def texts(*given: str | None) -> Any:
    """Give a dataframe of texts and their names."""
    return daft.from_pydict({"text": list(given), "name": [f"{n}.txt" for n in range(len(given))]})


def test_a_summary_for_each_row() -> None:
    """A struct that reads back as the value, under the document's name."""
    with FakeServer(line_of) as server:
        table = texts(TEXT, TEXT + "More.")
        made = summarize_column(
            table["text"], source=table["name"], questions=(), settings=reached(server)
        )
        rows = table.with_column("summary", made).to_pydict()["summary"]
    for number, row in enumerate(rows):
        assert row.pop("error") is None
        summary = Summary.model_validate({**row, "answers": {}})
        assert summary.title.text == SUMMARY["title"]
        assert summary.provenance.source == f"{number}.txt"


def test_fields_of_the_struct_are_columns() -> None:
    """They are typed: strings, integers, and lists of structs."""
    with FakeServer(line_of) as server:
        table = texts(TEXT)
        made = table.select(summarize_column(table["text"], settings=reached(server)).alias("made"))
        title = made["made"]["title"]
        cited = made.select(
            title["text"], title["citations"][0]["start"].alias("start")
        ).to_pydict()
        kinds = {field.name: field.dtype for field in made.schema()}
    assert cited["start"] == [TEXT.index("The harbour had")]
    assert kinds["made"].is_struct()
    assert kinds["made"].fields["key_points"].is_list()
    assert {"text", "citations", "verdict", "reason", "judged_by", "original"} == set(
        kinds["made"].fields["title"].fields
    )


def test_answers_to_several_questions() -> None:
    """A field for each, called by its id, from one call for a row."""
    said = {**LINES, "answers": answers((2, "12 days"), (None, None))}
    with FakeServer(lambda body: line_of(body, said)) as server:
        table = texts(TEXT)
        made = ask_column(table["text"], [HOW_LONG, COST], settings=reached(server))
        (row,) = table.select(made.alias("made")).to_pydict()["made"]
        assert len(server.requests) == 1
    assert row.keys() == {"q1", "cost", "error"}
    answer = Answer.model_validate(row["q1"])
    assert (answer.text, answer.citations[0].start) == ("12 days", TEXT.index("The harbour had"))
    assert row["cost"]["status"] == "not_stated"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([Question(id="error", text="What went wrong?")], "'error'"),
        (["How long?", Question(id="q1", text="What did it cost?")], "'q1'"),
        ([], "no question"),
    ],
)
def test_each_question_needs_a_field_of_its_own(asked: Sequence[str | Question], told: str) -> None:
    """Else an answer is lost: the error's field, or another question's, has its name."""
    with pytest.raises(QuestionsError, match=told):
        ask_column(texts(TEXT)["text"], asked, settings=Settings(prompts=NOWHERE))


def test_errors_are_values() -> None:
    """An empty text and a null fail no other row."""
    with FakeServer(line_of) as server:
        table = texts(TEXT, "  ", None)
        made = ask_column(table["text"], HOW_LONG, source=table["name"], settings=reached(server))
        rows = table.select(made.alias("made")).to_pydict()["made"]
        summaries = summarize_column(table["text"], questions=(), settings=reached(server))
        second = table.select(summaries.alias("made")).to_pydict()["made"]
    assert rows[0]["error"] is None
    assert rows[1]["q1"] is None
    assert rows[1]["error"]["error"] == "UnreadableInputError"
    assert rows[1]["error"]["message"].startswith("1.txt: holds no text")
    assert second[1]["title"] is None
    assert second[1]["error"]["exit_code"] == 3
    assert rows[2] is second[2] is None


def test_what_no_row_can_mend_fails_the_query() -> None:
    """A refused key is no value of a row."""
    model = ScriptedModel(lambda _: AuthenticationError("no key here"))
    table = texts(TEXT)
    made = ask_column(table["text"], HOW_LONG, model=model, settings=Settings(prompts=NOWHERE))
    with pytest.raises(Exception, match="no key here"):
        table.select(made).collect()


def test_so_many_rows_are_asked_about_at_once() -> None:
    """`concurrency` is the limit for all rows together, and reached."""
    with Counting() as server:
        table = texts(*(f"{TEXT}\nBoat {n}." for n in range(24)))
        settings = reached(server, concurrency=3)
        table.select(ask_column(table["text"], HOW_LONG, settings=settings)).collect()
    assert server.most == 3


class Counting(FakeServer):
    """A server that counts the calls that are under way at once."""

    def __init__(self) -> None:
        super().__init__(line_of)
        self.running = self.most = 0

    def answer(self, request: Any) -> Any:
        """Answer after a while."""
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
        time.sleep(0.02)
        served = super().answer(request)
        with self._lock:
            self.running -= 1
        return served


def test_parquet_keeps_the_structs(tmp_path: Path) -> None:
    """What is written is read back, citations and all."""
    with FakeServer(line_of) as server:
        table = texts(TEXT)
        made = summarize_column(table["text"], questions=(), settings=reached(server))
        table.with_column("summary", made).write_parquet(str(tmp_path))
        read = daft.read_parquet(f"{tmp_path}/*.parquet").to_pydict()["summary"]
    assert read[0]["title"]["citations"][0]["quote"] in TEXT


def test_without_daft_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module can be imported; using it names the extra."""
    column = daft.col("text")
    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'summarize-qa\[daft\]'"):
        ask_column(column, HOW_LONG)


CLUSTER = """
import json, os, sys
import daft, ray
from ray.cluster_utils import Cluster
from summarize.daft import ask_column

cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
for _ in range(2):
    cluster.add_node(num_cpus=1)
ray.init(address=cluster.address, log_to_driver=False)
daft.set_runner_ray()
texts = [f"{open(sys.argv[1]).read()} Boat {n}." for n in range(24)]
table = daft.from_pydict({"text": texts}).into_partitions(4)
rows = table.select(ask_column(table["text"], "How long?").alias("made")).to_pydict()["made"]
print(json.dumps([row["error"] or row["q1"]["status"] for row in rows]), flush=True)
ray.shutdown()
cluster.shutdown()
"""


SLOW = "timed out during startup"
"""What Ray says of a machine so busy that its first process takes over 30 s, a limit of its own."""


@pytest.mark.daft
def test_a_cluster_of_two_keeps_one_endpoint_s_limit(tmp_path: Path) -> None:
    """The same lines on a real cluster of Ray with two workers, who share the limit."""
    pytest.importorskip("ray", reason="needs the `daft` extra")
    (tmp_path / "text").write_text(TEXT)
    with Counting() as server:
        variables = {
            "SUMMARIZE_CONCURRENCY": "4",
            "SUMMARIZE_CACHE": "off",
            "SUMMARIZE_MODEL": "fake",
        }
        for _ in range(2):
            ran = subprocess.run(
                [sys.executable, "-c", CLUSTER, str(tmp_path / "text")],
                env={**environment(server), **variables, "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"},
                capture_output=True,
                text=True,
                check=False,
            )
            if SLOW not in ran.stderr:
                break
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert json.loads(ran.stdout.splitlines()[-1]) == ["not_stated"] * 24
    assert 2 <= server.most <= 4
