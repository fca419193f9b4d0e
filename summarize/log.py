"""One logger, "summarize": what happened, as words and as structured extras, without any content.

    logging.getLogger("summarize").setLevel(logging.DEBUG)

Prompts and replies are part of it only where the settings say so (`SUMMARIZE_LOG_CONTENT`).
"""

from __future__ import annotations

import logging
import traceback

LOGGER = logging.getLogger("summarize")
LOGGER.addHandler(logging.NullHandler())  # a program that has set up no logging sees nothing of it

Fact = str | int | float | None


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
    _log(logging.ERROR, event, facts, "\n" + "".join(traceback.format_tb(error.__traceback__)))


def _log(level: int, event: str, facts: dict[str, Fact], more: str = "") -> None:
    if LOGGER.isEnabledFor(level):
        told = " ".join(f"{name}={value}" for name, value in facts.items() if value is not None)
        LOGGER.log(level, "%s: %s%s", event, told, more, extra={"event": event, **facts})
