"""A file through the back office: checked, imported for real, seen in the list, its refused row saved."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_path import row
from tests.local_suivi import LocalSuivi

HEADER = "channel;purchase_date;purchase_reference;first_name;last_name;email;language;delay"
GOOD = "online;2026-11-20;IMPORT-1;Marie;Durand;import.one@example.com;fr;7"
BAD = "online;2026-13-40;IMPORT-2;Eva;Roux;import.two@example.com;fr;7"


def test_a_file_is_checked_then_imported_and_comes_back_to_be_corrected(page: Page, suivi: LocalSuivi) -> None:
    page.goto(f"{suivi.endpoints['backoffice_url']}/imports")
    content = "\n".join((HEADER, GOOD, BAD, "")).encode()
    page.set_input_files("input[type=file]", {"name": "novembre.csv", "mimeType": "text/csv", "buffer": content})
    expect(page.get_by_test_id("first-look")).to_contain_text("Point-virgule")
    page.get_by_test_id("start-import").click()

    expect(page.get_by_test_id("check-verdict")).to_contain_text("1 ligne est à corriger", timeout=60_000)
    expect(page.get_by_test_id("lines-rejected")).to_contain_text("2026-13-40")
    planned = page.get_by_test_id("planned-request")
    expect(planned).to_have_count(1)
    expect(planned).to_contain_text("Délai transmis avec la preuve : 7 jours.")

    page.get_by_test_id("send-import").click()
    expect(page.get_by_test_id("import-done")).to_contain_text("1 ligne acceptée sur 2", timeout=60_000)
    figures = [page.get_by_test_id(f"figure-{result}") for result in ("accepted", "duplicate", "conflict", "rejected")]
    assert [figure.inner_text().split()[0] for figure in figures] == ["1", "0", "0", "1"]
    with page.expect_download() as download:
        page.get_by_test_id("download-rejected_rows").click()
    assert Path(download.value.path()).read_text("utf-8-sig").splitlines() == [HEADER, BAD]

    page.get_by_test_id("to-transmission").click()
    page.get_by_test_id("requests-by-status").get_by_role("link").click()
    expect(row(page, "IMPORT-1")).to_contain_text("import.one@example.com")
    assert "@" not in page.url
