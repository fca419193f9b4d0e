"""The pytest plugin beside other plugins, and without the `local` extra."""

from __future__ import annotations

import subprocess
import sys

import pytest
from plugin_suite import ONE_TEST, Suite


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
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
