"""The response headers of the customer's pages fit the pages, and the assets are what the pages ask for."""

import re

import pytest

from chalicelib.pages.assets import ASSET_NAMES, ASSETS_URL, asset
from chalicelib.pages.review_form import render_review_form
from chalicelib.pages.security_headers import ASSET_HEADERS, PAGE_HEADERS
from tests.unit.pages.examples import a_form, read


def test_the_content_policy_allows_nothing_inline_and_no_frame() -> None:
    directives = dict(part.split(" ", 1) for part in PAGE_HEADERS["Content-Security-Policy"].split("; "))
    assert directives["default-src"] == directives["frame-ancestors"] == directives["base-uri"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["form-action"] == "'self'"
    assert "unsafe" not in PAGE_HEADERS["Content-Security-Policy"]


def test_pages_are_never_stored_indexed_or_named_to_others() -> None:
    assert PAGE_HEADERS["Cache-Control"] == "no-store"
    assert PAGE_HEADERS["X-Robots-Tag"].startswith("noindex")
    assert PAGE_HEADERS["Referrer-Policy"] == ASSET_HEADERS["Referrer-Policy"] == "no-referrer"
    assert PAGE_HEADERS["X-Content-Type-Options"] == ASSET_HEADERS["X-Content-Type-Options"] == "nosniff"


def test_the_page_asks_for_exactly_the_assets_there_are() -> None:
    page = read(render_review_form(a_form()))
    asked = [link.attributes["href"] for link in page.all("link", rel="stylesheet")]
    asked += [script.attributes["src"] for script in page.all("script")]
    assert sorted(map(str, asked)) == sorted(f"{ASSETS_URL}/{name}" for name in ASSET_NAMES)


@pytest.mark.parametrize(("name", "content_type"), [("form.css", "text/css"), ("opened.js", "text/javascript")])
def test_assets_load_nothing_from_elsewhere(name: str, content_type: str) -> None:
    served_as, text = asset(name)
    assert served_as == f"{content_type}; charset=utf-8"
    assert not re.search(r"https?://|url\(|@import|eval|innerHTML", text)


@pytest.mark.parametrize("name", ["../assets.py", "", "form.css/", "/etc/passwd", "opened.js\0"])
def test_no_other_file_can_be_asked_for(name: str) -> None:
    with pytest.raises(KeyError):
        asset(name)
