"""The whole path: a real proof goes in, a real e-mail comes out, its row lives in the table."""

import json
import re
from collections import Counter
from pathlib import Path

from infra.local.samples import prestashop_file
from tests.local_suivi import LocalSuivi, wait_for

DATA = Path(__file__).resolve().parents[1] / "data"


def test_a_prestashop_file_over_sftp_becomes_a_submitted_review(suivi: LocalSuivi) -> None:
    suivi.drop("prestashop.csv", prestashop_file("2024-03-04"))
    scheduled = suivi.row_in("1042", "scheduled")
    assert suivi.row_in("1043", "scheduled")["review_type"] == "brand"
    assert (scheduled["customer_email"], scheduled["transmission_method"]) == ("zoe.obrien@example.com", "sftp")
    assert scheduled["experience_date"] == "2024-03-04T00:00:00+01:00"
    assert scheduled["review_type"] == "brand_and_product"
    log = wait_for(lambda: suivi.fetch_log("success", "prestashop.csv"), "the log")
    assert "4 reçues = 4 acceptées" in log

    suivi.tick()
    mail = suivi.mail("zoe.obrien@example.com")
    assert "O'Brien" in suivi.details(scheduled["review_request_id"])["customer"]["last_name"]
    assert 'Écran 24" mat' in mail["text"]
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert suivi.mail("max.leroy@example.com")["subject"]
    suivi.row_in("1042", "sent")

    suivi.open_mail(mail)
    suivi.row_in("1042", "opened")

    form = suivi.path_in(mail, "/form/")
    page = suivi.http.get(form)
    assert page.status_code == 200
    assert suivi.row_in("1042", "opened")  # looking changes nothing
    nonce = re.search(r'name="page_nonce"[^>]*value="([^"]+)"', page.text)
    assert nonce is not None
    assert suivi.http.post(f"{form}/opened", data={"page_nonce": nonce[1]}).status_code == 204
    suivi.row_in("1042", "form_opened")

    product = re.search(r'name="(product-[0-9a-f]+)-rating"', page.text)
    assert product is not None
    answers = {"brand-rating": "5", "brand-comment": "Très bien", f"{product[1]}-not_received": "yes"}
    assert suivi.http.post(form, data=answers).status_code == 200
    suivi.row_in("1042", "review_submitted")

    found = suivi.details(scheduled["review_request_id"])
    facts = [entry["fact"] for entry in found["history"]]
    for fact in ("created", "sent", "delivered", "opened", "form_opened", "review_submitted"):
        assert fact in facts
    assert [entry["at"] for entry in found["history"]] == sorted(entry["at"] for entry in found["history"])
    assert [product["name"] for product in found["products"]] == ['Écran 24" mat', "Câble"]
    assert found["next_step"] is None
    assert (found["source"]["name"], found["source"]["line"]) == ("prestashop.csv", 2)
    assert found["source"]["transmission_id"].startswith("f")


def test_bad_lines_are_told_and_the_good_one_is_solicited(suivi: LocalSuivi) -> None:
    suivi.drop("with errors.csv", (DATA / "with_errors.csv").read_bytes())
    log = wait_for(lambda: suivi.fetch_log("error", "with errors.csv"), "the error log")
    for line, column, value in (
        (3, "shop_id", ""),
        (4, "purchase_date", "2024-13-40"),
        (5, "email", "tom.petit(at)example.com"),
        (6, "channel", "phone"),
        (7, "purchase_reference", ""),
    ):
        told = next(text for text in log.splitlines() if text.startswith(f"Ligne {line},"))
        assert column in told
        assert value in told
    header, _, *refused = (DATA / "with_errors.csv").read_text("utf-8").splitlines()
    rejected = wait_for(lambda: suivi.fetch("error", "with errors-rejected.csv"), "the refused rows")
    assert rejected.splitlines() == [header, *refused]
    suivi.tick()
    suivi.row_in("A-1", "sent")
    references = [row["experience_reference"] for row in suivi.rows()]
    assert [reference for reference in references if reference.startswith("A-")] == ["A-1"]


def test_the_json_door_keeps_the_good_and_names_the_bad(suivi: LocalSuivi) -> None:
    good = suivi.event("CMD-1", "json.door@example.com")
    bad = {**suivi.event("CMD-2", "json.door@example.com"), "sales_channel": {"channel": "offline"}}
    answer = suivi.post_events([good, bad])
    assert answer.status_code == 206
    refused = [told for told in answer.json() if "error_description" in told]
    assert [told["purchase_reference"] for told in refused] == ["CMD-2"]
    assert suivi.post_events([good]).json()[0]["result"] == "duplicate"
    assert suivi.http.post("/v1/websites/x/review-requests").status_code in (403, 404)
    wrong = {"Authorization": "Bearer wrong"}
    assert suivi.http.get(f"/v1/websites/{suivi.website_id}/review-requests", headers=wrong).status_code == 401


def test_a_hard_bounce_and_a_complaint_reach_the_table(suivi: LocalSuivi) -> None:
    events = [suivi.event("BOUNCE", "bounce@simulator.amazonses.com")]
    events += [suivi.event("COMPLAINT", "complaint@simulator.amazonses.com")]
    assert suivi.post_events(events).status_code == 200
    suivi.tick()
    assert suivi.row_in("BOUNCE", "error")["reason"] == "hard_bounce"
    assert suivi.row_in("COMPLAINT", "error")["reason"] == "complained"


def test_one_click_in_the_mail_reader_stops_everything(suivi: LocalSuivi) -> None:
    suivi.post_events([suivi.event("STOP-1", "stop@example.com")])
    suivi.tick()
    mail = suivi.mail("stop@example.com")
    one_click = mail["headers"]["List-Unsubscribe"].strip("<>").removeprefix(suivi.endpoints["api_url"])
    assert suivi.http.post(one_click, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    suivi.post_events([suivi.event("STOP-2", "stop@example.com")])
    suivi.tick()
    assert suivi.row_in("STOP-2", "error")["reason"] == "opted_out"
    assert len(suivi.messages("stop@example.com")) == 1


def test_two_merchants_see_nothing_of_each_other(suivi: LocalSuivi) -> None:
    suivi.post_events([suivi.event("SECRET", "secret@example.com")])
    row = suivi.row_in("SECRET", "scheduled")
    other = LocalSuivi(suivi.endpoints, website="second_website")
    assert "SECRET" not in [found["experience_reference"] for found in other.rows()]
    for path in ("review-requests", f"review-requests/{row['review_request_id']}"):
        for website_id, headers in ((suivi.website_id, other.authorized()), (other.website_id, suivi.authorized())):
            assert suivi.http.get(f"/v1/websites/{website_id}/{path}", headers=headers).status_code == 404
    other.close()


def test_the_counts_of_the_stream_equal_a_recount_of_the_rows(suivi: LocalSuivi) -> None:
    """Behind all the others, on what they left: the real stream, and every status they went through."""
    suivi.post_events([suivi.event("COUNTED", "counted@example.com", day="2026-11-19")])

    def exact(**query: str) -> bool:
        standing = Counter(row["status"] for row in suivi.rows(**query))
        told = suivi.counts(**query)
        counted = {status: count for status, count in told["statuses"].items() if count}
        return bool(told["counted"] and counted == standing and told["total"] == standing.total() > 0)

    wait_for(exact, "counts equal to the rows")
    for query in ({"review_type": "product"}, {"experience_from": "2026-11-19", "experience_to": "2026-11-19"}):
        assert exact(**query), query

    check = suivi.invoke("RecountWebsite", json.dumps({"website_id": suivi.website_id}).encode())
    assert check["exact"] > 0
    assert (check["corrected"], check["refigured"], check["unsettled"], check["finished"]) == (0, 0, 0, True)
