"""A row with another result than expected, for a person to read."""

from __future__ import annotations

from summarize.measure.rows import Row
from summarize.types import Value

NOT_STATED = "not stated"


class Wrong(Value):
    """A row with another result than expected: in its words, or in its evidence."""

    file: str
    line: int
    id: str
    asked: str
    expected: tuple[str, ...]
    got: str
    cited: tuple[str, ...] = ()

    def __str__(self) -> str:
        quotes = "".join(f'\n    "{" ".join(quote.split())}"' for quote in self.cited)
        return (
            f"{self.file}:{self.line}: {self.id}: {self.asked}\n"
            f"  expected {' | '.join(self.expected)}\n  got      {self.got}{quotes}"
        )


def wrong(
    row: Row, asked: str, expected: tuple[str, ...], got: str, cited: tuple[str, ...] = ()
) -> Wrong:
    """Tell what a row should have brought, and what it brought."""
    return Wrong(
        file=row.file,
        line=row.line,
        id=row.id,
        asked=asked,
        expected=tuple(dict.fromkeys(expected)),
        got=got,
        cited=cited,
    )
