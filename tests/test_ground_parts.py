"""Where a claim may be cut, and the shortest stretch of a sentence that holds an answer."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("claim", "pieces"),
    [
        ("Quill left Velden and Merrow closed piers", ["Quill left Velden", "Merrow closed piers"]),
        ("Quill left and Merrow closed piers", ["Quill left", "Merrow closed piers"]),
        ("Quill and Merrow closed piers", []),
        ("Merrow closed piers and left", []),
        ("Quill left Merrow closed piers", []),
    ],
)
def test_each_part_states_two_things(claim: str, pieces: list[str]) -> None:
    """A part of one word is none, wherever it stands; without a joint there is no cut."""
    found = facts(claim)
    places = parts.cuts(found)
    assert len(places) == (1 if pieces else 0)
    for place in places:
        first, second = parts.piece(found, 0, place), parts.piece(found, place, len(found.items))
        assert first == pieces[0]
        assert second.removeprefix(" and ") == pieces[1]


@pytest.mark.parametrize(
    ("answer", "sentence", "words"),
    [
        ("Norham pier", "The Norham pier opened.", "Norham pier"),
        ("pier Norham", "The Norham pier opened.", "Norham pier"),
        ("Velden", "Velden paid Velden.", "Velden"),
        (
            "Quill opened",
            "Quill saw Merrow close it, and Quill opened it.",
            "Quill opened",
        ),
        ("gate opened", "Quill opened the gate", "opened the gate"),
        ("boats Velden", "Old boats saw Velden when three old boats came.", "boats saw Velden"),
        ("Oswin gate", "Quill opened the gate", "gate"),
    ],
)
def test_a_window_holds_what_stands_there(answer: str, sentence: str, words: str) -> None:
    """In whatever order; of equals the first, and what stands nowhere is left out."""
    stated = facts(sentence)
    span = parts.window(facts(answer, opens=False), stated)
    assert span is not None
    assert sentence[slice(*span)] == words
    assert span[0] == (sentence.rindex if words == "Quill opened" else sentence.index)(words)
