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
        "try tries tried trying",
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
    """No word raises, and a stem is no longer than its word, unless it is another word's."""
    others = words.IRREGULAR_FORMS | set(words._SAME)
    assert len(words.stem(word)) <= len(word.lower()) or word.lower() in others


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Quill’s", "quill"),
        ("sailors'", "sailor"),
        ("ponies", "poni"),
        ("pony", "poni"),
        ("toy", "toy"),
        ("boxes", "box"),
        ("classes", "class"),
        ("wishes", "wish"),
        ("matches", "match"),
        ("echoes", "echo"),
        ("buzzes", "buzz"),
        ("virus", "virus"),
        ("glass", "glass"),
        ("crisis", "crisis"),
        ("boats", "boat"),
        ("hopping", "hop"),
        ("hoping", "hop"),
        ("falling", "fall"),
        ("fizzed", "fizz"),
        ("passing", "pass"),
        ("seemingly", "seem"),
        ("guardedly", "guard"),
        ("agreed", "agre"),
        ("sing", "sing"),
        ("shed", "shed"),
        ("bring", "bring"),
        ("red", "red"),
        ("gas", "gas"),
        ("boat", "boat"),
        ("écluses", "écluses"),
        ("news", "news"),
        ("flies", "fly"),
        ("ties", "tie"),
        ("axes", "axe"),
        ("added", "add"),
        ("string", "string"),
        ("icing", "icing"),
        ("controlled", "control"),
        ("canoeing", "cano"),
    ],
)
def test_stems(word: str, stem: str) -> None:
    """Endings come off words that are long enough and have a vowel left; doubles are undone."""
    assert words.stem(word) == stem


@pytest.mark.parametrize("prefix", ["un", "in", "im", "ir", "il", "dis", "non", "mis"])
def test_every_negative_prefix_is_known(prefix: str) -> None:
    """Before a word of three letters or more, and before the whole of it."""
    assert words.negated("fit", f"{prefix}fit")
    assert words.negated(f"{prefix}fit", "fit")
    assert not words.negated("it", f"{prefix}it")
    assert not words.negated("fit", f"{prefix}fits")


def test_adjectives_of_states() -> None:
    """ "Mexican" says of which state something is; the state itself, and other words, do not."""
    assert words.of_a_state("Mexican")
    assert not words.of_a_state("Mexico")
    assert not words.of_a_state("old")
    assert "mexican" in words.NATIONALITIES["mexico"]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Canada", True),
        ("The Netherlands", True),
        ("UK", True),
        ("the United States", True),
        ("Bosnia and Herzegovina", True),
        ("Jordan", False),
        ("Ada Canada", False),
        ("Norham", False),
    ],
)
def test_states(name: str, known: bool) -> None:
    """By any of their names; not what is a person's name as well."""
    assert words.state(name) is known


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Norham Foundation", True),
        ("US Department of Boats", True),
        ("Ines Quill", False),
        ("Norham", False),
    ],
)
def test_bodies(name: str, known: bool) -> None:
    """By a word that no person is called by."""
    assert words.body(name) is known
