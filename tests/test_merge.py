"""Claims of parts become one set: none twice, no citation lost, in whatever order they come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.ground import covered
from summarize.merge import balanced, carried, merged, shares
from summarize.types import Citation, Claim, Verdict

TEXT = "Ten ships left. Two came back. The pier is old. Ten ships left. Nine crews sang. It rained."
SENTENCES = [
    Citation(quote=quote, start=start, end=start + len(quote))
    for quote, start in (
        ("Ten ships left.", 0),
        ("Two came back.", 16),
        ("The pier is old.", 31),
        ("Ten ships left.", 48),
        ("Nine crews sang.", 64),
    )
]


def claim(text: str, *places: int, verdict: Verdict = Verdict.SUPPORTED) -> Claim:
    """Make a claim that rests on these sentences."""
    return Claim(text=text, citations=tuple(SENTENCES[n] for n in places), verdict=verdict)


CLAIMS = st.builds(
    lambda n, place, verdict: claim(
        ("10 ships left", "Two", "10 ships")[n], place, verdict=verdict
    ),
    st.integers(0, 2),
    st.integers(0, 4),
    st.sampled_from([Verdict.VERBATIM, Verdict.SUPPORTED, Verdict.ALTERED]),
)
PARTIALS = st.lists(st.lists(CLAIMS, max_size=4), max_size=5)


def places(claims: tuple[Claim, ...]) -> set[int]:
    """Give where the citations of claims begin."""
    return {citation.start for one in claims for citation in one.citations}


def test_the_same_on_the_same_evidence_is_one_claim() -> None:
    """The one that says most, with the citations of both; also where the words stand twice."""
    found = merged([[claim("10 ships left", 0)], [claim("Ten ships left.", 3)]], covered)
    assert [one.text for one in found] == ["Ten ships left."]
    assert places(found) == {0, 48}


def test_what_differs_stays_apart() -> None:
    """Another fact of the same sentence, another number, and what is not grounded."""
    several = [
        claim("Ten ships left.", 0),
        claim("Nine ships left.", 0, verdict=Verdict.ALTERED),
        claim("Two came back.", 1),
    ]
    assert set(merged([several], covered)) == set(several)


@given(PARTIALS, st.randoms())
def test_order_changes_nothing(partials: list[list[Claim]], random: st.randoms) -> None:  # type: ignore[valid-type]  # hypothesis's own
    """Neither of the parts nor of the claims within them."""
    shuffled = [random.sample(part, len(part)) for part in partials]
    random.shuffle(shuffled)
    assert merged(shuffled, covered) == merged(partials, covered)


@given(PARTIALS)
def test_no_citation_is_lost(partials: list[list[Claim]]) -> None:
    """And merging again changes nothing, so that it comes to an end."""
    found = merged(partials, covered)
    assert places(found) == {c.start for part in partials for one in part for c in one.citations}
    assert merged([found], covered) == found
    assert len(found) <= sum(map(len, partials))


def test_a_claim_takes_over_the_citations_of_the_same() -> None:
    """What is told again by a level above keeps what the levels below it had."""
    known = [claim("Ten ships left.", 0, 3), claim("Two came back.", 1)]
    (found,) = carried([claim("10 ships left", 0)], known, covered)
    assert found.text == "10 ships left"
    assert places((found,)) == {0, 48}


def test_key_points_come_from_each_third() -> None:
    """The preferred of a third before others; what is told beside them counts too."""
    first, second, last = claim("Ten left.", 0), claim("Old pier.", 2), claim("Nine sang.", 4)
    again = claim("Two came back.", 1)
    found = balanced([], [again], [first, second, last], 3, len(TEXT))
    assert found == (again, second, last)
    assert balanced([first], [again], [second, last], 2, len(TEXT)) == (second, last)
    assert balanced([], [], [first, again], 3, len(TEXT)) == (first, again)
    assert balanced([], [claim("Lost.")], [], 3, len(TEXT)) == ()


def test_shares_of_thirds() -> None:
    """Of the citations, not of the claims; nothing where there are none."""
    told = [claim("Ten left.", 0, 3), claim("Old pier.", 2), claim("Nine sang.", 4)]
    assert shares(told, len(TEXT)) == (0.25, 0.5, 0.25)
    assert shares([], 10) == (0.0, 0.0, 0.0)
