"""What an operator does by clicking: an action undone in time, one that runs, and settings tried before they hold."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_path import expect_status, row
from tests.local_suivi import LocalSuivi

UNDO_WINDOW_MS = 30_000


def later(suivi: LocalSuivi, reference: str) -> None:
    """A purchase about which the customer is asked in five days."""
    event = suivi.event(reference, f"{reference.lower()}@example.com")
    event["solicitation_parameters"]["delay"] = 5
    suivi.post_events([event])
    suivi.row_in(reference, "scheduled")


def open_details(page: Page, reference: str) -> Locator:
    """The details of a row, opened from the table."""
    page.get_by_test_id("refresh").click()
    reference_link = row(page, reference).get_by_test_id("reference")
    reference_link.get_by_role("button").or_(reference_link.get_by_role("link")).click()
    details = page.get_by_test_id("details")
    details.get_by_test_id("details-history").wait_for()
    return details


def cancel(page: Page, details: Locator, reason: str) -> None:
    """Ask for the cancellation, once the page has counted."""
    details.get_by_test_id("operation-menu").get_by_role("button").click()
    page.get_by_role("menuitem", name="Annuler").click()
    dialog = page.get_by_test_id("operation-dialog")
    expect(dialog.get_by_test_id("operation-preview")).to_contain_text("C'est possible pour cette demande.")
    dialog.get_by_test_id("reason").get_by_role("textbox").fill(reason)
    dialog.get_by_test_id("confirm").click()


def test_a_cancellation_is_undone_then_done_for_good(page: Page, suivi: LocalSuivi) -> None:
    later(suivi, "OPERATOR-1")
    details = open_details(page, "OPERATOR-1")
    expect(details.get_by_test_id("details-explanation")).to_contain_text("5 jours")

    cancel(page, details, "Commande retournée")
    page.get_by_test_id("undo-operation").click()
    expect(page.get_by_text("Annuler : abandonné, rien n'a changé")).to_be_visible()
    suivi.row_in("OPERATOR-1", "scheduled")

    cancel(page, details, "Commande bien retournée")
    done = page.get_by_test_id("operation-done")
    expect(done).to_contain_text("demandes modifiées : 1", timeout=3 * UNDO_WINDOW_MS)
    expect_status(page, "OPERATOR-1", "cancelled")
    journal = details.locator("[data-testid=journal-entry][data-kind=cancel]")
    expect(journal).to_have_count(1)
    expect(details.get_by_test_id("details-history")).to_contain_text("Commande bien retournée")


def test_a_changed_delay_is_tried_before_it_holds(page: Page, suivi: LocalSuivi) -> None:
    later(suivi, "OPERATOR-2")
    page.get_by_role("button", name="Ouvrir la liste des pages").click()
    page.get_by_role("link", name="Réglages").click()
    days = page.get_by_role("spinbutton", name="Délai de l'avis marque, jours")
    before = days.input_value()

    days.fill("400")
    page.get_by_test_id("review-settings").click()
    expect(page.get_by_test_id("invalid-settings")).to_be_visible()
    expect(page.get_by_test_id("setting-brand_delay")).to_contain_text("de 0 à 365")

    days.fill("11")
    page.get_by_test_id("review-settings").click()
    dialog = page.get_by_test_id("save-dialog")
    expect(dialog.get_by_test_id("settings-impact")).to_contain_text(re.compile("demande|Aucune"))
    dialog.get_by_test_id("settings-note").get_by_role("textbox").fill("Transporteur plus lent")
    dialog.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("settings-saved")).to_be_visible()
    expect(page.get_by_test_id("settings-versions")).to_contain_text("Transporteur plus lent")

    page.get_by_test_id("undo-settings").click()
    page.get_by_test_id("undo-dialog").get_by_test_id("confirm").click()
    expect(days).to_have_value(before)
