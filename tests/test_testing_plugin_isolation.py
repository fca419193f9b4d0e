"""The pytest plugin: no network, no secret in a file, no setting of the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugin_suite import ONE_TEST, Suite, cassette

from summarize import configuration
from summarize.testing import FakeServer, transcript
from summarize.testing.served import completion

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


def test_control_calls_pass_by(record: Suite, suite: Suite, pytester: pytest.Pytester) -> None:
    """What is no call to a model is not recorded, and cannot be reached while replaying."""
    source = """
        import httpx2, os, pytest
        @pytest.mark.cassette
        def test_ships(ask, cassette):
            health = os.environ["OPENAI_BASE_URL"].replace("/v1", "/health")
            if cassette.recording:
                assert httpx2.get(health).status_code == 401
            else:
                with pytest.raises(httpx2.ConnectError, match="nothing can be reached"):
                    httpx2.get(health)
            assert ask("How many?") == "Ten"
    """
    record(source, ["Ten"]).assert_outcomes(passed=1)
    assert "health" not in cassette(pytester).read_text()
    suite().assert_outcomes(passed=1)


def test_the_embedded_model_and_the_ladder_know_of_the_cassette(
    suite: Suite, record: Suite
) -> None:
    """`local` has a fixed address while replaying; what a test learned of a server ends with it."""
    source = """
        import pytest
        from pathlib import Path
        from summarize.models import ladder, local

        @pytest.mark.cassette
        @pytest.mark.parametrize("n", range(2))
        def test_marked(cassette, n):
            assert local._mode == ("recording" if cassette.recording else "replay")
            if not cassette.recording:
                assert local.engine("local", Path("none")).base_url == "http://local.invalid/v1"
            assert ladder.Ladder.of("http://local.invalid/v1", "local").rung == 0
            ladder.Ladder.of("http://local.invalid/v1", "local").rung = 1

        def test_other():
            assert local._mode == "live"
    """
    record(source, []).assert_outcomes(passed=3)
    suite().assert_outcomes(passed=3)


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
    suite(SETTINGS % ({"SUMMARIZE_CACHE_DIR", "SUMMARIZE_PROMPTS"}, [])).assert_outcomes(passed=2)


def test_recording_uses_the_embedded_model_unless_another_is_named(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A key that lies around costs nobody money; the weights in the cache are still found."""
    (tmp_path / "weights").touch()
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "mine")
    source = SETTINGS % ({"SUMMARIZE_CACHE_DIR", "SUMMARIZE_PROMPTS"}, ["weights"])
    suite(source, "--record-cassettes=all").assert_outcomes(passed=2)
    monkeypatch.setenv("SUMMARIZE_MODEL", "gpt")
    every = {"SUMMARIZE_CACHE_DIR", "SUMMARIZE_PROMPTS", "SUMMARIZE_MODEL", "OPENAI_API_KEY"}
    source = SETTINGS % (every, ["weights"])
    suite(source, "--record-cassettes=all").assert_outcomes(passed=2)


def test_headers_are_kept_by_allow_list(record: Suite, pytester: pytest.Pytester) -> None:
    """On both sides: what no list names is not written, whatever it is called."""
    reply = completion("Ten").with_header("x-served-by", "acme").with_header("retry-after", "3")
    source = ONE_TEST.replace('left?")', 'left?", extra_headers={"x-team": "acme"})')
    record(source, [reply]).assert_outcomes(passed=1)
    (exchange,) = transcript.load(cassette(pytester).read_text()).exchanges
    assert exchange.request_headers == {"content-type": "application/json"}
    assert exchange.reply_headers == {"content-type": "application/json", "retry-after": "3"}


def test_templates_in_the_home_directory_are_not_seen(
    suite: Suite, record: Suite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Recording and replaying render the package's prompts, whoever runs the tests."""
    own = tmp_path / "summarize" / "prompts"
    own.mkdir(parents=True)
    (own / "answers.jinja").write_text("{% call user() %}My own words.{% endcall %}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("SUMMARIZE_PROMPTS", str(own))
    source = """
        import pytest
        from summarize import Document, ask

        @pytest.mark.cassette
        def test_ships(cassette):
            ask(Document.from_text("Ten ships left."), "How many ships left?")
            if not cassette.recording:
                assert "My own words" not in str([r.body for r in cassette.requests])
    """
    reply = {"answers": [{"question": 1, "sentence": 1, "answer": "Ten"}]}
    record(source, [reply]).assert_outcomes(passed=1)
    suite().assert_outcomes(passed=1)


def test_files_of_settings_are_not_seen(
    suite: Suite, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither those of whoever runs the tests, nor those of the folder that they are run in."""
    monkeypatch.setattr(configuration, "user_file", lambda: tmp_path / "config.toml")
    (tmp_path / "config.toml").write_text("max_pages = 7\n")
    (pytester.path / "pyproject.toml").write_text("[tool.summarize]\nask_again = 3\n")
    source = """
        import pytest
        from summarize import Settings

        @pytest.mark.cassette
        def test_marked():
            settings = Settings.from_environment()
            assert (settings.max_pages, settings.ask_again) == (2000, 1)

        def test_other():
            assert Settings.from_environment().ask_again == 3
    """
    for mode in ("none", "all"):
        suite(source, f"--record-cassettes={mode}").assert_outcomes(passed=2)
