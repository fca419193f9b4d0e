"""The commands `summarize` and `qa`; the only room that prints and exits.

At the top it imports click and nothing heavier, so that `--help` waits for no library.
"""

from summarize.cli.qa import qa
from summarize.cli.summarize import summarize

__all__ = ["qa", "summarize"]
