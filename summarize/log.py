"""One logger, "summarize": what happened, as words and as structured extras, without any content.

    logging.getLogger("summarize").setLevel(logging.DEBUG)

Prompts and replies are part of it only where the settings say so (`SUMMARIZE_LOG_CONTENT`). The
commands write it into a file with `--log`.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

LOGGER = logging.getLogger("summarize")
LOGGER.addHandler(logging.NullHandler())  # a program that has set up no logging sees nothing of it

Fact = str | int | float | None

_document: ContextVar[str | None] = ContextVar("document", default=None)
"""The source of the document on whose behalf things happen."""


class Lines(logging.Formatter):
    """A line of JSON for each event: when, how grave, what happened, and its extras."""

    def format(self, record: logging.LogRecord) -> str:
        """Write an event."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        given = record.__dict__
        facts = {name: given[name] for name in given if name not in _OF_ANY_RECORD}
        return json.dumps({"time": when, "level": record.levelname, **facts}, ensure_ascii=False)


_OF_ANY_RECORD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


@contextmanager
def to_file(path: Path) -> Iterator[None]:
    """Append all that happens to a file, which only its owner may read if it is new.

    Raises:
        OSError: It cannot be written.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))
    handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(Lines())
    level = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        LOGGER.setLevel(level)
        LOGGER.removeHandler(handler)
        handler.close()


@contextmanager
def about(source: str) -> Iterator[None]:
    """Say of all that is logged meanwhile which document it is for."""
    before = _document.set(source)
    try:
        yield
    finally:
        _document.reset(before)


def wanted() -> bool:
    """Tell whether anybody wants to know how a run goes; spares putting it into words."""
    return LOGGER.isEnabledFor(logging.INFO)


def debug(event: str, **facts: Fact) -> None:
    """Log what is of interest to those who look for a fault."""
    _log(logging.DEBUG, event, facts)


def info(event: str, **facts: Fact) -> None:
    """Log what is part of a run that goes well."""
    _log(logging.INFO, event, facts)


def warning(event: str, **facts: Fact) -> None:
    """Log what costs time or money and is got over."""
    _log(logging.WARNING, event, facts)


def fault(event: str, error: BaseException, **facts: Fact) -> None:
    """Log what should not have happened, and where; not its message, which may be content."""
    facts |= {"error": type(error).__name__}
    _log(logging.ERROR, event, facts, "".join(traceback.format_tb(error.__traceback__)))


def _log(level: int, event: str, facts: dict[str, Fact], where: str = "") -> None:
    if LOGGER.isEnabledFor(level):
        if (source := _document.get()) is not None:
            facts = {"document": source, **facts}
        known = {name: value for name, value in facts.items() if value is not None}
        told = " ".join(f"{name}={value}" for name, value in known.items())
        more, extra = (f"\n{where}", {"where": where}) if where else ("", {})
        LOGGER.log(level, "%s: %s%s", event, told, more, extra={"event": event, **facts, **extra})
