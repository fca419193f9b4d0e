"""What a call costs, in US dollars, by the list prices of genai-prices; unknown is None, never 0.

The list lies in the package; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from summarize.models import address
from summarize.types import DECIMALS, Usage


@dataclass(frozen=True)
class Tariff:
    """What the tokens of one model of one server cost."""

    _price: Callable[[Usage], float] | None
    """None where no list says so."""

    def cost(self, usage: Usage) -> float | None:
        """Return what one call costs; None where that is not known."""
        return self._price(usage) if self._price and usage.input_tokens else None


UNKNOWN = Tariff(None)


class Free(Tariff):
    """The tariff of the embedded model, which this machine runs."""

    def cost(self, _: Usage) -> float:
        """Return nothing."""
        return 0.0


FREE = Free(None)


@lru_cache(maxsize=64)
def tariff(model: str, base_url: str) -> Tariff:
    """Return the tariff of a model of a server.

    Only the provider whose address it is can say what it asks: a gateway, or a server of one's own,
    that serves a model of the same name has prices of its own.
    """
    if urlsplit(base_url).hostname in address.THIS_MACHINE:
        return UNKNOWN  # spares reading the list, which takes a third of a second
    from genai_prices import Usage as Counted
    from genai_prices.data_snapshot import get_snapshot

    try:
        provider, found = get_snapshot().find_provider_model(
            model, None, None, address.plain(base_url)
        )
    except LookupError:
        return UNKNOWN
    listed = found.get_prices(datetime.now(UTC))
    if any(getattr(listed, name, None) is None for name in ("input_mtok", "output_mtok")):
        return UNKNOWN

    def price(usage: Usage) -> float:
        counted = Counted(
            input_tokens=usage.input_tokens,
            cache_read_tokens=min(usage.cached_tokens, usage.input_tokens),
            output_tokens=usage.output_tokens,
        )
        return round(float(found.calc_price(counted, provider).total_price), DECIMALS)

    return Tariff(price)


def told(cost: float | None) -> str:
    """Write a cost for people."""
    if cost is None:
        return "unknown"
    return f"${cost:,.2f}" if cost >= 1 or cost == 0 else f"${cost:.4f}"
