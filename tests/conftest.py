"""What all tests share: the seed article, repeatable property tests, and pytest's own test bed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["chromium", "pytester", "plugin_suite", "model_sources"]

ROOT = Path(__file__).parent.parent

# The same examples in every run: a red test is red for everybody, and again the next time.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _no_file_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings of whoever runs the tests out of them, and of the processes they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "config"))
        yield


@pytest.fixture
def seed() -> Path:
    """Give the path of the seed article."""
    return ROOT / "seeds" / "000_8c54efe202e1b8ea.txt"
