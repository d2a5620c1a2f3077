"""The review form's own script in a real browser: who only looks, as scanners do, tells nothing; a person does."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from chalicelib.pages.assets import asset
from chalicelib.pages.review_form import render_review_form
from tests.unit.pages.examples import a_form

SITE = "https://suivi.example"
FORM = f"{SITE}/form/v1.k1.payload.mac"


@dataclass
class Shown:
    """The form in a tab, and what it posted to `/opened`."""

    tab: Page
    told: list[str]


@pytest.fixture
def shown(browser: Browser) -> Iterator[Shown]:
    """The form as the server gives it, with its clock in our hands."""
    context = browser.new_context(has_touch=True)
    tab = context.new_page()
    told: list[str] = []

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if route.request.method == "POST":
            told.append(f"{path} {route.request.post_data}")
            route.fulfill(status=204)
        elif path.endswith((".js", ".css")):
            content_type, text = asset(path.rsplit("/", 1)[1])
            route.fulfill(body=text, content_type=content_type)
        else:
            route.fulfill(
                body=render_review_form(a_form(page_nonce="n0nce", assets_url="/form/assets")), content_type="text/html"
            )

    tab.route("**/*", serve)
    tab.clock.install()
    tab.goto(FORM)
    yield Shown(tab, told)
    context.close()


TELLING = ["/form/v1.k1.payload.mac/opened page_nonce=n0nce"]


def test_who_loads_the_page_runs_its_script_and_stays_is_no_person(shown: Shown) -> None:
    expect(shown.tab.locator("form")).to_be_visible()
    shown.tab.clock.run_for(3_600_000)
    assert shown.told == []


def test_what_a_script_makes_up_is_no_person(shown: Shown) -> None:
    shown.tab.evaluate(
        """() => {
          for (const kind of ["pointerdown", "pointermove", "touchstart", "wheel", "keydown", "input", "click"])
            document.body.dispatchEvent(new Event(kind, { bubbles: true }));
          document.querySelector("textarea").value = "Filled by a script";
        }"""
    )
    shown.tab.clock.run_for(10_000)
    assert shown.told == []


ACTS = {
    "moves the pointer": lambda tab: tab.mouse.move(40, 60),
    "scrolls": lambda tab: tab.mouse.wheel(0, 200),
    "presses a key": lambda tab: tab.keyboard.press("Tab"),
    "touches": lambda tab: tab.touchscreen.tap(30, 30),
    "writes": lambda tab: tab.fill("textarea", "Parfait"),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_person_tells_once(shown: Shown, act: str) -> None:
    with shown.tab.expect_request("**/opened"):
        ACTS[act](shown.tab)
    shown.tab.mouse.move(90, 90)
    shown.tab.keyboard.press("Tab")
    shown.tab.evaluate("0")
    assert shown.told == TELLING
