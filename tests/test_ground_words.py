"""Stems join the forms of a word and keep apart what means something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.ground import words


@pytest.mark.parametrize(
    "forms",
    [
        "arrest arrests arrested arresting",
        "cause causes caused causing",
        "stop stops stopped stopping",
        "carry carries carried carrying",
        "die dies died dying",
        "rise rose risen rising increased grew climbing",
        "fall fell fallen dropped declining",
        "say says said according told",
        "child children children's",
        "agency agencies agency's",
        "buy bought purchased",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    """Regular and irregular forms, possessives and the few safe synonyms are one."""
    assert len({words.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["rise fall", "able unable", "high higher", "kill die", "sue sure", "news new"]
)
def test_other_words_do_not(pair: str) -> None:
    """Opposites, comparatives, negative prefixes and near-synonyms are kept apart."""
    one, other = pair.split()
    assert words.stem(one) != words.stem(other)


def test_opposites_and_negative_prefixes() -> None:
    """Opposites are known in both directions, prefixes in either order."""
    assert words.stem("fell") in words.OPPOSITES[words.stem("rose")]
    assert words.stem("rose") in words.OPPOSITES[words.stem("fell")]
    assert words.negated("able", "unable")
    assert words.negated("illegal", "legal")
    assert not words.negated("able", "table")


@given(st.text(max_size=20))
def test_any_word_has_a_stem(word: str) -> None:
    """No word raises, and a stem is no longer than its word, but for irregular ones."""
    assert len(words.stem(word)) <= len(word.lower()) or word.lower() in words.IRREGULAR_FORMS
