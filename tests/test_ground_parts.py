"""Where a claim may be cut, and the shortest stretch of a sentence that holds an answer."""

from __future__ import annotations

from summarize.ground import parts
from summarize.ground.facts import facts


def test_cuts_follow_joints() -> None:
    """A claim is cut at "and", commas and the like, where both sides state two things."""
    claim = facts("Quill left Velden, and Merrow closed piers.")
    (cut,) = parts.cuts(claim)
    assert parts.piece(claim, 0, cut).strip() == "Quill left Velden"
    assert parts.piece(claim, cut, len(claim.items)).strip() == ", and Merrow closed piers."
    assert parts.cuts(facts("Quill and Merrow left.")) == []


def test_the_window_is_the_shortest() -> None:
    """Of several places the closest together are taken."""
    stated = facts("The pier of Velden closed, and the pier at Norham opened.")
    window = parts.window(facts("pier at Norham"), stated)
    assert window is not None
    assert stated.text[slice(*window)] == "pier at Norham"
    assert parts.window(facts("Quill"), stated) is None


def test_a_part_acts_when_it_has_a_verb() -> None:
    """A mere name states nothing."""
    assert parts.acts(facts("Merrow closed piers"))
    assert not parts.acts(facts("the grand harbour of Velden"))
