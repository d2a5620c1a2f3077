"""The list as a file, from the button to the disk: the address of the file works in a browser, as deployed."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Page


def test_the_list_is_saved_as_a_file(page: Page) -> None:
    page.get_by_test_id("export").click()
    page.get_by_test_id("export-dialog").get_by_test_id("confirm").click()
    page.get_by_test_id("export-ready").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename.startswith("review-requests-")
    content = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    header, *_rows = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    assert header[:2] == ["Référence", "E-mail du client"]
