"""Debian's Chromium without a window, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Root needs --no-sandbox; the others keep the browser from talking to anybody but the page.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def launched_chromium() -> Iterator[Browser]:
    """A running browser. Fails, never skips, where none is installed: a suite must not be green for want of one."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path is not None, "install Chromium (`make system` does)"
    expect.set_options(timeout=20_000)  # other suites may share the machine
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
