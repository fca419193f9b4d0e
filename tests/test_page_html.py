"""The page as text: everything escaped, a policy that allows its own style and script alone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from harbour import DOCUMENT, PLAIN, answers, model
from test_page_evidence import CONFLICTS, cited, summary

from summarize import Answer, Claim, Document, Question, Summary, ask
from summarize.page import Row, answers_page, evidence, index_page, summary_page
from summarize.types import Citation, Conflict, Coverage, FailedChunk, Status, Verdict

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}</style><!--"


class Elements(HTMLParser):
    """Collects the elements of a page, their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def hostile_page() -> str:
    """Give the page of a summary and a document that say the worst."""
    claim = Claim(text=HOSTILE, verdict=Verdict.UNSUPPORTED)
    told = summary().model_copy(update={"title": claim, "language": HOSTILE, "date": HOSTILE})
    return summary_page(told, Document.from_text(HOSTILE, source=HOSTILE))


def test_the_text_is_shown_whole() -> None:
    """Title, key points, source: all that was said and all that it was said about."""
    text = Elements(summary_page(summary(), DOCUMENT)).text
    for words in ("Harbour closed for 12 days", "Key points", "It did not say what the repair"):
        assert words in text


def test_nothing_of_a_document_becomes_markup() -> None:
    """Script, attributes, comments and template syntax come out as the characters they are."""
    page = Elements(hostile_page())
    assert [tag for tag, _ in page.found].count("script") == 1
    assert "img" not in [tag for tag, _ in page.found]
    assert page.text.count(HOSTILE) >= 3
    names = {name for _, attributes in page.found for name in attributes}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    languages = {attributes["lang"] for _, attributes in page.found if "lang" in attributes}
    assert languages == {"en"}


def test_no_address_leads_outside() -> None:
    """Links go to places of the page; there is nothing to load."""
    for page in (summary_page(summary(), DOCUMENT), hostile_page()):
        addresses = [
            value
            for _, attributes in Elements(page).found
            for name, value in attributes.items()
            if name in ("href", "src", "action", "data", "srcset")
        ]
        assert addresses
        assert all(re.fullmatch(r"#[cq]\d+|data:,", value or "") for value in addresses)


def test_the_policy_names_the_digests_of_what_stands_there() -> None:
    """Style and script are allowed by their digest, and nothing else is."""
    page = summary_page(summary(), DOCUMENT)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind} &#39;sha256-{digest}&#39;;" in policy
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy


OVERLAPPING = (
    "The harbour had been closed for 12 days after a storm. Harbour master",
    "The harbour had been closed",
    "The harbour",
    "12 days",
    "days after a storm. Harbour master Ines Quill",
)
"""Of the harbour: three begin together, one lies within another, and one reaches beyond it."""


def overlapping() -> Summary:
    """Give a summary each of whose key points rests on a quote that overlaps the others."""
    starts = map(DOCUMENT.text.index, OVERLAPPING)
    cited = [
        Citation(quote=q, start=a, end=a + len(q)) for q, a in zip(OVERLAPPING, starts, strict=True)
    ]
    points = tuple(Claim(text=c.quote, citations=(c,), verdict=Verdict.VERBATIM) for c in cited)
    bare = dict.fromkeys(("abstract", "people", "organisations", "places", "figures"), ())
    title = Claim(text="It sank.", verdict=Verdict.UNSUPPORTED)
    return summary().model_copy(update={**bare, "title": title, "key_points": points})


@pytest.mark.parametrize("told", [summary, overlapping])
def test_links_lead_somewhere(told: Callable[[], Summary]) -> None:
    """Every id that a link or a relation names is on the page, once."""
    found = [attributes for _, attributes in Elements(summary_page(told(), DOCUMENT)).found]
    ids = [attributes["id"] for attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    for attributes in found:
        named = (attributes.get("aria-controls") or "").split()
        named += (attributes.get("aria-details") or "").split()
        named += re.findall(r"^#(.+)", attributes.get("href") or "")
        assert set(named) <= set(ids)


def test_control_characters_are_pictures() -> None:
    """What could turn the direction of a line, or end a file, is shown as a mark."""
    page = summary_page(summary(), Document.from_text("a\x00b\u202ec\ud800 d."))
    assert "a␀b�c� d." in Elements(page).text


def test_the_counts_and_the_model_are_told() -> None:
    """How much was found, who said it, and what it took."""
    text = Elements(summary_page(summary(), DOCUMENT)).text
    assert re.search(r"9 of 9 claims found\s+0 of 1 questions answered", text)
    assert "By the model scripted" in text
    assert "US dollars" not in text
    made = summary().provenance
    paid = made.model_copy(update={"usage": made.usage.model_copy(update={"cost": 0.0123})})
    page = summary_page(summary().model_copy(update={"provenance": paid}), DOCUMENT)
    assert "0.0123 US dollars" in page


def test_ungrounded_claims_are_gathered_at_the_top() -> None:
    """They are counted, linked, and marked where they stand."""
    bad = Claim(text="It sank.", verdict=Verdict.UNSUPPORTED)
    page = summary_page(summary().model_copy(update={"abstract": (bad,)}), DOCUMENT)
    assert "1 claim is not borne out by the source" in page
    assert re.search(r'It sank\.</span> <strong class="mark">not found in the source<', page)
    assert "borne out by the source:" not in summary_page(summary(), DOCUMENT)


def test_answers_have_a_page() -> None:
    """The question, the answer, the sentence that it rests on."""
    given = ask(DOCUMENT, "How long?", model=model(answers=answers((2, "12 days"))), settings=PLAIN)
    page = answers_page((given,), DOCUMENT)
    assert "<h1>Answers</h1>" in page
    assert "1 of 1 questions answered" in page
    assert re.search(
        r'<a class="quote" id="q1"[^>]*><span class="words">The harbour had been closed for 12',
        page,
    )


def test_the_index_has_a_row_for_each_document() -> None:
    """Its cells lead to the answers on the pages; what is not stated or asked says so."""
    given = ask(DOCUMENT, "How long?", model=model(answers=answers((2, "12 days"))), settings=PLAIN)
    rows = [Row("a.txt", "e-1.html", summary()), Row("b.txt", "e-2.html", (given,))]
    page = Elements(index_page(rows))
    assert "2 documents, 2 questions" in page.text
    links = [attributes["href"] for tag, attributes in page.found if tag == "a"]
    assert links == ["e-1.html", "e-2.html", "e-2.html#c1"]
    assert page.text.count("not stated") == 1
    assert page.text.count("not asked") == 2


def test_the_index_tells_of_conflicts_and_of_what_was_not_read() -> None:
    """In words, and with a link to them; of a document read whole and of one mind, nothing."""
    several = summary().model_copy(update={"conflicts": CONFLICTS})
    failed = (FailedChunk(start=3_000, end=6_000, problem="no reply came"),)
    rows = [Row("a.txt", "a.html", several), Row("b.txt", "b.html", in_parts(failed))]
    page = index_page([*rows, Row("c.txt", "c.html", in_parts())])
    text = " ".join(Elements(page).text.split())
    first = next(
        entry.id
        for entry in evidence.of_summary(several).entries
        if entry.text == CONFLICTS[0].claims[0].text and entry.conflict
    )
    assert re.search(rf'href="a\.html#{first}"><strong class="mark">2 conflicts</strong>', page)
    assert page.count("conflicts</strong>") == 1
    assert "12,000 of 15,000 characters read" in text
    assert page.count("characters read<") == 1
    assert page.count('href="b.html') == 1


def test_a_citation_names_its_page() -> None:
    """In words, beside the claim's number and at the quote; without pages nothing is said."""
    title = cited("Ines Quill", page=12)
    page = summary_page(summary().model_copy(update={"title": title}), DOCUMENT)
    seen = " ".join(Elements(page).text.split())
    assert "Ines Quill, quote 1 page 12" in seen
    assert re.search(r"thanked the crews\. \(quote 1, page 12, \d claims rest on it\)", seen)
    assert 'class="page"' not in summary_page(summary(), DOCUMENT)


def test_conflicts_stand_in_a_list_each() -> None:
    """Every value leads to its own sentence; the values of another conflict are another list."""
    page = summary_page(summary().model_copy(update={"conflicts": CONFLICTS}), DOCUMENT)
    section = page.split('<section class="conflicts">')[1].split("</section>")[0]
    lists = [re.findall(r'href="#(q\d+)"', part) for part in section.split("</ul>")[:-1]]
    assert [len(quotes) for quotes in lists] == [2, 2]
    for quotes in lists:
        assert all(f'id="{quote}"' in page for quote in quotes)
    assert len({*lists[0], *lists[1]}) == 4
    assert "Nearly 40 boats" in section
    assert 'class="conflicts"' not in summary_page(summary(), DOCUMENT)


def test_an_answer_in_conflict_shows_all_that_the_document_gives() -> None:
    """Under its question, once; each alternative is marked and leads to its own sentence."""
    given = Answer(
        question=Question(id="when", text="When?"),
        text=None,
        status=Status.CONFLICT,
        alternatives=CONFLICTS[1].claims,
        provenance=summary().provenance,
    )
    page = answers_page((given,), DOCUMENT)
    assert page.count("<dt dir") == 1
    assert re.findall(r'<dd>\s*<a class="claim" id="(c\d)" href="#(q\d)"', page) == [
        ("c1", "q1"),
        ("c2", "q2"),
    ]
    assert page.count("one of 2 answers that the source gives</strong>") == 2


def in_parts(failed: tuple[FailedChunk, ...] = (), problems: tuple[str, ...] = ()) -> Summary:
    """Give a summary of a document that was read in four parts."""
    coverage = Coverage(
        characters=15_000,
        characters_read=12_000 if failed else 15_000,
        chunks=4,
        failed=failed,
        unmerged=problems,
        thirds=(0.5, 0.2, 0.3),
    )
    return summary().model_copy(update={"coverage": coverage})


def test_what_was_read_of_a_long_document_is_counted() -> None:
    """Characters, parts, where the citations lie; nothing of it where it was read at once."""
    text = " ".join(Elements(summary_page(in_parts(), DOCUMENT)).text.split())
    assert "15,000 of 15,000 characters read 4 parts citations: 50% in the first third" in text
    assert "20% in the middle, 30% in the last" in text
    assert "Not whole" not in text
    at_once = Elements(summary_page(summary(), DOCUMENT)).text
    assert "characters read" not in at_once
    assert "third" not in at_once


def test_a_part_that_failed_is_told_at_the_top() -> None:
    """Counted, and with its place and reason; so is what could not be put together."""
    failed = (FailedChunk(start=3_000, end=6_000, problem="no reply <b>came"),)
    page = summary_page(in_parts(failed, ("too long",)), DOCUMENT)
    text = " ".join(Elements(page).text.split())
    assert "12,000 of 15,000 characters read 1 of 4 parts failed" in text
    assert "Not whole: characters 3,000-6,000: no reply <b>came" in text
    assert "parts are told side by side: too long" in text


def translated() -> Summary:
    """Give a summary whose first claim is a translation."""
    words = {"text": "am Montag", "original": "on Monday"}
    claim = cited("on Monday", page=3).model_copy(update=words)
    return summary().model_copy(update={"abstract": (claim,), "conflicts": CONFLICTS})


def test_a_translation_shows_the_wording_that_was_found() -> None:
    """Beside it, in the document's language; the translation's own is left open."""
    page = summary_page(translated(), DOCUMENT)
    assert '<span class="words" dir="auto" lang="">am Montag</span>' in page
    assert 'Translated from: <q dir="auto" lang="en">on Monday</q>' in page
    assert "translated by the model" in page
    plain = summary_page(summary(), DOCUMENT)
    assert "ranslated" not in plain
    assert 'lang=""' not in plain


def test_nothing_of_a_conflict_or_an_original_becomes_markup() -> None:
    """They are as little trusted as the rest."""
    worst = cited("in May").model_copy(update={"text": HOSTILE, "original": HOSTILE + "!"})
    told = summary().model_copy(update={"conflicts": (Conflict(claims=(worst, worst)),)})
    page = Elements(summary_page(told, DOCUMENT))
    assert [tag for tag, _ in page.found].count("script") == 1
    assert "img" not in [tag for tag, _ in page.found]
    assert page.text.count(HOSTILE) == 4
