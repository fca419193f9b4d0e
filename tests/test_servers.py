"""The table of docs/servers.md: each dialect and each fault, from one question to its outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from harbour import DOCUMENT, NOWHERE, answers
from pydantic import SecretStr

from summarize import Document, Settings, ask
from summarize.errors import AuthenticationError, ContextWindowError, SummarizeError
from summarize.models import client, ladder, local
from summarize.models.weights import LOCAL
from summarize.testing import FakeServer
from summarize.testing.fake_server import Script
from summarize.testing.served import Served, completion, failure, no_choices, page, refusal

TABLE = Path(__file__).parent.parent / "docs" / "servers.md"
GOOD = answers((1, "Nearly 40"))
WHOLE = completion(GOOD)
TEXT = str(WHOLE.content["choices"][0]["message"]["content"])  # type: ignore[index]  # JSON
OTHER = completion('{"answers": [{"question": 1}]}')
PARTS = [{"type": "thinking", "text": "{}"}, {"type": "text", "text": TEXT}]
IN_PARTS = {"index": 0, "message": {"content": PARTS}, "finish_reason": "stop"}
LOOSE = '{"answers": [{"question": "1", "sentence": "[1]", "answer": ["Nearly 40"]}]}'
LIMITED = failure(429, "slow down")
A_DATE = {"date": "Wed, 21 Oct 2026 07:28:00 GMT", "retry-after": "Wed, 21 Oct 2026 07:28:30 GMT"}


@dataclass(frozen=True)
class Scene:
    """A server, and the seconds that one attempt may take."""

    replies: Iterable[Script] = (WHOLE,)
    refuses: tuple[str, ...] = ()
    timeout: float = 30
    there: bool = True


def always(served: Served) -> Scene:
    """Say the same for ever."""
    return Scene([served] * 9)


SCENES: dict[str, Scene] = {
    "takes strict schemas": Scene(),
    "takes strict schemas; the model declines": Scene([refusal("No."), WHOLE]),
    "knows no `strict`": Scene(refuses=("strict",)),
    "takes the nested form only": Scene(refuses=("flat",)),
    "takes the flat form only": Scene(refuses=("nested",)),
    "refuses `json_schema`": Scene(refuses=("json_schema",)),
    "refuses `json_object`": Scene(refuses=("json_object",)),
    "refuses both": Scene(refuses=("json_schema", "json_object")),
    "refuses `response_format`": Scene(refuses=("response_format",)),
    "refuses `temperature`": Scene(refuses=("temperature",)),
    "takes `max_completion_tokens` only": Scene(refuses=("max_tokens",)),
    "refuses all of these": Scene(refuses=("response_format", "temperature", "max_tokens")),
    "ignores the schema: the object in prose and a fence": Scene(
        [f"Sure {{as you like}}:\n```json\n{TEXT}\n```\nAnything else?"]
    ),
    "ignores the schema: prose, then the object": Scene(["Forty.", WHOLE]),
    "ignores the schema: prose, always": always(completion("Forty.")),
    "ignores the schema: another shape, then the right one": Scene([OTHER, WHOLE]),
    "ignores the schema: another shape, always": always(OTHER),
    "ignores the schema: an answer as a list, numbers as text": Scene([LOOSE]),
    "thinks in the text": Scene([f'<think>{{"answers": []}} or so?</think>\n{TEXT}']),
    "thinks beside the text": Scene([completion(GOOD, thinking='{"answers": []}')]),
    "gives the text in parts": Scene([WHOLE.with_fields(choices=[IN_PARTS])]),
    "adds unknown fields, leaves out usage": Scene([WHOLE.with_fields(vendor={}, usage=None)]),
    "compresses": Scene([WHOLE.gzipped()]),
    "names another content type": Scene([WHOLE.with_header("content-type", "text/html")]),
    "sends 10 MB": Scene([WHOLE.padded(10_000_000)]),
    "cuts the reply at the limit, once": Scene(
        [completion(TEXT[:20], finish_reason="length"), WHOLE]
    ),
    "cuts the reply at the limit, always": always(completion(TEXT[:20], finish_reason="length")),
    "writes white space to the limit": always(completion(TEXT[:20] + "\n" * 900)),
    "429 with Retry-After, twice": Scene([failure(429, "no", retry_after=9)] * 2 + [WHOLE]),
    "429 with Retry-After as a date": Scene([Served(429, LIMITED.content, A_DATE), WHOLE]),
    "429 with the wait in the message": Scene([failure(429, "try again in 6.5s"), WHOLE]),
    "429 without a word, twice": Scene([LIMITED, LIMITED, WHOLE]),
    "429, always": always(LIMITED),
    "429 with Retry-After beyond the deadline": Scene([failure(429, "no", retry_after=901), WHOLE]),
    "429 because the account is empty": Scene(
        [failure(429, "no", code="insufficient_quota", retry_after=9), WHOLE]
    ),
    "429 inside a 200": Scene([Served(200, {"error": {"message": "no", "code": 429}}), WHOLE]),
    "408, 409, 500 and 503 in turn": Scene(
        [*(failure(status, "no") for status in (408, 409, 500, 503)), WHOLE]
    ),
    "502 in HTML": Scene([page(502, "<h1>Bad gateway</h1>"), WHOLE]),
    "500, always": always(failure(500, "no")),
    "cuts the connection before the reply": Scene([WHOLE.cut_connection(keep=0), WHOLE]),
    "cuts the connection in the middle": Scene([WHOLE.cut_connection(), WHOLE]),
    "cuts the JSON": Scene([WHOLE.cut_json(), WHOLE]),
    "is slower than the timeout, once": Scene([WHOLE.slow(6), WHOLE], timeout=3),
    "is slower than the timeout, always": Scene([WHOLE.slow(1)] * 9, timeout=0.3),
    "is not there": Scene(there=False),
    "gives no choice": always(no_choices()),
    "gives a web page": always(page(200, "<h1>Welcome</h1>")),
    "400: the prompt is too long": always(
        failure(400, "max_tokens: maximum context length is 9", code="context_length_exceeded")
    ),
    "400: no such model": always(failure(400, "The model fake does not exist.")),
    "400: a content filter": always(failure(400, "no", code="content_filter")),
    "400: something else": always(failure(400, "Bad Request")),
    "401": always(failure(401, "no")),
    "403": always(failure(403, "no")),
    "404": always(failure(404, "no")),
}


def rows() -> list[tuple[str, str, int]]:
    """Give the table: what the server does, the outcome, the number of requests."""
    found = re.findall(r"^\| (.+?) \| (\w+) \| (\d+) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    return [(name, outcome, int(number)) for name, outcome, number in found]


def test_every_row_has_its_scene() -> None:
    """And every scene its row, in the same order."""
    assert [name for name, _, _ in rows()] == list(SCENES)


@pytest.mark.parametrize(("name", "outcome", "requests"), rows())
def test_a_row_is_true(
    name: str, outcome: str, requests: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer, or the error of that name; so many requests; and nothing hangs."""

    async def no_wait(_: float) -> None:
        """Wait for nothing."""

    monkeypatch.setattr(client, "sleep", no_wait)
    scene = SCENES[name]
    with FakeServer(scene.replies, refuses=scene.refuses) as server:
        url = server.base_url if scene.there else "http://127.0.0.1:9/v1"
        assert outcome_of(url, scene.timeout) == outcome
    assert len(server.requests) == requests


def outcome_of(url: str, timeout: float) -> str:
    """Name what a question comes to."""
    settings = Settings(
        model="fake",
        base_url=url,
        api_key="fake",
        prompts=NOWHERE,
        cache_dir=NOWHERE,
        timeout=timeout,
    )
    try:
        answer = ask(DOCUMENT, "How many boats left?", settings=settings)
    except SummarizeError as error:
        return type(error).__name__
    assert (answer.text, answer.status) == ("Nearly 40", "answered")
    return "answered"


@pytest.fixture
def foreign(tmp_path: Path) -> Settings:
    """Reach the embedded engine's llama.cpp server as if it were somebody else's."""
    weights = Settings.from_environment().cache_dir / "models" / LOCAL.file
    if not weights.exists():
        pytest.skip("the embedded model's weights are not here")
    engine = local.engine(f"local:{weights}", tmp_path)
    return Settings(
        model="foreign",
        base_url=engine.base_url,
        api_key=engine.api_key,
        prompts=NOWHERE,
        cache_dir=tmp_path,
        context_window=200_000,
    )


@pytest.mark.live
def test_a_llama_cpp_server_takes_the_strictest_form(foreign: Settings) -> None:
    """One question in one request, on the first rung, with nothing dropped."""
    answer = ask(DOCUMENT, "How many boats left the port?", settings=foreign)
    assert answer.text is not None
    assert "40" in answer.text
    assert ladder.Ladder.of(str(foreign.base_url), "foreign") == ladder.Ladder()


@pytest.mark.live
def test_a_llama_cpp_server_s_refusals_are_understood(foreign: Settings) -> None:
    """A prompt beyond its context, and a wrong key, are told as such and cost no rung."""
    long = Document.from_text("Ten ships left the harbour on Monday. " * 2000)
    with pytest.raises(ContextWindowError):
        ask(long, "How many ships left?", settings=foreign)
    with pytest.raises(AuthenticationError):
        ask(DOCUMENT, "How many?", settings=foreign.model_copy(update={"api_key": SecretStr("x")}))
    assert ladder.Ladder.of(str(foreign.base_url), "foreign") == ladder.Ladder()
