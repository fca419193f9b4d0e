"""Files of settings: a user's own, and a project's `[tool.summarize]` in its pyproject.toml.

A project's file comes with whatever is checked out, so that it may not decide where documents and
keys go, where is written, or which templates are run: only the user's own file and variables may.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from summarize.errors import ConfigurationError

USERS_OWN = frozenset({"api_key", "base_url", "cache_dir", "prompts"})
"""Settings that a project's file may not have."""

_reading = True
"""Whether files are read; a test with a cassette sees those of nobody."""


@dataclass(frozen=True)
class File:
    """A file of settings, and what stands in it."""

    path: Path
    values: Mapping[str, object]
    projects: bool
    """Whether it is a project's; else it is the user's own."""

    def place(self, key: str) -> str:
        """Name a key of it, with the file."""
        return f"{self.path}: {'tool.summarize.' if self.projects else ''}{key}"


def user_file() -> Path:
    """Return where the user's own file is, or would be."""
    return platformdirs.user_config_path("summarize") / "config.toml"


def files(folder: Path) -> Iterator[File]:
    """Give the files of settings that count in a folder, the user's own first.

    Raises:
        ConfigurationError: One cannot be read, or is not TOML.
    """
    if not _reading:
        return
    if (own := _read(user_file())) is not None:
        yield File(user_file(), own, projects=False)
    for above in (folder, *folder.parents):
        path = above / "pyproject.toml"
        if (found := _tool(path)) is not None:
            yield File(path, found, projects=True)
            return


def _tool(path: Path) -> Mapping[str, object] | None:
    """Give a project's settings; None where there is no such file, or it has none."""
    tools = (_read(path) or {}).get("tool", {})
    found = tools.get("summarize") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigurationError(f"{path}: tool.summarize is not a table; write [tool.summarize]")
    return found


def _read(path: Path) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check who may"
    except UnicodeDecodeError:
        reason = "is not UTF-8; save it as that"
    except tomllib.TOMLDecodeError as error:
        reason = f"is not TOML ({error}); correct it"
    raise ConfigurationError(f"{path}: {reason}")
