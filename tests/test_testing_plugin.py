"""The pytest plugin, tried on small suites of its own; a fake server stands in for the model."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import openai  # noqa: F401 - loaded once here, not anew in every suite that runs in this process
import pytest
import vcr  # noqa: F401 - the same

from summarize.testing import FakeServer
from summarize.testing.fake_server import Script, completion, failure

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


def test_a_recorded_reply_is_replayed_without_its_server(suite: Suite, record: Suite) -> None:
    """What was recorded once needs neither server nor key afterwards, and no option."""
    record(ONE_TEST, ["Ten"]).assert_outcomes(passed=1)
    suite().assert_outcomes(passed=1)


def test_a_person_can_read_the_file(record: Suite, pytester: pytest.Pytester) -> None:
    """A prompt of several lines stands as lines, a compressed reply as its structure."""
    record(ONE_TEST, [completion("Ten").gzipped()])
    text = cassette(pytester).read_text()
    assert "        content: |-\n          Ten ships left.\n          Two came back.\n" in text
    assert "          content: Ten\n" in text
    assert "url: http://local.invalid/v1/chat/completions\n" in text
    assert text.startswith("# Recorded by: pytest test_it.py::test_ships --record-cassettes=all\n")
    assert "\nmodel: fake\n" in text


def test_recording_again_gives_the_same_file(record: Suite, pytester: pytest.Pytester) -> None:
    """Ids, times and a server's stopwatch are not kept, so a difference is one of substance."""
    first = completion("Ten").with_fields(id="chatcmpl-1", created=1, timings={"prompt_ms": 1})
    again = completion("Ten").with_fields(id="chatcmpl-2", created=2, timings={"prompt_ms": 2})
    record(ONE_TEST, [first])
    before = cassette(pytester).read_bytes()
    record(None, [again], mode="all").assert_outcomes(passed=1)
    assert cassette(pytester).read_bytes() == before


def test_nothing_is_recorded_unless_asked_for(suite: Suite, pytester: pytest.Pytester) -> None:
    """Without a cassette the test fails, and the message holds the command that records it."""
    result = suite(ONE_TEST)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*there is no cassette*test_ships.yaml",
            "To record it again: pytest test_it.py::test_ships --record-cassettes=all",
        ]
    )
    assert not cassette(pytester).exists()


def test_once_keeps_what_there_is_and_all_records_again(record: Suite) -> None:
    """`once` replays an existing cassette; `all` asks the model again."""
    record(ONE_TEST, ["Ten"])
    record(None, ["Two"], mode="once").assert_outcomes(passed=1)
    record(ONE_TEST.replace('"Ten"', '"Two"'), ["Two"], mode="all").assert_outcomes(passed=1)


def test_a_failed_test_leaves_its_cassette_as_it_was(
    record: Suite, pytester: pytest.Pytester
) -> None:
    """Only the recording of a test that passed is written."""
    record(ONE_TEST, ["Two"]).assert_outcomes(failed=1)
    assert not cassette(pytester).exists()
    record(None, ["Ten"])
    before = cassette(pytester).read_bytes()
    record(None, ["Two"], mode="all").assert_outcomes(failed=1)
    assert cassette(pytester).read_bytes() == before


def test_a_test_that_asks_nothing_any_more_loses_its_cassette(
    record: Suite, pytester: pytest.Pytester
) -> None:
    """Recorded again, a test without requests has no cassette."""
    record(ONE_TEST, ["Ten"])
    empty = "import pytest\n@pytest.mark.cassette\ndef test_ships(): pass"
    record(empty, [], mode="all").assert_outcomes(passed=1)
    assert not cassette(pytester).exists()


def test_another_prompt_gets_no_answer_but_the_difference(suite: Suite, record: Suite) -> None:
    """The message shows wanted and nearest recorded prompt line by line."""
    record(ONE_TEST, ["Ten"])
    result = suite(ONE_TEST.replace("Two came", "Three came"))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "     Ten ships left.",
            "-    Two came back.",
            "+    Three came back.",
            "To record it again: pytest test_it.py::test_ships --record-cassettes=all",
        ]
    )


def test_parameters_are_matched_too(suite: Suite, record: Suite) -> None:
    """The whole body counts, not the messages alone."""
    source = ONE_TEST.replace('left?")', 'left?", temperature=0)')
    record(source, ["Ten"])
    result = suite(source.replace("temperature=0", "temperature=1"))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["-temperature: 0", "+temperature: 1"])


@pytest.mark.parametrize("kind", ["Exception", "BaseException"])
def test_no_code_can_swallow_a_missing_reply(suite: Suite, kind: str) -> None:
    """The test fails even when its code takes the missing reply for a failure of the network."""
    source = f"""
        import pytest
        @pytest.mark.cassette
        def test_ships(ask):
            try:
                ask("How many?")
            except {kind}:
                pass
    """
    result = suite(source)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*there is no cassette*"])


def test_every_recorded_reply_has_to_be_used(suite: Suite, record: Suite) -> None:
    """A reply that nobody asks for is named, and is an error."""
    twice = ONE_TEST + '    assert ask("And how many came back?") == "Two"\n'
    record(twice, ["Ten", "Two"]).assert_outcomes(passed=1)
    result = suite(ONE_TEST)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["*never asked for:", "2. POST /v1/chat/completions: And how many came back[?]"]
    )


def test_a_recorded_reply_is_given_once(suite: Suite, record: Suite) -> None:
    """Asking twice what was recorded once fails: a hidden second call is a cost."""
    record(ONE_TEST, ["Ten"])
    twice = ONE_TEST.replace("    assert", "    for _ in range(2): assert")
    result = suite(twice)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["every recorded reply to it in * is used already"])


def test_equal_requests_get_their_replies_in_order(suite: Suite, record: Suite) -> None:
    """Two replies to the same prompt are replayed as they came."""
    source = """
        import pytest
        @pytest.mark.cassette
        def test_ships(ask):
            assert [ask("How many?") for _ in range(2)] == ["Ten", "Two"]
    """
    record(source, ["Ten", "Two"]).assert_outcomes(passed=1)
    suite().assert_outcomes(passed=1)


OFFLINE = """
import asyncio, socket, threading, pytest

HOST, PORT = "127.0.0.1", {port}

async def open_connection():
    _, writer = await asyncio.open_connection(HOST, PORT)
    writer.close()
    await writer.wait_closed()

async def sock_connect():
    with socket.socket() as s:
        s.setblocking(False)
        await asyncio.get_running_loop().sock_connect(s, (HOST, PORT))

def with_socket(method, *arguments, kind=socket.SOCK_STREAM):
    with socket.socket(type=kind) as s:
        getattr(s, method)(*arguments)

def in_thread(function):
    errors = []
    def run():
        try:
            function()
        except OSError as error:
            errors.append(error)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]

def connect():
    socket.create_connection((HOST, PORT)).close()

WAYS = {{
    "create_connection": connect,
    "connect": lambda: with_socket("connect", (HOST, PORT)),
    "connect_ex": lambda: with_socket("connect_ex", (HOST, PORT)),
    "sendto": lambda: with_socket("sendto", b"x", (HOST, PORT), kind=socket.SOCK_DGRAM),
    "getaddrinfo": lambda: socket.getaddrinfo("localhost", PORT),
    "thread": lambda: in_thread(connect),
    "open_connection": lambda: asyncio.run(open_connection()),
    "sock_connect": lambda: asyncio.run(sock_connect()),
}}

@pytest.mark.cassette
@pytest.mark.parametrize("way", WAYS)
def test_marked(way):
    with pytest.raises(ConnectionRefusedError, match="nothing can be reached while a cassette"):
        WAYS[way]()

@pytest.mark.parametrize("way", WAYS)
def test_other(way):
    WAYS[way]()
"""


def test_nothing_can_be_reached_while_a_cassette_plays(suite: Suite) -> None:
    """Each way to a listening port is shut in a marked test, and open in every other test."""
    with FakeServer() as server:
        port = server.base_url.rpartition(":")[2].partition("/")[0]
        result = suite(OFFLINE.format(port=port))
    result.assert_outcomes(passed=16)


def test_a_report_names_what_was_refused(suite: Suite) -> None:
    """A test that fails for want of a connection says which one it tried."""
    result = suite("""
        import socket, pytest
        @pytest.mark.cassette
        def test_ships():
            try:
                socket.create_connection(("192.0.2.1", 80))
            except OSError:
                pytest.fail("no ships")
    """)
    result.stdout.fnmatch_lines(["refused: socket.getaddrinfo 192.0.2.1:80"])


def test_streams_threads_and_coroutines_replay(suite: Suite, record: Suite) -> None:
    """A stream, a thread and an event loop in a thread are recorded and replayed like a call."""
    source = """
        import asyncio, concurrent.futures, openai, pytest

        async def stream():
            async with openai.AsyncOpenAI(max_retries=0) as client:
                messages = [{"role": "user", "content": "stream"}]
                chunks = await client.chat.completions.create(
                    model="fake", messages=messages, stream=True
                )
                return "".join([chunk.choices[0].delta.content or "" async for chunk in chunks])

        @pytest.mark.cassette
        def test_ships(ask):
            with concurrent.futures.ThreadPoolExecutor() as pool:
                assert pool.submit(ask, "thread").result() == "in a thread"
                assert pool.submit(asyncio.run, stream()).result() == "in a stream"
    """
    record(source, ["in a thread", "in a stream"]).assert_outcomes(passed=1)
    suite().assert_outcomes(passed=1)


def test_a_recorded_retry_after_is_replayed_without_waiting(suite: Suite, record: Suite) -> None:
    """The header is kept; the retry layer's pause is none while replaying."""
    source = """
        import asyncio, openai, pytest
        from summarize.models import client

        @pytest.mark.cassette
        def test_ships(ask, cassette):
            with pytest.raises(openai.RateLimitError) as caught:
                ask("How many?")
            assert caught.value.response.headers["retry-after"] == "3000"
            if not cassette.recording:
                asyncio.run(asyncio.wait_for(client.sleep(3000), timeout=1))
            assert ask("How many?") == "Ten"

        def test_other():
            with pytest.raises(TimeoutError):
                asyncio.run(asyncio.wait_for(client.sleep(3000), timeout=0.01))
    """
    record(source, [failure(429, "slow down", retry_after=3000), "Ten"]).assert_outcomes(passed=2)
    suite().assert_outcomes(passed=2)


def test_no_secret_reaches_the_file(
    record: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys, cookies, organisations, tokens and credentials of addresses are left out."""
    monkeypatch.setenv("OPENAI_ORG_ID", "org-abcdefghijklmnopqrst")
    reply = (
        completion(
            "Ten sk-proj-abcdefghijklmnop and Bearer abcdefghijklmnop, org-abcdefghijklmnop1"
        )
        .with_header("set-cookie", "session=crumbs")
        .with_header("openai-organization", "acme")
    )
    source = ONE_TEST.replace('== "Ten"', "").replace("Two came", "https://me:pw@host Two came")
    record(source, [reply]).assert_outcomes(passed=1)
    text = cassette(pytester).read_text()
    assert "content: Ten [key] and Bearer [token], [organisation]\n" in text
    assert "https://[credentials]@host Two came back" in text
    for secret in ("Bearer fake", "crumbs", "acme", "abcdefgh", "user-agent", "me:pw"):
        assert secret not in text


def test_a_secret_that_slips_through_is_refused(
    record: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value of the environment that is a secret by its name is never written."""
    monkeypatch.setenv("DATABASE_PASSWORD", "correct-horse-battery")
    reply = completion("Ten").with_fields(note="the password is correct-horse-battery")
    result = record(ONE_TEST, [reply])
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*would hold a secret (value of DATABASE_PASSWORD)*"])
    result.stdout.no_fnmatch_line("*correct-horse*")
    assert not cassette(pytester).exists()


SETTINGS = """
import os, pytest

@pytest.mark.cassette
def test_ships():
    names = {name for name in os.environ if name.startswith(("SUMMARIZE_", "OPENAI_"))}
    assert names == %s
    assert os.listdir(os.environ["SUMMARIZE_CACHE_DIR"]) == %s

def test_other():
    assert os.environ["OPENAI_API_KEY"] == "mine"
"""


def test_replaying_sees_no_setting_of_the_user(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A key, a model or a cache of the person who runs the tests changes nothing."""
    (tmp_path / "reply").touch()
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("SUMMARIZE_MODEL", "gpt")
    monkeypatch.setenv("OPENAI_API_KEY", "mine")
    suite(SETTINGS % ({"SUMMARIZE_CACHE_DIR"}, [])).assert_outcomes(passed=2)


def test_recording_uses_the_embedded_model_unless_another_is_named(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A key that lies around costs nobody money; the weights in the cache are still found."""
    (tmp_path / "weights").touch()
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "mine")
    source = SETTINGS % ({"SUMMARIZE_CACHE_DIR"}, ["weights"])
    suite(source, "--record-cassettes=all").assert_outcomes(passed=2)
    monkeypatch.setenv("SUMMARIZE_MODEL", "gpt")
    every = {"SUMMARIZE_CACHE_DIR", "SUMMARIZE_MODEL", "OPENAI_API_KEY"}
    source = SETTINGS % (every, ["weights"])
    suite(source, "--record-cassettes=all").assert_outcomes(passed=2)


def test_every_test_has_its_own_file(
    record: Suite, suite: Suite, pytester: pytest.Pytester
) -> None:
    """Classes and parameters tell cassettes apart, whatever characters they hold."""
    source = """
        import pytest
        class TestShips:
            @pytest.mark.parametrize("question", ["How many?", "how-many", "How/many"])
            def test_count(self, ask, question, cassette):
                assert ask(question) == "Ten"
    """
    record(source, ["Ten"] * 3).assert_outcomes(passed=3)
    suite().assert_outcomes(passed=3)
    files = sorted(path.name for path in (pytester.path / "cassettes" / "test_it").iterdir())
    assert len(files) == 3
    assert "TestShips.test_count-how-many.yaml" in files


def test_works_under_xdist(suite: Suite, record: Suite) -> None:
    """Workers record and replay their own tests side by side."""
    pytest.importorskip("xdist")
    source = """
        import pytest
        @pytest.mark.cassette
        @pytest.mark.parametrize("n", range(4))
        def test_ships(ask, n):
            assert ask(f"{n}") == "Ten"
    """
    record(source, ["Ten"] * 4)
    suite(None, "-n", "2").assert_outcomes(passed=4)


COROUTINE = """
import openai, pytest

{mark}
@pytest.mark.cassette
async def test_ships():
    async with openai.AsyncOpenAI(max_retries=0) as client:
        messages = [{{"role": "user", "content": "How many?"}}]
        reply = await client.chat.completions.create(model="fake", messages=messages)
    assert reply.choices[0].message.content == "Ten"
{backend}
"""
BACKEND = """
@pytest.fixture
def anyio_backend(): return "asyncio"
"""


def test_works_with_coroutines_under_anyio(suite: Suite, record: Suite) -> None:
    """A marked coroutine runs inside its cassette."""
    source = COROUTINE.format(mark="@pytest.mark.anyio", backend=BACKEND)
    record(source, ["Ten"]).assert_outcomes(passed=1)
    suite().assert_outcomes(passed=1)


def test_works_with_coroutines_under_pytest_asyncio(suite: Suite, record: Suite) -> None:
    """A marked coroutine runs inside its cassette."""
    pytest.importorskip("pytest_asyncio")
    options = ("-p", "asyncio", "-o", "asyncio_default_fixture_loop_scope=function")
    source = COROUTINE.format(mark="@pytest.mark.asyncio", backend="")
    record(source, ["Ten"], *options).assert_outcomes(passed=1)
    suite(None, *options).assert_outcomes(passed=1)


def test_works_beside_pytest_recording(suite: Suite, record: Suite) -> None:
    """Tests marked `vcr` keep their plugin, tests marked `cassette` have this one."""
    pytest.importorskip("pytest_recording")
    source = ONE_TEST + "\n@pytest.mark.vcr\ndef test_other(vcr): assert vcr is not None\n"
    record(source, ["Ten"]).assert_outcomes(passed=2)
    suite(None, "--block-network").assert_outcomes(passed=2)


WITHOUT_XLLAMACPP = """
import sys, pytest

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "xllamacpp":
            raise ImportError("xllamacpp is not installed")

sys.meta_path.insert(0, Blocker())
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider"]))
"""


def test_replaying_needs_no_xllamacpp(record: Suite, pytester: pytest.Pytester) -> None:
    """A cassette plays where the `local` extra is not installed."""
    record(ONE_TEST, ["Ten"])
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_XLLAMACPP],
        cwd=pytester.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, "1 passed" in ran.stdout) == (0, True), ran.stdout


def test_the_plugin_costs_other_suites_nothing() -> None:
    """pytest loads it in every run: it brings in neither vcrpy nor openai nor pydantic."""
    code = (
        "import sys, summarize.testing.plugin;"
        "print({'vcr', 'openai', 'pydantic', 'httpx2'} & sys.modules.keys())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert ran.stdout == "set()\n"
