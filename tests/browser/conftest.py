"""A local cloud and a real browser: Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.cloud_fixtures import cloud, suivi
from tests.local_suivi import LocalSuivi

__all__ = ["browser", "cloud", "context", "page", "suivi"]

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Root needs --no-sandbox; the others keep the browser from talking to anybody but the page.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert path is not None, "install Chromium (`make chromium` does)"
    expect.set_options(timeout=20_000)  # other suites may share the machine
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


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
    opened = context.new_page()
    opened.goto(suivi.endpoints["backoffice_url"])
    opened.fill("input[name=username]", suivi.account["user"])
    opened.fill("input[name=password]", suivi.account["password"])
    opened.keyboard.press("Enter")
    opened.get_by_role("heading", name="Suivi des demandes d'avis").wait_for()
    return opened
