"""The page in a real Chromium: mouse, keyboard, screen reader's tree, hostile texts, axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harbour import DOCUMENT, PLAIN, answers, model
from test_page_evidence import CONFLICTS, summary
from test_page_html import OVERLAPPING, hostile_page, overlapping, translated

from summarize import Claim, Document, ask
from summarize.page import Row, answers_page, index_page, summary_page
from summarize.types import Alteration, Citation, Verdict

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 375, "height": 720}
LIT_QUOTES = "[...document.querySelectorAll('a.quote.lit')].map(e => e.id)"
LIT_CLAIMS = "[...document.querySelectorAll('a.claim.lit')].map(e => e.id)"
FOCUSED = "document.activeElement.id"


@dataclass
class Watched:
    """A page, and what it did that it should not."""

    page: Page
    faults: list[str] = field(default_factory=list)


Opener = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Give a function that opens a page; whatever it logs, asks for or raises fails the test."""
    watched: list[Watched] = []

    def open_page(html: str, size: dict[str, int] = WIDE, **options: Any) -> Page:
        path = tmp_path / f"{len(watched)}.html"
        path.write_text(html, encoding="utf-8")
        page = browser.new_context(viewport=size, **options).new_page()  # type: ignore[arg-type]  # of its own type
        kept = Watched(page)
        page.on("console", lambda message: kept.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: kept.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (kept.faults.append("dialog"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((path.as_uri(), "data:,"))
                or kept.faults.append(f"request: {request.url}")
            ),
        )
        watched.append(kept)
        page.goto(path.as_uri())
        return page

    yield open_page
    faults = [fault for kept in watched for fault in kept.faults]
    for kept in watched:
        kept.page.context.close()
    assert faults == []


def long_document() -> tuple[str, Document]:
    """Give a page whose one quote stands far down in its document."""
    filler = "Nothing of note happened on that day in the harbour.\n\n" * 400
    text = filler + "The pier sank on Friday.\n\n" + filler
    start = text.index("The pier")
    quote = Citation(quote=text[start : start + 24], start=start, end=start + 24)
    title = Claim(text="The pier sank.", citations=(quote,), verdict=Verdict.SUPPORTED)
    document = Document.from_text(text)
    return summary_page(summary().model_copy(update={"title": title}), document), document


def test_a_claim_lights_up_its_sentences(opened: Opener) -> None:
    """Clicked, it and its quotes are marked, the quote is in view, and its verdict is told."""
    page = opened(long_document()[0])
    page.click("#c1")
    assert page.evaluate(LIT_CLAIMS) == ["c1"]
    assert page.evaluate(LIT_QUOTES) == ["q1"]
    page.wait_for_function(
        "(r => r.top > 0 && r.bottom < innerHeight)(q1.getBoundingClientRect())", timeout=5_000
    )
    assert "supported: everything it says" in page.inner_text("[role=status]")
    assert page.locator(".tick.lit").count() == 1
    assert page.evaluate("location.hash") == "#c1"


def test_a_sentence_shows_the_claims_that_rest_on_it(opened: Opener) -> None:
    """Clicked, all of them are marked and listed, and lead back to themselves."""
    page = opened(summary_page(summary(), DOCUMENT))
    quote = page.locator("a.quote").first
    page.click(f"#{quote.get_attribute('id')}")
    named = (quote.get_attribute("aria-controls") or "").split()
    assert len(named) > 1
    assert page.evaluate(LIT_CLAIMS) == named
    assert f"{len(named)} claims rest on this sentence" in page.inner_text("[role=status]")
    page.click(".note li:last-child a")
    assert page.evaluate(LIT_CLAIMS) == [named[-1]]
    assert page.evaluate(FOCUSED) == named[-1]


def test_quotes_that_overlap_have_a_place_each(opened: Opener) -> None:
    """Each claim lights up exactly its own words, wherever other quotes begin or end."""
    page = opened(summary_page(overlapping(), DOCUMENT))
    lit = "[...document.querySelectorAll('.quote.lit .words')].map(e => e.textContent).join('')"
    for number, quote in enumerate(OVERLAPPING, 1):
        claim = f"a.claim[data-quotes='{number}']"
        page.click(claim)
        assert page.evaluate(lit) == quote
        assert page.inner_text(".note li") == quote
        page.press(claim, "Enter")
        assert (
            page.evaluate("document.activeElement.querySelector('.words').textContent")[0]
            == (quote[0])
        )
    page.goto(page.url.split("#")[0] + "#q2")
    page.reload()
    assert "claims rest on this sentence" in page.inner_text("[role=status]")


def test_the_keyboard_alone_suffices(opened: Opener) -> None:
    """Tab lights up, arrows go on, Enter goes to the evidence and back to claims, Esc back."""
    page = opened(summary_page(summary(), DOCUMENT))
    page.keyboard.press("Tab")  # the pane that scrolls
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "c1"
    assert page.evaluate(LIT_QUOTES) == ["q1"]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == "c2"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "q1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.note') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "c1"
    assert page.is_hidden(".note")
    assert page.evaluate(LIT_CLAIMS) == []


def test_every_claim_with_evidence_is_reached_by_tab(opened: Opener) -> None:
    """In reading order, none is left out."""
    page = opened(summary_page(summary(), DOCUMENT))
    claims = page.evaluate("[...document.querySelectorAll('a.claim')].map(e => e.id)")
    page.focus("#c1")
    reached = ["c1"]
    for _ in claims[1:]:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == claims


def test_what_is_not_grounded_stands_out_without_colour(opened: Opener) -> None:
    """In words, by a rule and by a wavy line, which a print in black shows too."""
    altered = (
        summary()
        .key_points[0]
        .model_copy(update={"verdict": Verdict.ALTERED, "reason": Alteration.NUMBER})
    )
    page = opened(summary_page(summary().model_copy(update={"key_points": (altered,)}), DOCUMENT))
    page.emulate_media(media="print")
    claim = page.locator("a.claim.ungrounded")
    assert "altered: number" in claim.inner_text()
    style = claim.evaluate(
        "e => [getComputedStyle(e).borderInlineStartWidth,"
        " getComputedStyle(e.querySelector('.words')).textDecorationStyle]"
    )
    assert style == ["4px", "wavy"]
    page.click(".warning a")
    assert page.evaluate(LIT_CLAIMS) == [claim.get_attribute("id")]


def test_an_address_opens_on_its_claim(opened: Opener, tmp_path: Path) -> None:
    """So that an index, or a colleague, can point at one."""
    page = opened(summary_page(summary(), DOCUMENT))
    page.goto((tmp_path / "0.html").as_uri() + "#c3")
    page.reload()
    assert page.evaluate(LIT_CLAIMS) == ["c3"]


def test_a_tick_leads_to_its_sentence(opened: Opener) -> None:
    """The strip shows where the evidence lies, and goes there."""
    page = opened(long_document()[0])
    page.click(".tick")
    page.wait_for_function(
        "(r => r.top > 0 && r.bottom < innerHeight)(q1.getBoundingClientRect())", timeout=5_000
    )
    assert page.evaluate(LIT_QUOTES) == ["q1"]


def test_a_phone_shows_it_in_one_column(opened: Opener) -> None:
    """Nothing is wider than the screen; a claim leads to its sentence and back."""
    page = opened(summary_page(summary(), DOCUMENT), PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.click("#c1")
    page.wait_for_function(
        "(r => r.top > 0 && r.bottom < innerHeight)(q1.getBoundingClientRect())", timeout=5_000
    )
    page.click(".note li:last-child a")
    page.wait_for_function(
        "(r => r.top > 0 && r.bottom < innerHeight)(c1.getBoundingClientRect())", timeout=5_000
    )


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_index_is_one_column(opened: Opener, size: dict[str, int]) -> None:
    """Its table stands below its heading, and scrolls by itself where it is wider."""
    page = opened(pages()["index"], size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    below = "document.querySelector('.table').getBoundingClientRect().top"
    assert page.evaluate(f"{below} > document.querySelector('h1').getBoundingClientRect().bottom")


def test_print_has_all_and_no_note(opened: Opener) -> None:
    """The summary and then the source, in one flow."""
    page = opened(long_document()[0])
    page.click("#c1")
    page.emulate_media(media="print")
    assert page.is_hidden(".note")
    shown = "getComputedStyle(document.querySelector('.leaf')).contentVisibility"
    assert page.evaluate(shown) == "visible"
    assert page.evaluate("getComputedStyle(document.querySelector('.told')).position") == "static"


def test_without_script_links_still_lead(browser: Browser, tmp_path: Path) -> None:
    """A claim leads to its sentence and marks it."""
    path = tmp_path / "a.html"
    path.write_text(summary_page(summary(), DOCUMENT), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    page.click("#c1")
    assert page.url.endswith("#q1")
    assert page.locator("a.quote:target").count() == 1
    path.write_text(summary_page(overlapping(), DOCUMENT), encoding="utf-8")
    page.goto(path.as_uri())
    for number, quote in enumerate(OVERLAPPING, 1):
        page.click(f"a.claim[data-quotes='{number}']")
        told = page.locator("a.quote:target .words, a.quote:has(:target) .words").first
        assert quote.startswith((told.text_content() or "nothing").strip())
    context.close()


def test_a_hostile_article_does_nothing(opened: Opener) -> None:
    """Scripts, handlers and javascript: links are text; no dialog, no request, nothing logged."""
    page = opened(hostile_page())
    assert page.evaluate("document.scripts.length") == 1
    text = '<script>alert(1)</script> <a href="javascript:alert(2)">x</a> javascript:alert(3)'
    given = Claim(
        text=text,
        citations=(Citation(quote=text, start=0, end=len(text)),),
        verdict=Verdict.VERBATIM,
    )
    names = ("abstract", "key_points", "people", "organisations", "places", "figures")
    told = summary().model_copy(update={"title": given} | dict.fromkeys(names, ()))
    page = opened(summary_page(told, Document.from_text(text)))
    page.click("#c1")
    page.click("#q1")
    page.click(".note a >> nth=0")
    assert page.inner_text("article").startswith(text)
    assert page.locator("a[href^='javascript']").count() == 0


def test_the_policy_is_in_force(browser: Browser, tmp_path: Path) -> None:
    """A script that was smuggled in does not run: the page's digests are no decoration."""
    path = tmp_path / "a.html"
    smuggled = "<script>document.title = 'taken'</script><img src='https://example.org/x.png'>"
    path.write_text(summary_page(summary(), DOCUMENT).replace("</main>", smuggled + "</main>"))
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.title() != "taken"
    assert not [url for url in asked if "example" in url]
    context.close()


@contextmanager
def unguarded(browser: Browser, html: str, path: Path, **options: Any) -> Iterator[Page]:
    """Open a page with its policy off, since it would keep axe-core out."""
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(bypass_csp=True, **options)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def pages() -> dict[str, str]:
    """Give a page of each kind."""
    bad = Claim(text="It sank.", verdict=Verdict.UNSUPPORTED)
    told = summary()
    given = ask(DOCUMENT, "How long?", model=model(answers=answers((2, "12 days"))), settings=PLAIN)
    return {
        "translated": summary_page(translated(), DOCUMENT),
        "summary": summary_page(told.model_copy(update={"abstract": (bad,)}), DOCUMENT),
        "answers": answers_page((given,), DOCUMENT),
        "index": index_page(
            [
                Row("a.txt", "a.html", told.model_copy(update={"conflicts": CONFLICTS})),
                Row("b.txt", "b.html", (given,)),
            ]
        ),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("kind", ["summary", "translated", "answers", "index"])
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, kind: str, size: dict[str, int], scheme: str
) -> None:
    """No violation of its rules, before and after something is chosen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    path = tmp_path / "a.html"
    with unguarded(browser, pages()[kind], path, viewport=size, color_scheme=scheme) as page:
        found = axe.run(page).response["violations"]
        if kind != "index":
            page.click("a.claim")
            found += axe.run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
