"""The inbox in a real browser: opening, following a link out of the sandbox, refreshing by itself, the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import launched_chromium
from tests.functional.ses_twin.conftest import RunningTwin, a_mail


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless chromium."""
    with launched_chromium() as launched:
        yield launched


@pytest.fixture
def tab(browser: Browser, twin: RunningTwin) -> Iterator[Page]:
    """A tab of its own, in English."""
    context = browser.new_context(base_url=twin.url, locale="en-GB")
    yield context.new_page()
    context.close()


def send(twin: RunningTwin, html: str) -> str:
    content = {"Simple": {"Subject": {"Data": "Hello"}, "Body": {"Html": {"Data": html}}}}
    return twin.ses().send_email(**a_mail("a@customer.example", Content=content))["MessageId"]


def test_each_load_of_a_mail_is_one_open_by_that_browser(twin: RunningTwin, tab: Page) -> None:
    message_id = send(twin, "<p>Hello</p>")
    for opens in (1, 2):
        with tab.expect_response(f"**/messages/{message_id}/open"):
            tab.goto(f"/messages/{message_id}")
        opened = twin.sns.wait_for(2 + opens)[-1]
        assert opened["eventType"] == "Open"
        assert opened["open"]["userAgent"] == tab.evaluate("navigator.userAgent").replace("Headless", "")
    expect(tab.get_by_text("Opens: 2")).to_be_visible()
    assert twin.sns.kinds().count("Open") == 2


def test_a_link_of_a_mail_opens_a_working_page_and_the_mail_runs_no_script(twin: RunningTwin, tab: Page) -> None:
    script = "<script>document.body.textContent = 'ran'</script>"
    message_id = send(twin, f'<body><a href="{twin.url}/?q=from-the-mail">Give your opinion</a>{script}</body>')
    tab.goto(f"/messages/{message_id}")
    link = tab.frame_locator("#mail").get_by_role("link", name="Give your opinion")
    with tab.expect_popup() as popup:
        link.click()
    expect(popup.value.get_by_role("searchbox")).to_have_value("from-the-mail")
    assert popup.value.evaluate("document.cookie") == ""


def test_the_list_refreshes_itself_and_keeps_the_keyboards_place(twin: RunningTwin, tab: Page) -> None:
    first = send(twin, "<p>1</p>")
    tab.goto("/")
    tab.locator(f'a[href="/messages/{first}"]').focus()
    send(twin, "<p>2</p>")
    expect(tab.get_by_role("link", name="Hello")).to_have_count(2)
    expect(tab.locator(f'a[href="/messages/{first}"]')).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Hello")
