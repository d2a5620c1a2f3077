"""Every route that changes something or faces a customer: whatever it is sent, it answers as documented."""

import re
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.call_rate import CallRate
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_proof, a_rules
from tests.functional.api.schema_cases import DOCUMENT, assert_as_documented
from tests.functional.api.test_purchase_events import event
from tests.functional.api.test_read_endpoints import READS
from tests.functional.wired import BASE_URL, Suivi

DOORS = {"/purchase-event", "/connectors", "/index.php"}
EXAMPLES, EXAMPLES_OF_A_DOOR = 4, 12
WRITES = sorted(
    (path, method)
    for path, item in DOCUMENT["paths"].items()
    for method in item
    if method != "parameters" and (path, method) not in READS
)
each_write = pytest.mark.parametrize(("path", "method"), WRITES, ids=[f"{method} {path}" for path, method in WRITES])


def made(suivi: Suivi, what: str, body: dict[str, Any]) -> dict[str, Any]:
    """One of the website's things, made as a merchant makes it."""
    answer = suivi.post_json(f"/v1/websites/{WEBSITE_ID}/{what}", body, suivi.token())
    assert answer.status_code in (201, 202), answer.json_body
    told: dict[str, Any] = answer.json_body
    return told


def known_ids(suivi: Suivi) -> dict[str, str]:
    """Identifiers and tokens that lead somewhere."""
    (outcome,) = receive_proofs(suivi.store, IDENTITIES, a_rules(), [a_proof()], now=NOW)
    suivi.send(outcome.review_request_ids[0])
    found = re.search(rf"{BASE_URL}/form/([^\s\"<]+)", suivi.mailer.accepted[-1].text)
    assert found is not None
    call = suivi.post_json(
        f"/purchase-event/websites/{WEBSITE_ID}/purchase_events/bulk_sync_insert", [event()], suivi.token()
    )
    view = {"name": "Mine", "shared": False, "last": None, "filters": {}, "order": "newest", "columns": []}
    webhook = {"url": "https://shop.example/hook", "statuses": [], "include_customer_email": False, "active": True}
    return {
        "website_id": WEBSITE_ID,
        "review_request_id": outcome.review_request_ids[0],
        "transmission_id": call.headers["Suivi-Transmission"],
        "view_id": made(suivi, "views", view)["view_id"],
        "webhook_id": made(suivi, "webhooks", webhook)["webhook_id"],
        "token": found.group(1),
        "name": "form.css",
        "feed": "unsubscribed",
        "report": "log",
    }


@each_write
def test_whatever_is_sent_the_answer_is_as_documented(suivi: Suivi, path: str, method: str) -> None:
    client = suivi.websites.client(WEBSITE_ID, suivi.demo.client_id)
    assert client is not None
    suivi.websites.add_client(replace(client, call_rate=CallRate(per_second=10_000, burst=100_000)))
    is_door = any(path.startswith(door) for door in DOORS)
    assert_as_documented(suivi, path, method, known_ids(suivi), EXAMPLES_OF_A_DOOR if is_door else EXAMPLES)


def test_the_doors_are_among_what_is_sent() -> None:
    """The matrix follows the document; this keeps it from becoming empty."""
    assert {door for door in DOORS for path, _ in WRITES if path.startswith(door)} == DOORS
    assert len(WRITES) > len(READS)
