"""The whole path by clicking: in the back office, in the inbox, in the customer's form."""

import time
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from infra.local.samples import prestashop_file
from tests.browser.conftest import signed_in
from tests.local_suivi import LocalSuivi, wait_for

ZOE = "zoe.obrien@example.com"


def row(page: Page, reference: str) -> Locator:
    """The line of a reference in the table."""
    return page.get_by_test_id("review-requests").get_by_role("row").filter(has_text=reference)


def expect_status(page: Page, reference: str, status: str) -> None:
    """Reload until the table shows the status."""

    def look() -> bool:
        page.get_by_test_id("refresh").click()
        time.sleep(0.5)
        return row(page, reference).locator(f"[data-status={status}]").count() > 0

    wait_for(look, f"{reference} {status} in the page")


def answer_form(form: Page) -> None:
    """Rate the brand as a customer does and submit."""
    form.locator("label[for=brand-rating-5], label:has(input[name=brand-rating][value='5'])").first.click()
    form.fill("[name=brand-comment]", "Livraison rapide, produit conforme.")
    form.get_by_role("button").last.click()


def test_a_website_that_never_transmitted_is_told_what_comes_next(context: BrowserContext, suivi: LocalSuivi) -> None:
    empty = signed_in(context, replace(suivi, website="second_website"))
    expect(empty.get_by_text("Aucune demande d'avis pour le moment")).to_be_visible()


def test_a_dropped_file_becomes_a_submitted_review(page: Page, context: BrowserContext, suivi: LocalSuivi) -> None:
    suivi.drop("orders.csv", prestashop_file("2024-03-04"))
    suivi.row_in("1043", "scheduled")
    expect_status(page, "1042", "scheduled")
    expect(row(page, "1043")).to_contain_text("max.leroy@example.com")

    suivi.tick()
    suivi.mail(ZOE)
    expect_status(page, "1042", "sent")

    inbox = context.new_page()
    inbox.goto(suivi.endpoints["inbox_url"])
    inbox.get_by_role("row").filter(has_text=ZOE).get_by_role("link").click()
    mail = inbox.frame_locator("iframe")
    give_review = mail.get_by_role("link", name="Donner mon avis")
    expect(give_review).to_be_visible()
    expect_status(page, "1042", "opened")

    with context.expect_page() as opened:
        give_review.click()
    form = opened.value
    form.bring_to_front()
    expect(form.locator("[name=brand-comment]")).to_be_visible()
    expect_status(page, "1042", "opened")  # shown is not opened: a scanner would see as much
    form.mouse.move(200, 200)
    form.mouse.move(220, 240)
    expect_status(page, "1042", "form_opened")

    answer_form(form)
    expect_status(page, "1042", "review_submitted")
    expect(form.get_by_text("Merci").first).to_be_visible()

    row(page, "1042").get_by_test_id("status").get_by_role("button").click()
    steps = page.get_by_test_id("status-steps")
    for status in ("scheduled", "sent", "opened", "form_opened", "review_submitted"):
        expect(steps.locator(f"[data-status={status}]")).to_be_visible()
    page.keyboard.press("Escape")

    row(page, "1042").get_by_test_id("reference").get_by_role("button").or_(
        row(page, "1042").get_by_test_id("reference").get_by_role("link")
    ).click()
    details = page.get_by_test_id("details")
    for text in ("SFTP", "orders.csv", "Zoé O'Brien", 'Écran 24" mat', "Câble"):
        expect(details.get_by_text(text).first).to_be_visible()
    for fact in ("created", "sent", "delivered", "opened", "form_opened", "review_submitted"):
        expect(details.locator(f"[data-testid=history-entry][data-fact={fact}]")).to_be_visible()
    expect_email_as_sent(page)


def expect_email_as_sent(page: Page) -> None:
    """The e-mail of the details is shown as it left, and nobody can follow its links."""
    page.get_by_test_id("remembered-email").first.get_by_role("button").click()
    expect(page.locator("[data-testid=as-sent][data-as-sent=true]")).to_be_visible()
    link = page.frame_locator("[data-testid=email-html]").get_by_role("link", name="Donner mon avis")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", "https://personal-link.invalid/form")


def test_filters_narrow_the_table_and_stay_in_the_address(page: Page, suivi: LocalSuivi) -> None:
    suivi.post_events([suivi.event("FILTER-1", "filter.one@example.com", day="2026-11-02")])
    suivi.post_events([suivi.event("FILTER-BOUNCE", "bounce+filter@simulator.amazonses.com")])
    suivi.tick()
    suivi.row_in("FILTER-BOUNCE", "error")
    page.goto(f"{suivi.endpoints['backoffice_url']}/?status=error")
    expect(row(page, "FILTER-BOUNCE")).to_be_visible()
    expect(row(page, "FILTER-1")).to_have_count(0)
    expect(row(page, "FILTER-BOUNCE")).to_contain_text("refuse définitivement")
    page.get_by_test_id("clear-filters").click()
    expect(row(page, "FILTER-1")).to_be_visible()
    assert "status" not in page.url
    assert "@" not in page.url


def test_the_page_speaks_english_too(page: Page) -> None:
    page.get_by_role("button", name="Langue").click()
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", name="Review request follow up")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_sticks_out_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
