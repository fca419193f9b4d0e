"""The page as text: everything escaped, a policy that allows its own style and script alone."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from harbour import DOCUMENT, PLAIN, answers, model
from test_page_evidence import summary

from summarize import Claim, Document, ask
from summarize.page import Row, answers_page, index_page, summary_page
from summarize.types import Verdict

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


def test_links_lead_somewhere() -> None:
    """Every id that a link or a relation names is on the page, once."""
    found = [attributes for _, attributes in Elements(summary_page(summary(), DOCUMENT)).found]
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
    assert re.search(r'<a class="quote" id="q1"[^>]*>The harbour had been closed for 12', page)


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
