"""Decide by rule what a source states: claims with citations and verdicts, and where answers stand."""

from summarize.ground.source import Source

__all__ = ["Source"]
