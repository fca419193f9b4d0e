"""Documents -> results, in this process and in others beside it where one core cannot do it all."""

from __future__ import annotations

from summarize.beside.sharing import Beside

__all__ = ["Beside"]
