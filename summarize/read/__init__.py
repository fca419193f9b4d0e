"""Path, standard input or file object -> Document; PDF, DOCX and HTML with an extra."""

from __future__ import annotations

from summarize.read.source import read, readable

__all__ = ["read", "readable"]
