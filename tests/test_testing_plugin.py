"""The pytest plugin: recording, replaying, matching; tried on small suites of its own."""

from __future__ import annotations

import shlex
import textwrap
from pathlib import Path

import pytest
from plugin_suite import ONE_TEST, Suite, cassette

from summarize.testing.served import completion, failure


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
            "there is no cassette cassettes/test_it/test_ships.yaml",
            "To record it: pytest test_it.py::test_ships --record-cassettes=all",
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
            "no recorded reply in cassettes/test_it/test_ships.yaml matches it",
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


def test_the_nearest_recorded_prompt_is_shown(suite: Suite, record: Suite) -> None:
    """Among several recorded prompts the difference is to the one that resembles it most."""
    source = """
        import pytest
        @pytest.mark.cassette
        def test_ships(ask):
            for prompt in ["Ten ships\\nleft.", "Two boats\\nwere\\nlost\\nat\\nsea."]:
                ask(prompt)
    """
    record(source, ["Ten", "Two"]).assert_outcomes(passed=1)
    result = suite(source.replace("Ten ships", "Ten barges"))
    result.stdout.fnmatch_lines(["-    Ten ships", "+    Ten barges"])


def test_method_and_path_are_matched(suite: Suite, record: Suite) -> None:
    """The same body sent elsewhere gets no answer."""
    source = """
        import openai, pytest
        @pytest.mark.cassette
        def test_ships(monkeypatch):
            with openai.OpenAI(max_retries=0) as client:
                client.post("/chat/completions", cast_to=object, body={"model": "fake"})
    """
    record(source, ["Ten"]).assert_outcomes(passed=1)
    suite(source.replace("/chat/", "/")).assert_outcomes(failed=1)
    suite(source.replace("client.post", "client.put")).assert_outcomes(failed=1)
    suite(source).assert_outcomes(passed=1)


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
                print("swallowed as {kind}")
    """
    result = suite(source)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*there is no cassette*"])
    result.stdout.no_fnmatch_line("swallowed as Exception")


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


def test_the_body_is_matched_parsed(suite: Suite, record: Suite) -> None:
    """The order of keys is no difference, as another version of a client may write another."""
    source = """
        import openai, pytest
        BODY = {"model": "fake", "messages": [{"role": "user", "content": "How many?"}]}
        @pytest.mark.cassette
        def test_ships():
            with openai.OpenAI(max_retries=0) as client:
                client.post("/chat/completions", cast_to=object, body=BODY)
    """
    record(source, ["Ten"]).assert_outcomes(passed=1)
    turned = '{"messages": [{"content": "How many?", "role": "user"}], "model": "fake"}'
    line = next(line for line in source.splitlines() if "BODY = " in line)
    suite(source.replace(line, f"        BODY = {turned}")).assert_outcomes(passed=1)


def test_threads_that_ask_the_same_get_a_reply_each(suite: Suite, record: Suite) -> None:
    """No recorded reply is given twice, however many threads ask at once."""
    source = """
        import concurrent.futures, pytest
        @pytest.mark.cassette
        def test_ships(ask):
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                told = list(pool.map(ask, ["How many?"] * 8))
            assert sorted(told) == [str(n) for n in range(8)]
    """
    record(source, [str(n) for n in range(8)]).assert_outcomes(passed=1)
    suite().assert_outcomes(passed=1)


def test_the_library_obeys_a_recorded_retry_after_at_once(
    suite: Suite, record: Suite, pytester: pytest.Pytester
) -> None:
    """Through `summarize.ask`, with ten minutes in the file; nobody waits for them."""
    source = """
        import pytest
        from summarize import Document, ask

        @pytest.mark.cassette
        def test_ships():
            document = Document.from_text("Ten ships left the harbour on Monday.")
            assert ask(document, "How many ships left?").text == "Ten"
    """
    reply = {"answers": [{"question": 1, "sentence": 1, "answer": "Ten"}]}
    record(source, [failure(429, "slow down", retry_after=0.01), reply]).assert_outcomes(passed=1)
    path = cassette(pytester)
    text = path.read_text()
    assert "retry-after: '0.01'" in text
    path.write_text(text.replace("retry-after: '0.01'", "retry-after: '600'"))
    suite().assert_outcomes(passed=1)


def test_the_command_of_a_message_is_one_that_a_shell_takes(suite: Suite) -> None:
    """Parameters with spaces and quotes are quoted in it."""
    result = suite("""
        import pytest
        @pytest.mark.cassette
        @pytest.mark.parametrize("question", ["who's there?"])
        def test_ships(ask, question): ask(question)
    """)
    line = next(line for line in result.outlines if line.startswith("To record it: "))
    command = shlex.split(line.removeprefix("To record it: "))
    assert command == ["pytest", "test_it.py::test_ships[who's there?]", "--record-cassettes=all"]


def test_methods_of_a_unittest_class_have_cassettes(suite: Suite, record: Suite) -> None:
    """The mark is all that a test needs, whatever its style."""
    source = """
        import unittest, pytest
        from conftest import request
        class TestShips(unittest.TestCase):
            @pytest.mark.cassette
            def test_count(self):
                assert request("How many?").choices[0].message.content == "Ten"
    """
    record(source, ["Ten"]).assert_outcomes(passed=1)
    suite().assert_outcomes(passed=1)


def test_the_message_is_the_one_that_the_manual_shows(suite: Suite, record: Suite) -> None:
    """`docs/testing.md` shows the message of just this change."""
    manual = (Path(__file__).parent.parent / "docs" / "testing.md").read_text(encoding="utf-8")
    shown = textwrap.dedent(manual.partition("  ```text\n")[2].partition("  ```\n")[0])
    lines = shown.replace("tests/test_news.py", "test_it.py").splitlines()
    lines = [f"*{line.partition('tests/')[2]}" if ".yaml" in line else line for line in lines]
    record(ONE_TEST, ["Ten"])
    result = suite(ONE_TEST.replace("Two came", "Three came"))
    told = [line.replace("test_it/", "test_news/") for line in result.outlines]
    # Where the lines stand in the request depends on the version of openai.
    pytest.LineMatcher(told).fnmatch_lines(
        [line.replace("[", "[[]") for line in lines if not line.startswith("@@")]
    )
