"""Decide by rule what a source states: claims with verdicts, and where answers stand."""

from summarize.ground.conflicts import disagreements
from summarize.ground.endings import states_nothing
from summarize.ground.hedges import hedged
from summarize.ground.overlap import alike, covered, terms
from summarize.ground.quantities import Quantity, quantities
from summarize.ground.source import Source
from summarize.ground.words import body, of_a_state, state

__all__ = [
    "Quantity",
    "Source",
    "alike",
    "body",
    "covered",
    "disagreements",
    "hedged",
    "of_a_state",
    "quantities",
    "state",
    "states_nothing",
    "terms",
]
