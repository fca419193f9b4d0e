"""What stands word for word: in which sentence, and where it means less than it says."""

from __future__ import annotations

from sources import source

from summarize.types import Alteration, Verdict


def test_a_heading_is_evidence_of_last_resort() -> None:
    """A title may rest on a heading, but a sentence that says the same comes first."""
    doubled = source("Pier closed\n\nThe pier closed. People waited for the ferry at night.")
    assert doubled.claim("Pier closed.").citations[0].quote != "Pier closed"
    once = source("Harbour works delayed\n\nNobody was hurt.")
    assert once.claim("Harbour works delayed").citations[0].quote == "Harbour works delayed"


def test_a_heading_of_one_word_is_not_found_in_pieces() -> None:
    """It stands where it stands; a sentence counts that has it word for word."""
    town = source("Get in\n\nIt rained.\n\nNorham\n\nThey got 40 boats, and Norham is in it.")
    assert [c.quote for c in town.claim("Get in").citations] == ["Get in"]
    norham = town.claim("Norham")
    assert norham.verdict is Verdict.VERBATIM
    assert norham.citations[0].quote.startswith("They got")


def test_what_stands_twice_is_cited_where_the_model_found_it() -> None:
    """The sentence that was named, not the first one; without a name, the first."""
    text = "Boats sank in Larne.\n\nQuill was asked. Boats sank in Larne, and Quill was asked.\n"
    town = source(text)
    for cited, start, moved in (([3], 39, False), ([1], 0, False), ([], 0, False), ([2], 0, True)):
        (citation,) = town.claim("Boats sank in Larne", cited).citations
        assert (citation.start, citation.moved) == (start, moved)


def test_a_fragment_is_not_verbatim_without_what_bends_it() -> None:
    """What stands in the source is `verbatim`, unless its sentence denies or doubts it."""
    town = source(
        "On May 12 engineers found 340 cracked bolts. Inspector Ada J. Merrow said the piers "
        "were safe in 2029. According to the union, nearly 1,200 dockers may lose 15 percent of "
        "their pay."
    )
    assert town.claim("engineers found 340 cracked bolts").verdict is Verdict.VERBATIM
    assert town.claim("Ada J. Merrow").verdict is Verdict.VERBATIM
    assert town.claim("1,200 dockers may lose 15 percent of their pay").reason in (
        "attribution",
        "hedge",
    )
    assert town.claim("the piers were safe in 2029").reason is Alteration.ATTRIBUTION


def test_what_is_only_asked_is_not_stated() -> None:
    """Neither in its very words nor in others; what a question names may still be a name."""
    town = source("But a team of divers closed the pier, then? Quill was asked twice.")
    for text in ("a team of divers closed the pier", "Divers closed the pier."):
        claim = town.claim(text)
        assert (claim.verdict, claim.reason) == (Verdict.UNSUPPORTED, None)
        assert town.doubtful(claim)
    assert town.claim("a team of divers").grounded
    asked = "But a team of divers closed the pier, then?"
    assert town.claim(asked).verdict is Verdict.VERBATIM


def test_one_end_of_a_range_is_not_verbatim() -> None:
    """ "40 boats" stands in "30 to 40 boats", and is not how many there were."""
    town = source("They saw 30 to 40 boats in May. It rained.")
    assert town.claim("40 boats").verdict is Verdict.ALTERED
    assert town.claim("30 to 40 boats").verdict is Verdict.VERBATIM
