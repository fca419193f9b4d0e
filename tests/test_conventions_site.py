"""The manual as a site: it builds without a warning, its links lead somewhere, it asks nobody."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

import summarize
from summarize import errors

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "site"
NEEDED = ("sphinx", "furo", "myst_parser")

pytestmark = [
    pytest.mark.skipif(
        not all(map(importlib.util.find_spec, NEEDED)), reason="needs the extra `docs`"
    ),
    pytest.mark.skipif(not SCRIPT.exists(), reason="the site is built in a checkout"),
    pytest.mark.xdist_group("site"),
]

FETCHED = {("img", "src"), ("link", "href"), ("script", "src"), ("source", "srcset")}
"""What a browser asks for by itself; a link is asked for when it is clicked."""


class Page(HTMLParser):
    """The anchors and the addresses of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.anchors = {""}
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        for name, value in attrs:
            if value is None:
                continue
            if name in {"id", "name"}:
                self.anchors.add(value)
            if (tag, name) == ("a", "href"):
                self.links.append(value)
            if (tag, name) in FETCHED:
                self.fetched.append(value)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    """Build the site as people do; give its pages by their files."""
    folder = tmp_path_factory.mktemp("site")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"} | {"PATH": path}
    environment["VIRTUAL_ENV"] = str(Path(sys.executable).parent.parent)
    line = [str(SCRIPT), str(folder)]
    ran = subprocess.run(line, capture_output=True, text=True, check=False, env=environment)
    assert (ran.returncode, ran.stderr) == (0, "")
    return {path: Page(path) for path in sorted(folder.rglob("*.html"))}


def leads(page: Page, address: str, pages: dict[Path, Page]) -> bool:
    """Tell whether an address on a page of the site leads to a file of it, and to an anchor."""
    parts = urlsplit(address)
    target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
    if target not in pages:
        return target.is_file() and not parts.fragment
    return unquote(parts.fragment) in pages[target].anchors


def foreign(address: str) -> bool:
    """Tell whether an address leads out of the site."""
    return bool(urlsplit(address).scheme or urlsplit(address).netloc)


def test_the_site_has_every_page_of_the_manual(site: dict[Path, Page]) -> None:
    """Each page of docs/ is a page of the site; a warning while it is built is an error."""
    built = {path.stem for path in site}
    assert {path.stem for path in (ROOT / "docs").glob("*.md")} <= built


def test_links_of_the_site_lead_somewhere(site: dict[Path, Page]) -> None:
    """A link within the site leads to a page of it, and to a place that is there."""
    within = [(page, link) for page in site.values() for link in page.links if not foreign(link)]
    assert len(within) > 100
    assert [(page.path.name, link) for page, link in within if not leads(page, link, site)] == []


def test_the_site_asks_nobody(site: dict[Path, Page]) -> None:
    """Styles, scripts, pictures and fonts lie in the site: it is read with no network."""
    fetched = [(page, address) for page in site.values() for address in page.fetched]
    assert len(fetched) > 10
    beside = [(p, a) for p, a in fetched if not a.startswith("data:")]
    assert [a for page, a in beside if foreign(a) or not leads(page, a.split("?")[0], site)] == []
    folder = next(iter(site)).parent
    styles = [path.read_text(encoding="utf-8") for path in folder.rglob("*.css")]
    assert styles
    assert [s for s in styles if "url(http" in s or "url(//" in s or "@import" in s] == []


PHONE = {"width": 360, "height": 740}


def test_every_page_fits_a_phone(site: dict[Path, Page], browser: Browser) -> None:
    """No page is wider than 360 px: what is wider on it scrolls by itself; nothing is logged."""
    faults: list[str] = []
    seen = browser.new_context(viewport=PHONE).new_page()
    seen.on("console", lambda message: faults.append(f"{seen.url}: {message.text}"))
    seen.on("pageerror", lambda error: faults.append(f"{seen.url}: {error}"))
    wide = {}
    for path in site:
        seen.goto(path.as_uri())
        wide[path.name] = seen.evaluate("document.documentElement.scrollWidth")
    seen.context.close()
    assert {name: width for name, width in wide.items() if width > PHONE["width"]} == {}
    assert faults == []


def test_a_link_that_leads_nowhere_is_seen(site: dict[Path, Page]) -> None:
    """The rule itself: a page, an anchor or a file that is not there."""
    page = next(page for path, page in site.items() if path.name == "prompts.html")
    right = ["prompts.html#questions-of-your-own", "#prompts-of-your-own", "index.html"]
    wrong = ["nowhere.html", "prompts.html#nowhere", "#nowhere", "_static/nowhere.css"]
    assert [link for link in right if not leads(page, link, site)] == []
    assert [link for link in wrong if leads(page, link, site)] == []
    assert foreign("https://example.org/a.css")
    assert foreign("//example.org/a.css")


def test_the_reference_is_whole(site: dict[Path, Page]) -> None:
    """Every public name and every error stands in it, each field by its description."""
    page = next(page for path, page in site.items() if path.name == "reference.html")
    tree = {
        f"summarize.errors.{name}"
        for name, value in vars(errors).items()
        if isinstance(value, type) and value.__module__ == errors.__name__
    } - {"summarize.errors.SummarizeError"}
    names = {f"summarize.{name}" for name in summarize.__all__} | tree
    assert names - page.anchors == set()
    text = page.path.read_text(encoding="utf-8")
    fields = [
        field.description
        for value in (summarize.Settings, summarize.Summary, summarize.Citation)
        for field in value.model_fields.values()
        if field.description and not set("`'<>&") & set(field.description)
    ]
    assert len(fields) > 20
    assert [told for told in fields if told not in text] == []
