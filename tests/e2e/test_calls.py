"""Calls over real HTTP, through the packaged API: kept before they are answered, named by keys, told of their rate."""

from tests.local_suivi import LocalSuivi, wait_for


def test_a_call_taken_in_for_later_is_worked_through_once(suivi: LocalSuivi) -> None:
    door = f"/purchase-event/websites/{suivi.website_id}/purchase_events/bulk_insert"
    events = [suivi.event(f"LATER-{number}", f"later-{number}@example.com") for number in range(60)]
    events.append({**events[0], "purchase_reference": "LATER-WRONG", "purchase_date": "2026-13-40"})
    headers = {**suivi.authorized(), "Idempotency-Key": "later-1"}
    first, again = (suivi.http.post(door, json=events, headers=headers) for _ in range(2))

    assert (first.status_code, first.json()["received"]) == (202, 61)
    assert again.json() == first.json()
    assert int(again.headers["RateLimit-Remaining"]) < int(again.headers["RateLimit-Limit"])
    books = again.headers["Link"].partition(">")[0].removeprefix("<")
    done = wait_for(lambda: suivi.ended(books), "the books of the call")
    assert done["books"] == {
        "received": 61,
        "accepted": 60,
        "duplicate": 0,
        "conflict": 0,
        "rejected": 1,
        "withdrawn": 0,
        "requests": 60,
    }
    assert suivi.row_in("LATER-59", "scheduled")["transmission_method"] == "api"

    reused = suivi.http.post(door, json=events[:1], headers=headers)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    assert reused.headers["Content-Type"] == "application/problem+json"


def test_what_the_gateway_refuses_is_told_alike(suivi: LocalSuivi) -> None:
    refused = suivi.http.get("/v1/me", headers={"Authorization": "Bearer forged"})
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthorized")
    assert refused.headers["Content-Type"] == "application/problem+json"
