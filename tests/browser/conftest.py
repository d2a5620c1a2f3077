"""A local cloud and a real browser: Debian's Chromium, driven by Playwright."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import launched_chromium
from tests.cloud_fixtures import cloud, suivi
from tests.local_suivi import LocalSuivi

__all__ = ["browser", "cloud", "context", "page", "suivi"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with launched_chromium() as launched:
        yield launched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A person who reads French; an error in any page fails the test."""
    opened = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture
def page(context: BrowserContext, suivi: LocalSuivi) -> Page:
    """The back office, signed in as the demo merchant."""
    return signed_in(context, suivi)


def signed_in(context: BrowserContext, suivi: LocalSuivi) -> Page:
    """The back office, signed in as the website's merchant."""
    opened = context.new_page()
    opened.goto(suivi.endpoints["backoffice_url"])
    opened.fill("input[name=username]", suivi.account["user"])
    opened.fill("input[name=password]", suivi.account["password"])
    opened.keyboard.press("Enter")
    opened.get_by_role("heading", name="Suivi des demandes d'avis").wait_for()
    return opened
