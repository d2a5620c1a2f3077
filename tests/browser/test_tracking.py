"""The tracking table by clicking: more filters, the counts, a search, and a view that is still there tomorrow."""

from playwright.sync_api import Locator, Page, expect

from tests.local_suivi import LocalSuivi


def references(page: Page) -> Locator:
    """The references on screen."""
    return page.get_by_test_id("review-requests").get_by_test_id("reference")


def test_a_list_is_narrowed_searched_and_kept_as_a_view(page: Page, suivi: LocalSuivi) -> None:
    suivi.post_events(
        [suivi.event("TRACK-1", "track.one@example.com"), suivi.event("TRACK-2", "track.two@example.com")]
    )
    suivi.row_in("TRACK-2", "scheduled")
    page.get_by_test_id("refresh").click()
    expect(references(page).filter(has_text="TRACK-2")).to_be_visible()

    page.get_by_test_id("more-filters").click()
    page.get_by_test_id("filter-transmission-method").get_by_role("button").first.click()
    page.get_by_role("option", name="API").click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("filter-tokens")).to_contain_text("Méthode de transmission : API")
    page.get_by_test_id("status-counts").get_by_role("button", name="Email programmé").click()
    expect(references(page).filter(has_text="TRACK-1")).to_be_visible()
    assert "transmission_method=api" in page.url
    assert "status=scheduled" in page.url

    page.get_by_test_id("views-menu").get_by_role("button").click()
    page.get_by_text("Enregistrer comme nouvelle vue").click()
    page.get_by_test_id("view-name").locator("input").fill("Programmés par API")
    page.get_by_test_id("save-view").get_by_test_id("confirm").click()
    expect(page.get_by_test_id("views-menu")).to_contain_text("Programmés par API")

    page.get_by_test_id("search-box").locator("input").fill("track.t")
    page.keyboard.press("Enter")
    page.get_by_test_id("other-meaning").click()
    expect(references(page)).to_have_text(["TRACK-2"])
    assert "track.t" not in page.url

    page.goto(suivi.endpoints["backoffice_url"])
    page.get_by_test_id("views-menu").get_by_role("button").click()
    page.get_by_text("Programmés par API").click()
    expect(page.get_by_test_id("filter-tokens")).to_contain_text("API")
    expect(references(page).filter(has_text="TRACK-1")).to_be_visible()
