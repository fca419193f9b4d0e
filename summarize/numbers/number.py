"""A number of a text: its value, its place, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands (characters, `end` exclusive)."""

    start: int
    end: int
    value: Fraction
    ordinal: bool = False
    unit: str | None = None
    """Its one name, such as `kilometre`; `decade` for "1990s", `clock` for "10:30"."""
    hedge: str | None = None
    """`nearly`, `below`, `at most`, `over`, `at least` or `about`."""
    lasting: bool = False
    """True for "over 12 days", which may mean "during"."""
    during: bool = False
    """True for "in 12 days" and "a 12-day tour"."""
    outer: tuple[int, int] = (0, 0)
    """The span with the hedge and the unit."""

    @property
    def year(self) -> bool:
        """Tell whether it may be a year: four digits, nothing around them."""
        return self.value.denominator == 1 and 1000 <= self.value <= 2100 and self.unit is None
