"""How long a call is tried: a limit for each call, and one for the run that it is part of."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import tenacity
from tenacity.stop import stop_base


@dataclass(frozen=True)
class Patience:
    """Limits for the calls of one run."""

    call: float = math.inf
    """Seconds from a call's first attempt to its last, waits included."""
    ends: float = math.inf
    """When the run is over, by `time.monotonic`."""

    @classmethod
    def of(cls, call: float, run: float | None) -> Patience:
        """Begin a run that may take `run` seconds; None for as long as it takes."""
        return cls(call, math.inf if run is None else time.monotonic() + run)

    @property
    def run_left(self) -> float | None:
        """Seconds until the run is over; None for as long as it takes."""
        return None if math.isinf(self.ends) else self.ends - time.monotonic()


class Deadline(stop_base):
    """When one call gives up; it begins at the first attempt, since a queue is no delay.

    Tenacity is told to stop before a wait that would end too late.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._ends: float | None = None

    def begin(self) -> None:
        """Count from now, unless it is counting already."""
        if self._ends is None:
            self._ends = min(self._patience.ends, time.monotonic() + self._patience.call)

    @property
    def left(self) -> float:
        """Seconds until then."""
        if self._ends is None:
            return min(self._patience.call, self._patience.ends - time.monotonic())
        return self._ends - time.monotonic()

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        """Tell whether the wait that is to come would end too late."""
        return retry_state.upcoming_sleep >= self.left
