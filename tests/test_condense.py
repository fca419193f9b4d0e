"""Summaries of documents beyond the window: parts are read, and their evidence is summarised."""

from __future__ import annotations

import asyncio
import re

import pytest
from harbour import FACTS, NONE_AGAIN, PLAIN, confirming

from summarize import Document, Summary, asummarize, summarize, tokens
from summarize.chat import Reply, Request
from summarize.errors import UnreachableError
from summarize.render import summary_text
from summarize.settings import Settings
from summarize.testing import ScriptedModel
from summarize.testing.scripted import Line

SMALL = PLAIN.model_copy(update={"context_window": 3_072, "ask_again": 0})
PARTIAL = SMALL.model_copy(update={"on_error": "partial"})
NAMES = [
    f"{a}{b}" for a in ("Ha", "Lo", "Mi", "Ne", "Po", "Ra") for b in ("bor", "den", "lis", "mar")
]
LONG = "Report\n\n" + " ".join(
    f"Captain {name} of boat {n} brought {n + 3} barrels of salt to the town of {name}ville. "
    f"It rained on the way, and the crew of the boat sang all night. "
    for n, name in enumerate(NAMES * 24)
)
DOCUMENT = Document.from_text(LONG, source="long.txt")
NO_FACTS = {**FACTS, "people": [], "organisations": [], "places": [], "figures": []}


def said(request: Request) -> str:
    """Give the text that a model is shown."""
    return "\n".join(message.content for message in request.prefix)


def captains(request: Request, most: int) -> list[str]:
    """Give sentences of the text that is shown, those on Quill first, then from all of it."""
    found = re.findall(r"Captain [^.]+\.", said(request))
    step = max(1, len(found) // most)
    return [*(text for text in found if "Quill" in text), *found[::step]][:most]


def script(request: Request) -> Line:
    """Copy what stands there."""
    points = [{"sentence": 1, "text": text} for text in captains(request, 5)]
    whole = {"abstract": captains(request, 1), "title": "Boats bring salt", "language": "en"}
    return {
        "points": {"points": points},
        "summary": {**whole, "key_points": points, "facts": NO_FACTS},
        "again": NONE_AGAIN,
        "answers": {"answers": []},
        "check_claims": confirming(request.messages[-1].content),
    }.get(request.schema_name, "No")


def told(
    settings: Settings = SMALL, document: Document = DOCUMENT
) -> tuple[Summary, ScriptedModel]:
    """Summarise the long document."""
    scripted = ScriptedModel(script)
    return summarize(document, model=scripted, questions=[], settings=settings), scripted


def test_every_sentence_is_read_once() -> None:
    """By the first level of calls, each of which keeps within the window."""
    found, scripted = told()
    mapped = [r for r in scripted.requests if r.schema_name == "points"][: found.coverage.chunks]
    numbers = [n for r in mapped for n in re.findall(r"Captain \w+ of boat (\d+)", said(r))]
    assert numbers == [str(n) for n in range(len(NAMES) * 24)]
    assert found.coverage.characters == found.coverage.characters_read == len(LONG)
    assert found.coverage.chunks > 5


def test_citations_are_of_the_original_text() -> None:
    """Through every level, and from every third of the document."""
    found, _ = told()
    for claim in found.claims:
        for citation in claim.citations:
            assert LONG[citation.start : citation.end] == citation.quote
    assert all(claim.grounded for claim in found.key_points)
    assert len(found.key_points) == 6
    assert min(found.coverage.thirds) >= 0.5 * max(found.coverage.thirds) > 0


def test_merging_comes_to_an_end() -> None:
    """Each level has fewer parts than the one below, and no call goes beyond the window."""
    longer = Document.from_text(f"{LONG}\n\n" * 5)
    found, scripted = told(document=longer)
    names = [request.schema_name for request in scripted.requests]
    merges = names.count("points") - found.coverage.chunks
    assert 0 < merges < found.coverage.chunks
    assert names.count("summary") == 1
    for request in scripted.requests:
        assert taken(request) <= SMALL.context_window
    for claim in found.claims:
        for citation in claim.citations:
            assert longer.text[citation.start : citation.end] == citation.quote


def taken(request: Request) -> int:
    """Count what a call takes of the window."""
    text = "".join(message.content for message in request.messages)
    return tokens.count(text, "scripted") + request.max_output_tokens


def test_chunks_fill_the_window() -> None:
    """Each is the largest that fits as it is shown, where few lines bear a number."""
    found, scripted = told()
    mapped = [r for r in scripted.requests if r.schema_name == "points"][: found.coverage.chunks]
    shares = [taken(request) / SMALL.context_window for request in mapped]
    assert all(0.94 < share <= 1 for share in shares[:-1])


@pytest.mark.parametrize(
    "parts",
    [
        ("Ships left." + " " * 900,),
        ("Ten ships left the pier.\n\n", "A heading of its own\n\n"),
        ("In 1987, 4,217 of 98,310 ships left. ", "12 3 4 5 6 7. "),
        ("船が港を出た。", "乗組員は歌った。"),
        ("Ships ⛵🌊 left! ", "“So – what?” "),
        ("Captain Quill brought salt " * 60 + "today. ", "No. "),
    ],
)
def test_no_call_goes_beyond_the_window(parts: tuple[str, ...]) -> None:
    """Whatever stands between sentences, and whatever they are made of."""
    document = Document.from_text("Report of ships.\n\n" + "".join(parts) * 700)
    points = [{"sentence": 1, "text": "Ships left."}]
    whole = {"abstract": ["Ships left."], "title": "Ships", "language": "en", "facts": NO_FACTS}
    lines = {"points": {"points": points}, "summary": {**whole, "key_points": points}}

    def say(request: Request) -> Line:
        checks = confirming(request.messages[-1].content)
        return {**lines, "check_claims": checks}.get(request.schema_name, "No")

    scripted = ScriptedModel(say)
    summarize(document, model=scripted, questions=[], settings=SMALL)
    assert len(scripted.requests) > 2
    assert max(map(taken, scripted.requests)) <= SMALL.context_window


def test_what_fits_is_one_reading() -> None:
    """A window that holds the document asks for no facts of parts."""
    found, scripted = told(PLAIN.model_copy(update={"context_window": 60_000, "ask_again": 0}))
    assert [r.schema_name for r in scripted.requests if r.schema] == ["summary"]
    assert (found.coverage.chunks, found.coverage.failed) == (1, ())


def test_the_order_of_the_replies_changes_nothing() -> None:
    """Parts are read at once; whichever reply comes first, the summary is the same."""

    class Slow(ScriptedModel):
        """Answers the later parts first."""

        async def __call__(self, request: Request) -> Reply:
            await asyncio.sleep(0.02 / (1 + len(self.requests) % 7))
            return await super().__call__(request)

    async def slowly() -> Summary:
        return await asummarize(DOCUMENT, model=Slow(script), questions=[], settings=SMALL)

    assert asyncio.run(slowly()) == told()[0]


def failing(request: Request) -> Line:
    """Fail for the part that has boat 100."""
    if request.schema_name == "points" and "of boat 100 " in said(request):
        return UnreachableError("no connection")
    return script(request)


def test_a_part_that_fails_ends_the_run() -> None:
    """Unless told otherwise, since a summary of the rest is not one of the document."""
    with pytest.raises(UnreachableError, match="no connection"):
        summarize(DOCUMENT, model=ScriptedModel(failing), questions=[], settings=SMALL)


def test_a_part_that_fails_is_reported() -> None:
    """With its place and the reason; the rest is summarised."""
    found = summarize(DOCUMENT, model=ScriptedModel(failing), questions=[], settings=PARTIAL)
    (lost,) = found.coverage.failed
    assert "of boat 100 " in LONG[lost.start : lost.end]
    assert lost.problem == "no connection"
    assert found.coverage.characters_read == len(LONG) - (lost.end - lost.start)
    assert not any(lost.start <= c.start < lost.end for p in found.key_points for c in p.citations)


def test_where_every_part_fails_there_is_no_summary() -> None:
    """Also when parts may fail."""
    dead = ScriptedModel(lambda _: UnreachableError("no connection"))
    with pytest.raises(UnreachableError):
        summarize(DOCUMENT, model=dead, questions=[], settings=PARTIAL)


def merging(request: Request) -> bool:
    """Tell whether parts are put together: a part of one alone has every boat."""
    boats = [int(n) for n in re.findall(r"of boat (\d+) ", said(request))]
    return request.schema_name == "points" and boats[-1] - boats[0] >= len(boats)


def unmerged(request: Request) -> Line:
    """Read every part, and fail where parts are put together."""
    return UnreachableError("merging failed") if merging(request) else script(request)


def fleet(size: int) -> Document:
    """Give a report of so many boats, each with a number of its own."""
    return Document.from_text(
        " ".join(
            f"Captain {NAMES[n % 24]} of boat {n} brought {n + 3} barrels of salt to the town of "
            f"{NAMES[n % 24]}ville, and the crew of the boat sang all night on the way to it. "
            for n in range(size)
        )
    )


def test_a_merge_that_fails_is_reported() -> None:
    """What its parts stated first is kept, and the summary is made of that."""
    document = fleet(900)
    with pytest.raises(UnreachableError, match="merging failed"):
        summarize(document, model=ScriptedModel(unmerged), questions=[], settings=SMALL)
    scripted = ScriptedModel(unmerged)
    found = summarize(document, model=scripted, questions=[], settings=PARTIAL)
    assert any(merging(request) for request in scripted.requests)
    assert found.coverage.unmerged == ("merging failed",)
    assert found.coverage.characters_read == found.coverage.characters
    assert [r.schema_name for r in scripted.requests].count("summary") == 1
    assert min(found.coverage.thirds) > 0
    assert "NOT WHOLE" in summary_text(found)


def test_a_last_call_that_fails_leaves_what_the_parts_state() -> None:
    """A headline and key points from each third, grounded, and the reason."""

    def dying(request: Request) -> Line:
        dead = request.schema_name == "summary"
        return UnreachableError("no more") if dead else script(request)

    with pytest.raises(UnreachableError, match="no more"):
        summarize(DOCUMENT, model=ScriptedModel(dying), questions=[], settings=SMALL)
    found = summarize(DOCUMENT, model=ScriptedModel(dying), questions=[], settings=PARTIAL)
    assert found.coverage.unmerged == ("no more",)
    assert (found.abstract, found.people, found.language) == ((), (), "und")
    assert len(found.key_points) == 6
    assert min(found.coverage.thirds) > 0
    for claim in found.claims:
        assert claim.grounded
        assert [LONG[c.start : c.end] for c in claim.citations] == [
            c.quote for c in claim.citations
        ]
    assert "side by side: no more" in " ".join(summary_text(found).split())


def turned_round(request: Request) -> Line:
    """Tell the facts of the parts in another order than they do; the summary copies."""
    said = script(request)
    if request.schema_name != "points" or not isinstance(said, dict):
        return said
    turned = (
        re.sub(r"(.+) brought (.+) (to the town of \w+)\.", r"\3, \1 brought \2.", point["text"])
        for point in said["points"]
    )
    return {"points": [{"sentence": 1, "text": text[:1].upper() + text[1:]} for text in turned]}


def test_what_parts_state_in_another_order_is_confirmed_before_it_is_told() -> None:
    """What the model denies is left out."""

    def denying(request: Request) -> Line:
        said = turned_round(request)
        if request.schema_name != "check_claims":
            return said
        return confirming(request.messages[-1].content, stated=False)

    texts = {}
    for say in (turned_round, denying):
        scripted = ScriptedModel(say)
        found = summarize(DOCUMENT, model=scripted, questions=[], settings=SMALL)
        texts[say] = [claim.text for claim in found.key_points]
        assert all(claim.grounded for claim in found.key_points)
    assert any(text.startswith("To the town of") for text in texts[turned_round])
    assert not any(text.startswith("To the town of") for text in texts[denying])


def test_another_fact_of_a_part_takes_the_place_of_what_is_denied() -> None:
    """It is chosen without what was denied, and confirmed as well."""
    checks = 0

    def denying_once(request: Request) -> Line:
        nonlocal checks
        if request.schema_name != "check_claims":
            return turned_round(request)
        checks += 1
        return confirming(request.messages[-1].content, stated=checks > 1)

    scripted = ScriptedModel(denying_once)
    found = summarize(DOCUMENT, model=scripted, questions=[], settings=SMALL)
    assert checks == 2
    assert len(found.key_points) == 6
    assert min(found.coverage.thirds) > 0


def test_what_nobody_confirms_is_not_told() -> None:
    """With `on_error` "partial"; else the error ends the run."""

    def dying(request: Request) -> Line:
        dead = request.schema_name == "check_claims"
        return UnreachableError("no more") if dead else turned_round(request)

    with pytest.raises(UnreachableError, match="no more"):
        summarize(DOCUMENT, model=ScriptedModel(dying), questions=[], settings=SMALL)
    found = summarize(DOCUMENT, model=ScriptedModel(dying), questions=[], settings=PARTIAL)
    assert not any(claim.text.startswith("To the town of") for claim in found.key_points)


def test_parts_that_contradict_one_another_are_both_told() -> None:
    """Neither is chosen; each has its own citation."""
    first = "Captain Quill of Oldhaven sold 40 barrels of salt. "
    other = "Captain Quill of Oldhaven sold 55 barrels of salt. "
    whole = Document.from_text(first + LONG[8:] + other)
    found, _ = told(document=whole)
    texts = [[claim.text for claim in conflict.claims] for conflict in found.conflicts]
    assert texts == [[first.strip(), other.strip()]]
    starts = [claim.citations[0].start for claim in found.conflicts[0].claims]
    assert starts == [0, whole.text.index(other)]


def test_a_sentence_longer_than_the_window_is_summarised() -> None:
    """In pieces, each of which can be cited."""
    endless = "Captain Quill brought salt to the town " + "and to the village " * 2_000 + "today."
    found, _ = told(document=Document.from_text(endless))
    assert found.coverage.chunks > 1
    for claim in found.claims:
        for citation in claim.citations:
            assert endless[citation.start : citation.end] == citation.quote


def test_merging_ends_whatever_the_sentences_take() -> None:
    """Also where the evidence of two parts is more than can be read at once."""
    sentence = "Captain Quill brought salt to the town {} ".format("and to the village " * 200)
    whole = Document.from_text("".join(f"{sentence} {n}. " for n in range(12)))
    found, scripted = told(document=whole)
    assert found.coverage.chunks >= 6
    assert [r.schema_name for r in scripted.requests].count("points") < 2 * found.coverage.chunks
