"""Trying a proof: the verdict, the dates and every sentence, and not a single write."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.settings_history import SavedSettings
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeCallRates, FakeIdempotencyKeys, FakeTransmissions
from tests.functional.api.test_purchase_events import PATH as EVENTS
from tests.functional.api.test_purchase_events import event
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v1/websites/{WEBSITE_ID}/simulate"
WITH_PRODUCT = event(
    solicitation_parameters={"delay": 7, "delay_product": 12, "purchase_event_type": "BRAND_AND_PRODUCT"},
    products=[{"product_ref": {"reference": "87"}, "name": "Écran"}],
)

CUSTOMER = {"first_name": "Luc", "last_name": "Martin", "email": "luc@example.com"}
ONLY_PRODUCTS = {"purchase_event_type": "PRODUCT_ONLY"}


def kept(suivi: Suivi) -> object:
    """All that a door could write."""
    store, contacts = suivi.store, suivi.contacts
    transmissions, keys, rates = wiring.transmissions, wiring.idempotency_keys, wiring.call_rates
    assert isinstance(transmissions, FakeTransmissions)
    assert isinstance(keys, FakeIdempotencyKeys)
    assert isinstance(rates, FakeCallRates)
    places = (store.rows, store.locks, store.writes, contacts.days, contacts.firsts, contacts.asked)
    return deepcopy((places, transmissions.kept, keys.kept, rates.kept, rates.asked))


def tried(suivi: Suivi, body: object) -> Any:
    """The answer; nothing that is kept may differ afterwards."""
    before = kept(suivi)
    answer = suivi.post_json(PATH, body, suivi.token())
    assert kept(suivi) == before
    assert answer.status_code == 200
    return answer.json_body


def test_what_is_told_is_what_stands_on_the_rows(suivi: Suivi) -> None:
    told = tried(suivi, WITH_PRODUCT)
    assert (told["result"], told["error"]) == ("accepted", None)
    suivi.post_json(EVENTS, [WITH_PRODUCT], suivi.token())
    rows = suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", suivi.token()).json_body["items"]
    assert sorted((one["review_type"], one["due_at"]) for one in told["requests"]) == sorted(
        (row["review_type"], row["next_email_at"]) for row in rows
    )
    sentences = {row["review_type"]: [(one["fr"], one["en"]) for one in row["explanation"]] for row in rows}
    assert sentences == {
        one["review_type"]: [(rule["sentence"]["fr"], rule["sentence"]["en"]) for rule in one["explanation"]]
        for one in told["requests"]
    }
    assert tried(suivi, WITH_PRODUCT)["result"] == "duplicate"


@pytest.mark.parametrize(
    ("changes", "result", "code", "field"),
    [
        ({"purchase_date": "2026-13-40"}, "rejected", "invalid_date", "purchase_date"),
        ({"consumer": {**CUSTOMER, "first_name": ""}}, "rejected", "missing_value", "consumer.first_name"),
        ({"consumer": CUSTOMER}, "conflict", "conflicting_proof", "purchase_reference"),
        ({"solicitation_parameters": ONLY_PRODUCTS}, "rejected", "product_required", "products"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    suivi: Suivi, changes: dict[str, Any], result: str, code: str, field: str
) -> None:
    suivi.post_json(EVENTS, [event()], suivi.token())
    told = tried(suivi, event(**changes))
    assert (told["result"], told["requests"], told["notes"]) == (result, [], [])
    assert (told["error"]["code"], told["error"]["field"]) == (code, field)
    assert all(told["error"][part][language] for part in ("sentence", "remedy") for language in ("fr", "en"))


def test_the_wrapper_of_past_orders_is_taken_off(suivi: Suivi) -> None:
    wrapped = {"orderData": {**event(), "products": [[]]}, "status": "5", "purchase_date": "2026-11-20 10:15:00"}
    assert tried(suivi, wrapped)["result"] == "accepted"


@pytest.mark.parametrize("body", [[], [event()], "CMD-1", 7, None])
def test_what_is_no_event_is_rejected(suivi: Suivi, body: object) -> None:
    told = tried(suivi, body)
    assert (told["result"], told["error"]["code"]) == ("rejected", "unreadable_event")


def test_a_request_that_would_not_leave_says_why(suivi: Suivi) -> None:
    collection = replace(suivi.websites.collection(WEBSITE_ID), max_age_days=1)
    suivi.websites.save_settings(SavedSettings(collection))
    (request,) = tried(suivi, event())["requests"]
    assert request["refused"]["code"] == "too_old"
    assert request["refused"]["sentence"]["fr"].startswith("L'expérience est trop ancienne")


def test_an_opt_out_is_told_to_who_may_read_customers(suivi: Suivi) -> None:
    email_hash = IDENTITIES.email_hash("marie.durand@example.com")
    wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.PAGE, NOW)
    suivi.contacts.add_opt_out(OptOut(WEBSITE_ID, email_hash, wish))
    (note,) = tried(suivi, event())["notes"]
    assert (note["code"], note["sentence"]["en"][:13]) == ("opted_out_before", "This customer")


def test_a_credential_tries_on_its_own_website_only(suivi: Suivi) -> None:
    assert suivi.post_json(PATH, event(), suivi.token(suivi.other)).status_code == 404
    assert suivi.post_json(PATH, event(), PERSON_TOKEN).status_code == 404
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/simulate"
    assert suivi.post_json(foreign, event(), suivi.token()).status_code == 404
