"""Cassettes: where they stand and what they match; the plugin's tests play them."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.testing import cassettes

MODULE = Path("tests/test_summary.py")


@pytest.mark.parametrize(
    ("test", "file"),
    [
        ("test_seed", "test_seed.yaml"),
        ("TestSeed::test_title", "TestSeed.test_title.yaml"),
        ("test_seed[a-1]", "test_seed-a-1.yaml"),
        ("test_seed[A-1]", "test_seed-a-1-bc4e7be9.yaml"),
        ("test_seed[../../etc::x]", "test_seed-etc-x-2c609a08.yaml"),
    ],
)
def test_a_cassette_stands_beside_its_module(test: str, file: str) -> None:
    """One folder a module, one file a test, with a name that every file system takes."""
    assert cassettes.path_of(MODULE, test) == Path("tests/cassettes/test_summary") / file


def test_parameters_that_look_alike_have_files_of_their_own() -> None:
    """Names that differ only in case or in odd characters are told apart by a digest."""
    tests = ["test[a b]", "test[a-b]", "test[a/b]", "test[A-b]", "test[é]", "test[è]", "test[]"]
    paths = {str(cassettes.path_of(MODULE, test)).lower() for test in tests}
    assert len(paths) == len(tests)


def test_a_long_parameter_makes_no_long_name() -> None:
    """A whole question as parameter stays within what file systems allow."""
    assert len(cassettes.path_of(MODULE, f"test[{'how many ' * 100}]").name) < 90
