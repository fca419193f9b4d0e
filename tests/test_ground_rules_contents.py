"""What a sentence only names is no fact: hopes, doubts, and what nothing shows."""

from __future__ import annotations

import pytest

from summarize.ground.facts import facts
from summarize.ground.rules import contents

ORDINARY = frozenset({"the", "there", "a", "no", "it", "critics", "keepers", "rumours", "nobody"})
LEAKS = "The old lock leaks."


@pytest.mark.parametrize(
    ("claim", "evidence", "denied", "named"),
    [
        (LEAKS, "There is no evidence that the old lock leaks.", True, False),
        (LEAKS, "There is little proof that the old lock leaks.", True, False),
        (LEAKS, "The survey failed to show that the old lock leaks.", True, False),
        (LEAKS, "The survey did not find that the old lock leaks.", True, False),
        (LEAKS, "Critics doubt that the old lock leaks.", True, False),
        (LEAKS, "The keeper denies that the old lock leaks.", True, False),
        ("The lock will hold.", "Critics doubt the lock will hold.", True, False),
        (LEAKS, "It is not true that the old lock leaks.", True, False),
        (LEAKS, "It is unlikely that the old lock leaks.", True, False),
        (LEAKS, "The court rejected the argument that the old lock leaks.", False, True),
        (LEAKS, "It is true that the old lock leaks.", False, False),
        (LEAKS, "Rumours that the old lock leaks worry the keeper.", False, True),
        (LEAKS, "The keeper lives in fear that the old lock leaks.", False, True),
        ("The lock will hold.", "Keepers hope the lock will hold.", False, True),
        (LEAKS, "There is evidence that the old lock leaks.", False, False),
        (LEAKS, "The survey shows that the old lock leaks.", False, False),
        (LEAKS, "There is no doubt that the old lock leaks.", False, False),
        (
            "The keeper left.",
            "The keeper left, and critics doubt that the lock leaks.",
            False,
            False,
        ),
        ("The lock was lost.", "The proof that was lost was of the lock.", False, False),
        ("Critics doubt that the lock leaks.", "Critics doubt that the lock leaks.", False, False),
        ("It is no proof that the lock leaks.", "Critics doubt that the lock leaks.", False, False),
        ("Old lock", "Critics doubt that the old lock leaks.", False, False),
        ("The crew slept.", "Keepers doubt that it leaks, and the crew slept.", False, False),
        (
            "Two men were hurt.",
            "Police denied that they shot in a raid in which two men were hurt.",
            False,
            False,
        ),
        (
            "The lease of Quill ends in May.",
            "Moor denied that Quill, whose lease ends in May, left the pier.",
            False,
            False,
        ),
        (
            "Quill left the pier.",
            "Moor denied that Quill, whose lease ends in May, left the pier.",
            True,
            False,
        ),
        ("Nets are banned.", "A petition demands that nets be banned.", False, True),
        ("It asks that nets be banned.", "A petition asks that nets be banned.", False, False),
        (
            "Moor likes boats.",
            "They ask that the boats be sold, a plan that Moor likes.",
            False,
            False,
        ),
    ],
)
def test_what_is_only_named(claim: str, evidence: str, denied: bool, named: bool) -> None:
    """It is stated by nobody; "no doubt that" and "evidence that" vouch for it."""
    told, stated = facts(claim, ORDINARY), facts(evidence, ORDINARY)
    assert contents.denied(told, stated) is denied
    assert contents.named(told, stated) is named
