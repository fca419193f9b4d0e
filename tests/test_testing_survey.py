"""The survey of a run: what became of the marked tests, and which modules are not known."""

from __future__ import annotations

import pytest
from plugin_suite import ONE_TEST, Suite, cassette

from summarize.testing.survey import Survey, Surveyed

FILE = "survey.json"
OPTIONS = ("-p", "summarize.testing.survey", f"--cassette-survey={FILE}")


def test_only_marked_tests_run(suite: Suite, record: Suite, pytester: pytest.Pytester) -> None:
    """By the mark or by the fixture; each is told with its cassette, and the others never run."""
    fixture = "\ndef test_fixture(cassette): pass\n\ndef test_other(): assert False\n"
    record(ONE_TEST, ["Ten"])
    suite(ONE_TEST + fixture, *OPTIONS).assert_outcomes(passed=2, deselected=1)
    assert Survey.load(pytester.path / FILE) == Survey(
        [
            Surveyed("test_it.py::test_ships", str(cassette(pytester))),
            Surveyed("test_it.py::test_fixture", str(cassette(pytester, "test_fixture"))),
        ]
    )


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("test_ships(ask): pass", {"unused": ["1. POST /v1/chat/completions: Ten ships left."]}),
        ("test_ships(ask): ask('Two')", {"missed": True, "failure": "A model was asked"}),
        ("test_ships(ask): 1 / 0", {"failure": "ZeroDivisionError: division by zero"}),
        ("test_ships(no): pass", {"failure": "fixture 'no' not found"}),
    ],
)
def test_what_became_of_a_test(
    suite: Suite, record: Suite, pytester: pytest.Pytester, now: str, found: dict[str, object]
) -> None:
    """Unused replies of a test that passed, what it missed, and how it failed."""
    record(ONE_TEST, ["Ten"])
    suite(f"import pytest\n@pytest.mark.cassette\ndef {now}\n", *OPTIONS)
    (test,) = Survey.load(pytester.path / FILE).tests
    assert str(found.get("failure", "")) in test.failure
    assert bool(test.failure) == ("failure" in found)
    assert test.missed == found.get("missed", False)
    assert [line[:45] for line in test.unused] == [line[:45] for line in found.get("unused", [])]


def test_a_module_that_cannot_be_imported_is_told(suite: Suite, pytester: pytest.Pytester) -> None:
    """Its tests are not known, which is something else than that there are none."""
    suite("import no_such_module\n", *OPTIONS)
    found = Survey.load(pytester.path / FILE)
    assert list(found.uncollected) == ["test_it.py"]
    assert "no_such_module" in found.uncollected["test_it.py"]
